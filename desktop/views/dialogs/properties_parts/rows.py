"""A small table that is edited in place: rows are added, removed and moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.views.theme import px
from desktop.views.widgets.buttons import Button, IconButton
from desktop.views.widgets.card import Card

__all__ = ["Column", "EditedRow", "RowsEditor"]

_KEY = Qt.ItemDataRole.UserRole + 1
_ORIGIN = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """`options`: (key, words) of a choice; empty for text. `width` in px, 0 takes the rest."""

    key: str
    title: str
    options: tuple[tuple[str, str], ...] = ()
    width: int = 0


@dataclass(frozen=True, slots=True)
class EditedRow:
    """`origin`: which of the rows given it was, -1 for a new one."""

    texts: Mapping[str, str]
    origin: int = -1


class RowsEditor(QWidget):
    """Enter or F2 edits a cell, Insert adds a row, Ctrl+Delete removes it, Alt+arrows move it."""

    def __init__(
        self,
        name_for_people: str,
        columns: Sequence[Column],
        rows: Sequence[Mapping[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        card = Card(padding=0)
        self.table = QTableWidget(0, len(self._columns))
        self.table.setAccessibleName(name_for_people)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setHorizontalHeaderLabels([one.title for one in self._columns])
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(px(32))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self._delegate = _ChoiceDelegate(self._columns, self)
        self.table.setItemDelegate(self._delegate)
        head = self.table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, one in enumerate(self._columns):
            mode = (
                QHeaderView.ResizeMode.Interactive if one.width else QHeaderView.ResizeMode.Stretch
            )
            head.setSectionResizeMode(at, mode)
            if one.width:
                head.resizeSection(at, px(one.width))
        card.body.addWidget(self.table)
        column.addWidget(card, 1)
        column.addLayout(self._buttons())
        for at, row in enumerate(rows):
            self._insert(self.table.rowCount(), row, at)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(4))
        self.add = Button(self.tr("Add a row"), "plus")
        self.add.clicked.connect(self.add_row)
        row.addWidget(self.add)
        for icon, words, act in (
            ("arrow-up", self.tr("Move up"), lambda: self._move(-1)),
            ("arrow-down", self.tr("Move down"), lambda: self._move(1)),
            ("trash-2", self.tr("Remove the row"), self.remove_row),
        ):
            button = IconButton(icon, words)
            button.clicked.connect(lambda _=False, wanted=act: wanted())
            row.addWidget(button)
        row.addStretch(1)
        return row

    def rows(self) -> list[EditedRow]:
        """The rows that hold anything, as they stand."""
        found = []
        for at in range(self.table.rowCount()):
            texts = {one.key: self._text(at, n, one) for n, one in enumerate(self._columns)}
            if any(texts[one.key] for one in self._columns if not one.options):
                origin = self.table.model().index(at, 0).data(_ORIGIN)
                found.append(EditedRow(texts, origin if isinstance(origin, int) else -1))
        return found

    def add_row(self) -> None:
        empty = {one.key: one.options[0][0] if one.options else "" for one in self._columns}
        at = self.table.rowCount()
        self._insert(at, empty, -1)
        self.table.setCurrentCell(at, 0)
        self.table.setFocus()

    def remove_row(self) -> None:
        at = self.table.currentRow()
        if at >= 0:
            self.table.removeRow(at)

    def go_to(self, row: int, key: str = "") -> None:
        """Makes a cell current, for the person to mend it."""
        keys = [one.key for one in self._columns]
        self.table.setCurrentCell(row, keys.index(key) if key in keys else 0)
        self.table.setFocus()

    def _move(self, step: int) -> None:
        at = self.table.currentRow()
        to = at + step
        if at < 0 or not 0 <= to < self.table.rowCount():
            return
        current = self.table.currentColumn()
        for column in range(self.table.columnCount()):
            one, other = self.table.takeItem(at, column), self.table.takeItem(to, column)
            self.table.setItem(at, column, other)
            self.table.setItem(to, column, one)
        self.table.setCurrentCell(to, current)

    def _insert(self, at: int, texts: Mapping[str, str], origin: int) -> None:
        self.table.insertRow(at)
        for column, one in enumerate(self._columns):
            text = texts.get(one.key, "")
            item = QTableWidgetItem(dict(one.options).get(text, text))
            item.setData(_KEY, text)
            item.setData(_ORIGIN, origin)
            self.table.setItem(at, column, item)

    def _text(self, row: int, column: int, one: Column) -> str:
        index = self.table.model().index(row, column)
        return str(index.data(_KEY) if one.options else index.data() or "").strip()


class _ChoiceDelegate(QStyledItemDelegate):
    """A list to choose from in columns that have options."""

    def __init__(self, columns: tuple[Column, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns

    def createEditor(  # noqa: N802
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        column = self._columns[index.column()]
        if not column.options:
            return super().createEditor(parent, option, index)
        box = QComboBox(parent)
        box.setProperty("size", "small")
        for key, words in column.options:
            box.addItem(words, key)
        box.activated.connect(lambda _at: self.commitData.emit(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(_KEY)))
        else:
            super().setEditorData(editor, index)

    def setModelData(  # noqa: N802
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData(), _KEY)
            model.setData(index, editor.currentText())
        else:
            super().setModelData(editor, model, index)
