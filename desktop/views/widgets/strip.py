"""A strip below the head of a page: what concerns the whole page, with up to two ways out."""

from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop.views.theme import Theme, px
from desktop.views.widgets.buttons import Button, IconButton
from desktop.views.widgets.labels import Label
from desktop.views.widgets.marks import Mark, Severity

__all__ = ["InlineStrip", "StripKind"]

StripKind = Literal["warn", "blocker", "ok", "info"]

_MARKS: dict[StripKind, Severity] = {
    "warn": "warn",
    "blocker": "blocker",
    "ok": "ok",
    "info": "sugg",
}
_TONES: dict[StripKind, str] = {
    "warn": "warn",
    "blocker": "blocker",
    "ok": "ok",
    "info": "sugg",
}


class InlineStrip(QFrame):
    """Hidden until `say`. A strip that cannot be closed stays until `clear`."""

    acted = Signal(int)
    """0 or 1: which of the actions was clicked."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: StripKind = "info"
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._mark = Mark("sugg", "", self)
        self._sentence = Label("", "label", "text", self, wrap=True)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._actions = (Button("", "", self, small=True), Button("", "", self, small=True))
        for at, button in enumerate(self._actions):
            button.clicked.connect(self._first if at == 0 else self._second)
        self._close = IconButton("x", self.tr("Close"), self, size=24, icon_size=14)
        self._close.clicked.connect(self._shut)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._sentence, 1)
        for button in self._actions:
            self._row.addWidget(button)
        self._row.addWidget(self._close)
        Theme.current().changed.connect(self._dress)
        self._dress()
        self.hide()

    def say(self, kind: StripKind, sentence: str, *actions: str, closable: bool = True) -> None:
        """Shows a sentence with up to two actions, instead of what it showed before."""
        self._kind = kind
        self.setProperty("role", f"strip-{kind}")
        self.style().unpolish(self)
        self.style().polish(self)
        self._mark.set_severity(_MARKS[kind], self._word(kind))
        self._sentence.setText(sentence)
        self._sentence.set_tone(_TONES[kind])
        self.setAccessibleName(f"{self._word(kind)}: {sentence}")
        for at, button in enumerate(self._actions):
            words = actions[at] if at < len(actions) else ""
            button.set_words(words)
            button.setVisible(bool(words))
        self._close.setVisible(closable)
        self.show()
        self._fit()

    def clear(self) -> None:
        """What it said no longer holds."""
        self.hide()

    def sentence(self) -> str:
        return self._sentence.text()

    def actions_shown(self) -> tuple[Button, ...]:
        return tuple(button for button in self._actions if not button.isHidden())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._close.set_name(self.tr("Close"))

    def _word(self, kind: StripKind) -> str:
        return {
            "warn": self.tr("Please check"),
            "blocker": self.tr("Problem"),
            "ok": self.tr("Done"),
            "info": self.tr("Note"),
        }[kind]

    def _first(self) -> None:
        self.acted.emit(0)

    def _second(self) -> None:
        self.acted.emit(1)

    def _shut(self) -> None:
        self.hide()
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its lines are at this width: a layout alone would give it more or less."""
        self._row.invalidate()
        self.setFixedHeight(max(px(36), self._row.totalHeightForWidth(self.width())))

    def _dress(self) -> None:
        self._row.setContentsMargins(px(12), px(5), px(6), px(5))
        self._row.setSpacing(px(8))
        self._fit()
