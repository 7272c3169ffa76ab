"""How slices fall on pages, whatever their heights and ties."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.writers.pdf.flow import Laid, PageContext, Slice
from desktop.writers.pdf.pages import paginate
from desktop.writers.pdf.pen import Pen

HEIGHT = 100.0


def nothing(_pen: Pen, _x: float, _top: float, _context: PageContext) -> None:
    """Draws nothing: only places count here."""


SLICES = st.lists(
    st.builds(Slice, st.floats(1, 60), st.just(nothing), st.booleans()), min_size=1, max_size=8
)


def _untied(block: Laid) -> Laid:
    """A figure is tied to nothing below it: its text may be far away."""
    if block.floats:
        block.slices[-1].keep_next = False
    return block


BLOCKS = st.lists(
    st.builds(
        Laid,
        SLICES,
        before=st.floats(0, 20),
        after=st.floats(0, 20),
        repeat=st.lists(st.builds(Slice, st.floats(1, 10), st.just(nothing)), max_size=2),
        closing=st.sampled_from([None, nothing]),
        room=st.sampled_from([0.0, 30.0]),
        new_page=st.booleans(),
        floats=st.booleans(),
    ).map(_untied),
    min_size=1,
    max_size=12,
)


@given(BLOCKS)
def test_every_slice_stands_once_inside_a_page_and_no_two_overlap(blocks: list[Laid]) -> None:
    pages = paginate(blocks, HEIGHT)
    wanted = [id(one) for block in blocks for one in block.slices]
    repeated = {id(one) for block in blocks for one in block.repeat}
    placed = [one.slice for page in pages for one in page.placed]
    shown = [id(one) for one in placed if id(one) in set(wanted)]
    assert sorted(shown) == sorted(wanted)
    for page in pages:
        assert page.placed
        bottom = 0.0
        for one in page.placed:
            assert one.top >= bottom - 0.02
            bottom = one.top + one.slice.height
        only = [one for one in page.placed if id(one.slice) not in repeated and one.slice.height]
        # Only a single slice under repeated heads may be too much for a page.
        assert bottom <= HEIGHT + 0.02 or len(only) <= 8


@given(BLOCKS)
def test_text_keeps_its_order(blocks: list[Laid]) -> None:
    fixed = [id(one) for block in blocks if not block.floats for one in block.slices]
    placed = [id(one.slice) for page in paginate(blocks, HEIGHT) for one in page.placed]
    assert [one for one in placed if one in set(fixed)] == fixed


def test_what_keeps_together_moves_together() -> None:
    tied = Laid([Slice(30, nothing, True), Slice(30, nothing, True), Slice(30, nothing)])
    pages = paginate([Laid([Slice(30, nothing)]), tied], HEIGHT)
    assert [len(page.placed) for page in pages] == [1, 3]


def test_a_chapter_wants_room() -> None:
    chapter = Laid([Slice(10, nothing)], room=40)
    assert len(paginate([Laid([Slice(59, nothing)]), chapter], HEIGHT)) == 1
    assert len(paginate([Laid([Slice(61, nothing)]), chapter], HEIGHT)) == 2


def test_a_table_repeats_its_head_and_closes_where_a_page_ends() -> None:
    head, row = Slice(10, nothing), [Slice(30, nothing) for _ in range(7)]
    table = Laid([head, *row], repeat=[head], closing=nothing)
    pages = paginate([table], HEIGHT)
    assert [page.placed[0].slice is head for page in pages] == [True, True, True]
    assert [page.placed[-1].slice.height for page in pages] == [0.0, 0.0, 30]


def test_text_goes_on_below_a_figure_that_does_not_fit() -> None:
    figure = Laid([Slice(60, nothing)], floats=True)
    text = Laid([Slice(10, nothing) for _ in range(9)])
    pages = paginate([Laid([Slice(50, nothing)]), figure, text], HEIGHT)
    assert [len(page.placed) for page in pages] == [6, 5]
    assert pages[1].placed[0].slice is figure.slices[0]


def test_a_figure_never_waits_past_a_new_chapter() -> None:
    figure = Laid([Slice(60, nothing)], floats=True)
    chapter = Laid([Slice(10, nothing)], new_page=True)
    pages = paginate([Laid([Slice(50, nothing)]), figure, chapter], HEIGHT)
    assert [page.placed[0].slice.height for page in pages] == [50, 60, 10]
