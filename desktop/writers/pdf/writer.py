"""Writes a document as PDF: sets every block, settles all pages, then draws them once.

Contents and page counts are known before the first page is drawn, so one pass is enough.
"""

import gc
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from desktop.documents.blocks import AnnexHead, Block, Document, Heading
from desktop.models.errors import Cancelled
from desktop.writers.pdf.flow import PlacedSlice
from desktop.writers.pdf.furniture import draw_furniture, draw_watermark
from desktop.writers.pdf.pen import Pen
from desktop.writers.pdf.style import PAGE_HEIGHT, PAGE_WIDTH
from desktop.writers.pdf.typesetter import Progress, SetDocument, Typesetter

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

__all__ = ["PdfResult", "Progress", "page_pdf", "sheet_canvas", "write_pdf"]


@dataclass(frozen=True, slots=True)
class PdfResult:
    """`substitutes`: character → file of the face that had to stand in, in order of appearance."""

    data: bytes
    pages: int
    substitutes: dict[str, str]


def _go_on(_done: int, _total: int) -> bool:
    return True


def write_pdf(document: Document, progress: Progress = _go_on) -> PdfResult:
    """The whole file in memory. Equal documents give equal bytes.

    Raises `Cancelled` where `progress` says stop.
    """
    # Hundreds of thousands of tuples and no cycles: looking for garbage among them again and
    # again is a third of the time of a long book, and finds none.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _write(document, progress)
    finally:
        if collecting:
            gc.enable()


def _write(document: Document, progress: Progress) -> PdfResult:
    settled = Typesetter().set(document, progress)
    total = len(settled.sheets)
    sink = io.BytesIO()
    canvas = _canvas(sink, document, compressed=True)
    _describe(canvas, document)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    pen = Pen(canvas, settled.context.pages.keys())
    outline = _outline(document.blocks)

    def begin(number: int, placed: PlacedSlice, top: float) -> None:
        for anchor in placed.slice.anchors:
            if settled.context.pages[anchor] == number:
                pen.anchor(anchor, top)
                if anchor in outline:
                    level, title = outline.pop(anchor)
                    canvas.addOutlineEntry(title, anchor, level, closed=level > 0)

    for number in range(1, total + 1):
        if number % 10 == 0 and not progress(total + number, 2 * total):
            raise Cancelled
        _draw_page(pen, settled, number, begin)
    pen.embed_faces(compressed=True)
    canvas.save()
    return PdfResult(sink.getvalue(), total, dict(settled.missing))


def page_pdf(settled: SetDocument, number: int) -> bytes:
    """Page `number`, from 1, as a file of its own: the same marks on paper, without links."""
    sink = io.BytesIO()
    canvas = _canvas(sink, settled.document, compressed=False)
    pen = Pen(canvas, frozenset())
    _draw_page(pen, settled, number, _begin_nothing)
    pen.embed_faces(compressed=False)
    canvas.save()
    return sink.getvalue()


def _begin_nothing(_number: int, _placed: PlacedSlice, _top: float) -> None:
    """A page alone has no places that anything leads to."""


def _draw_page(
    pen: Pen,
    settled: SetDocument,
    number: int,
    begin: Callable[[int, PlacedSlice, float], None],
) -> None:
    """Page `number`, from 1. `begin` is told every slice and its top edge before it is drawn."""
    setter, page = settled.sheets[number - 1]
    furniture = settled.document.furniture
    if page.whole:
        draw_watermark(pen, setter, furniture.watermark)
    else:
        draw_furniture(pen, setter, furniture, number, len(settled.sheets))
    for placed in page.placed:
        top = setter.page.area_top - placed.top
        begin(number, placed, top)
        placed.slice.draw(pen, setter.page.left, top, settled.context)
    pen.end_page()


def _canvas(sink: io.BytesIO, document: Document, *, compressed: bool) -> "Canvas":
    return sheet_canvas()(
        sink,
        (PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=int(compressed),
        lang="zh-CN" if document.language == "zh" else "en-GB",
    )


def sheet_canvas() -> "type[Canvas]":
    """A canvas whose pages begin empty: ReportLab's own begin with Helvetica, which is never
    embedded. (Made here so that ReportLab is imported when the first page is drawn, not before.)
    """
    from reportlab.pdfgen.canvas import Canvas

    class SheetCanvas(Canvas):
        def _make_preamble(self) -> None:
            self._preamble = ""

    return SheetCanvas


def _outline(blocks: tuple[Block, ...]) -> dict[str, tuple[int, str]]:
    """Anchor → (level from 0, title). A level is never deeper than one below the entry before."""
    found: dict[str, tuple[int, str]] = {}
    depth = -1
    for block in blocks:
        if isinstance(block, Heading) and block.anchor:
            level, title = block.level - 1, f"{block.number} {block.text}".strip()
        elif isinstance(block, AnnexHead) and block.anchor:
            level, title = 0, f"{block.number} {block.title}"
        else:
            continue
        depth = min(level, depth + 1)
        found[block.anchor] = (depth, title)
    return found


def _describe(canvas: "Canvas", document: Document) -> None:
    """Metadata; nothing in it depends on when or where the file is written."""
    canvas.setTitle(document.title)
    canvas.setAuthor(document.author)
    canvas.setSubject(document.subject)
    canvas.setKeywords(", ".join(document.keywords))
    canvas.setCreator("PolicyDesk 制度台")
    printed = _pdf_date(document.printed)
    canvas.setDateFormatter(lambda *_when: printed)


def _pdf_date(moment: datetime) -> str:
    """ISO 32000-1, 7.9.4."""
    offset = moment.strftime("%z") or "+0000"
    return f"D:{moment:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"
