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
    `tight`: only its own `before` stands above it (a note under its table).
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


def paginate(blocks: list[Laid], height: float) -> list[Page]:
    """Pages of slices. Slices that keep together move to the next page as one, unless together
    they are taller than a page: then they break where they must."""
    entries = _entries(blocks)
    pages = [Page()]
    at = 0.0
    index = 0
    while index < len(entries):
        entry = entries[index]
        block = entry.block
        if entry.first and (block.new_page or block.whole_page) and pages[-1].placed:
            pages.append(Page())
            at = 0.0
        if block.whole_page:
            pages[-1] = Page([PlacedSlice(one, 0.0) for one in block.slices], whole=True)
            pages.append(Page())
            at = 0.0
            index += len(block.slices)
            continue
        end, need = _chain(entries, index, height)
        space = entry.space if pages[-1].placed else 0.0
        left = height - at - space
        if pages[-1].placed and (left + 0.01 < need or (entry.first and left < block.room)):
            at = _turn(pages, entry, at)
            space = 0.0
        for one in entries[index : end + 1]:
            at += (one.space if one is not entry else space) if pages[-1].placed else 0.0
            pages[-1].placed.append(PlacedSlice(one.slice, at))
            at += one.slice.height
        index = end + 1
    if not pages[-1].placed and len(pages) > 1:
        pages.pop()
    return pages


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


def _turn(pages: list[Page], entry: _Entry, at: float) -> float:
    """Begins a page before `entry`; gives where it continues."""
    inside = not entry.first
    if inside and entry.block.closing is not None:
        pages[-1].placed.append(PlacedSlice(Slice(0.0, entry.block.closing), at))
    pages.append(Page())
    at = 0.0
    if inside:
        for one in entry.block.repeat:
            pages[-1].placed.append(PlacedSlice(one, at))
            at += one.height
    return at
