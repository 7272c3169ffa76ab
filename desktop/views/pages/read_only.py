"""Why nothing can be changed here, and what one can do about it."""

from PySide6.QtWidgets import QWidget

from desktop.views.desk import Desk
from desktop.views.pages.base import Page
from desktop.views.places import START, Place
from desktop.views.widgets.strip import InlineStrip

__all__ = ["ONLY_READ", "ReadOnlyStrip"]

ONLY_READ = {
    "library-locked",
    "library-file-read-only",
    "library-folder-read-only",
    "library-locks-do-not-work",
}
"""Warnings of opening a library that tell why it can only be read."""


class ReadOnlyStrip(InlineStrip):
    """Below the head of a page, as long as the library can only be read."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.acted.connect(self._act)

    def look(self) -> None:
        """Says what holds of the library that is open now."""
        desk = self._desk
        if desk.library is None or not desk.read_only:
            self.clear()
            return
        from desktop.i18n import catalogue

        say = catalogue("errors").say
        cause = next((one for one in desk.library.warnings if one.code in ONLY_READ), None)
        if cause is not None:
            sentence = say(cause.code, desk.language, **cause.facts)
        else:
            sentence = say("library-opened-read-only", desk.language, path=desk.library.path)
        again = self.tr("Try again") if cause is not None else self.tr("Open for writing")
        self.say("warn", sentence, again, self.tr("Open another library…"), closable=False)

    def _act(self, at: int) -> None:
        desk, page = self._desk, self._page()
        if at == 0 and desk.library is not None:
            place = page.place() if page is not None else Place(START)
            task = desk.open_library(desk.library.path)
            task.done.connect(lambda _library: desk.go_to(place))  # after the start page is shown
        elif at == 1:
            desk.command_wanted.emit("library.open")

    def _page(self) -> Page | None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, Page):
            above = above.parentWidget()
        return above
