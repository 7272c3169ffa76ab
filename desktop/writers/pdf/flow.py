"""Blocks that were set, and how they fall on pages.

A `Laid` block is a column of slices that are never cut; a page break can fall between any two
slices unless the upper one keeps with the next.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from desktop.writers.pdf.pen import Pen

__all__ = ["Draw", "Laid", "Page", "PageContext", "PlacedSlice", "Slice", "paginate"]


@dataclass(slots=True)
class PageContext:
    """What is known once all pages are settled. `pages`: anchor → page number, from 1."""

    total: int = 0
    pages: dict[str, int] = field(default_factory=dict)


Draw: TypeAlias = Callable[[Pen, float, float, PageContext], None]
"""Draws a slice: pen, left edge, top edge, context."""


@dataclass(slots=True)
class Slice:
    """`height` in pt. `keep_next`: no page break after it. `anchors`: places that begin here."""

    height: float
    draw: Draw
    keep_next: bool = False
    anchors: tuple[str, ...] = ()


@dataclass(slots=True)
class Laid:
    """`before`/`after`: space around; the larger of two neighbours counts, none at a page top.

    `repeat`: slices set again at the top of each further page (table heads); `closing`: drawn
    where a page ends inside the block (a table's lower rule). `room`: a page is begun where less
    than this is left. `new_page`: begins a page. `whole_page`: a page without header and footer.
    `tight`: only its own `before` stands above it (a note under its table). `floats`: a figure;
    where the page has no room for it the text goes on, and it heads the next page.
    """

    slices: list[Slice]
    before: float = 0.0
    after: float = 0.0
    repeat: list[Slice] = field(default_factory=list)
    closing: Draw | None = None
    room: float = 0.0
    new_page: bool = False
    whole_page: bool = False
    tight: bool = False
    floats: bool = False


@dataclass(slots=True)
class PlacedSlice:
    """A slice on a page; `top` is its distance below the top of the type area."""

    slice: Slice
    top: float


@dataclass(slots=True)
class Page:
    placed: list[PlacedSlice] = field(default_factory=list)
    whole: bool = False


@dataclass(slots=True)
class _Entry:
    slice: Slice
    block: Laid
    first: bool
    space: float
    """Space above where the slice is not the first of a page."""


def _entries(blocks: list[Laid]) -> list[_Entry]:
    entries: list[_Entry] = []
    after = 0.0
    for block in blocks:
        for index, one in enumerate(block.slices):
            space = (block.before if block.tight else max(block.before, after)) if index == 0 else 0
            entries.append(_Entry(one, block, index == 0, space))
        after = block.after
    return entries


_FLOAT_ROOM = 0.2
"""Share of a page that must be left below a figure's place before text goes on there."""


def paginate(blocks: list[Laid], height: float) -> list[Page]:
    """Pages of slices. Slices that keep together move to the next page as one, unless together
    they are taller than a page: then they break where they must."""
    return _Paginator(_entries(blocks), height).run()


class _Paginator:
    """`waiting`: figures (first and last entry) that head the next page."""

    def __init__(self, entries: list[_Entry], height: float) -> None:
        self.entries, self.height = entries, height
        self.pages = [Page()]
        self.at = 0.0
        self.waiting: list[tuple[int, int]] = []

    def run(self) -> list[Page]:
        index = 0
        while index < len(self.entries):
            index = self._next(index)
        self._place_waiting()
        if not self.pages[-1].placed and len(self.pages) > 1:
            self.pages.pop()
        return self.pages

    def _next(self, index: int) -> int:
        """Places what keeps together from entry `index` on; gives the entry that follows."""
        entry = self.entries[index]
        block = entry.block
        if entry.first and (block.new_page or block.whole_page or block.room):
            self._place_waiting()
        if entry.first and (block.new_page or block.whole_page) and self.pages[-1].placed:
            self._turn(entry)
        if block.whole_page:
            self.pages[-1] = Page([PlacedSlice(one, 0.0) for one in block.slices], whole=True)
            self.pages.append(Page())
            self.at = 0.0
            return index + len(block.slices)
        end, need = _chain(self.entries, index, self.height)
        space = entry.space if self.pages[-1].placed else 0.0
        left = self.height - self.at - space
        full = left + 0.01 < need or (entry.first and left < block.room)
        if full and self.pages[-1].placed:
            floats = entry.first and block.floats and need <= self.height * (1 - _FLOAT_ROOM)
            if floats and left > self.height * _FLOAT_ROOM:
                self.waiting.append((index, end))
                return end + 1
            figure = bool(self.waiting)
            self._turn(entry)
            if figure:  # which takes room of the new page: look again
                return index
        return self._put(index, end)

    def _put(self, index: int, end: int) -> int:
        for one in self.entries[index : end + 1]:
            self.at += one.space if self.pages[-1].placed else 0.0
            self.pages[-1].placed.append(PlacedSlice(one.slice, self.at))
            self.at += one.slice.height
        return end + 1

    def _place_waiting(self) -> None:
        """Figures that still wait stand before a new chapter and at the end."""
        while self.waiting:
            index, end = self.waiting[0]
            if (
                self.pages[-1].placed
                and self.height - self.at < _chain(self.entries, index, self.height)[1]
            ):
                self._turn(self.entries[index])
            else:
                self.waiting.pop(0)
                self._put(index, end)

    def _turn(self, entry: _Entry) -> None:
        """Begins a page before `entry`: first a figure that waits, then what is repeated."""
        inside = not entry.first
        if inside and entry.block.closing is not None:
            closing = Slice(0.0, entry.block.closing)
            self.pages[-1].placed.append(PlacedSlice(closing, self.at))
        self.pages.append(Page())
        self.at = 0.0
        if self.waiting:
            index, end = self.waiting.pop(0)
            self._put(index, end)
            self.at += self.entries[end].block.after if inside else 0.0
        if inside:
            for one in entry.block.repeat:
                self.pages[-1].placed.append(PlacedSlice(one, self.at))
                self.at += one.height


def _chain(entries: list[_Entry], index: int, height: float) -> tuple[int, float]:
    """Last entry and height of what keeps together from `index` on; a single entry where that
    would not fit on any page."""
    end = index
    need = entries[index].slice.height
    while entries[end].slice.keep_next and end + 1 < len(entries):
        following = entries[end + 1]
        if following.first and (following.block.new_page or following.block.whole_page):
            break
        need += following.space + following.slice.height
        if need > height:
            return index, entries[index].slice.height
        end += 1
    return end, need
