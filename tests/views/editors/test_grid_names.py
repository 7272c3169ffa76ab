"""The names of rows that stay in sight while a wide table scrolls: beside the cells, never over
them; and cells as high as their words."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QApplication

from desktop.models.definitions import Column, FieldDefinition
from desktop.models.identity import FieldId
from desktop.models.wording import Localised
from desktop.views.editors.cells.delegate import text_height
from desktop.views.theme import Theme, font, px
from tests.views.editors.grids import (
    Hand,
    application,
    clean_window,
    no_error_in_an_event,
)

__all__ = ["application", "clean_window", "no_error_in_an_event"]

COLUMNS = tuple(
    Column(f"c{at}", "text", Localised(f"第{at}列很宽的标题", f"Column {at}")) for at in range(14)
)
ROWS = [
    {"id": f"r{row}", **{one.id: {"zh": f"{row}行{one.id}的内容"} for one in COLUMNS}}
    for row in range(30)
]


def wide_table() -> Hand:
    definition = FieldDefinition(FieldId("wide"), "table", Localised("宽表"), columns=COLUMNS)
    return Hand(definition, ROWS)


def beside(hand: Hand) -> bool:
    """Whether the heads end where the cells begin, and every row's head is as high as the row."""
    view = hand.view
    head, cells = view.row_head, view.viewport()
    rows = range(len(hand.cells.rows))
    return (
        head.geometry().right() + 1 == cells.geometry().left()
        and head.width() == head.sizeHint().width()
        and all(view.rowViewportPosition(row) == head.sectionViewportPosition(row) for row in rows)
    )


def painted(hand: Hand) -> QImage:
    return hand.view.grab().toImage()


def painted_anew(hand: Hand) -> QImage:
    hand.view.viewport().update()
    hand.view.row_head.viewport().update()
    hand.view.updateGeometries()
    QApplication.processEvents()
    return hand.view.grab().toImage()


@pytest.mark.parametrize("width", [420, 700, 1000, 1300])
def test_names_stand_beside_the_cells(application: QApplication, width: int) -> None:
    hand = wide_table()
    hand.window.resize(width, 700)
    hand.settle()
    assert hand.view.horizontalScrollBar().maximum() > px(200)
    assert hand.view.row_head.width() == px(108)
    assert beside(hand)
    hand.view.horizontalScrollBar().setValue(160)
    hand.view.verticalScrollBar().setValue(90)
    QApplication.processEvents()
    assert beside(hand)
    assert painted(hand) == painted_anew(hand)


def test_heads_and_cells_stay_together_while_the_window_is_resized(
    application: QApplication,
) -> None:
    empty = Hand(FieldDefinition(FieldId("kpi"), "kpi", Localised("指标")), None)
    for hand in (empty, wide_table()):
        for width in (600, 300, 500, 620, 900, 620, 560, 600):
            hand.window.resize(width, 700)
            hand.until(lambda hand=hand: beside(hand))
    assert empty.view.row_head.width() == px(30)


def test_names_come_and_go_with_the_room_there_is(application: QApplication) -> None:
    hand = wide_table()
    for width in (900, 3200, 640, 1900, 500, 3200):
        hand.window.resize(width, 700)
        hand.until(lambda: beside(hand))
        assert (hand.view.row_head.width() == px(108)) is (
            hand.view.horizontalScrollBar().maximum() > 0
        )


@pytest.mark.parametrize("zoom", [0.8, 1.5, 2.0])
def test_names_are_as_wide_as_the_zoom_asks(application: QApplication, zoom: float) -> None:
    hand = wide_table()
    hand.settle()
    try:
        Theme.current().set_zoom(zoom)
        hand.until(lambda: hand.view.row_head.width() == px(108))
        hand.settle()
        assert beside(hand)
        assert painted(hand) == painted_anew(hand)
    finally:
        Theme.current().set_zoom(1.0)
    hand.until(lambda: beside(hand))


def test_names_take_the_colours_of_another_theme(application: QApplication) -> None:
    hand = wide_table()
    hand.view.verticalScrollBar().setValue(60)
    try:
        Theme.current().set_choice("dark")
        hand.settle()
        assert painted(hand) == painted_anew(hand)
    finally:
        Theme.current().set_choice("light")


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [("预算", "C", "预算"), ("R1", "关键人员离职", "R1 关键人员离职"), ("Risks", "C", "Risks")],
)
def test_a_row_is_called_by_its_first_words(
    application: QApplication, first: str, second: str, name: str
) -> None:
    columns = COLUMNS[:2]
    definition = FieldDefinition(FieldId("two"), "table", Localised("表"), columns=columns)
    row = {"id": "r1", "c0": {"zh": first}, "c1": {"zh": second}}
    assert Hand(definition, [row]).view.row_head.name_of(0) == name


@pytest.mark.parametrize("more", range(-2, 4))
def test_a_row_is_as_high_as_its_words_need_beside_the_grid(more: int) -> None:
    metrics = QFontMetrics(font("body"))
    text = "Risk register"
    width = metrics.horizontalAdvance(text) + 2 * px(8) + more
    painted_in = QRect(0, 0, width - 1 - 2 * px(8), 1000)
    lines = metrics.boundingRect(painted_in, int(Qt.TextFlag.TextWordWrap), text).height()
    assert text_height(text, width, metrics) >= lines + px(4)
