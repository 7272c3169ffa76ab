"""Shows what a click on a page would lead to."""

from PySide6.QtCore import QObject

from desktop.services.page_facts import Region
from desktop.views.places import POLICY, Place
from desktop.views.preview.anchor import target_of
from desktop.views.preview.live import LivePages, Regions
from desktop.views.preview.page_view import PageView

__all__ = ["Hovering", "place_of"]

Point = tuple[int, float, float]


def place_of(policy_id: str, region: Region) -> Place:
    """Where what stands in the region is written."""
    kind, _, name = region.part.partition(":")
    field, part, item = (region.fields[0] if region.fields else ""), "", ""
    if kind == "part":
        field, _, part = name.partition("/")
    elif kind == "item":
        item = name
    return Place(
        POLICY,
        policy_id,
        chapter=region.chapter,
        article=region.article,
        field=field,
        part=part,
        phase=region.phase,
        item=item,
    )


class Hovering(QObject):
    """Asks for one point at a time: the mouse is faster than any answer."""

    def __init__(self, view: PageView, live: LivePages) -> None:
        super().__init__(view)
        self._view = view
        self._live = live
        self._asked: Point | None = None
        self._next: Point | None = None
        self._seen: Region | None = None
        view.point_hovered.connect(self._hover)

    def forget(self) -> None:
        """The pages are others now."""
        self._asked = self._next = self._seen = None
        self._view.outline(())

    def _hover(self, page: int, x: float, y: float) -> None:
        if page < 0:
            self._next = self._seen = None
            self._view.outline(())
        elif not (self._seen and _inside(self._seen, (page, x, y))):
            self._next = (page, x, y)
            self._ask()

    def _ask(self) -> None:
        if self._asked is None and self._next is not None:
            asked = self._asked = self._next
            self._next = None
            self._live.look_at(*asked, lambda found: self._answer(asked, found))

    def _answer(self, asked: Point, found: Regions) -> None:
        if asked != self._asked:
            return  # of pages that are gone
        self._asked = None
        region = found[0] if found and target_of(found[0]) else None
        self._seen = region
        mouse = self._view.viewport().underMouse()
        self._view.outline((region,) if region and mouse else ())
        self._ask()


def _inside(region: Region, point: Point) -> bool:
    page, x, y = point
    return (
        page == region.page
        and region.left <= x <= region.right
        and region.top <= y <= region.bottom
    )
