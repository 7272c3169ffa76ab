"""Where the cells of a table stand, past the places that spans cover."""

from typing import NamedTuple

from desktop.documents.blocks import Table, TableCell

__all__ = ["PlacedCell", "head_groups", "placed_cells"]


class PlacedCell(NamedTuple):
    """A cell and its first column; `columns` and `rows` end at the table's edges."""

    cell: TableCell
    column: int
    columns: int
    rows: int


def placed_cells(table: Table) -> list[list[PlacedCell]]:
    """The cells row by row, each row from left to right."""
    width, height = len(table.columns), len(table.rows)
    covered: set[tuple[int, int]] = set()
    found = []
    for index, row in enumerate(table.rows):
        placed = []
        column = 0
        for cell in row.cells:
            while (index, column) in covered:
                column += 1
            if column >= width:
                break
            one = PlacedCell(
                cell, column, min(cell.columns, width - column), min(cell.rows, height - index)
            )
            placed.append(one)
            covered |= {
                (below, across)
                for below in range(index + 1, index + one.rows)
                for across in range(column, column + one.columns)
            }
            column += one.columns
        found.append(placed)
    return found


def head_groups(table: Table) -> list[tuple[str, int]]:
    """(group, how many columns) from left to right; a column without a group stands alone."""
    found: list[tuple[str, int]] = []
    for column in table.columns:
        if column.group and found and found[-1][0] == column.group:
            found[-1] = (column.group, found[-1][1] + 1)
        else:
            found.append((column.group, 1))
    return found
