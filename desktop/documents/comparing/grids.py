"""Compares tables, cards and figures: row by row, cell by cell."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.documents.blocks import Text
from desktop.documents.comparing.gathering import Gathering, Said, lines
from desktop.documents.comparing.siblings import weave
from desktop.documents.comparing.sides import Side
from desktop.documents.comparing.wording import differences, is_changed
from desktop.documents.outline import CardPiece, CardRow, FigurePiece, GridPiece, Piece
from desktop.documents.scribe import span
from desktop.documents.words import words
from desktop.models.fields.base import Cell, Grid
from desktop.models.wording import Inline, Reference

__all__ = ["compare_piece", "piece_lines"]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table or card. `cells`: id of the column → (its title, what stands there)."""

    anchor: str
    name: str
    cells: Mapping[str, tuple[str, Text]]
    source: object
    roles: tuple[str, ...] = ()


def compare_piece(gathered: Gathering, before: Piece, after: Piece, *, moved: bool) -> None:
    old, new = gathered.old, gathered.new
    was, now = _head(old, before), _head(new, after)
    if isinstance(before, FigurePiece) or isinstance(after, FigurePiece):
        gathered.compare("figure", was, now, moved=moved, other=type(before) is not type(after))
        if type(before) is type(after) and getattr(before, "drawing", 0) != getattr(
            after, "drawing", 0
        ):
            gathered.redrawn.append(now.label)
        return
    if moved or is_changed(differences(was.text, now.text)):
        gathered.compare("table", was, now, moved=moved)
    left, right = _rows(old, before), _rows(new, after)
    for key, change in weave([*left], [*right], left, right):
        if change in ("", "moved-in"):
            _compare_rows(gathered, after, left[key], right[key], moved=change == "moved-in")
        elif change == "inserted":
            gathered.inserted("row", _said(new, after, right[key]))
        elif change == "deleted":
            gathered.deleted("row", _said(old, before, left[key]))


def piece_lines(side: Side, piece: Piece) -> tuple[Text, tuple[str, ...]]:
    """A table, card or figure that came or went: its head and its rows; the roles it names."""
    rows = _rows(side, piece)
    texts = [_row_text(side, row, with_name=True) for row in rows.values()]
    roles = tuple(code for row in rows.values() for code in row.roles)
    return lines(_head(side, piece).text, *texts), roles


def _head(side: Side, piece: Piece) -> Said:
    """What is said of a table once: caption, columns, note."""
    texts = [span(getattr(piece, "caption", ""))]
    if isinstance(piece, GridPiece):
        columns = words(side.language, "comparison.columns")
        texts.append(span(columns.join(_titles(piece.grid))))
    texts.append(span(getattr(piece, "note", "")))
    label = side.numbers.mention(piece.anchor)
    return Said(piece.anchor, lines(*texts), label, side.homes[piece.anchor])


def _titles(grid: Grid) -> list[str]:
    return [
        f"{column.group} {column.title}".strip() + (f" {column.unit}" if column.unit else "")
        for column in grid.columns
    ]


# -- rows --------------------------------------------------------------------------------------


def _rows(side: Side, piece: Piece) -> dict[str, _Row]:
    if isinstance(piece, CardPiece):
        return {row.field: _card_row(side, row) for row in piece.rows}
    if not isinstance(piece, GridPiece):
        return {}
    found: dict[str, _Row] = {}
    for position, row in enumerate(piece.grid.rows):
        columns = piece.grid.columns
        cells = {
            column.id: (column.title, _cell_text(side, cell))
            for column, cell in zip(columns, row.cells, strict=True)
        }
        first = next((text for _, text in cells.values() if text), ())
        roles = tuple(
            column.code
            for column, cell in zip(columns, row.cells, strict=True)
            if column.code and cell.paragraphs
        )
        key = row.id or f"row {position}"
        anchor = f"part:{piece.field}/{key}"
        found[key] = _Row(anchor, _plain(first), cells, (columns, row), roles)
    return found


def _card_row(side: Side, row: CardRow) -> _Row:
    # Several lines begin with the numbers that the card gives them.
    own = 1 if len(row.lines) > 1 else 0
    text = lines(*(side.scribe.text(line[own:]) for line in row.lines))
    cells = {"title": ("", span(row.title)), "lines": ("", text)}
    return _Row(f"table:{row.field}", row.title, cells, row)


def _cell_text(side: Side, cell: Cell) -> Text:
    return lines(*(_paragraph(side, one) for one in cell.paragraphs if one))


def _paragraph(side: Side, inline: Inline) -> Text:
    return side.scribe.cell_text(inline) if _cites(inline) else side.scribe.text(inline)


def _cites(inline: Inline) -> bool:
    return any(isinstance(one, Reference) for one in inline)


def _compare_rows(
    gathered: Gathering, piece: Piece, left: _Row, right: _Row, *, moved: bool
) -> None:
    if left.source == right.source and not moved:
        return
    keys = [*right.cells, *(key for key in left.cells if key not in right.cells)]
    nothing = ("", ())
    changed = [
        key
        for key in keys
        if is_changed(
            differences(left.cells.get(key, nothing)[1], right.cells.get(key, nothing)[1])
        )
    ]
    if not changed and not moved:
        return
    shown = changed or keys[:1]
    old, new = gathered.old, gathered.new
    before, after = _said(old, piece, left, shown), _said(new, piece, right, shown)
    if not changed:
        before = Said(before.anchor, span(left.name), before.label, before.article, left.roles)
        after = Said(after.anchor, span(right.name), after.label, after.article, right.roles)
    gathered.compare("row", before, after, moved=moved)


def _said(side: Side, piece: Piece, row: _Row, shown: list[str] | None = None) -> Said:
    """A row, or only the columns of it that are `shown`."""
    home = side.homes.get(piece.anchor, "")
    if isinstance(piece, CardPiece):
        label = side.numbers.mention(row.anchor)
        text = row.cells["lines"][1]
        if shown is not None and "title" in shown:
            text = lines(row.cells["title"][1], text)
        return Said(row.anchor, text, label, home)
    table = side.numbers.mention(piece.anchor)
    name = row.name.split("\n")[0]
    label = words(side.language, "comparison.row", table=table, name=name) if name else table
    return Said(row.anchor, _row_text(side, row, shown), label, home, row.roles)


def _row_text(
    side: Side, row: _Row, shown: list[str] | None = None, *, with_name: bool = False
) -> Text:
    """`时限：7；做法：书面`: the columns that hold something."""
    text: Text = ()
    for key, (title, said) in row.cells.items():
        if not said or (shown is not None and key not in shown):
            continue
        named = words(side.language, "comparison.cell", column=title) if title else ""
        if with_name and not text:
            named = ""
        between = words(side.language, "comparison.between_cells") if text else ""
        text = (*text, *span(between + named), *said)
    return text


def _plain(text: Text) -> str:
    return "".join(getattr(one, "text", "") for one in text)
