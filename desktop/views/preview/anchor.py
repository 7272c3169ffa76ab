"""What one reads stays where it is when text above it grows."""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from desktop.services.page_facts import Region
from desktop.views.preview.live import LivePages, Regions
from desktop.views.preview.page_view import PageView

__all__ = ["Anchor", "target_of"]

REST_MILLISECONDS = 150
SHARES = (0.33, 0.4, 0.26, 0.5, 0.2, 0.7, 0.1, 0.9)
"""Of the window's height: where to look for something to hold on to, the best first."""


def target_of(region: Region) -> str:
    """The narrowest name of what stands in a region; "" where nothing is known of it."""
    if region.part:
        return region.part
    if region.fields:
        return f"field:{region.fields[0]}"
    for kind, name in (
        ("article", region.article),
        ("chapter", region.chapter),
        ("phase", region.phase),
    ):
        if name:
            return f"{kind}:{name}"
    return ""


class Anchor(QObject):
    """Holds on to what stands where one looks, once scrolling has come to rest."""

    def __init__(self, view: PageView, live: LivePages) -> None:
        super().__init__(view)
        self._view = view
        self._live = live
        self._target = ""
        self._held: Region | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MILLISECONDS)
        self._rest.timeout.connect(self._look)
        view.scrolled.connect(self._rest.start)

    def drop(self) -> None:
        """Another document is shown."""
        self._rest.stop()
        self._target, self._held = "", None

    def hold(self, target: str, region: Region) -> None:
        """Holds on to this."""
        self._rest.stop()
        self._target, self._held = target, region

    def settle(self) -> None:
        """The pages have been set anew: moves with what is held."""
        target = self._target
        if target:
            self._live.locate(target, lambda found: self._moved(target, found))

    def _moved(self, target: str, found: Regions) -> None:
        if target != self._target or self._held is None or not found:
            return
        before, self._held = self._held, found[0]
        self._view.move_by(self._view.top_of(found[0]) - self._view.top_of(before))

    def _look(self, attempt: int = 0) -> None:
        """At the place where eyes rest; where that is a gap between lines, near it."""
        self._target, self._held = "", None
        points = [self._view.reading_point(share) for share in SHARES[attempt:]]
        for number, point in enumerate(points, attempt + 1):
            if point is not None:
                self._live.look_at(*point, partial(self._seen, number))
                return

    def _seen(self, attempt: int, found: Regions) -> None:
        target = target_of(found[0]) if found else ""
        if target:
            self._live.locate(target, partial(self._grip, target))
        elif not self._target:
            self._look(attempt)

    def _grip(self, target: str, found: Regions) -> None:
        self._target, self._held = (target, found[0]) if found else ("", None)
