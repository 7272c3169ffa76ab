"""What one reads stays where it is when text above it grows."""

from PySide6.QtCore import QObject, QTimer

from desktop.services.page_facts import Region
from desktop.views.preview.live import LivePages, Regions
from desktop.views.preview.page_view import PageView

__all__ = ["Anchor", "target_of"]

REST_MILLISECONDS = 150


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

    def _look(self) -> None:
        point = self._view.reading_point()
        if point is None:
            self._target, self._held = "", None
        else:
            self._live.look_at(*point, self._seen)

    def _seen(self, found: Regions) -> None:
        target = target_of(found[0]) if found else ""
        if not target:
            self._target, self._held = "", None
            return
        self._live.locate(target, lambda found: self._grip(target, found))

    def _grip(self, target: str, found: Regions) -> None:
        self._target, self._held = (target, found[0]) if found else ("", None)
