"""The rows of a table that is being written.

A row is a mapping of column ids to what stands in the cells, with its `id`; empty cells are left
out. Every change of the person's is one `edited`, however many cells it touches.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from desktop.models.definitions import Json
from desktop.views.item_models.grid_checks import RowChecks
from desktop.views.item_models.grid_columns import CellColumn
from desktop.views.item_models.grid_ids import fresh_id
from desktop.views.item_models.grid_texts import Block

__all__ = ["BORROWED", "PROBLEM", "GridModel", "Row"]

Row: TypeAlias = dict[str, Json]
Index: TypeAlias = QModelIndex | QPersistentModelIndex

PROBLEM = int(Qt.ItemDataRole.UserRole) + 1
"""Role: the sentence that says what is wrong with a cell, or ""."""
BORROWED = int(Qt.ItemDataRole.UserRole) + 2
"""Role: the cell reads in the other language."""
_NOWHERE = QModelIndex()
_SLICE = 50


@dataclass(slots=True)
class _Coming:
    """A block that is being taken in: `done` rows of it are there."""

    at: int
    columns: list[int]
    chosen: list[CellColumn]
    block: Block
    done: int


class GridModel(QAbstractTableModel):
    """Rows of typed cells."""

    edited = Signal()
    """The person changed something."""
    block_begun = Signal()
    """A long block is coming in, `busy` until it is there."""
    block_written = Signal(int, int, list)
    """A block was taken in: its first row, number of rows, columns."""

    def __init__(self, columns: Sequence[CellColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: list[Row] = []
        self._coming: _Coming | None = None
        self._slices = QTimer(self)
        self._slices.setSingleShot(True)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._take_slice)
        self.checks = RowChecks(self)
        self.checks.changed.connect(self._problems_changed)

    # What there is

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.columns[index.column()].style not in ("words", "letter"):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.shown_in(row)
            case Qt.ItemDataRole.EditRole:
                return column.typed_text(row.get(column.id))
            case Qt.ItemDataRole.ToolTipRole:
                return self.checks.sentence(str(row["id"]), column.id) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                shown = column.shown_in(row) or self.tr("empty")
                return self.tr("Row {row}, {column}: {text}").format(
                    row=index.row() + 1, column=column.title, text=shown
                )
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self.checks.sentence(str(row["id"]), column.id)
        if role == PROBLEM:
            return self.checks.sentence(str(row["id"]), column.id)
        if role == BORROWED:
            return column.borrowed(row.get(column.id))
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole:
                return str(section + 1)
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return self.tr("Row {row}").format(row=section + 1)
            return None
        if not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.head
            case Qt.ItemDataRole.AccessibleTextRole:
                if column.required:
                    return self.tr("{column}, required").format(column=column.title)
                return column.title
            case Qt.ItemDataRole.ToolTipRole:
                return column.tip or column.head
        return None

    def row_of(self, row_id: str) -> int:
        """Its place; -1 where there is none."""
        return next((at for at, row in enumerate(self.rows) if row["id"] == row_id), -1)

    def column_of(self, column_id: str) -> int:
        """Its place; -1 where there is none."""
        places = (at for at, column in enumerate(self.columns) if column.id == column_id)
        return next(places, -1)

    def written_rows(self) -> list[Row]:
        """The rows in which something stands."""
        self.finish()
        return [dict(row) for row in self.rows if len(row) > 1]

    def block(self, rows: Sequence[int], columns: Sequence[int]) -> Block:
        """The texts for the clipboard."""
        chosen = [self.columns[column] for column in columns]
        return [[self._copied(self.rows[row], column) for column in chosen] for row in rows]

    def _copied(self, row: Row, column: CellColumn) -> str:
        if column.style == "words":
            return column.shown_in(row)
        return column.copied(row.get(column.id))

    # What is shown

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Takes the rows with as little movement as possible: what stays keeps its place."""
        self.finish()
        for column in self.columns:
            column.refreshed()
        wanted = [_with_id(row) for row in rows]
        old = [str(row["id"]) for row in self.rows]
        new = [str(row["id"]) for row in wanted]
        if old != new:
            head = _equal(old, new)
            tail = _equal(old[head:][::-1], new[head:][::-1])
            self._take_out(head, len(old) - tail)
            self._put_in(head, wanted[head : len(wanted) - tail])
        for at, row in enumerate(wanted):
            if self.rows[at] != row:
                self.rows[at] = row
                self.checks.look_at([row])
                self._row_changed(at)

    def set_columns(self, columns: Sequence[CellColumn]) -> None:
        """Other columns; the rows stay."""
        self.beginResetModel()
        self.columns = tuple(columns)
        for column in columns:
            column.refreshed()
        self.endResetModel()
        self.checks.look_at(self.rows)

    # What the person does

    def setData(  # noqa: N802
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        return self.write({(index.row(), index.column()): str(value)})

    def write(self, texts: Mapping[tuple[int, int], str]) -> bool:
        """Writes texts into cells; whether anything changed."""
        touched = {row for (row, column), text in texts.items() if self._write(row, column, text)}
        for row in sorted(touched):
            self._row_changed(row)
        self.checks.look_at([self.rows[row] for row in {row for row, _ in texts}])
        if touched:
            self.edited.emit()
        return bool(touched)

    def put(self, row: int, column: int, value: Json, *, checked: bool = True) -> None:
        """Puts a value into a cell; None empties it."""
        changed = self._put(self.rows[row], self.columns[column], value)
        if changed:
            self._row_changed(row)
        if checked:
            self.checks.look_at([self.rows[row]])
        if changed:
            self.edited.emit()

    def write_block(self, at: int, columns: Sequence[int], block: Block) -> None:
        """Fills cells from row `at` on, adding rows at the end where they are needed. Hundreds of
        rows come in slices; `block_written` and one `edited` follow the last of them."""
        self.finish()
        for column in columns:
            self.columns[column].refreshed()
        chosen = [self.columns[column] for column in columns]
        inside = max(0, min(len(block), len(self.rows) - at))
        for row, texts in zip(self.rows[at : at + inside], block[:inside], strict=True):
            _fill(row, chosen, texts)
        if inside:
            self.dataChanged.emit(self.index(at, 0), self._last_of(at + inside - 1))
            self.checks.look_at(self.rows[at : at + inside])
        self._coming = _Coming(at, list(columns), chosen, block, inside)
        self._take_slice()
        if self.busy:
            self.block_begun.emit()

    @property
    def busy(self) -> bool:
        """Rows of a pasted block are still coming in."""
        return self._coming is not None

    def finish(self) -> None:
        """Takes in at once what is still coming."""
        while self._coming is not None:
            self._take_slice()

    def _take_slice(self) -> None:
        coming = self._coming
        if coming is None:
            return
        texts = coming.block[coming.done : coming.done + _SLICE]
        coming.done += len(texts)
        self._put_in(len(self.rows), [_fill(self._new_row(), coming.chosen, one) for one in texts])
        if coming.done < len(coming.block):
            self._slices.start()
            return
        self._slices.stop()
        self._coming = None
        self.block_written.emit(coming.at, len(coming.block), coming.columns)
        self.edited.emit()

    def clear(self, cells: Sequence[tuple[int, int]]) -> bool:
        """Empties cells (a text only in the language that is written)."""
        return self.write(dict.fromkeys(cells, ""))

    def add_rows(self, at: int, count: int = 1) -> None:
        """Adds empty rows before row `at`."""
        self._put_in(at, [self._new_row() for _ in range(count)])
        self.edited.emit()

    def duplicate(self, rows: Sequence[int]) -> int:
        """Copies rows below the last of them; where the first copy stands."""
        at = max(rows) + 1
        self._put_in(at, [self._copy(self.rows[row]) for row in sorted(rows)])
        self.edited.emit()
        return at

    def remove(self, rows: Sequence[int]) -> None:
        for row in sorted(set(rows), reverse=True):
            self._take_out(row, row + 1)
        self.edited.emit()

    def move(self, rows: Sequence[int], before: int) -> int:
        """Moves rows before row `before` (the number of rows: to the end); where they stand."""
        chosen = sorted(set(rows))
        target = before - sum(1 for row in chosen if row < before)
        if chosen == list(range(target, target + len(chosen))):
            return target
        moved = [self.rows[row] for row in chosen]
        rest = [row for at, row in enumerate(self.rows) if at not in set(chosen)]
        self.layoutAboutToBeChanged.emit()
        places = {str(row["id"]): at for at, row in enumerate(self.rows)}
        self.rows = [*rest[:target], *moved, *rest[target:]]
        now = {places[str(row["id"])]: at for at, row in enumerate(self.rows)}
        old = self.persistentIndexList()
        self.changePersistentIndexList(
            old, [self.index(now[index.row()], index.column()) for index in old]
        )
        self.layoutChanged.emit()
        self.edited.emit()
        return target

    # Below

    def _new_row(self) -> Row:
        return {"id": fresh_id()}

    def _copy(self, row: Row) -> Row:
        """The same cells in a row of its own; lists in them get ids of their own, too."""
        return {key: _fresh(value) for key, value in row.items()} | self._new_row()

    def _write(self, row: int, column: int, text: str) -> bool:
        one = self.columns[column]
        if one.style == "words":
            return False
        cells = self.rows[row]
        return self._put(cells, one, one.read(text, cells.get(one.id)))

    def _put(self, row: Row, column: CellColumn, value: Json) -> bool:
        if row.get(column.id) == value:
            return False
        if value is None:
            row.pop(column.id, None)
        else:
            row[column.id] = value
        return True

    def _put_in(self, at: int, rows: list[Row]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
            self.rows[at:at] = rows
            self.endInsertRows()
            self.checks.look_at(rows)

    def _take_out(self, start: int, end: int) -> None:
        if start < end:
            self.beginRemoveRows(QModelIndex(), start, end - 1)
            gone = self.rows[start:end]
            del self.rows[start:end]
            self.endRemoveRows()
            self.checks.forget(str(row["id"]) for row in gone)

    def _last_of(self, row: int) -> QModelIndex:
        return self.index(row, len(self.columns) - 1)

    def _row_changed(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self._last_of(row))

    def _problems_changed(self) -> None:
        if self.rows and self.columns:
            self.dataChanged.emit(self.index(0, 0), self._last_of(len(self.rows) - 1), [PROBLEM])


def _fill(row: Row, columns: Sequence[CellColumn], texts: Sequence[str]) -> Row:
    for column, text in zip(columns, texts, strict=True):
        value = column.read(text, row.get(column.id)) if text else None
        if not text and row.get(column.id) is not None:
            value = column.read("", row[column.id])
        if value is None:
            row.pop(column.id, None)
        else:
            row[column.id] = value
    return row


def _fresh(value: Json) -> Json:
    if not isinstance(value, list):
        return value
    return [
        {**item, "id": fresh_id()} if isinstance(item, dict) and "id" in item else item
        for item in value
    ]


def _with_id(row: Row) -> Row:
    return dict(row) if row.get("id") else {"id": fresh_id(), **row}


def _equal(old: Sequence[str], new: Sequence[str]) -> int:
    count = 0
    while count < min(len(old), len(new)) and old[count] == new[count]:
        count += 1
    return count
