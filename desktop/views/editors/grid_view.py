"""The table in which cells are written: keys, editors in place, selection."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QFrame,
    QWidget,
)

from desktop.models.definitions import Json
from desktop.views.editors.cells.delegate import CellDelegate
from desktop.views.editors.cells.edit import CellEdit
from desktop.views.editors.grid_choice import ChoosingView
from desktop.views.editors.grid_heads import ColumnHead, RowHead
from desktop.views.editors.grid_keys import CONTROL, MODIFIERS, SHIFT, command_of, is_table_key
from desktop.views.editors.grid_sizes import ColumnWidths, RowHeights
from desktop.views.item_models.grid_model import GridModel, Index
from desktop.views.theme import px, tokens
from desktop.views.widgets.turns import soon

__all__ = ["GridView"]

_MUCH = 200
_NONE = Qt.KeyboardModifier.NoModifier


class GridView(ChoosingView):
    """Cells of a `GridModel`. What the clipboard and the rows do is in `GridActions`."""

    left_by_key = Signal(bool)
    """Ctrl+Tab: on to what follows the table (True) or precedes it (False)."""
    command_wanted = Signal(str)
    """copy, cut, paste, clear, duplicate, remove, up, down, fields, add"""
    part_reached = Signal(str)
    """The row (its id) in which the cursor is now."""
    letters_open = Signal(bool)
    """A cell editor has opened or closed."""

    head_class: type[ColumnHead] = ColumnHead

    def __init__(
        self, model: GridModel, delegate: CellDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, parent)
        self.painter_of_cells = delegate
        self.open_editor: CellEdit | None = None
        self._before: tuple[str, str, Json] = ("", "", None)
        self._reached = ""
        self.setItemDelegate(delegate)
        self.row_head = RowHead(self)
        self.setVerticalHeader(self.row_head)
        self.column_head = self.head_class(self)
        self.setHorizontalHeader(self.column_head)
        self.heights = RowHeights(self, model)
        self.widths = ColumnWidths(self, model)
        self._set_look()
        self._names_soon = QTimer(self)
        self._names_soon.setSingleShot(True)
        self._names_soon.setInterval(0)
        self._names_soon.timeout.connect(self._show_names)
        for changed in (
            self.horizontalScrollBar().rangeChanged,
            model.rowsInserted,
            model.rowsRemoved,
            model.modelReset,
        ):
            changed.connect(lambda *_: self._names_soon.start())
        delegate.opened.connect(self._editor_opened)
        delegate.finished.connect(self._editor_finished)
        self.widths.fitted.connect(self.heights.start_anew)
        self.widths.chosen.connect(self.heights.start_anew)
        model.rowsInserted.connect(lambda _, first, last: self._rows_in(first, last))
        model.rowsRemoved.connect(self.heights.start_anew)
        model.layoutChanged.connect(self.heights.start_anew)
        model.modelReset.connect(self.heights.start_anew)
        model.dataChanged.connect(
            lambda first, last: self.heights.measure(range(first.row(), last.row() + 1))
        )

    def _set_look(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(True)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalScrollBar().setSingleStep(px(24))
        self.verticalScrollBar().setSingleStep(px(15))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setTabKeyNavigation(True)
        self.setMinimumWidth(px(200))

    # Editing in place

    def begin(self, *, at_end: bool = True) -> None:
        """Opens the current cell."""
        if (
            self.edit(
                self.currentIndex(),
                QAbstractItemView.EditTrigger.AllEditTriggers,
                QEvent(QEvent.Type.None_),
            )
            and at_end
            and self.open_editor
        ):
            self.open_editor.cursor_to_end()

    def take_open(self) -> None:
        """Takes what stands in the open cell and closes it."""
        if self.open_editor is not None:
            self._editor_finished(self.open_editor, "stay")

    def edit(  # type: ignore[override]
        self,
        index: QModelIndex,
        trigger: QAbstractItemView.EditTrigger | None = None,
        event: QEvent | None = None,
    ) -> bool:
        if trigger is None:
            super().edit(index)
            return True
        opened = super().edit(index, trigger, event)  # type: ignore[arg-type]
        return bool(opened)

    def _editor_opened(self, editor: CellEdit) -> None:
        index = self.currentIndex()
        row = self.cells.rows[index.row()]
        self.open_editor = editor
        self._before = (str(row["id"]), editor.column.id, row.get(editor.column.id))
        editor.value = self._before[2]
        editor.drafted.connect(lambda: self._draft(editor))
        editor.destroyed.connect(lambda: self._forget(editor))
        self.letters_open.emit(True)

    def _forget(self, editor: CellEdit) -> None:
        if self.open_editor is editor:
            self.open_editor = None

    def _draft(self, editor: CellEdit) -> None:
        """What is being typed is kept as soon as it makes sense, so that half a second after the
        last key nothing is missing."""
        row, column = self._place_of(editor)
        if row < 0:
            return
        cells = self.cells.rows[row]
        value = editor.column.read(editor.text, editor.value)
        trial = {key: kept for key, kept in cells.items() if key != editor.column.id}
        if value is not None:
            trial[editor.column.id] = value
        if value is None or editor.column.id not in self.cells.checks.check(trial):
            editor.value = value
            self.cells.put(row, column, value, checked=False)

    def _place_of(self, editor: CellEdit) -> tuple[int, int]:
        row_id, column_id, _ = self._before
        return self.cells.row_of(row_id), self.cells.column_of(column_id)

    def _editor_finished(self, editor: CellEdit, leaving: str) -> None:
        if self.open_editor is not editor:
            return
        self.open_editor = None
        row, column = self._place_of(editor)
        if leaving == "given_up":
            if row >= 0 and editor.touched:
                self.cells.put(row, column, self._before[2])
        elif editor.touched and row >= 0:
            self.cells.write({(row, column): editor.text})
        self.painter_of_cells.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.letters_open.emit(False)
        if not self.hasFocus():
            self._show_focus(focused=False, selection=False)
        if leaving in ("out", "back"):
            self.left_by_key.emit(leaving == "out")
        elif leaving not in ("stay", "given_up"):
            self._walk(leaving)

    # Walking

    def _walk(self, leaving: str) -> None:
        index = self.currentIndex()
        row, column = index.row(), index.column()
        columns = self.visible_columns()
        if not index.isValid() or column not in columns:
            return
        place = columns.index(column)
        if leaving == "down":
            row = min(row + 1, len(self.cells.rows) - 1)
        elif leaving == "up":
            row = max(row - 1, 0)
        elif leaving == "next":
            row, place = (row, place + 1) if place + 1 < len(columns) else (row + 1, 0)
            if row == len(self.cells.rows):
                self.cells.add_rows(row)
        elif place > 0 or row > 0:
            row, place = (row, place - 1) if place > 0 else (row - 1, len(columns) - 1)
        else:
            self.left_by_key.emit(False)
            return
        self.go(row, columns[place])

    # Keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own_key = self.is_own_key(event)
        else:
            own_key = False
        if own_key:
            event.accept()
        return own_key or super().event(event)

    def is_own_key(self, event: QKeyEvent) -> bool:
        """A key of the table's, whatever the window would do with it."""
        return is_table_key(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        command = command_of(event)
        if not self.cells.rows and not command and event.text().isprintable() and event.text():
            self.command_wanted.emit("add")
        if command:
            self.command_wanted.emit(command)
        elif not self._own_key(Qt.Key(event.key()), event.modifiers() & MODIFIERS):
            super().keyPressEvent(event)

    def _own_key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and modifiers in (_NONE, SHIFT):
            self._enter(back=bool(modifiers & SHIFT))
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            back = bool(modifiers & SHIFT) or key == Qt.Key.Key_Backtab
            if modifiers & CONTROL or not self.cells.rows:
                self.left_by_key.emit(not back)
            else:
                self._walk("previous" if back else "next")
        elif key == Qt.Key.Key_F2 and modifiers == _NONE:
            self.begin()
        elif key == Qt.Key.Key_Space and modifiers == _NONE:
            return self._space()
        else:
            return False
        return True

    def _space(self) -> bool:
        """Turns yes into no into nothing; opens what can be picked. A text begins with it."""
        index = self.currentIndex()
        if not index.isValid():
            return False
        column = self.cells.columns[index.column()]
        following = column.following(self.cells.rows[index.row()].get(column.id))
        if following is not None:
            self.cells.write({(index.row(), index.column()): following})
        elif column.style in ("pick", "picks", "date"):
            self.begin()
        else:
            return False
        return True

    def _enter(self, *, back: bool) -> None:
        """Down, as in a sheet; in an empty table the first row."""
        if not self.cells.rows:
            self.command_wanted.emit("add")
        elif self.currentIndex().isValid() and self._is_words():
            self.command_wanted.emit("fields")
        else:
            self._walk("up" if back else "down")

    def _is_words(self) -> bool:
        return self.cells.columns[self.currentIndex().column()].style == "words"

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        if not self.cells.rows and (event.preeditString() or event.commitString()):
            self.command_wanted.emit("add")
        super().inputMethodEvent(event)

    # Following

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.row_head.viewport().update()
        reached = str(self.cells.rows[current.row()]["id"]) if current.isValid() else ""
        if reached and reached != self._reached and self.hasFocus():
            self.part_reached.emit(reached)
        self._reached = reached

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cells.rows:
            self.go(0, self.visible_columns()[0])
        # The view asks for an input method where there is a cell to write in; here, any word begins
        # the first row.
        if not self.cells.rows:
            self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self._show_focus(focused=True, selection=True)
        if self._reached:
            self.part_reached.emit(self._reached)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        frame, now = self.parentWidget(), QApplication.focusWidget()
        table = frame.parentWidget() if frame is not None else None
        inside = now is not None and table is not None and table.isAncestorOf(now)
        passing = event.reason() in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        )
        self._show_focus(focused=self.open_editor is not None, selection=inside or passing)

    def _show_focus(self, *, focused: bool, selection: bool) -> None:
        self.painter_of_cells.focused = focused
        self.painter_of_cells.selection_shown = selection
        self.row_head.selection_shown = selection
        self.viewport().update()
        self.row_head.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Opens a cell with the cursor where the mouse is."""
        super().mouseDoubleClickEvent(event)
        editor = self.open_editor
        if editor is not None:
            place = editor.viewport().mapFrom(self.viewport(), event.position().toPoint())
            editor.setTextCursor(editor.cursorForPosition(place))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.oldSize().width() <= 0:
            self.widths.fit()
        elif event.size().width() != event.oldSize().width():
            soon(self, self.widths.fit)  # a form has many tables

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Whoever scrolls the form is not to get stuck in a table they only pass."""
        sideways = event.angleDelta().x() or event.modifiers() & SHIFT
        if self.hasFocus() or self.open_editor is not None or sideways:
            super().wheelEvent(event)
        else:
            event.ignore()

    def _show_names(self) -> None:
        """Rows keep their name in sight where much of them does not fit. The names need less room
        than that, so that showing them never takes their reason away.

        Not at once when the range of the scroll bar changes: then the view is in the middle of
        placing its heads, and would leave the cells where they were."""
        much = self.horizontalScrollBar().maximum() > px(_MUCH)
        if self.row_head.show_names(much and bool(self.cells.rows)):
            self.updateGeometries()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        target = self.row_head.target
        if target < 0:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(tokens().accent, 2))
        last = len(self.cells.rows) - 1
        at_end = target > last
        y = self.rowViewportPosition(min(target, last)) + (self.rowHeight(last) if at_end else 0)
        painter.drawLine(0, max(1, y - 1), self.viewport().width(), max(1, y - 1))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """The menu is the surrounding frame's."""
        event.ignore()

    def look_changed(self) -> None:
        """Fonts or zoom have changed."""
        self.row_head.setDefaultSectionSize(px(30))
        self.row_head.setMinimumSectionSize(px(30))
        self.row_head.fit_width()
        self.updateGeometries()
        self.widths.fit()

    def _rows_in(self, first: int, last: int) -> None:
        if first + (last - first) + 1 == len(self.cells.rows) and first == 0:
            self.widths.fit()
        elif last + 1 == len(self.cells.rows):
            self.heights.measure(range(first, last + 1))
        else:
            self.heights.start_anew()
