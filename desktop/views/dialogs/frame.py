"""What the dialogs of the window have in common: size, margins, a strip for what is wrong, and the
row of buttons at the foot."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.views.theme import px
from desktop.views.widgets.buttons import Button, PrimaryButton
from desktop.views.widgets.separators import HorizontalLine
from desktop.views.widgets.strip import InlineStrip

if TYPE_CHECKING:
    from desktop.models.errors import KnownError
    from desktop.views.desk import Desk

__all__ = ["Frame", "show_once"]

Shown = TypeVar("Shown", bound=QDialog)


class Frame(QDialog):
    """`body` takes the content; `foot` the buttons, which stand at the right."""

    def __init__(self, window: QWidget, desk: "Desk", caption: str, size: QSize) -> None:
        super().__init__(window)
        self.desk = desk
        self.setWindowTitle(caption)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(px(20), px(16), px(20), px(16))
        self.body.setSpacing(px(12))
        outer.addLayout(self.body, 1)
        self._above_foot = QVBoxLayout()
        self._above_foot.setContentsMargins(px(20), 0, px(20), px(8))
        self.strip = InlineStrip(self)
        self._above_foot.addWidget(self.strip)
        outer.addLayout(self._above_foot)
        outer.addWidget(HorizontalLine())
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(px(20), px(12), px(20), px(12))
        self.foot.setSpacing(px(8))
        self.foot.addStretch(1)
        outer.addLayout(self.foot)
        self._fit(window, size)

    def fill_body(self) -> None:
        """The content goes up to the edges."""
        self.body.setContentsMargins(0, 0, 0, 0)
        self._above_foot.setContentsMargins(px(20), 0, px(20), 0)

    def add_primary(self, words: str, act: Callable[[], None]) -> PrimaryButton:
        button = PrimaryButton(words)
        button.clicked.connect(act)
        button.setDefault(True)
        self.foot.addWidget(button)
        return button

    def add_button(self, words: str, act: Callable[[], object]) -> Button:
        button = Button(words)
        button.clicked.connect(act)
        self.foot.addWidget(button)
        return button

    def add_cancel(self) -> Button:
        return self.add_button(self.tr("Cancel"), self.reject)

    def add_close(self) -> Button:
        button = self.add_button(self.tr("Close"), self.reject)
        button.setDefault(True)
        return button

    def say_wrong(self, error: "KnownError") -> None:
        """What was not done, in the strip above the buttons."""
        self.strip.say("blocker", self.desk.explain(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ctrl+Enter accepts from inside a text of several lines, too."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            default = next((one for one in self.findChildren(Button) if one.isDefault()), None)
            if default is not None:
                default.click()
            return
        super().keyPressEvent(event)

    def _fit(self, window: QWidget, size: QSize) -> None:
        """As large as wanted, never larger than the screen."""
        screen = window.screen().availableGeometry().size() - QSize(40, 60)
        self.resize(QSize(px(size.width()), px(size.height())).boundedTo(screen))


def show_once(window: QWidget, kind: type[Shown], make: Callable[[], Shown]) -> Shown:
    """The dialog of that kind that is open already, or a new one, shown over the window."""
    found = next((one for one in window.findChildren(kind) if one.isVisible()), None)
    dialog = make() if found is None else found
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog
