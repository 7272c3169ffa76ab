"""Writes a document as PDF: sets every block, settles all pages, then draws them once.

Contents and page counts are known before the first page is drawn, so one pass is enough.
"""

import gc
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from desktop.documents.blocks import (
    AnnexHead,
    Block,
    Contents,
    Document,
    Figure,
    FormHead,
    Heading,
    Note,
    PageBreak,
    Seal,
    SignatureTable,
    Table,
)
from desktop.models.errors import Cancelled
from desktop.writers.pdf.flow import Laid, Page, PageContext, paginate
from desktop.writers.pdf.furniture import draw_furniture, draw_watermark
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
    entries = tuple(
        one
        for one in document.blocks
        if isinstance(one, AnnexHead) or (isinstance(one, Heading) and one.in_contents)
    )
    missing: dict[str, str] = {}
    sheets: list[_Sheet] = []
    laid: list[Laid] = []
    setter = Setter(geometry(document.language), missing)
    form = False
    turn = False
    total = 2 * len(document.blocks)
    for index, block in enumerate(document.blocks):
        if index % 50 == 0 and not progress(index, total):
            raise Cancelled
        if isinstance(block, PageBreak):
            turn = True
            continue
        if _is_form(block, form) != form:
            sheets += [_Sheet(setter, page) for page in paginate(laid, setter.page.height)]
            form, laid, turn = not form, [], False
            setter = Setter(geometry(document.language, form=form), missing)
        one = lay_block(block, setter, entries if isinstance(block, Contents) else ())
        if turn:
            one.new_page = True
            turn = False
        elif laid:
            _keep_with_above(laid, document.blocks[index - 1], block)
        laid.append(one)
    sheets += [_Sheet(setter, page) for page in paginate(laid, setter.page.height)]
    return _draw(document, [one for one in sheets if one.page.placed], missing, progress)


class _Sheet(NamedTuple):
    """A page and the setter that it was set with (forms have other margins)."""

    setter: Setter
    page: Page


def _is_form(block: Block, form: bool) -> bool:
    """Whether pages of forms begin, go on or end with this block."""
    if isinstance(block, AnnexHead | FormHead):
        return True
    return form and not (isinstance(block, Heading) and block.role in ("chapter", "title"))


def _keep_with_above(laid: list[Laid], above: Block, block: Block) -> None:
    """Keeps a block with the one above it, or the sign-off with two lines of text."""
    if _belongs_to(above, block):
        laid[-1].slices[-1].keep_next = True
    if isinstance(block, Heading) and block.role == "sign-off":
        lines = [one for each in laid[-2:] for one in each.slices]
        for one in lines[-2:]:
            one.keep_next = True


def _belongs_to(above: Block, block: Block) -> bool:
    """A note stays with its table or figure, a seal and the tables of a sign-off together."""
    if isinstance(block, Note):
        return isinstance(above, Table | Figure)
    if isinstance(block, Seal):
        return isinstance(above, SignatureTable)
    return isinstance(block, Table) and not block.splittable and isinstance(above, Table)


def _draw(
    document: Document, sheets: list[_Sheet], missing: dict[str, str], progress: Progress
) -> PdfResult:
    total = len(sheets)
    context = PageContext(total)
    for number, sheet in enumerate(sheets, 1):
        for placed in sheet.page.placed:
            for anchor in placed.slice.anchors:
                context.pages.setdefault(anchor, number)
    sink = io.BytesIO()
    language = "zh-CN" if document.language == "zh" else "en-GB"
    canvas = _sheet_canvas()(
        sink, (PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1, lang=language
    )
    _describe(canvas, document)
    pen = Pen(canvas, context.pages.keys())
    outline = _outline(document.blocks)
    for number, (setter, page) in enumerate(sheets, 1):
        if number % 10 == 0 and not progress(total + number, 2 * total):
            raise Cancelled
        if page.whole:
            draw_watermark(pen, setter, document.furniture.watermark)
        else:
            draw_furniture(pen, setter, document.furniture, number, total)
        for placed in page.placed:
            top = setter.page.area_top - placed.top
            for anchor in placed.slice.anchors:
                if context.pages[anchor] == number:
                    pen.anchor(anchor, top)
                    if anchor in outline:
                        level, title = outline.pop(anchor)
                        canvas.addOutlineEntry(title, anchor, level, closed=level > 0)
            placed.slice.draw(pen, setter.page.left, top, context)
        pen.end_page()
    pen.embed_faces()
    canvas.save()
    return PdfResult(sink.getvalue(), total, dict(missing))


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
    printed = _pdf_date(document.printed)
    canvas.setDateFormatter(lambda *_when: printed)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()


def _pdf_date(moment: datetime) -> str:
    """ISO 32000-1, 7.9.4."""
    offset = moment.strftime("%z") or "+0000"
    return f"D:{moment:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"
