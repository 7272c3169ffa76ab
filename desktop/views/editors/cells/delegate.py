"""Paints the cells of a table and opens their editors."""

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.views.editors.cells.edit import CellEdit
from desktop.views.item_models.grid_columns import CellColumn
from desktop.views.item_models.grid_model import BORROWED, PROBLEM, GridModel, Index
from desktop.views.theme import font, paint_icon, px, tokens

__all__ = ["CellDelegate", "text_height"]

_ALIGNMENTS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "centre": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}
_WRAP = int(Qt.TextFlag.TextWordWrap)
_TALL = 100_000
_PADDING = 8
_SPARE = 4
_GRID = 1
"""The line at the right of a cell, which is of its column and not of its rectangle."""


def text_height(text: str, width: int, metrics: QFontMetrics) -> int:
    """The height of a row that shows `text` in a column of this width, in px."""
    least = px(30)
    room = width - _GRID - 2 * px(_PADDING)
    if not text or room <= 0:
        return least
    # Advances are rounded: only with room to spare is it clear that one line holds the text.
    if "\n" not in text and metrics.horizontalAdvance(text) + px(_SPARE) <= room:
        return least
    wrapped = metrics.boundingRect(QRect(0, 0, room, _TALL), _WRAP, text)
    return max(least, wrapped.height() + px(10))


class CellDelegate(QStyledItemDelegate):
    """Reads what to paint from the model's roles; keeps no cell."""

    opened = Signal(object)
    """A `CellEdit` has opened."""
    finished = Signal(object, str)
    """(`CellEdit`, `Leaving`): the person is done with a cell."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.focused = False
        """Whether the table has the keyboard: the current cell gets its ring."""
        self.selection_shown = False
        """Tables that one has left keep their selection to themselves."""

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect, state = option.rect, option.state
        colours = tokens()
        problem = bool(index.data(PROBLEM))
        selected = self.selection_shown and bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, self._ground(selected=selected, problem=problem))
        self.paint_content(painter, QRect(rect), index, selected=selected)
        if problem:
            side = px(14)
            paint_icon(
                painter,
                QRectF(rect.right() - side - 2, rect.top() + 3, side, side),
                "octagon-x",
                "blocker_fill",
            )
        if state & QStyle.StateFlag.State_HasFocus and self.focused:
            painter.setPen(QPen(colours.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)  # marks leave theirs behind
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))
        painter.restore()

    def _ground(self, *, selected: bool, problem: bool) -> QColor:
        colours = tokens()
        if selected:
            return colours.sel if self.focused else colours.sel_inactive
        return colours.blocker_bg if problem else colours.surface

    def paint_content(
        self, painter: QPainter, rect: QRect, index: Index, *, selected: bool
    ) -> None:
        """The text of the cell."""
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if not text:
            return
        colours = tokens()
        borrowed = bool(index.data(BORROWED))
        painter.setFont(font("body"))
        if selected:
            painter.setPen(colours.sel_text)
        else:
            painter.setPen(colours.text3 if borrowed else colours.text)
        above = (px(30) - painter.fontMetrics().lineSpacing()) // 2
        beside = px(16) if index.data(PROBLEM) else 0
        room = rect.adjusted(px(_PADDING), above, -px(_PADDING) - beside, 0)
        upright = Qt.AlignmentFlag.AlignTop
        alignment = _ALIGNMENTS[_column(index).align]
        painter.setClipRect(rect)
        painter.drawText(room, int(alignment) | int(upright) | _WRAP, text)
        painter.setClipping(False)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        rect = option.rect
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        return QSize(rect.width(), text_height(text, rect.width(), QFontMetrics(font("body"))))

    # Editing

    def createEditor(  # noqa: N802
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        column = _column(index)
        column.refreshed()
        editor = CellEdit(column, parent)
        editor.finished.connect(lambda leaving: self.finished.emit(editor, leaving))
        editor.textChanged.connect(lambda: self._grow(editor))
        self.opened.emit(editor)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        """Also a value that changed elsewhere; not while a word is being composed."""
        assert isinstance(editor, CellEdit)
        model = index.model()
        assert isinstance(model, GridModel)
        value = model.rows[index.row()].get(editor.column.id)
        if editor.composing or editor.drafting or (editor.shown and value == editor.value):
            return
        editor.value = value
        editor.show_text(str(index.data(Qt.ItemDataRole.EditRole) or ""))
        if not editor.shown:
            editor.shown = True
            editor.select_all_letters()

    def setModelData(  # noqa: N802
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        """The window is left for a while: what stands here is taken, the cell stays open."""
        assert isinstance(editor, CellEdit)
        assert isinstance(model, GridModel)
        if editor.touched:
            model.write({(index.row(), index.column()): editor.text})
            editor.value = model.rows[index.row()].get(editor.column.id)

    def updateEditorGeometry(  # noqa: N802
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        assert isinstance(editor, CellEdit)
        rect = QRect(option.rect)
        editor.cell = rect
        editor.setGeometry(rect)
        self._grow(editor)

    def _grow(self, editor: CellEdit) -> None:
        """Downwards over the rows below; upwards where the table ends."""
        room = editor.parentWidget()
        if room is None or editor.cell.isNull():
            return
        height = max(editor.cell.height(), editor.wanted_height())
        top = min(editor.cell.top(), max(0, room.height() - height))
        width = max(editor.cell.width(), editor.least_width())
        left = max(0, min(editor.cell.left(), room.width() - width))
        editor.setGeometry(left, top, width, height)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keys are the cell editor's own; leaving it for another widget takes its text."""
        if event.type() == QEvent.Type.FocusOut and isinstance(editor, CellEdit):
            reason = event.reason()  # type: ignore[attr-defined]
            passing = (
                Qt.FocusReason.PopupFocusReason,
                Qt.FocusReason.ActiveWindowFocusReason,
                Qt.FocusReason.MenuBarFocusReason,
            )
            if reason in passing or editor.holds(QApplication.focusWidget()):
                self.commitData.emit(editor)
            else:
                self.finished.emit(editor, "stay")
        return False

    def destroyEditor(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        editor.hide()
        super().destroyEditor(editor, index)


def _column(index: Index) -> CellColumn:
    model: Any = index.model()
    assert isinstance(model, GridModel)
    return model.columns[index.column()]
