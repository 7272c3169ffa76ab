"""The note on an item: saved by itself half a second after the last keystroke."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.views.editors.base import leave_undo_to_window
from desktop.views.theme import Theme, px

__all__ = ["NoteField"]

_PAUSE = 500  # ms, as everywhere in the program


class NoteField(QPlainTextEdit):
    """Esc and Ctrl+Enter go back to the list."""

    written = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Remark"))
        self.setPlaceholderText(self.tr("What was found, agreed or is still to be done"))
        self.setTabChangesFocus(True)
        leave_undo_to_window(self)
        self._kept = ""
        self._composing = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.save)
        self.textChanged.connect(self._wait)
        self._dress()
        Theme.current().changed.connect(self._dress)

    def show_note(self, note: str) -> None:
        """The note as it is kept; what is being typed is only replaced where that has changed."""
        if note == self._kept and (self.hasFocus() or self.toPlainText().strip() == note):
            return
        self._kept = note
        if self.toPlainText().strip() != note:
            self._replace(note)

    def show_other(self, note: str) -> None:
        """The note of another item."""
        self._kept = note
        self._replace(note)

    def save(self) -> None:
        self._pause.stop()
        if not self._composing and self.toPlainText().strip() != self._kept:
            self._kept = self.toPlainText().strip()
            self.written.emit(self.toPlainText())

    def not_kept(self, kept: str) -> None:
        """It was refused: the next save tries again."""
        self._kept = kept

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if key == Qt.Key.Key_Escape or (enter and control):
            self.save()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.save()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def _replace(self, note: str) -> None:
        cursor = self.textCursor()
        place = cursor.position()
        self.blockSignals(True)
        self.setPlainText(note)
        self.blockSignals(False)
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(note)))
        self.setTextCursor(cursor)
        self._pause.stop()

    def _wait(self) -> None:
        self._pause.start()

    def _dress(self) -> None:
        self.setFixedHeight(px(84))
