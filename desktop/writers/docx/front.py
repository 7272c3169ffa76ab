"""Contents, heads of annexes and forms, lines to fill in."""

from typing import TypeAlias

from desktop.documents.blocks import AnnexHead, Change, Contents, FillLine, FormHead, Heading
from desktop.writers.docx.grid import Cell, grid, row_of
from desktop.writers.docx.making import GONE, Making
from desktop.writers.docx.markup import tag, twips, value
from desktop.writers.docx.prose import heading_pieces, spread
from desktop.writers.docx.rooms import gap
from desktop.writers.docx.styles import ANNEX_LEVEL
from desktop.writers.docx.text import Piece, paragraph, renumbered, run, runs, tracked
from desktop.writers.pdf.style import COLOUR_CODES

__all__ = ["Entry", "annex_head", "contents", "fill_line", "form_head"]

Entry: TypeAlias = Heading | AnnexHead
_LEVELS = ANNEX_LEVEL - 1


def contents(
    block: Contents,
    making: Making,
    entries: list[Entry],
    pages: dict[str, int],
    *props: str,
) -> list[str]:
    """A table of contents that Word renews, with its entries as they are now. `pages`: anchor →
    page, as our own paper has it."""
    parts = [paragraph(making.book.paragraph("contents-title"), run(spread(block.title)), *props)]
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        f" {_code(making, entries)} </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    for entry in entries:
        parts.append(_entry(entry, making, pages, begin))
        begin = ""
    end = begin + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    parts.append(paragraph(making.book.paragraph("gap"), end))
    return parts


def _code(making: Making, entries: list[Entry]) -> str:
    """The styles whose paragraphs are listed, each with its level."""
    listed: dict[str, int] = {}
    for one in entries:
        if isinstance(one, AnnexHead):
            listed[making.book.heading_name("annex", 1, True)] = ANNEX_LEVEL
        else:
            level = min(one.level, _LEVELS)
            listed[making.book.heading_name(one.role, one.level, True)] = level
    styles = ",".join(f"{name},{level}" for name, level in listed.items())
    return f'TOC \\h \\z \\t "{styles}"'.replace('"', "&quot;")


def _entry(entry: Entry, making: Making, pages: dict[str, int], begin: str) -> str:
    level = ANNEX_LEVEL
    change: Change = ""
    if isinstance(entry, AnnexHead):
        change = entry.change
        words = [
            *renumbered(entry.number, entry.number_before, change=change),
            Piece("\u3000", change=change),
            *renumbered(entry.title, entry.title_before, change=change),
        ]
    else:
        level, change = min(entry.level, _LEVELS), entry.change
        words = heading_pieces(entry, making)
    element = making.element(change)
    inside = runs(words, making)
    target = making.target(entry.anchor)
    if target and change not in GONE:
        number = (
            "<w:r><w:tab/></w:r>"
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> PAGEREF {target} \\h </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            f"{run(str(pages.get(entry.anchor, '')))}"
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        if element:
            number = making.revised(element, number)
        inside = tag("w:hyperlink", {"w:anchor": target, "w:history": 1}, inside, number)
    mark = making.revision(element) if element else ""
    return paragraph(f"TOC{level}", begin + inside, mark=mark)


def annex_head(block: AnnexHead, making: Making, *props: str) -> list[str]:
    """The form's number at the right; below it the annex's number at the left and its title in
    the middle, which the table of contents lists."""
    book, page = making.book, making.page
    parts = []
    if block.form:
        content = renumbered(block.form, block.form_before, change=block.change)
        parts.append(tracked(making, book.paragraph("form-number"), content, block.change, *props))
        props = ()
    style = book.heading("annex", 1, making.form, True)
    role = page.roles["form-title"]
    width = making.setter.width
    number = width(block.number, role)
    title = width(block.title, role)
    tabs = align = ""
    between = "\u3000"
    if role.align == "centre":
        align = value("w:jc", "left")
        if (page.width - title) / 2 > number + 14:
            stop = tag("w:tab", {"w:val": "center", "w:pos": twips(page.width / 2)})
            tabs, between = tag("w:tabs", None, stop), "\t"
    content = [
        *renumbered(block.number, block.number_before, book.mark("annex-number"), block.change),
        Piece(between, change=block.change),
        *renumbered(block.title, block.title_before, change=block.change),
    ]
    about = (*props, tabs, align)
    parts.append(tracked(making, style, content, block.change, *about, anchor=block.anchor))
    return parts


def form_head(block: FormHead, making: Making, *props: str) -> list[str]:
    """The title of a form, its number at the right above it."""
    parts = []
    if block.form:
        style = making.book.paragraph("form-number")
        parts.append(paragraph(style, run(block.form), *props))
        props = ()
    style = making.book.paragraph("form-title", making.form)
    parts.append(paragraph(style, run(block.title), *props))
    return parts


def fill_line(block: FillLine, making: Making, *props: str) -> list[str]:
    """Labels with lines to write on, side by side: a table of one row."""
    book = making.book
    between = 12.0
    usable = making.page.width - between * (len(block.fields) - 1)
    total = sum(share for _, _, share in block.fields)
    label_style = book.role("fill-label", making.form)
    line = {"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": COLOUR_CODES["ink"]}
    cells: list[Cell] = []
    for label, answer, share in block.fields:
        room = usable * share / total
        name = min(making.setter.width(label, label_style) + 6, 0.8 * room)
        if cells:
            cells.append(_line_cell(between, "fill-label", "", making, block.change))
        cells.append(_line_cell(name, "fill-label", label, making, block.change))
        rest = _line_cell(room - name, "fill-answer", answer, making, block.change)
        cells.append(rest._replace(borders=tag("w:bottom", line)))
    widths = tuple(one.width for one in cells)
    element = making.element(block.change)
    mark = making.revision(element) if element else ""
    above = [gap(making, block.change, *props)] if any(props) else []
    line_row = row_of(cells, "<w:cantSplit/>", mark)
    return [*above, grid("lines", widths, line_row, making), gap(making, block.change)]


def _line_cell(width: float, role: str, words: str, making: Making, change: Change) -> Cell:
    style = making.book.paragraph(role)
    inside = runs([Piece(words, change=change)], making) if words else ""
    return Cell(width, paragraph(style, inside, "<w:keepNext/>"), vertical="bottom")
