"""One document that is shown live: what the paper process is asked, and whose answer is whose."""

from collections.abc import Callable
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.i18n import Language
from desktop.models.errors import KnownError
from desktop.services.page_facts import PageSet, Region

if TYPE_CHECKING:
    from desktop.models.snapshot import Policy
    from desktop.tasks.paper import DrawnPage, Paper

__all__ = ["LivePages"]

Regions = tuple[Region, ...]
_numbers = count(1)


class LivePages(QObject):
    """Sends states of a policy and hands on what comes back of them.

    Each has a name of its own, so that two windows may show the same policy.
    """

    pages_set = Signal(object)
    """PageSet."""
    page_drawn = Signal(object)
    """DrawnPage."""
    failed = Signal(object)
    """KnownError: the newest state cannot be set; the pages of the last one stay."""

    def __init__(self, paper: "Paper", parent: QObject) -> None:
        super().__init__(parent)
        self._paper = paper
        self._key = f"preview-{next(_numbers)}"
        self._shown = False
        self._newest: Policy | None = None
        self._waiting: dict[int, Callable[[Regions], None]] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._send)
        paper.pages_set.connect(self._set)
        paper.page_drawn.connect(self._drawn)
        paper.regions_found.connect(self._found)
        paper.failed.connect(self._failed)
        self.destroyed.connect(partial(paper.forget, self._key))

    def show(self, policy: "Policy", language: Language) -> None:
        """Begins to show the policy in that language."""
        from desktop.services.clock import local_time, now

        self.close()
        self._shown = True
        self._paper.show(self._key, policy, language, local_time(now()))

    def update(self, policy: "Policy") -> None:
        """The policy in a new state. Several in one turn of the event loop are sent as one."""
        self._newest = policy
        self._soon.start()

    def close(self) -> None:
        """Shows the document no more."""
        self._soon.stop()
        self._waiting.clear()
        self._newest = None
        if self._shown:
            self._shown = False
            self._paper.forget(self._key)

    def want(self, pages: tuple[int, ...], scale: float) -> None:
        if self._shown:
            self._paper.want(self._key, pages, scale)

    def draw(self, page: int, scale: float) -> None:
        if self._shown:
            self._paper.draw(self._key, page, scale)

    def locate(self, target: str, then: Callable[[Regions], None]) -> None:
        """Asks where `target` stands; `then` is called with its regions."""
        if self._shown:
            self._waiting[self._paper.locate(self._key, target)] = then

    def look_at(self, page: int, x: float, y: float, then: Callable[[Regions], None]) -> None:
        """Asks what stands at a point in pt."""
        if self._shown:
            self._waiting[self._paper.look_at(self._key, page, x, y)] = then

    def _send(self) -> None:
        if self._shown and self._newest is not None:
            newest, self._newest = self._newest, None
            self._paper.update(self._key, newest)

    def _set(self, pages: PageSet) -> None:
        if self._shown and pages.key == self._key:
            self.pages_set.emit(pages)

    def _drawn(self, page: "DrawnPage") -> None:
        if self._shown and page.key == self._key:
            self.page_drawn.emit(page)

    def _found(self, answer: tuple[int, Regions]) -> None:
        request, regions = answer
        then = self._waiting.pop(request, None)
        if then is not None:
            then(regions)

    def _failed(self, what: tuple[str, KnownError]) -> None:
        key, error = what
        if self._shown and key == self._key:
            self.failed.emit(error)
