"""A field to search or to filter with: magnifier, clear button, Esc empties it."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.views.theme import Theme, font, paint_icon, px
from desktop.views.widgets.buttons import IconButton

__all__ = ["SearchField"]

_PAUSE = 150  # ms after the last keystroke: a list is filtered once a word, not once a letter
_BUTTON = 22


class SearchField(QLineEdit):
    """32 px high. `searched` comes shortly after typing paused, at once on Enter and on clear."""

    searched = Signal(str)
    left_downwards = Signal()
    """Arrow down: the person wants to go on in the list below."""
    escape_empties = True
    """Otherwise Esc is whoever's it stands in."""

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_placeholder(placeholder)
        self._clear = IconButton("x", self.tr("Clear"), self, size=_BUTTON, icon_size=14)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Esc does the same
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.hide()
        self._clear.clicked.connect(self._empty)
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

    def clear_button(self) -> IconButton:
        return self._clear

    def sizeHint(self) -> QSize:  # noqa: N802
        hint = super().sizeHint()
        return QSize(max(hint.width(), px(160)), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.text() and self.escape_empties:
            self._empty()
        elif event.key() == Qt.Key.Key_Down:
            self._tell()
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        side = px(16)
        place = QRectF(px(9), (self.height() - side) / 2, side, side)
        tone = "text3" if self.isEnabled() else "disabled"
        paint_icon(QPainter(self), place, "search", tone)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._clear.set_name(self.tr("Clear"))

    def _on_text(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._pause.start()

    def _empty(self) -> None:
        self.clear()
        self._tell()

    def _tell(self) -> None:
        self._pause.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.searched.emit(self._told)

    def _place(self) -> None:
        side = self._clear.width()
        self._clear.move(self.width() - side - px(5), (self.height() - side) // 2)

    def _dress(self) -> None:
        self.setFont(font("body"))
        self.setTextMargins(px(22), 0, px(_BUTTON), 0)
        self._place()
