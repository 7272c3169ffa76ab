"""Sets what is signed by hand: signature tables and the place of the seal. Never split."""

from collections.abc import Callable

from desktop.documents.blocks import (
    Seal,
    SignatureTable,
    Span,
    Table,
    TableCell,
    TableColumn,
    TableRow,
    Text,
    TickBox,
)
from desktop.i18n import catalogue
from desktop.writers.pdf.flow import Laid, PageContext, Slice
from desktop.writers.pdf.pen import Pen
from desktop.writers.pdf.prose import line_slices
from desktop.writers.pdf.setter import Setter
from desktop.writers.pdf.style import MM, TextStyle
from desktop.writers.pdf.table import lay_table

__all__ = ["lay_seal", "lay_signature_table", "signature_sheet"]

_SHORT_ROW = 34.0
_OPINION_ROW = 41.0


def _text(words: str, *, bold: bool = False, face: str = "serif") -> Text:
    return (Span(words, bold=bold, face=face),)


def _spread_name(name: str) -> str:
    """Two-character names get an em between: 沈　佩."""
    if len(name) == 2 and all("\u4e00" <= one <= "\u9fff" for one in name):
        return f"{name[0]}\u3000{name[1]}"
    return name


def _as_table(block: SignatureTable, setter: Setter) -> Table:
    def say(key: str) -> str:
        return catalogue("paper").say(key, setter.language)

    date = 27 * MM
    step = 38.0 if setter.language == "zh" else 76.0
    if block.opinions:
        columns = (
            TableColumn(say("step"), "centre", fixed=step),
            TableColumn(say("post_and_name"), "left", fixed=84.0),
            TableColumn(say("opinion"), "left"),
            TableColumn(say("signature"), "centre", fixed=33 * MM),
            TableColumn(say("date"), "centre", fixed=date),
        )
    else:
        columns = (
            TableColumn(say("step"), "centre", fixed=step + 4),
            TableColumn(say("post"), "left"),
            TableColumn(say("name"), "centre", fixed=62.0),
            TableColumn(say("signature"), "centre", fixed=43 * MM),
            TableColumn(say("date"), "centre", fixed=date + 6),
        )
    rows = []
    for index, row in enumerate(block.rows):
        cells = []
        if index == 0 or block.rows[index - 1].step != row.step:
            span = 1
            while index + span < len(block.rows) and block.rows[index + span].step == row.step:
                span += 1
            cells.append(TableCell((_text(row.step, bold=True, face="sans"),), rows=span))
        name = _spread_name(row.name)
        if block.opinions:
            cells.append(TableCell((_text(row.post), _text(name))))
            cells.append(TableCell(_opinion(row.opinion, say)))
        else:
            cells.append(TableCell((_text(row.post),)))
            cells.append(TableCell((_text(name),)))
        cells += [TableCell(), TableCell(mark="date-line")]
        height = _OPINION_ROW if block.opinions else _SHORT_ROW
        rows.append(TableRow(tuple(cells), minimum_height=height))
    size = 8.5 if block.opinions else 9.0
    return Table(columns, tuple(rows), look="form", splittable=False, size=size)


def _opinion(given: str, say: Callable[[str], str]) -> tuple[Text, ...]:
    if given:
        return (_text(given),)
    ticks = tuple(TickBox(False, say(key)) for key in ("agree", "agree_after", "disagree"))
    spaced: list[Span | TickBox] = []
    for one in ticks:
        spaced += [one, Span(" ")]
    return (tuple(spaced[:-1]), _text(say("comment")))


def _nothing(_pen: Pen, _x: float, _top: float, _context: PageContext) -> None:
    """Draws an empty slice: space."""


def signature_sheet(block: SignatureTable, setter: Setter) -> list[Slice]:
    """The table's slices, for a page that places them itself (the cover)."""
    return lay_table(_as_table(block, setter), setter).slices


def lay_signature_table(block: SignatureTable, setter: Setter) -> Laid:
    """The table and, kept with it, its notes with the lines to fill in."""
    laid = lay_table(_as_table(block, setter), setter)
    style = TextStyle("serif", 9 if setter.language == "zh" else 8.5, 18, tone="secondary")
    width = setter.page.width
    if block.notes:
        laid.slices[-1].keep_next = True
        laid.slices.append(Slice(8, _nothing, keep_next=True))
    for note in block.notes:
        lines = setter.lines(setter.units(note, style), style, width)
        laid.slices += line_slices(lines, style, width)
    for one in laid.slices[:-1]:
        one.keep_next = True
    return laid


def lay_seal(block: Seal, setter: Setter) -> Laid:
    """A dashed circle over issuer and date, which lie slightly below its centre."""
    say = catalogue("paper").say
    radius = block.diameter_mm * MM / 2
    centre = setter.page.width - radius - 14 * MM
    seal_style = TextStyle("sans", 8, 12, tone="seal")
    issuer_style = TextStyle("serif", 11 if setter.language == "zh" else 10, 18)
    mark = setter.line(say("seal", setter.language), seal_style)
    date = setter.line(say("date_wide", setter.language), issuer_style)
    issuer = setter.lines(setter.plain(block.issuer, issuer_style), issuer_style, 2.4 * radius)

    def draw(pen: Pen, x: float, top: float, _context: PageContext) -> None:
        middle = x + centre
        y = top - radius
        pen.circle(middle, y, radius, stroke="seal", width=0.9, dash="3.5 3")
        pen.text_line(mark, middle - mark.width / 2, top - 15, 12)
        at = y + 10
        for line in issuer:
            pen.text_line(line, middle - line.width / 2, at, 18)
            at -= 18
        pen.text_line(date, middle - date.width / 2, at - 3, 18)

    return Laid([Slice(2 * radius + 4, draw)], 10.0, 6.0)
