"""Tables as GitHub flavoured Markdown: one line a row; what spans several places stands in the
first of them."""

from desktop.documents.blocks import Change, SignatureTable, Table, TableCell, TableColumn
from desktop.i18n import catalogue
from desktop.writers.markdown.text import Hand, bold, cell_line, escaped, line
from desktop.writers.signature_form import signature_form
from desktop.writers.table_places import placed_cells

__all__ = ["signature_lines", "table_lines"]

_RULES = {"left": "---", "centre": ":-:", "right": "--:"}
_SYMBOLS = {"ring": "○", "triangle": "△", "square": "□"}


def table_lines(block: Table, hand: Hand) -> list[str]:
    """The lines of a table: its caption as a paragraph before it, where it has one."""
    found = []
    place = hand.begin(block.anchor)
    if block.caption:
        found += [place + hand.caption(block.caption, block.caption_before), ""]
    elif place:
        found += [place, ""]
    heads = [_head(one, block) for one in block.columns]
    found.append(_line(heads))
    found.append(f"| {' | '.join(_RULES[one.align] for one in block.columns)} |")
    for row, placed in zip(block.rows, placed_cells(block), strict=True):
        cells = [""] * len(block.columns)
        for one in placed:
            cells[one.column] = _cell(one.cell, row.change, hand)
        place = hand.begin(row.anchor, row.change, if_cited=True)
        if place:
            cells[0] = place + cells[0]
        found.append(_line(cells))
    if block.end_mark:
        ended = catalogue("paper").say("blank_below", hand.language)
        found.append(_line([ended, *[""] * (len(block.columns) - 1)]))
    return found


def signature_lines(block: SignatureTable, hand: Hand) -> list[str]:
    found = table_lines(signature_form(block, hand.language), hand)
    for note in block.notes:
        found += ["", line(hand.runs(note))]
    return found


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _head(column: TableColumn, block: Table) -> str:
    if not block.show_head:
        return ""
    title = cell_line(escaped(column.title))
    if column.symbol in _SYMBOLS:
        title = f"{_SYMBOLS[column.symbol]} {title}"
    if column.group:
        title = f"{escaped(column.group)}<br>{title}"
    return f"{title}<br>{escaped(column.code)}" if column.code else title


def _cell(cell: TableCell, change: Change, hand: Hand) -> str:
    if cell.mark == "date-line" and not cell.paragraphs:
        return escaped(catalogue("paper").say("date_line", hand.language))
    texts = [hand.changed(hand.runs(one), change) for one in cell.paragraphs if one]
    made = "<br>".join(texts)
    if not made and cell.mark.startswith(("raci-", "tag-")):
        made = hand.changed(escaped(cell.mark[-1]), change)
    return bold(made) if cell.head else cell_line(made)
