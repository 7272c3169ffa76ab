"""The pages of a policy book while it is being written: the same that would be printed.

What did not change since the last state is neither written, set nor paginated again. No process,
no thread, no Qt: see `desktop.tasks.paper` for the window's side.
"""

import gc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from desktop.documents.catalogue import PrintOrder
from desktop.documents.kept_book import KeptBook
from desktop.documents.origin import Origin
from desktop.models.snapshot import Policy
from desktop.services.page_facts import PageSet, Region
from desktop.writers.catalogue import Progress
from desktop.writers.pdf.places import Places, Stretch
from desktop.writers.pdf.style import PAGE_HEIGHT, PAGE_WIDTH
from desktop.writers.pdf.typesetter import SetDocument, Typesetter
from desktop.writers.pdf.writer import page_pdf

__all__ = ["LivePages"]

_NEAR = 14.0
"""How far from a line, in pt, a point still means it: the space between two paragraphs."""


@dataclass(frozen=True, slots=True)
class _State:
    policy: Policy
    settled: SetDocument
    origins: tuple[Origin, ...]
    places: Places


class LivePages:
    """Of one policy in one language after the other states of it. Pages count from 0."""

    def __init__(self) -> None:
        self._book = KeptBook()
        self._typesetter = Typesetter()
        self._state: _State | None = None

    def set(self, order: PrintOrder, progress: Progress | None = None) -> None:
        """Settles the pages of a new state. Articles that are the identical objects as before
        cost nothing.

        Refused where the policy has no such language; `Cancelled` where `progress` says stop:
        the state before stays, and what was done helps the next time.
        """
        collecting = gc.isenabled()
        gc.disable()  # no cycles are made, and looking for them takes longer than an edit
        try:
            book = self._book.build(order)
            settled = self._typesetter.set(book.document, progress or _go_on)
        finally:
            if collecting:
                gc.enable()
        self._state = _State(order.policy, settled, book.origins, Places(settled))

    @property
    def _now(self) -> _State:
        assert self._state is not None, "set comes first"
        return self._state

    @property
    def pages(self) -> int:
        return len(self._now.settled.sheets)

    def page_set(self, key: str, generation: int) -> PageSet:
        """What is to be told of this state."""
        document = self._now.settled.document
        return PageSet(
            key,
            generation,
            self.pages,
            (PAGE_WIDTH, PAGE_HEIGHT),
            document.content_hash,
            document.broken_references,
        )

    def page_pdf(self, page: int) -> bytes:
        """A page as a file of its own, drawn as the whole document would be."""
        return page_pdf(self._now.settled, page + 1)

    # -- what stands where --------------------------------------------------------------------

    def regions(self, target: str) -> tuple[Region, ...]:
        """Where something stands, first to last: `field:ID`, `article:ID`, `chapter:ID`,
        `phase:ID`, a row or item (`part:FIELD/ROW`, `item:CODE`). What stands together on a page
        is one region. A field that nothing is printed of leads to its article; () for what is not
        there."""
        state = self._now
        wanted = _chooser(target)
        numbers = [at for at, origin in enumerate(state.origins) if wanted.may_be(origin)]
        found = tuple(_joined(state.places.of_blocks(numbers), state.origins, wanted.is_in))
        kind, _, identity = target.partition(":")
        if found or kind != "field":
            return found
        article = _article_of(state.policy, identity)
        return self.regions(f"article:{article}")[:1] if article else ()

    def look_at(self, page: int, x: float, y: float) -> tuple[Region, ...]:
        """What stands at a point, in pt from the page's top left corner: one region or none."""
        state = self._now
        if not (0 <= page < self.pages and 0 <= x <= PAGE_WIDTH):
            return ()
        stretches = state.places.on_page(page)
        nearest = min(stretches, key=lambda one: _distance(one, y), default=None)
        if nearest is None or _distance(nearest, y) > _NEAR:
            return ()
        return (_region(nearest, state.origins[nearest.block]),)


def _distance(stretch: Stretch, y: float) -> float:
    return max(stretch.top - y, y - stretch.bottom, 0.0)


@dataclass(frozen=True, slots=True)
class _Chooser:
    """`may_be`: whether a block can hold it; `is_in`: whether a region is it."""

    may_be: Callable[[Origin], bool]
    is_in: Callable[[Region], bool]


def _chooser(target: str) -> _Chooser:
    kind, _, identity = target.partition(":")
    match kind if identity else "":
        case "field":
            return _Chooser(lambda one: identity in one.fields, lambda one: identity in one.fields)
        case "article":
            return _Chooser(
                lambda one: one.article == identity, lambda one: one.article == identity
            )
        case "chapter":
            return _Chooser(
                lambda one: one.chapter == identity, lambda one: one.chapter == identity
            )
        case "phase":
            return _Chooser(lambda one: one.phase == identity, lambda one: one.phase == identity)
        case "part":
            field = identity.partition("/")[0]
            return _Chooser(lambda one: field in one.fields, lambda one: one.part == target)
        case "item":
            return _Chooser(lambda one: one.phase != "", lambda one: one.part == target)
        case _:
            return _Chooser(lambda _one: False, lambda _one: False)


def _region(stretch: Stretch, origin: Origin) -> Region:
    fields, part = origin.fields, stretch.part or origin.part
    if origin.by_rows:  # the anchor of a row names its field
        fields, part = ((part.removeprefix("table:"),) if part else ()), ""
    return Region(
        stretch.page,
        stretch.left,
        stretch.top,
        stretch.right,
        stretch.bottom,
        origin.chapter,
        origin.article,
        fields,
        part,
        origin.phase,
    )


def _joined(
    stretches: Iterable[Stretch], origins: tuple[Origin, ...], wanted: Callable[[Region], bool]
) -> Iterator[Region]:
    """The wanted regions; neighbours on a page are one."""
    open_region: Region | None = None
    for stretch in stretches:
        region = _region(stretch, origins[stretch.block])
        if open_region is not None and region.page != open_region.page:
            yield open_region
            open_region = None
        if not wanted(region):
            if open_region is not None:
                yield open_region
            open_region = None
        elif open_region is None:
            open_region = region
        else:
            open_region = _union(open_region, region)
    if open_region is not None:
        yield open_region


def _union(upper: Region, lower: Region) -> Region:
    def common(one: str, other: str) -> str:
        return one if one == other else ""

    return Region(
        upper.page,
        min(upper.left, lower.left),
        min(upper.top, lower.top),
        max(upper.right, lower.right),
        max(upper.bottom, lower.bottom),
        common(upper.chapter, lower.chapter),
        common(upper.article, lower.article),
        tuple(dict.fromkeys((*upper.fields, *lower.fields))),
        common(upper.part, lower.part),
        common(upper.phase, lower.phase),
    )


def _article_of(policy: Policy, field: str) -> str:
    for chapter in policy.chapters:
        for article in chapter.articles:
            if any(one.id == field for one in article.fields):
                return article.id
    return ""


def _go_on(_done: int, _total: int) -> bool:
    return True
