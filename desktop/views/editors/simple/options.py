"""A row of joined buttons of which one is chosen, or none yet."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.views.theme import Theme, font, icon

__all__ = ["Options"]

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -1000,
    Qt.Key.Key_End: 1000,
}


class Options(QWidget):
    """Arrows choose, Space chooses or takes back, Delete takes back; so does a second click."""

    chosen = Signal()
    """The person chose, or took the choice back."""

    def __init__(self, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._key = ""
        self.buttons: dict[str, _Option] = {}
        for at, (key, text) in enumerate(options):
            button = _Option(text, self)
            button.setProperty("place", _place(at, len(options)))
            button.setToolTip(self.tr("Choose it again, or press Delete, to leave this open"))
            button.clicked.connect(lambda _checked=False, one=key: self._clicked(one))
            button.pressed_key.connect(self._pressed)
            row.addWidget(button)
            self.buttons[key] = button
        Theme.current().changed.connect(self._dress)
        self._dress()
        self._show()

    def key(self) -> str:
        """What is chosen; "" where nothing is."""
        return self._key

    def set_key(self, key: str) -> None:
        self._key = key
        self._show()

    def first_stop(self) -> QWidget:
        """The button that Tab comes to."""
        return self.buttons.get(self._key) or next(iter(self.buttons.values()))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._show()
            self._dress()

    def _clicked(self, key: str) -> None:
        self._choose("" if key == self._key else key)

    def _choose(self, key: str) -> None:
        if key != self._key:
            self._key = key
            self.chosen.emit()
        self._show()

    def _pressed(self, key: int) -> None:
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose("")
            return
        keys = list(self.buttons)
        step = _STEPS[Qt.Key(key)]
        at = keys.index(self._key) if self._key in keys else (-1 if step > 0 else 0)
        found = keys[max(0, min(len(keys) - 1, at + step))]
        self._choose(found)
        self.buttons[found].setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self) -> None:
        stop = self.first_stop()
        for key, button in self.buttons.items():
            button.setChecked(key == self._key)
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
            button.setFont(font("strong" if key == self._key else "body"))
            # Colour alone does not show what was chosen while all are pale.
            ticked = key == self._key and not self.isEnabled()
            button.setIcon(icon("check", "text2") if ticked else QIcon())

    def _dress(self) -> None:
        for button in self.buttons.values():
            button.keep_width()
        self._show()


class _Option(QPushButton):
    pressed_key = Signal(int)

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("role", "segment")

    def keep_width(self) -> None:
        """As wide as with its words in the heavier face, so that choosing moves nothing."""
        self.setMinimumWidth(0)
        self.setFont(font("strong"))
        self.setMinimumWidth(self.sizeHint().width())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key = Qt.Key(event.key())
        if key in _STEPS or key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.pressed_key.emit(event.key())
        else:
            super().keyPressEvent(event)


def _place(at: int, count: int) -> str:
    if count == 1:
        return "only"
    return "first" if at == 0 else "last" if at == count - 1 else "middle"
