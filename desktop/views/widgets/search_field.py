"""A field to search or to filter with: magnifier, clear button, Esc empties it."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.views.theme import Theme, dress, font

__all__ = ["SearchField"]

_PAUSE = 150  # ms after the last keystroke: a list is filtered once a word, not once a letter


class SearchField(QLineEdit):
    """32 px high. `searched` comes shortly after typing paused, at once on Enter and on clear."""

    searched = Signal(str)
    left_downwards = Signal()
    """Arrow down: the person wants to go on in the list below."""

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_placeholder(placeholder)
        self._magnifier = QAction(self)
        dress(self._magnifier, "search", "text3")
        self.addAction(self._magnifier, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(self)
        dress(self._clear, "x", "text2")
        self._clear.setVisible(False)
        self._clear.triggered.connect(self._empty)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._tell)
        self._told = ""
        self.textChanged.connect(self._on_text)
        self.returnPressed.connect(self._tell)
        Theme.current().changed.connect(self._dress)
        self._dress()

    def set_placeholder(self, placeholder: str) -> None:
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)

    def sizeHint(self) -> QSize:  # noqa: N802
        hint = super().sizeHint()
        return QSize(max(hint.width(), 160), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.text():
            self._empty()
        elif event.key() == Qt.Key.Key_Down:
            self._tell()
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def _on_text(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._clear.setToolTip(self.tr("Clear"))
        self._pause.start()

    def _empty(self) -> None:
        self.clear()
        self._tell()

    def _tell(self) -> None:
        self._pause.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.searched.emit(self._told)

    def _dress(self) -> None:
        self.setFont(font("body"))
