"""Blocks that were set, and how they fall on pages.

A `Laid` block is a column of slices that are never cut; a page break can fall between any two
slices unless the upper one keeps with the next. How they fall is the matter of `pages`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from desktop.writers.pdf.pen import Pen

__all__ = ["Draw", "Laid", "Page", "PageContext", "PlacedSlice", "Slice"]


@dataclass(slots=True)
class PageContext:
    """What is known once all pages are settled. `pages`: anchor → page number, from 1."""

    total: int = 0
    pages: dict[str, int] = field(default_factory=dict)


Draw: TypeAlias = Callable[[Pen, float, float, PageContext], None]
"""Draws a slice: pen, left edge, top edge, context."""


@dataclass(slots=True)
class Slice:
    """`height` in pt. `keep_next`: no page break after it. `anchors`: places that begin here.

    `part`: anchor of the table row that it shows, whole or a line of it.
    """

    height: float
    draw: Draw
    keep_next: bool = False
    anchors: tuple[str, ...] = ()
    part: str = ""


@dataclass(slots=True)
class Laid:
    """`before`/`after`: space around; the larger of two neighbours counts, none at a page top.

    `repeat`: slices set again at the top of each further page (table heads); `closing`: drawn
    where a page ends inside the block (a table's lower rule). `room`: a page is begun where less
    than this is left. `new_page`: begins a page. `whole_page`: a page without header and footer.
    `tight`: only its own `before` stands above it (a note under its table). `floats`: a figure;
    where the page has no room for it the text goes on, and it heads the next page.

    Once laid it is not changed any more: it may stand in several states of a document.
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


class PlacedSlice(NamedTuple):
    """A slice of a block on a page; `top` is its distance below the top of the type area."""

    slice: Slice
    top: float
    block: Laid


@dataclass(slots=True)
class Page:
    """`whole`: without header and footer. Once all pages are settled it is not changed any more."""

    placed: list[PlacedSlice] = field(default_factory=list)
    whole: bool = False
    _anchors: tuple[str, ...] | None = None
    _blocks: frozenset[int] | None = None

    @property
    def anchors(self) -> tuple[str, ...]:
        """The places that begin on a settled page."""
        if self._anchors is None:
            self._anchors = tuple([one for each in self.placed for one in each.slice.anchors])
        return self._anchors

    @property
    def blocks(self) -> frozenset[int]:
        """The ids (`id`) of what was laid that a settled page has something of."""
        if self._blocks is None:
            self._blocks = frozenset([id(one.block) for one in self.placed])
        return self._blocks
