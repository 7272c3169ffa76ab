"""Writes a document as PDF: sets every block, settles all pages, then draws them once.

Contents and page counts are known before the first page is drawn, so one pass is enough.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.documents.blocks import (
    AnnexHead,
    Block,
    Contents,
    Document,
    Figure,
    Heading,
    Note,
    PageBreak,
    Table,
)
from desktop.models.errors import Cancelled
from desktop.writers.pdf.flow import Laid, Page, PageContext, paginate
from desktop.writers.pdf.furniture import draw_furniture
from desktop.writers.pdf.layout import lay_block
from desktop.writers.pdf.pen import Pen
from desktop.writers.pdf.setter import Setter
from desktop.writers.pdf.style import PAGE_HEIGHT, PAGE_WIDTH, geometry

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

__all__ = ["PdfResult", "Progress", "write_pdf"]

Progress = Callable[[int, int], bool]
"""Told (done, total) steps; gives False to stop."""


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
    setter = Setter(geometry(document.language))
    entries = [
        one
        for one in document.blocks
        if isinstance(one, AnnexHead) or (isinstance(one, Heading) and one.in_contents)
    ]
    laid: list[Laid] = []
    total = 2 * len(document.blocks)
    turn = False
    for index, block in enumerate(document.blocks):
        if index % 50 == 0 and not progress(index, total):
            raise Cancelled
        if isinstance(block, PageBreak):
            turn = True
            continue
        one = lay_block(block, setter, tuple(entries) if isinstance(block, Contents) else ())
        if turn:
            one.new_page = True
            turn = False
        elif laid and index and _belongs_to(document.blocks[index - 1], block):
            laid[-1].slices[-1].keep_next = True
        laid.append(one)
    pages = paginate(laid, setter.page.height)
    return _draw(document, setter, pages, progress)


def _belongs_to(above: Block, block: Block) -> bool:
    """A note stays with its table or figure; the tables of a sign-off stay together."""
    if isinstance(block, Note):
        return isinstance(above, Table | Figure)
    return (
        isinstance(block, Table)
        and not block.splittable
        and isinstance(above, Table)
        and not above.splittable
    )


def _draw(document: Document, setter: Setter, pages: list[Page], progress: Progress) -> PdfResult:
    context = PageContext(len(pages))
    for number, page in enumerate(pages, 1):
        for placed in page.placed:
            for anchor in placed.slice.anchors:
                context.pages.setdefault(anchor, number)
    sink = io.BytesIO()
    language = "zh-CN" if document.language == "zh" else "en-GB"
    canvas = _sheet_canvas()(
        sink, (PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1, lang=language
    )
    _describe(canvas, document)
    pen = Pen(canvas, context.pages.keys())
    geometry_ = setter.page
    outline = _outline(document.blocks)
    for number, page in enumerate(pages, 1):
        if number % 10 == 0 and not progress(len(pages) + number, 2 * len(pages)):
            raise Cancelled
        if not page.whole:
            draw_furniture(pen, setter, document.furniture, number, len(pages))
        for placed in page.placed:
            top = geometry_.area_top - placed.top
            for anchor in placed.slice.anchors:
                if context.pages[anchor] == number:
                    pen.anchor(anchor, top)
                    if anchor in outline:
                        level, title = outline.pop(anchor)
                        canvas.addOutlineEntry(title, anchor, level, closed=level > 0)
            placed.slice.draw(pen, geometry_.left, top, context)
        pen.end_page()
    pen.embed_faces()
    canvas.save()
    return PdfResult(sink.getvalue(), len(pages), dict(setter.missing))


def _sheet_canvas() -> "type[Canvas]":
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
    canvas.showOutline()
