"""What the window says: toasts, refusals, and that something could not be saved."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.errors import KnownError

if TYPE_CHECKING:
    from desktop.views.desk import Desk
    from desktop.views.widgets.strip import InlineStrip
    from desktop.views.widgets.toast import ToastHost

__all__ = ["Announcements"]


class Announcements(QObject):
    """Strips stand in `above`, over the page; toasts lie over `pages`."""

    retry_wanted = Signal()
    rescue_wanted = Signal()

    def __init__(self, desk: "Desk", above: QVBoxLayout, pages: QWidget, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._above = above
        self._pages = pages
        self._strip: InlineStrip | None = None
        self._toasts: ToastHost | None = None
        self._takes_back = False
        self._not_saved = False
        desk.message.connect(self._toast)
        desk.refused.connect(self._say_refusal)
        desk.saving_failed.connect(self._say_not_saved)
        desk.saved.connect(self._saved)

    def clear(self) -> None:
        self._not_saved = False
        if self._strip is not None:
            self._strip.clear()

    def _toast(self, sentence: str, action: str, on_action: Callable[[], None] | None) -> None:
        if self._toasts is None:
            from desktop.views.widgets.toast import ToastHost

            self._toasts = ToastHost(self._pages, above=16)
        self._takes_back = action == self.tr("Undo")  # not what opens a file that was saved
        self._toasts.show(sentence, action, on_action)

    def withdraw_offer(self) -> None:
        """What a toast offers to take back is no longer the last thing that was done."""
        if self._toasts is not None and self._toasts.offers and self._takes_back:
            self._toasts.hide()

    def _say_refusal(self, error: KnownError) -> None:
        if not self._not_saved:
            self._made_strip().say("warn", self._desk.explain(error))

    def _say_not_saved(self, error: KnownError) -> None:
        """Stays until saving works again."""
        self._not_saved = True
        sentence = self.tr("Not saved: {why} Your text is kept here; you can go on typing.")
        self._made_strip().say(
            "blocker",
            sentence.format(why=self._desk.explain(error)),
            self.tr("Try again"),
            self.tr("Save elsewhere…"),
            closable=False,
        )

    def _saved(self) -> None:
        if self._not_saved:
            self.clear()

    def _made_strip(self) -> "InlineStrip":
        if self._strip is None:
            from desktop.views.widgets.strip import InlineStrip

            self._strip = InlineStrip(self._window)
            self._strip.acted.connect(self._acted)
            self._above.addWidget(self._strip)
        return self._strip

    def _acted(self, action: int) -> None:
        (self.retry_wanted if action == 0 else self.rescue_wanted).emit()
