"""How blocks that were set fall on pages, and which pages stay when some blocks change.

A page is begun in a known state. Where a page of the last time was begun in the same state, and
the blocks that it was made of are the same, it and all that follow it stay as they are, up to the
page that looked at the next changed block.
"""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import repeat

from desktop.writers.pdf.flow import Laid, Page, PlacedSlice, Slice

__all__ = ["Paginator", "paginate"]


def paginate(blocks: list[Laid], height: float) -> list[Page]:
    """Pages of slices, from nothing."""
    return Paginator(height).paginate(blocks)


class Paginator:
    """Settles one state of a column of blocks after the other. Pages that stay are the same
    objects."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._last = _Settled(_Column([]), [Page()], [])

    def paginate(self, blocks: list[Laid]) -> list[Page]:
        """Slices that keep together move to the next page as one, unless together they are taller
        than a page: then they break where they must."""
        self._last = _Run(_Column(blocks), self._height, self._last).settle()
        pages = self._last.pages
        return pages[:-1] if len(pages) > 1 and not pages[-1].placed else list(pages)


class _Column:
    """All slices of the blocks in one row.

    `owner`: slice → its block; `starts`: block → its first slice; `spaces`: block → the space
    above it where it does not begin a page.
    """

    def __init__(self, blocks: list[Laid]) -> None:
        self.blocks = blocks
        self.slices: list[Slice] = []
        self.owner: list[int] = []
        self.starts: list[int] = []
        self.spaces: list[float] = []
        after = 0.0
        for index, block in enumerate(blocks):
            self.starts.append(len(self.slices))
            self.spaces.append(block.before if block.tight else max(block.before, after))
            self.slices += block.slices
            self.owner += repeat(index, len(block.slices))
            after = block.after

    def first(self, index: int) -> bool:
        """Whether the slice begins its block."""
        return self.starts[self.owner[index]] == index

    def space(self, index: int) -> float:
        block = self.owner[index]
        return self.spaces[block] if self.starts[block] == index else 0.0

    def start(self, block: int) -> int:
        """The first slice of a block; behind the last block the number of slices."""
        return self.starts[block] if block < len(self.starts) else len(self.slices)


@dataclass(frozen=True, slots=True)
class _Mark:
    """The state in which a page was begun, after what began it was placed.

    `index`: the next slice; `page`: number of the page, `count`: how many slices it has; `at`: how
    far it is filled; `waiting`: figures that wait for a page; `read`: the slices before this one
    are all that was looked at so far.
    """

    index: int
    page: int
    count: int
    at: float
    waiting: tuple[tuple[int, int], ...]
    read: int

    def moved(self, slices: int, pages: int, read: int) -> "_Mark":
        """The same state that many slices and pages on, reached by looking at least to `read`."""
        return _Mark(
            self.index + slices,
            self.page + pages,
            self.count,
            self.at,
            tuple([(first + slices, last + slices) for first, last in self.waiting]),
            max(self.read + slices, read),
        )


@dataclass(frozen=True, slots=True)
class _Settled:
    column: _Column
    pages: list[Page]
    marks: list[_Mark]


_FLOAT_ROOM = 0.2
"""Share of a page that must be left below a figure's place before text goes on there."""


class _Run:
    """`waiting`: figures (first and last slice) that head the next page."""

    def __init__(self, column: _Column, height: float, last: _Settled) -> None:
        self.column, self.height = column, height
        self.pages = [Page()]
        self.at = 0.0
        self.waiting: list[tuple[int, int]] = []
        self.marks: list[_Mark] = []
        self.read = 0
        self.known = _Known(column, last)

    def settle(self) -> _Settled:
        index, begun = 0, 0
        total = len(self.column.slices)
        while index < total:
            if len(self.pages) != begun:
                index = self._mark(index)
                begun = len(self.pages)
                continue
            index = self._next(index)
        self._place_waiting()
        return _Settled(self.column, self.pages, self.marks)

    # -- what stays ---------------------------------------------------------------------------

    def _mark(self, index: int) -> int:
        """A page was begun: notes how, or takes over what followed the last time; gives the slice
        to go on with."""
        mark = _Mark(
            index,
            len(self.pages) - 1,
            len(self.pages[-1].placed),
            self.at,
            tuple(self.waiting),
            self.read,
        )
        self.marks.append(mark)
        found = self.known.after(mark, self.pages[-1])
        if found is None:
            return index
        old = self.known.last
        begin, end = old.marks[found.begin], old.marks[found.end]
        self.marks[-1:] = [
            one.moved(index - begin.index, mark.page - begin.page, self.read)
            for one in old.marks[found.begin : found.end + 1]
        ]
        if found.to_the_end:
            self.pages[-1:] = old.pages[begin.page :]
            return len(self.column.slices)
        begun = old.pages[end.page]
        self.pages[-1:] = [
            *old.pages[begin.page : end.page],
            Page(begun.placed[: end.count], begun.whole),
        ]
        state = self.marks[-1]
        self.at, self.waiting, self.read = state.at, list(state.waiting), state.read
        return state.index

    # -- what is settled anew -----------------------------------------------------------------

    def _next(self, index: int) -> int:
        """Places what keeps together from slice `index` on; gives the slice that follows."""
        column = self.column
        first = column.first(index)
        block = column.blocks[column.owner[index]]
        self.read = max(self.read, index + 1)
        if first and (block.new_page or block.whole_page or block.room):
            self._place_waiting()
        if first and (block.new_page or block.whole_page) and self.pages[-1].placed:
            self._turn(index)
        if block.whole_page:
            self.pages[-1] = Page(
                [PlacedSlice(one, 0.0, block) for one in block.slices], whole=True
            )
            self.pages.append(Page())
            self.at = 0.0
            return index + len(block.slices)
        end, need = self._chain(index)
        space = column.space(index) if self.pages[-1].placed else 0.0
        left = self.height - self.at - space
        full = left + 0.01 < need or (first and left < block.room)
        if full and self.pages[-1].placed:
            floats = first and block.floats and need <= self.height * (1 - _FLOAT_ROOM)
            if floats and left > self.height * _FLOAT_ROOM:
                self.waiting.append((index, end))
                return end + 1
            figure = bool(self.waiting)
            self._turn(index)
            if figure:  # which takes room of the new page: look again
                return index
        return self._put(index, end)

    def _put(self, index: int, end: int) -> int:
        column = self.column
        placed = self.pages[-1].placed
        for one in range(index, end + 1):
            if placed:
                self.at += column.space(one)
            block = column.blocks[column.owner[one]]
            placed.append(PlacedSlice(column.slices[one], self.at, block))
            self.at += column.slices[one].height
        return end + 1

    def _place_waiting(self) -> None:
        """Figures that still wait stand before a new chapter and at the end."""
        while self.waiting:
            index, end = self.waiting[0]
            if self.pages[-1].placed and self.height - self.at < self._chain(index)[1]:
                self._turn(index)
            else:
                self.waiting.pop(0)
                self._put(index, end)

    def _turn(self, index: int) -> None:
        """Begins a page before slice `index`: first a figure that waits, then what is repeated."""
        column = self.column
        block = column.blocks[column.owner[index]]
        inside = not column.first(index)
        if inside and block.closing is not None:
            self.pages[-1].placed.append(PlacedSlice(Slice(0.0, block.closing), self.at, block))
        self.pages.append(Page())
        self.at = 0.0
        if self.waiting:
            first, last = self.waiting.pop(0)
            self._put(first, last)
            self.at += column.blocks[column.owner[last]].after if inside else 0.0
        if inside:
            for one in block.repeat:
                self.pages[-1].placed.append(PlacedSlice(one, self.at, block))
                self.at += one.height

    def _chain(self, index: int) -> tuple[int, float]:
        """Last slice and height of what keeps together from `index` on; a single slice where that
        would not fit on any page."""
        column = self.column
        slices = column.slices
        end = index
        need = slices[index].height
        while slices[end].keep_next:
            self.read = max(self.read, end + 2)  # also where nothing follows any more
            if end + 1 == len(slices):
                break
            if column.first(end + 1):
                following = column.blocks[column.owner[end + 1]]
                if following.new_page or following.whole_page:
                    break
            need += column.space(end + 1) + slices[end + 1].height
            if need > self.height:
                return index, slices[index].height
            end += 1
        return end, need


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Marks of the last time that hold again, from the one that was reached to the last one.
    `to_the_end`: and everything behind them."""

    begin: int
    end: int
    to_the_end: bool


class _Known:
    """What the last time can tell about this one."""

    def __init__(self, column: _Column, last: _Settled) -> None:
        self.column, self.last = column, last
        places = {id(block): index for index, block in enumerate(last.column.blocks)}
        self._old = [places.get(id(block), -1) for block in column.blocks]
        self._until = self._runs()
        self._marks = {mark.index: number for number, mark in enumerate(last.marks)}
        self._read = [mark.read for mark in last.marks]

    def _runs(self) -> list[int]:
        """Block → the block behind the stretch of old neighbours that it is in."""
        until = list(range(1, len(self._old) + 1))
        for index in range(len(self._old) - 2, -1, -1):
            if self._old[index] >= 0 and self._old[index + 1] == self._old[index] + 1:
                until[index] = until[index + 1]
        return until

    def after(self, mark: _Mark, page: Page) -> _Stretch | None:
        """What followed the last time on a page that was begun like this one, if more than that."""
        column, old = self.column, self.last.column
        block = column.owner[mark.index]
        there = self._old[block]
        if there < 0 or mark.waiting:
            return None
        offset = mark.index - column.starts[block]
        begin = self._marks.get(old.starts[there] + offset)
        if begin is None or (offset == 0 and old.spaces[there] != column.spaces[block]):
            return None
        known = self.last.marks[begin]
        if known.waiting or known.at != mark.at or known.count != mark.count:
            return None
        if not _alike(self.last.pages[known.page].placed, page.placed):
            return None
        count = self._until[block] - block
        if block + count == len(column.blocks) and there + count == len(old.blocks):
            return _Stretch(begin, len(self.last.marks) - 1, to_the_end=True)
        limit = old.start(there + count)
        end = bisect_right(self._read, limit) - 1
        return _Stretch(begin, end, to_the_end=False) if end > begin else None


def _alike(old: list[PlacedSlice], new: list[PlacedSlice]) -> bool:
    """Whether a page begins with what `new` holds."""
    return all(
        one.slice is other.slice and one.top == other.top
        for one, other in zip(old, new, strict=False)
    )
