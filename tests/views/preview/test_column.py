"""Where pages lie."""

import pytest
from PySide6.QtCore import QPointF

from desktop.views.preview.column import GAP, MARGIN, PageColumn


def column(pages: int = 5, scale: float = 0.5, width: int = 400) -> PageColumn:
    return PageColumn(pages, (600, 800), scale, width)


def test_pages_follow_each_other_in_the_middle() -> None:
    one = column()
    assert one.page(0).topLeft().toTuple() == (50, MARGIN)
    assert one.page(1).top() == MARGIN + 400 + GAP
    assert one.height == 2 * MARGIN + 5 * 400 + 4 * GAP


def test_a_page_that_is_wider_than_the_window_keeps_its_margins() -> None:
    wide = column(scale=2)
    assert wide.full_width == 1200 + 2 * MARGIN
    assert wide.page(0).left() == MARGIN


@pytest.mark.parametrize(
    ("top", "bottom", "seen"),
    [
        (0, 100, range(1)),
        (0, 420, range(1)),  # the gap and the border of the next one
        (0, 440, range(2)),
        (MARGIN + 401, 500, range(1, 2)),
        (0, 100_000, range(5)),
    ],
)
def test_what_is_seen(top: int, bottom: int, seen: range) -> None:
    assert column().between(top, bottom) == seen


def test_nothing_is_seen_of_nothing() -> None:
    assert column(pages=0).between(0, 500) == range(0)
    assert column(pages=0).point(QPointF(100, 100)) is None
    assert column(pages=0).height == 0


def test_a_point_of_the_column_is_a_point_of_a_page_and_back() -> None:
    one = column()
    place = one.place(2, 60, 100, 540, 150)
    assert one.point(place.center()) == pytest.approx((2, 300, 125))
    assert one.point(QPointF(10, 100)) is None  # beside the page
    assert one.point(QPointF(200, one.page(1).bottom() + 4)) is None  # between two
