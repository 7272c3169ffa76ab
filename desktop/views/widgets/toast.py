"""A short word after something that can be taken back, at the bottom left of the window."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.views.theme import Theme, px
from desktop.views.widgets.buttons import IconButton, LinkButton
from desktop.views.widgets.labels import ElidedLabel
from desktop.views.widgets.motion import fade_in

__all__ = ["ToastHost"]


class ToastHost(QObject):
    """Shows one toast at a time over `window`; the next one takes its place."""

    def __init__(self, window: QWidget, *, above: int = 40) -> None:
        """`above`: how far from the bottom, in px at 100 %, so that the status bar stays free."""
        super().__init__(window)
        self._window = window
        self._above = above
        self._toast = _Toast(window)
        self._on_action: Callable[[], None] | None = None
        self._toast.action.clicked.connect(self._act)
        self._toast.close_button.clicked.connect(self.hide)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._rest = 0
        self._toast.installEventFilter(self)
        window.installEventFilter(self)

    def show(
        self,
        text: str,
        action_text: str = "",
        on_action: Callable[[], None] | None = None,
        seconds: float = 8,
    ) -> None:
        """Says `text`, with a button for `on_action`; gone after `seconds`, paused by the mouse."""
        self._on_action = on_action
        self._toast.say(text, action_text if on_action is not None else "")
        self._toast.adjustSize()
        self._place()
        self._toast.show()
        self._toast.raise_()
        fade_in(self._toast)
        self._timer.start(round(seconds * 1000))

    def hide(self) -> None:
        self._timer.stop()
        self._on_action = None
        self._toast.hide()

    @property
    def offers(self) -> bool:
        """Whether the toast that is shown has a button."""
        return self._on_action is not None

    def shown(self) -> str:
        """What is said at this moment; empty when nothing is."""
        return "" if self._toast.isHidden() else self._toast.text()

    def widget(self) -> QFrame:
        return self._toast

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        kind = event.type()
        if watched is self._window and kind == QEvent.Type.Resize:
            self._place()
        elif watched is self._toast and kind == QEvent.Type.Enter and self._timer.isActive():
            self._rest = max(1000, self._timer.remainingTime())
            self._timer.stop()
        elif watched is self._toast and kind == QEvent.Type.Leave and self._rest:
            self._timer.start(self._rest)
            self._rest = 0
        return False

    def _act(self) -> None:
        wanted = self._on_action
        self.hide()
        if wanted is not None:
            wanted()

    def _place(self) -> None:
        room = self._window.width() - 2 * px(16)
        self._toast.setMaximumWidth(max(px(200), room))
        self._toast.adjustSize()
        top = self._window.height() - px(self._above) - self._toast.height()
        self._toast.move(QPoint(px(16), max(0, top)))


class _Toast(QFrame):
    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("role", "raised")
        self._text = ElidedLabel("", "body", "text", self)
        self.action = LinkButton("", "", self)
        self.close_button = IconButton("x", self.tr("Close"), self, size=24, icon_size=14)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text)
        self._row.addWidget(self.action)
        self._row.addWidget(self.close_button)
        Theme.current().changed.connect(self._dress)
        self._dress()
        self.hide()

    def text(self) -> str:
        return self._text.text()

    def say(self, text: str, action: str) -> None:
        self._text.setText(text)
        self.action.set_words(action)
        self.action.setVisible(bool(action))
        self.setAccessibleName(text)

    def _dress(self) -> None:
        self._row.setContentsMargins(px(14), px(5), px(6), px(5))
        self._row.setSpacing(px(8))
