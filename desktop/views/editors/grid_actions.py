"""What a person does with the rows and cells of a table: clipboard, rows, the menus."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QPoint, QSignalBlocker, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from desktop.views.editors.grid_view import GridView
from desktop.views.item_models.grid_model import GridModel
from desktop.views.item_models.grid_texts import (
    Block,
    block_of_html,
    even_rows,
    html_of_block,
    rows_of_text,
    text_of_block,
)
from desktop.views.theme import dress

__all__ = ["GridActions", "pasted_block"]


def pasted_block(source: QMimeData) -> Block:
    """The cells on the clipboard. Sheets write even rows as text; a text processor breaks cells
    of several paragraphs there, so that its table is taken instead."""
    rows = rows_of_text(source.text() if source.hasText() else "")
    if len({len(row) for row in rows}) != 1 and source.hasHtml():
        table = block_of_html(source.html())
        if table:
            return table
    return even_rows(rows)


class GridActions(QObject):
    """Carries out the commands of a `GridView`."""

    noticed = Signal(str)
    """A sentence about what just happened ("" to take it away)."""
    fields_wanted = Signal(int)
    """All fields of this row are to be edited."""
    columns_wanted = Signal()
    """More columns came than are shown: all are to be shown."""

    def __init__(self, view: GridView) -> None:
        super().__init__(view)
        self._view = view
        self.can_open_fields = True
        self.before_heads: Callable[[list[str]], None] | None = None
        """Told the first row of what is pasted, before its titles are looked for."""
        view.command_wanted.connect(self.run)
        view.cells.block_written.connect(
            lambda at, count, columns: view.select_block(range(at, at + count), columns)
        )
        view.row_head.rows_dragged.connect(self._drop_rows)
        view.row_head.row_opened.connect(self.fields_wanted)

    @property
    def _model(self) -> GridModel:
        return self._view.cells

    def run(self, command: str) -> None:
        """By name, as `GridView.command_wanted` gives it."""
        if not self._view.isEnabled():
            return
        self._view.take_open()
        self._model.finish()
        self.noticed.emit("")
        self._commands()[command]()

    def _commands(self) -> dict[str, Callable[[], None]]:
        return {
            "copy": self.copy,
            "cut": self.cut,
            "paste": self.paste,
            "clear": self._clear,
            "duplicate": self._duplicate,
            "remove": self._remove,
            "up": lambda: self._move(up=True),
            "down": lambda: self._move(up=False),
            "fields": self._open_fields,
            "add": self.add_at_end,
            "above": lambda: self._add(above=True),
            "below": lambda: self._add(above=False),
        }

    # Clipboard

    def copy(self) -> None:
        """The rectangle around the selected cells, as text and as a table."""
        cells = self._view.chosen_cells()
        if not cells:
            return
        chosen = set(cells)
        rows = sorted({row for row, _ in cells})
        columns = sorted({column for _, column in cells})
        block = self._model.block(rows, columns)
        for line, row in zip(block, rows, strict=True):
            for place, column in enumerate(columns):
                if (row, column) not in chosen:
                    line[place] = ""
        data = QMimeData()
        data.setText(text_of_block(block))
        data.setHtml(html_of_block(block))
        QGuiApplication.clipboard().setMimeData(data)

    def cut(self) -> None:
        self.copy()
        self._clear()

    def paste(self) -> None:
        """Fills from the current cell to the right and down; a single text fills the selection."""
        block = pasted_block(QGuiApplication.clipboard().mimeData())
        if not block:
            return
        cells = self._view.chosen_cells()
        if len(block) == 1 and len(block[0]) == 1 and cells:
            self._model.write(dict.fromkeys(cells, block[0][0]))
            return
        row, column = cells[0] if cells else (0, self._first_column())
        if self.before_heads is not None:
            self.before_heads(block[0])
        columns = self._targets(column, len(block[0]))
        block, columns = self._without_head(block, columns)
        wide = len(columns)
        if not block:
            return
        if wide < len(block[0]):
            left = len(block[0]) - wide
            self.noticed.emit(
                self.tr("{count} columns at the right of what was copied found no place.").format(
                    count=left
                )
            )
        self._model.write_block(row, columns, [line[:wide] for line in block])

    def _first_column(self) -> int:
        return next(iter(self._view.visible_columns()), 0)

    def _writable(self, places: list[int]) -> list[int]:
        return [place for place in places if self._model.columns[place].style != "words"]

    def _targets(self, column: int, wide: int) -> list[int]:
        """The columns to be filled; all of the table's where the visible ones do not suffice."""
        seen = self._writable([one for one in self._view.visible_columns() if one >= column])
        every = self._writable(list(range(column, len(self._model.columns))))
        if wide > len(seen) and len(every) > len(seen):
            self.columns_wanted.emit()
            return every[:wide]
        return seen[:wide]

    def _without_head(self, block: Block, columns: list[int]) -> tuple[Block, list[int]]:
        """Without a first row of titles, which also say which column is which."""
        named = [self._column_named(text) for text in block[0]]
        known = [place for place in named if place is not None]
        if len(known) < min(2, len(self._model.columns)) or len(known) != len(named):
            return block, columns
        if len(set(known)) != len(known):
            return block, columns
        hidden = any(self._view.isColumnHidden(place) for place in known)
        if hidden:
            self.columns_wanted.emit()
        return block[1:], known

    def _column_named(self, text: str) -> int | None:
        wanted = " ".join(text.removesuffix("*").split()).casefold()
        places = (
            place
            for place, column in enumerate(self._model.columns)
            if wanted in column.titles and column.style != "words"
        )
        return next(places, None) if wanted else None

    def _clear(self) -> None:
        self._model.clear(self._view.chosen_cells())

    # Rows

    def add_at_end(self) -> None:
        self._added(len(self._model.rows), 1)

    def _add(self, *, above: bool) -> None:
        rows = self._view.chosen_rows()
        if not rows:
            self.add_at_end()
            return
        self._added(rows[0] if above else rows[-1] + 1, len(rows))

    def _added(self, at: int, count: int) -> None:
        self._model.add_rows(at, count)
        self._view.setFocus()
        self._view.go(at, self._first_column())

    def _duplicate(self) -> None:
        rows = self._view.chosen_rows()
        if rows:
            at = self._model.duplicate(rows)
            self._view.select_rows(at, len(rows), self._view.currentIndex().column())

    def _remove(self) -> None:
        rows = self._view.chosen_rows()
        if not rows:
            return
        column = self._view.currentIndex().column()
        self._model.remove(rows)
        if self._model.rows:
            self._view.go(min(rows[0], len(self._model.rows) - 1), max(column, 0))

    def _move(self, *, up: bool) -> None:
        rows = self._view.chosen_rows()
        if not rows or (rows[0] == 0 if up else rows[-1] == len(self._model.rows) - 1):
            return
        self._moved(rows, rows[0] - 1 if up else rows[-1] + 2)

    def _drop_rows(self, before: int) -> None:
        self._view.take_open()
        rows = self._view.chosen_rows()
        if rows:
            self._moved(rows, before)

    def _moved(self, rows: list[int], before: int) -> None:
        whole = all(self._view.selectionModel().isRowSelected(row) for row in rows)
        column = self._view.currentIndex().column()
        with QSignalBlocker(self._view.row_head):
            at = self._model.move(rows, before)
        if whole or len(rows) > 1:
            self._view.select_rows(at, len(rows), column)
        else:
            self._view.go(at, max(column, 0))

    def _open_fields(self) -> None:
        current = self._view.currentIndex()
        if current.isValid() and self.can_open_fields:
            self.fields_wanted.emit(current.row())

    # Menus

    def row_menu(self, row: int, place: QPoint) -> None:
        """The menu of a row's "…"; of all selected rows where this is one of them."""
        self._view.take_open()
        self._view.setFocus()
        if row not in self._view.chosen_rows():
            self._view.selectRow(row)
        self._popup(self.menu(cells=False), place)

    def cell_menu(self, place: QPoint) -> None:
        """The menu of the selected cells."""
        self._view.take_open()
        self._popup(self.menu(cells=True), place)

    def _popup(self, menu: QMenu, place: QPoint) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def menu(self, *, cells: bool) -> QMenu:
        """What can be done with the selected cells and rows."""
        menu = QMenu(self._view)
        rows = self._view.chosen_rows()
        if cells:
            self._offer(menu, "cut", self.tr("Cut"), "scissors", QKeySequence.StandardKey.Cut)
            self._offer(menu, "copy", self.tr("Copy"), "copy", QKeySequence.StandardKey.Copy)
            self._offer(
                menu, "paste", self.tr("Paste"), "clipboard-paste", QKeySequence.StandardKey.Paste
            )
            self._offer(menu, "clear", self.tr("Empty the cells"), "", "Del")
            menu.addSeparator()
        if self.can_open_fields and rows:
            self._offer(
                menu, "fields", self.tr("Edit all fields of the row"), "square-pen", "Shift+F2"
            )
            menu.addSeparator()
        self._offer(menu, "above", self.tr("Add a row above"), "plus", "")
        self._offer(menu, "below", self.tr("Add a row below"), "", "")
        if rows:
            self._offer(menu, "duplicate", self.tr("Duplicate"), "copy-plus", "Ctrl+D")
            menu.addSeparator()
            up = self._offer(menu, "up", self.tr("Move up"), "arrow-up", "Alt+Up")
            down = self._offer(menu, "down", self.tr("Move down"), "arrow-down", "Alt+Down")
            up.setEnabled(rows[0] > 0)
            down.setEnabled(rows[-1] < len(self._model.rows) - 1)
            menu.addSeparator()
            text = (
                self.tr("Delete the row")
                if len(rows) == 1
                else self.tr("Delete {count} rows").format(count=len(rows))
            )
            self._offer(menu, "remove", text, "trash-2", "Ctrl+-")
        return menu

    def _offer(
        self,
        menu: QMenu,
        command: str,
        text: str,
        drawing: str,
        keys: QKeySequence.StandardKey | str,
    ) -> QAction:
        action = menu.addAction(text)
        if drawing:
            dress(action, drawing)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutVisibleInContextMenu(True)
        action.setObjectName(command)
        action.triggered.connect(lambda: self.run(command))
        return action
