"""What is selected in a table, and selecting it."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QTableView, QWidget

from desktop.views.item_models.grid_model import GridModel

__all__ = ["ChoosingView"]


class ChoosingView(QTableView):
    """A view of a `GridModel` that speaks of rows and columns instead of indexes."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = model
        self.setModel(model)

    def chosen_cells(self) -> list[tuple[int, int]]:
        """Every selected cell that is visible; the current one where none is."""
        cells = sorted(
            (index.row(), index.column())
            for index in self.selectedIndexes()
            if not self.isColumnHidden(index.column())
        )
        current = self.currentIndex()
        return cells or ([(current.row(), current.column())] if current.isValid() else [])

    def chosen_rows(self) -> list[int]:
        return sorted({row for row, _ in self.chosen_cells()})

    def visible_columns(self) -> list[int]:
        places = range(len(self.cells.columns))
        return [place for place in places if not self.isColumnHidden(place)]

    def select_block(self, rows: range, columns: list[int]) -> None:
        """Selects a rectangle; the current cell is its first."""
        if not rows or not columns:
            return
        first = self.cells.index(rows[0], columns[0])
        last = self.cells.index(rows[-1], columns[-1])
        self.setCurrentIndex(first)
        self.selectionModel().select(
            QItemSelection(first, last), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def select_rows(self, first: int, count: int, column: int) -> None:
        """Selects whole rows and keeps the current cell in its column."""
        index = self.cells.index(first, max(0, column))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        last = self.cells.index(first + count - 1, len(self.cells.columns) - 1)
        self.selectionModel().select(
            QItemSelection(self.cells.index(first, 0), last), flags.ClearAndSelect
        )
        self.scrollTo(index)

    def go(self, row: int, column: int) -> None:
        """Makes a cell the current one."""
        self.setCurrentIndex(self.cells.index(row, column))
