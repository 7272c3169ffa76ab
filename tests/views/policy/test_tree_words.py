"""The words of the chapter tree: whole where two lines hold them."""

import pytest
from PySide6.QtGui import QFontMetrics

from desktop.views.item_models.chapters import CHAPTER, Row
from desktop.views.pages.policy.tree_painter import wrapped
from desktop.views.theme import font


@pytest.mark.parametrize(
    "title", ["Risk, issue and deviation management", "监控、绩效与评估及其持续改进", "Planning"]
)
def test_a_title_is_wrapped_and_not_cut_where_two_lines_hold_it(title: str) -> None:
    face = font("body")
    room = QFontMetrics(face).horizontalAdvance(title) * 2 // 3
    lines = wrapped(title, face, room)
    assert len(lines) == 2
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    assert wrapped(title, face, 3 * room) == [title]


def test_what_two_lines_do_not_hold_ends_in_an_ellipsis() -> None:
    lines = wrapped("one two three four five six seven eight nine", font("body"), 60)
    assert len(lines) == 2
    assert lines[1].endswith("…")


@pytest.mark.parametrize(
    ("number", "mark"),
    [("Chapter 3", "3"), ("Article 10", "10"), ("3.2", "3.2"), ("第三章", "第三章")],
)
def test_numbers_are_short_where_there_is_little_room(number: str, mark: str) -> None:
    assert Row(CHAPTER, "one", number, "Initiation").mark == mark
