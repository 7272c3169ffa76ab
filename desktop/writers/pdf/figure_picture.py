"""A figure as a picture, for formats that cannot draw it: the same marks as on paper."""

import io
import struct
import zlib
from typing import Any, NamedTuple

from desktop.documents.blocks import Figure
from desktop.writers.pdf.figures import lay_figure
from desktop.writers.pdf.flow import PageContext
from desktop.writers.pdf.pen import Pen
from desktop.writers.pdf.setter import Setter

__all__ = ["FigurePicture", "figure_picture"]


class FigurePicture(NamedTuple):
    """A PNG file, and how large it is on paper, in pt."""

    data: bytes
    width: float
    height: float


def figure_picture(block: Figure, setter: Setter, dots: int) -> FigurePicture:
    """`dots`: to an inch."""
    import pypdfium2  # type: ignore[import-untyped]  # (it brings no types)

    pdf, width, height = _figure_pdf(block, setter)
    with pypdfium2.PdfDocument(pdf) as file:
        drawn: Any = file[0].render(scale=dots / 72, rev_byteorder=True)
        rows = bytes(drawn.buffer)
        data = _png(rows, drawn.width, drawn.height, drawn.stride)
    return FigurePicture(data, width, height)


def _figure_pdf(block: Figure, setter: Setter) -> tuple[bytes, float, float]:
    """The figure alone on a page of its own size."""
    from desktop.writers.pdf.writer import sheet_canvas

    slices = lay_figure(block, setter).slices
    width = setter.page.width
    height = sum(one.height for one in slices)
    sink = io.BytesIO()
    canvas = sheet_canvas()(sink, (width, height), invariant=1, pageCompression=0)
    pen = Pen(canvas, frozenset())
    top = height
    for one in slices:
        one.draw(pen, 0.0, top, PageContext(1))
        top -= one.height
    pen.end_page()
    pen.embed_faces(compressed=False)
    canvas.save()
    return sink.getvalue(), width, height


def _png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """Red, green, blue of a byte each, from `stride` bytes a row (PNG, third edition, 5 and 11)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    rows = b"".join(
        b"\0" + pixels[row * stride : row * stride + 3 * width] for row in range(height)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", head),
            chunk(b"IDAT", zlib.compress(rows, 6)),
            chunk(b"IEND", b""),
        )
    )


def picture_size(data: bytes) -> tuple[int, int, str] | None:
    """Width, height and the usual end of the name of a PNG, JPEG or GIF file; None of others."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as opened:
            suffix = {"PNG": "png", "JPEG": "jpeg", "GIF": "gif"}.get(opened.format or "")
            return (opened.width, opened.height, suffix) if suffix else None
    except UnidentifiedImageError:
        return None
