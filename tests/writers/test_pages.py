"""Pages that are settled anew only where they must be, against pages settled from nothing."""

import random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from desktop.writers.pdf.flow import Laid, Page, PageContext, Slice
from desktop.writers.pdf.pages import Paginator, paginate
from desktop.writers.pdf.pen import Pen
from desktop.writers.pdf.runs import Run, runs

HEIGHT = 100.0


def nothing(_pen: Pen, _x: float, _top: float, _context: PageContext) -> None:
    """Draws an empty slice."""


def block(chance: random.Random) -> Laid:
    """Any kind of block: lines, headings, tables with heads, figures, covers, notes."""
    slices = [
        Slice(chance.choice([5.0, 8.0, 13.0, 21.0, 60.0]), nothing, chance.random() < 0.35)
        for _ in range(chance.choice([0, 1, 1, 1, 2, 3, 12]))
    ]
    kind = chance.random()
    return Laid(
        slices,
        before=chance.choice([0.0, 0.0, 4.0, 9.0]),
        after=chance.choice([0.0, 0.0, 3.0, 12.0]),
        repeat=[Slice(7.0, nothing)] if kind < 0.2 else [],
        closing=nothing if kind < 0.2 else None,
        floats=0.2 < kind < 0.35,
        room=33.0 if 0.35 < kind < 0.4 else 0.0,
        new_page=0.4 < kind < 0.43,
        whole_page=0.43 < kind < 0.45,
        tight=0.45 < kind < 0.5,
    )


def edit(blocks: list[Laid], chance: random.Random) -> list[Laid]:
    """Blocks come, go, change and change places."""
    made = list(blocks)
    for _ in range(chance.choice([1, 1, 2, 5])):
        at = chance.randrange(len(made) + 1)
        what = chance.random()
        if what < 0.4:
            made[at : at + 1] = [block(chance)]
        elif what < 0.6:
            made[at:at] = [block(chance) for _ in range(chance.randint(1, 3))]
        elif what < 0.8:
            del made[at : at + chance.randint(1, 3)]
        else:
            part = made[at : at + 6]
            del made[at : at + 6]
            to = chance.randrange(len(made) + 1)
            made[to:to] = part
    return made


def looks(pages: list[Page]) -> list[object]:
    return [
        (page.whole, [(one.top, one.slice.height, id(one.block)) for one in page.placed])
        for page in pages
    ]


# A failing example is rarely made smaller by dropping random numbers: no time is spent on that.
@settings(max_examples=150, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(chance=st.randoms(use_true_random=False))
def test_kept_pages_are_those_of_a_fresh_start(chance: random.Random) -> None:
    blocks = [block(chance) for _ in range(chance.randint(0, 120))]
    paginator = Paginator(HEIGHT)
    states = [blocks]
    for _ in range(8):
        assert looks(paginator.paginate(blocks)) == looks(paginate(blocks, HEIGHT))
        blocks = chance.choice(states) if chance.random() < 0.2 else edit(blocks, chance)
        states.append(blocks)


def test_pages_before_and_behind_a_change_are_the_same_objects() -> None:
    lines = [Laid([Slice(10.0, nothing)]) for _ in range(1000)]
    paginator = Paginator(HEIGHT)
    before = paginator.paginate(lines)
    lines[503] = Laid([Slice(10.0, nothing)])
    after = paginator.paginate(lines)
    new = [page for page, old in zip(after, before, strict=True) if page is not old]
    assert len(after) == 100
    assert len(new) == 1
    moved = paginator.paginate([Laid([Slice(100.0, nothing)]), *lines])
    assert all(page is old for page, old in zip(moved[2:], after[1:], strict=True))


@given(chance=st.randoms(use_true_random=False))
def test_runs_are_stretches_of_the_same_objects(chance: random.Random) -> None:
    old: list[object] = [object() for _ in range(chance.randint(0, 200))]
    new = list(old)
    for _ in range(chance.randint(0, 4)):
        at, to = (chance.randrange(len(new) + 1) for _ in range(2))
        part = new[at : at + 9]
        del new[at : at + 9]
        new[to:to] = chance.choice([part, [object()], []])
    found = runs(old, new)
    covered = {one.new + step for one in found for step in range(one.length)}
    known = set(map(id, old))
    lost = {place for place, one in enumerate(new) if id(one) in known} - covered
    assert all(not {place - 1, place + 1} & lost for place in lost)  # one alone that was moved
    for one in found:
        assert all(new[one.new + n] is old[one.old + n] for n in range(one.length))
    assert [one.new for one in found] == sorted(one.new for one in found)


def test_rows_that_are_the_same_are_one_run() -> None:
    row: list[object] = [object() for _ in range(1000)]
    assert runs(row, list(row)) == [Run(0, 0, 1000)]
    assert runs([], row) == []
    assert runs(row, []) == []
