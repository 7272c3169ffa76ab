"""Where the blocks of a set document stand on its pages, and what stands at a place."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from desktop.writers.pdf.style import PAGE_HEIGHT
from desktop.writers.pdf.typesetter import SetDocument

__all__ = ["Places", "Stretch"]


class Stretch(NamedTuple):
    """A piece of a block on a page (counted from 0), in pt from the page's top left corner.

    `block`: its number in the document; `part`: the anchor of a table's row where it is one.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    block: int
    part: str


class Places:
    """Of one set document."""

    def __init__(self, settled: SetDocument) -> None:
        self._settled = settled

    @cached_property
    def _numbers(self) -> dict[int, int]:
        """What was laid (its id) → number of its block."""
        return {
            id(laid): number for number, laid in enumerate(self._settled.laid) if laid is not None
        }

    def on_page(self, page: int) -> list[Stretch]:
        """Everything on a page from top to bottom; lines of one paragraph, or of one row of a
        table, are one stretch."""
        setter, settled = self._settled.sheets[page]
        begin = PAGE_HEIGHT - setter.page.area_top
        left, right = setter.page.left, setter.page.right
        found: list[Stretch] = []
        for placed in settled.placed:
            if not placed.slice.height:
                continue
            block, part = self._numbers[id(placed.block)], placed.slice.part
            top = begin + placed.top
            bottom = top + placed.slice.height
            if found and (found[-1].block, found[-1].part) == (block, part):
                found[-1] = found[-1]._replace(bottom=bottom)
            else:
                found.append(Stretch(page, left, top, right, bottom, block, part))
        return found

    def of_blocks(self, numbers: Iterable[int]) -> Iterator[Stretch]:
        """Everything on the pages that hold something of these blocks; first page to last."""
        laid = self._settled.laid
        wanted = {id(laid[number]) for number in numbers if laid[number] is not None}
        for page, sheet in enumerate(self._settled.sheets):
            if not wanted.isdisjoint(sheet.page.blocks):
                yield from self.on_page(page)
