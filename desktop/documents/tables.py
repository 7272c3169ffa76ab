"""Tables of a policy's fields: reading tables, forms, the RACI matrix, KPIs, phase cards."""

import re
from collections.abc import Iterator

from desktop.documents.blocks import Block, Note, Table, TableCell, TableColumn, TableRow, Text
from desktop.documents.known_tables import as_printed
from desktop.documents.outline import CardPiece, GridPiece
from desktop.documents.scribe import Scribe, span
from desktop.models.fields.base import Cell, Grid, GridColumn, GridRow

__all__ = ["card_table", "grid_blocks"]

# Heights in pt. A row to be ticked or written in is at least 8 mm high (print style §5).
WRITING_HEIGHT = 22.7
SMALL, NORMAL = 8.5, 9.0
# The eye finds its row in a matrix by a stronger rule under every fifth.
MATRIX_GROUP = 5

_LIMITS = {"green": "ring", "amber": "triangle", "red": "square"}
_CELL_MARKS = frozenset(
    {"raci-A", "raci-AR", "raci-R", "raci-C", "raci-I", "green", "amber", "orange", "red"}
)
_NUMBER = re.compile(r"[−-]?\d[\d,]*(\.\d+)?", re.ASCII)
_DASH = "—"


def grid_blocks(piece: GridPiece, scribe: Scribe) -> Iterator[Block]:
    """The table with its caption, and the notes under it."""
    grid = as_printed(piece, scribe.language)
    columns = tuple(_column(column, grid.look, scribe) for column in grid.columns)
    numbers = _even_decimals(grid)
    rows = tuple(
        _row(piece, grid, row, index, numbers, scribe) for index, row in enumerate(grid.rows)
    )
    yield Table(
        columns,
        rows,
        look={"form": "form", "raci": "matrix"}.get(grid.look, "reading"),
        caption=scribe.caption(piece.anchor, piece.caption),
        anchor=piece.anchor,
        size=SMALL if len(columns) > 7 and grid.look != "raci" else NORMAL,
    )
    note = piece.note or scribe.say(f"note.{grid.look}")
    if note:
        yield Note(span(note))


def _column(column: GridColumn, look: str, scribe: Scribe) -> TableColumn:
    title = column.title
    if column.unit and not title.lower().endswith(column.unit.lower()):
        title = scribe.say("table.unit", title=title, unit=_unit_in_head(column.unit))
    limit = _LIMITS.get(column.id, "") if look == "kpi" else ""
    return TableColumn(
        title,
        align=column.align,
        width=column.width,
        group=column.group,
        code=column.code,
        upright=look == "raci" and bool(column.code),
        tint=column.id if limit else "",
        symbol=limit,
    )


def _unit_in_head(unit: str) -> str:
    """`时限（工作日）`: the measure word 个 belongs to a number and is dropped without one."""
    return unit[1:] if unit.startswith("个") and len(unit) > 1 else unit


def _row(
    piece: GridPiece,
    grid: Grid,
    row: GridRow,
    index: int,
    decimals: dict[tuple[int, int], str],
    scribe: Scribe,
) -> TableRow:
    if len(row.cells) == 1 and len(grid.columns) > 1:  # a band over the rows that follow
        texts = tuple(scribe.text(one) for one in row.cells[0].paragraphs)
        return TableRow((TableCell(texts, columns=len(grid.columns), head=True, align="left"),))
    cells = tuple(
        _cell(cell, grid, scribe, decimals.get((index, position), ""))
        for position, cell in enumerate(row.cells)
    )
    return TableRow(
        cells,
        anchor=f"part:{piece.field}/{row.id}" if row.id else "",
        minimum_height=WRITING_HEIGHT if grid.look == "form" else 0.0,
        strong_rule=grid.look == "raci" and index % MATRIX_GROUP == MATRIX_GROUP - 1,
    )


def _cell(cell: Cell, grid: Grid, scribe: Scribe, number: str) -> TableCell:
    paragraphs: tuple[Text, ...] = tuple(scribe.cell_text(one) for one in cell.paragraphs if one)
    if number:
        paragraphs = (span(number),)
    if len(paragraphs) > 1:
        dot = "．" if scribe.language == "zh" else ". "
        paragraphs = tuple(span(f"{at}{dot}") + one for at, one in enumerate(paragraphs, 1))
    if not paragraphs and grid.look in {"reading", "kpi"}:
        paragraphs = (span(_DASH, tone="secondary"),)
    return TableCell(paragraphs, mark=cell.mark if cell.mark in _CELL_MARKS else "")


def _even_decimals(grid: Grid) -> dict[tuple[int, int], str]:
    """Texts of the number cells in columns whose numbers have unequal decimals (0.5 and 10)."""
    even: dict[tuple[int, int], str] = {}
    if any(column.id == "unit" for column in grid.columns):
        return even  # every row counts in its own unit
    for position, column in enumerate(grid.columns):
        if column.align != "right":
            continue
        texts = {
            index: "".join(getattr(one, "text", "") for one in row.cells[position].paragraphs[0])
            for index, row in enumerate(grid.rows)
            if len(row.cells) == len(grid.columns) and row.cells[position].paragraphs
        }
        if not texts or not all(_NUMBER.fullmatch(text) for text in texts.values()):
            continue
        places = {len(text.partition(".")[2]) for text in texts.values()}
        if len(places) == 1:
            continue
        for index, text in texts.items():
            whole, _, rest = text.partition(".")
            even[index, position] = f"{whole}.{rest.ljust(max(places), '0')}"
    return even


def card_table(card: CardPiece, scribe: Scribe) -> Table:
    """A card: title of the field at the left, what it holds at the right."""
    rows = tuple(
        TableRow(
            (
                TableCell((span(row.title),), head=True, align="left"),
                TableCell(tuple(scribe.text(line) for line in row.lines)),
            ),
            anchor=f"table:{row.field}",
        )
        for row in card.rows
    )
    columns = (
        TableColumn(scribe.say("card.item_head"), width=1.0),
        TableColumn(scribe.say("card.content_head"), width=4.4),
    )
    return Table(
        columns, rows, caption=scribe.caption(card.anchor, card.caption), anchor=card.anchor
    )
