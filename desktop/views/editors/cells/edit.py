"""The small editor that opens in a cell: letters that wrap, with a list or calendar."""

from datetime import date
from typing import Literal, TypeAlias

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QToolButton, QWidget

from desktop.models.definitions import Json
from desktop.models.figures import read_date
from desktop.views.editors.base import leave_undo_to_window
from desktop.views.editors.cells.suggestions import SuggestionList
from desktop.views.editors.simple.calendar import CalendarPopover
from desktop.views.item_models.grid_columns import CellColumn, Suggestion
from desktop.views.theme import dress, font, px, tokens

__all__ = ["CellEdit", "Leaving"]

Leaving: TypeAlias = Literal["down", "up", "next", "previous", "out", "back", "stay", "given_up"]
"""Where to go after a cell was edited: `out` and `back` leave the table, `given_up` is Esc."""

_SEPARATORS = "、，,；;"
_MOST_LINES = 8
_OWN_KEYS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
)


class CellEdit(QPlainTextEdit):
    """Letters of one cell."""

    drafted = Signal()
    """The person changed the letters; they are not taken yet."""
    finished = Signal(str)
    """`Leaving`: the person is done with the cell."""

    def __init__(self, column: CellColumn, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = column
        self.composing = False
        self.cell = QRect()
        """The cell below, without what the editor has grown."""
        self.touched = False
        """The person changed letters: there is something to take."""
        self.drafting = False
        self.shown = False
        self.value: Json = None
        """What the cell held when it was last in step with these letters."""
        self._picked = False
        self.setProperty("role", "bare")
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setFont(font("body"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(False)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(px(5))
        self.setAccessibleName(column.title)
        leave_undo_to_window(self)
        self._list: SuggestionList | None = None
        if column.style in ("pick", "picks"):
            self._list = SuggestionList(self)
            self._list.picked.connect(self._take_picked)
        self._days: CalendarPopover | None = None
        self._calendar = self._calendar_button() if column.style == "date" else None
        margin = px(26) if self._calendar else 0
        self.setViewportMargins(px(3), 0, margin, 0)
        self._ring = _Ring(self)
        self.textChanged.connect(self._changed)
        self._shown = ""

    # What stands in it

    @property
    def text(self) -> str:
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Puts text in without saying that it was drafted; the cursor stays where it makes
        sense."""
        cursor = self.textCursor()
        place = cursor.position()
        self._shown = text
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(text.encode("utf-16-le")) // 2))
        self.setTextCursor(cursor)

    def select_all_letters(self) -> None:
        """So that what is typed next replaces them."""
        self.selectAll()
        self._offer_all()

    def select_letters(self, start: int, length: int) -> None:
        """Selects a stretch (counted in characters); with no length the cursor goes to its
        start."""
        before = len(self.text[:start].encode("utf-16-le")) // 2
        chosen = len(self.text[start : start + length].encode("utf-16-le")) // 2
        cursor = self.textCursor()
        cursor.setPosition(before)
        cursor.setPosition(before + chosen, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def cursor_to_end(self) -> None:
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._offer_all()

    def suggestions(self) -> tuple[Suggestion, ...]:
        """What is offered below it at present."""
        return self._list.shown() if self._list else ()

    def wanted_height(self) -> int:
        """Of all its lines, up to about eight."""
        lines = min(max(int(self.document().size().height()), 1), _MOST_LINES)
        return lines * self.fontMetrics().lineSpacing() + 2 * px(5)

    def least_width(self) -> int:
        """A whole day and the button of the calendar need some room."""
        return px(122) if self._calendar else 0

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(40), px(30))

    # Typing

    def _changed(self) -> None:
        if self.text == self._shown:
            return
        self._shown = self.text
        self.touched = True
        if self._list and not self._picked:
            # Once the letters stand: the list is placed below an editor that may have grown.
            QTimer.singleShot(0, self, self._offer)
        self.drafting = True
        self.drafted.emit()
        self.drafting = False

    def _fragment(self) -> str:
        """The part of several names that is being written."""
        if self.column.style != "picks":
            return self.text
        before = self.text[: self.textCursor().position()]
        return before[self._fragment_start(before) :]

    def _fragment_start(self, before: str) -> int:
        return max((before.rfind(mark) for mark in _SEPARATORS), default=-1) + 1

    def _offer(self) -> None:
        if self._list and self.isVisible():
            self._list.show_matching(self.column.suggestions(), self._fragment(), self.text)

    def _offer_all(self) -> None:
        if self._list:
            QTimer.singleShot(0, self, self._show_everything)

    def _show_everything(self) -> None:
        if self._list and self.isVisible() and not self._list.isVisible():
            offered = self.column.suggestions()
            self._list.show_matching(offered, "", self.text.strip())

    def _take_picked(self, one: Suggestion) -> None:
        self._take(one)
        if self.column.style == "pick":
            self.finished.emit("stay")

    def _take(self, one: Suggestion) -> None:
        self._picked = True
        if self.column.style == "picks":
            end = self.textCursor().position()
            start = self._fragment_start(self.text[:end])
            cursor = self.textCursor()
            if not cursor.hasSelection():
                cursor.setPosition(start)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(one.text)
        else:
            self.selectAll()
            self.insertPlainText(one.text)
        self._picked = False
        if self._list:
            self._list.hide()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Letters only; a single cell from a sheet comes with a line end of its own."""
        text = source.text().rstrip("\r\n") if source.hasText() else ""
        if self.column.style != "lines":
            text = " ".join(text.replace("\t", " ").splitlines())
        self.insertPlainText(text)

    # Keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            # The sheet makes bare fields transparent: nothing of the cell may shine through.
            QPainter(self).fillRect(self.rect(), tokens().surface)
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # These are the cell's, whatever the window would do with them.
            own_key = event.key() in _OWN_KEYS
        else:
            own_key = False
        if own_key:
            event.accept()
        return own_key or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key, modifiers = event.key(), event.modifiers()
        listed = self._list is not None and self._list.isVisible()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self._entered(alt=alt, shift=shift)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            back = shift or key == Qt.Key.Key_Backtab
            self._take_highlighted()
            self.finished.emit(
                ("back" if back else "out") if control else "previous" if back else "next"
            )
        elif key == Qt.Key.Key_Escape:
            self.finished.emit("given_up")
        elif key == Qt.Key.Key_F4 or (alt and key == Qt.Key.Key_Down):
            self._open()
        elif listed and self._list and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._list.step(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _entered(self, *, alt: bool, shift: bool) -> None:
        if alt:
            if self.column.style == "lines":
                self.insertPlainText("\n")
            return
        self._take_highlighted()
        self.finished.emit("up" if shift else "down")

    def _take_highlighted(self) -> None:
        one = self._list.taken() if self._list else None
        if one is not None and self._fragment().strip() != one.text:
            self._take(one)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self._ring.update()

    # Calendar

    def _calendar_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAutoRaise(True)
        dress(button, "calendar")
        button.setAccessibleName(self.tr("Open the calendar"))
        button.setToolTip(self.tr("Open the calendar (F4)"))
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.clicked.connect(self._open)
        return button

    def _open(self) -> None:
        """The calendar, or everything that can be picked."""
        if self._calendar is None:
            self._show_everything()
            return
        self._days = CalendarPopover(self)
        self._days.day_chosen.connect(self._take_day)
        # It moves over to the window, and is to live no longer than this.
        self.destroyed.connect(self._days.deleteLater)
        self._days.open_for(self, read_date(self.text))

    def holds(self, widget: QObject | None) -> bool:
        """Focus there is still focus in this cell."""
        at = widget
        while at is not None and at is not self and at is not self._days:
            at = at.parent()
        return at is not None

    def _take_day(self, day: date | None) -> None:
        self.selectAll()
        self.insertPlainText(day.isoformat() if day else "")
        self.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._ring.setGeometry(self.rect())
        self._ring.raise_()
        if self._calendar:
            side = px(24)
            self._calendar.setGeometry(
                self.width() - side - 3, 3, side, min(side, self.height() - 6)
            )
            self._calendar.raise_()


class _Ring(QWidget):
    """The edge of the cell that is being edited."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setPen(QPen(tokens().focus, 2))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
