"""Asks once who works here: the name stands beside every tick and on the printed list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from desktop.views.theme import Theme, px
from desktop.views.widgets.buttons import Button, IconButton
from desktop.views.widgets.labels import Label

__all__ = ["NameStrip"]


class NameStrip(QFrame):
    given = Signal(str)
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip-info")
        sentence = self.tr("Who is ticking? Your name stands beside every item you judge.")
        self.setAccessibleName(sentence)
        words = Label(sentence, "label", "sugg", self, wrap=True)
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.line = QLineEdit(self)
        self.line.setAccessibleName(self.tr("Your name"))
        self.line.setPlaceholderText(self.tr("Your name"))
        self.line.setProperty("density", "small")
        self.line.returnPressed.connect(self._give)
        self.line.textChanged.connect(self._look)
        self._ready = Button(self.tr("Remember and go on"), "", self, small=True)
        self._ready.clicked.connect(self._give)
        close = IconButton("x", self.tr("Not now"), self, size=24, icon_size=14)
        close.clicked.connect(self._refuse)
        self._row = QHBoxLayout(self)
        self._row.addWidget(words, 1)
        for widget in (self.line, self._ready, close):
            self._row.addWidget(widget)
        self._dress()
        Theme.current().changed.connect(self._dress)
        self._look()
        self.hide()

    def ask(self) -> None:
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self._refuse()
        else:
            super().keyPressEvent(event)

    def _look(self) -> None:
        self._ready.setEnabled(bool(self.line.text().strip()))

    def _give(self) -> None:
        if name := self.line.text().strip():
            self.hide()
            self.given.emit(name)

    def _refuse(self) -> None:
        self.hide()
        self.refused.emit()

    def _dress(self) -> None:
        self._row.setContentsMargins(px(12), px(5), px(6), px(5))
        self._row.setSpacing(px(8))
        self.line.setFixedWidth(px(140))
