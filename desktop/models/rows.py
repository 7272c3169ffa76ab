"""Rows of typed columns: tables, and the kinds whose columns are built in."""

from collections.abc import Callable, Iterator, Sequence

from desktop.models.definitions import Column, FieldDefinition, Json
from desktop.models.fields import field_kind
from desktop.models.fields.base import Cell, Grid, GridColumn, GridRow, Intake, Reader, Spec
from desktop.models.parts import PartIds, is_blank, part_list, unknown_keys
from desktop.models.text_rules import shown

__all__ = ["grid", "least_rows", "missing_cells", "parse_rows", "rows_of"]


def parse_rows(
    raw: Json,
    columns: Sequence[Column],
    intake: Intake,
    place: str,
    check: Callable[[dict[str, Json], str], None] | None = None,
) -> list[dict[str, Json]]:
    """The rows with their cells in the order of the columns; empty cells and rows left out.

    `check` looks at the cells of each row, is told the row's place and takes out what it reports.
    """
    ids = PartIds(intake)
    rows: list[dict[str, Json]] = []
    for position, one in enumerate(part_list(raw, intake, place), 1):
        row_place = f"{place}[{position}]"
        if is_blank(one):
            continue
        if not isinstance(one, dict):
            intake.wrong(row_place, "expected-row", given=shown(one))
            continue
        unknown_keys(
            one, ["id", *(column.id for column in columns)], intake, row_place, "unknown-column"
        )
        cells = _parse_cells(one, columns, intake, row_place)
        row_id = ids.take(one.get("id"), f"{row_place}.id")
        if cells and check is not None:
            check(cells, row_place)
        if cells:
            rows.append({"id": row_id, **cells})
    return rows


def _parse_cells(
    raw: dict[str, Json], columns: Sequence[Column], intake: Intake, place: str
) -> dict[str, Json]:
    cells: dict[str, Json] = {}
    for column in columns:
        kind = field_kind(column.kind)
        value = kind.parse(raw.get(column.id), column, intake, f"{place}.{column.id}")
        if value is not None:
            cells[column.id] = value
    return cells


def rows_of(value: Json) -> Iterator[dict[str, Json]]:
    """The rows of a canonical value."""
    if isinstance(value, list):
        yield from (row for row in value if isinstance(row, dict))


def missing_cells(value: Json, columns: Sequence[Column]) -> Iterator[tuple[int, str]]:
    """Row (from 1) and column of every required cell that is empty."""
    required = [column.id for column in columns if column.required]
    for position, row in enumerate(rows_of(value), 1):
        yield from ((position, column) for column in required if column not in row)


def least_rows(spec: Spec) -> int:
    return max(spec.minimum_rows, 1) if isinstance(spec, FieldDefinition) else 1


def grid(value: Json, columns: Sequence[Column], reader: Reader, look: str) -> Grid | None:
    """The table to read; None where there are no rows."""
    rows = list(rows_of(value))
    if not rows:
        return None
    heads: list[GridColumn] = []
    cells: list[tuple[Cell, ...]] = []
    for column in columns:
        values = [row.get(column.id) for row in rows]
        head, column_cells = field_kind(column.kind).column(values, column, reader)
        heads.append(head)
        cells.append(column_cells)
    return Grid(
        tuple(heads),
        tuple(
            GridRow(str(row["id"]), of_row)
            for row, of_row in zip(rows, zip(*cells, strict=True), strict=True)
        ),
        look,
    )
