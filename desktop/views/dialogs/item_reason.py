"""Asks why an item does not apply, or what failed: the reason is kept as the item's note."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.views.theme import px
from desktop.views.widgets.buttons import Button, PrimaryButton
from desktop.views.widgets.labels import Label

__all__ = ["ItemReason"]


class ItemReason(QDialog):
    """`state`: na or failed. `what`: the item, or how many there are. Open it with `open()`."""

    given = Signal(str)

    def __init__(self, state: str, what: str, note: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        waived = state == "na"
        self.setWindowTitle(self.tr("Not applicable") if waived else self.tr("Failed"))
        self._required = waived
        asked = (
            self.tr("Why does it not apply, and what takes its place?")
            if waived
            else self.tr("What was found, who puts it right, and by when?")
        )
        self._text = QPlainTextEdit(note, self)
        self._text.setAccessibleName(asked)
        self._text.setTabChangesFocus(True)
        self._text.textChanged.connect(self._look)
        self._hint = Label(self.tr("A reason is needed."), "label", "text3", self)
        self._accept = PrimaryButton(
            self.tr("Mark as not applicable") if waived else self.tr("Mark as failed"), "", self
        )
        self._accept.clicked.connect(self._give)
        cancel = Button(self.tr("Cancel"), "", self)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self._hint)
        row.addStretch(1)
        row.addWidget(self._accept)
        row.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(10))
        column.addWidget(Label(what, "strong", "text", self, wrap=True))
        column.addWidget(Label(asked, "label", "text2", self, wrap=True))
        column.addWidget(self._text, 1)
        column.addLayout(row)
        self.resize(px(440), px(240))
        self._text.setFocus()
        self._text.selectAll()
        self._look()

    @property
    def text(self) -> QPlainTextEdit:
        return self._text

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._give()
        elif not enter:
            super().keyPressEvent(event)

    def _look(self) -> None:
        ready = bool(self._text.toPlainText().strip()) or not self._required
        self._accept.setEnabled(ready)
        self._hint.setVisible(not ready)

    def _give(self) -> None:
        if self._accept.isEnabled():
            self.given.emit(self._text.toPlainText().strip())
            self.accept()
