"""What is signed by hand, as a table: so every format draws it as it draws tables."""

from collections.abc import Callable

from desktop.documents.blocks import (
    SignatureTable,
    Span,
    Table,
    TableCell,
    TableColumn,
    TableRow,
    Text,
    TickBox,
)
from desktop.i18n import Language, catalogue

__all__ = ["signature_form"]

_MM = 72 / 25.4
_SHORT_ROW = 34.0
_OPINION_ROW = 41.0


def signature_form(block: SignatureTable, language: Language) -> Table:
    """The steps, who signs them, and the room to sign; neighbours of one step share its cell."""

    def say(key: str) -> str:
        return catalogue("paper").say(key, language)

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
    columns = _columns(say, language, opinions=block.opinions)
    size = 8.5 if block.opinions else 9.0
    return Table(columns, tuple(rows), look="form", splittable=False, size=size)


def _columns(
    say: Callable[[str], str], language: Language, *, opinions: bool
) -> tuple[TableColumn, ...]:
    date = 27 * _MM
    step = 38.0 if language == "zh" else 76.0
    if opinions:
        return (
            TableColumn(say("step"), "centre", fixed=step),
            TableColumn(say("post_and_name"), "left", fixed=84.0),
            TableColumn(say("opinion"), "left"),
            TableColumn(say("signature"), "centre", fixed=33 * _MM),
            TableColumn(say("date"), "centre", fixed=date),
        )
    return (
        TableColumn(say("step"), "centre", fixed=step + 4),
        TableColumn(say("post"), "left"),
        TableColumn(say("name"), "centre", fixed=62.0),
        TableColumn(say("signature"), "centre", fixed=43 * _MM),
        TableColumn(say("date"), "centre", fixed=date + 6),
    )


def _text(words: str, *, bold: bool = False, face: str = "serif") -> Text:
    return (Span(words, bold=bold, face=face),)


def _spread_name(name: str) -> str:
    """Two-character names get an em between: 沈　佩."""
    if len(name) == 2 and all("\u4e00" <= one <= "\u9fff" for one in name):
        return f"{name[0]}\u3000{name[1]}"
    return name


def _opinion(given: str, say: Callable[[str], str]) -> tuple[Text, ...]:
    if given:
        return (_text(given),)
    ticks = tuple(TickBox(False, say(key)) for key in ("agree", "agree_after", "disagree"))
    spaced: list[Span | TickBox] = []
    for one in ticks:
        spaced += [one, Span(" ")]
    return (tuple(spaced[:-1]), _text(say("comment")))
