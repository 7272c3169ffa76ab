"""How blocks that were set fall on pages, and which pages stay when some blocks change.

A page is begun in a known state. Where a page of the last time was begun in the same state, and
the blocks that it was made of are the same, it and all that follow it stay as they are, up to the
page that looked at the next changed block.
"""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, chain
from operator import attrgetter

from desktop.writers.pdf.flow import Laid, Page, PlacedSlice, Slice
from desktop.writers.pdf.runs import Run, runs

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
    """All slices of the blocks in one row. `starts`: block → its first slice; at its end the
    number of slices."""

    def __init__(self, blocks: list[Laid]) -> None:
        self.blocks = list(blocks)
        self.slices: list[Slice] = list(chain.from_iterable(map(_SLICES, blocks)))
        self.starts: list[int] = [0, *accumulate(map(len, map(_SLICES, blocks)))]

    def owner(self, index: int) -> int:
        """The block that a slice is of."""
        return bisect_right(self.starts, index) - 1

    def space(self, block: int) -> float:
        """Above a block where it does not begin a page."""
        own = self.blocks[block]
        above = self.blocks[block - 1].after if block else 0.0
        return own.before if own.tight else max(own.before, above)


_SLICES = attrgetter("slices")


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
        if not slices and not pages and read <= self.read:
            return self
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
        begun = Page(old.pages[end.page].placed[: end.count])
        self.pages[-1:] = [*old.pages[begin.page : end.page], begun]
        state = self.marks[-1]
        self.at, self.waiting, self.read = state.at, list(state.waiting), state.read
        return state.index

    # -- what is settled anew -----------------------------------------------------------------

    def _next(self, index: int) -> int:
        """Places what keeps together from slice `index` on; gives the slice that follows."""
        column = self.column
        number = column.owner(index)
        block = column.blocks[number]
        first = column.starts[number] == index
        self.read = max(self.read, index + 1)
        if first and (block.new_page or block.whole_page or block.room):
            self._place_waiting()
        if first and (block.new_page or block.whole_page) and self.pages[-1].placed:
            self._turn(index)
        if block.whole_page:
            placed = [PlacedSlice(one, 0.0, block) for one in block.slices]
            self.pages[-1] = Page(placed, whole=True)
            self.pages.append(Page())
            self.at = 0.0
            return index + len(block.slices)
        end, need = self._chain(index)
        space = column.space(number) if first and self.pages[-1].placed else 0.0
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
        number = column.owner(index)
        block = column.blocks[number]
        for one in range(index, end + 1):
            if one == column.starts[number + 1]:
                number = column.owner(one)
                block = column.blocks[number]
            if placed and one == column.starts[number]:
                self.at += column.space(number)
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
        number = column.owner(index)
        block = column.blocks[number]
        inside = column.starts[number] != index
        if inside and block.closing is not None:
            closing = Slice(0.0, block.closing)
            self.pages[-1].placed.append(PlacedSlice(closing, self.at, block))
        self.pages.append(Page())
        self.at = 0.0
        if self.waiting:
            first, last = self.waiting.pop(0)
            self._put(first, last)
            self.at += column.blocks[column.owner(last)].after if inside else 0.0
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
            number = column.owner(end + 1)
            if column.starts[number] == end + 1:
                following = column.blocks[number]
                if following.new_page or following.whole_page:
                    break
                need += column.space(number)
            need += slices[end + 1].height
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
        self._runs = runs(last.column.blocks, column.blocks)
        self._begins = [run.new for run in self._runs]
        self._marks = {mark.index: number for number, mark in enumerate(last.marks)}
        self._read = [mark.read for mark in last.marks]

    def _run(self, block: int) -> Run | None:
        """The rest of the stretch of old neighbours that a block is in, from the block on."""
        number = bisect_right(self._begins, block) - 1
        if number < 0:
            return None
        run = self._runs[number]
        done = block - run.new
        return Run(block, run.old + done, run.length - done) if done < run.length else None

    def after(self, mark: _Mark, page: Page) -> _Stretch | None:
        """What followed the last time on a page that was begun like this one, if more than that."""
        column, old = self.column, self.last.column
        run = self._run(column.owner(mark.index))
        if run is None or mark.waiting:
            return None
        offset = mark.index - column.starts[run.new]
        begin = self._marks.get(old.starts[run.old] + offset)
        if begin is None or (offset == 0 and old.space(run.old) != column.space(run.new)):
            return None
        known = self.last.marks[begin]
        if known.waiting or known.at != mark.at or known.count != mark.count:
            return None
        if not _alike(self.last.pages[known.page].placed, page.placed):
            return None
        if run.new + run.length == len(column.blocks) and run.old + run.length == len(old.blocks):
            return _Stretch(begin, len(self.last.marks) - 1, to_the_end=True)
        end = bisect_right(self._read, old.starts[run.old + run.length]) - 1
        return _Stretch(begin, end, to_the_end=False) if end > begin else None


def _alike(old: list[PlacedSlice], new: list[PlacedSlice]) -> bool:
    """Whether a page begins with what `new` holds."""
    return all(
        one.slice is other.slice and one.top == other.top
        for one, other in zip(old, new, strict=False)
    )
