"""Cards, heads, labels that are cut, and rows that wrap."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from desktop.views.theme import Theme
from desktop.views.widgets.buttons import Button, IconButton, PrimaryButton
from desktop.views.widgets.card import Card
from desktop.views.widgets.chips import StateChip
from desktop.views.widgets.flow_layout import FlowLayout
from desktop.views.widgets.head import PageHead
from desktop.views.widgets.labels import ElidedLabel
from desktop.views.widgets.segmented import Segmented


def head_with_everything() -> tuple[PageHead, StateChip, Segmented, Button, PrimaryButton]:
    head = PageHead("Project operations policy")
    chip, parts = StateChip("draft"), Segmented([("a", "Text"), ("b", "Revisions and signing")])
    undo, printing = IconButton("undo-2", "Undo"), Button("Print", "printer")
    primary = PrimaryButton("Submit for review", "printer")
    head.set_number("YH-PM-001")
    head.add_chip(chip)
    head.add_centre(parts)
    for one in (undo, printing, primary):
        head.add_trailing(one)
    head.show()
    return head, chip, parts, printing, primary


def test_a_head_gives_way_in_its_order_and_keeps_state_and_primary_command() -> None:
    head, chip, parts, printing, primary = head_with_everything()
    number = head._number
    seen = []
    for width in range(1200, 340, -10):
        head.resize(width, 52)
        QApplication.processEvents()
        now = (number.isVisible(), not printing.is_compact(), parts.isVisible())
        if not seen or seen[-1] != now:
            seen.append(now)
        assert chip.isVisible()
        assert primary.isVisible()
        assert width < 440 or not primary.is_compact()
        assert primary.geometry().right() < width
    assert seen == [
        (True, True, True),
        (False, True, True),
        (False, False, True),
        (False, False, False),
    ]
    head.resize(1200, 52)
    QApplication.processEvents()
    assert (number.isVisible(), printing.is_compact(), parts.isVisible()) == (True, False, True)


def test_a_head_tells_when_its_parts_must_be_offered_elsewhere() -> None:
    head, *_ = head_with_everything()
    head.resize(1200, 52)
    told = QSignalSpy(head.centre_hidden)
    head.resize(400, 52)
    head.resize(380, 52)
    head.resize(1200, 52)
    assert [told.at(at)[0] for at in range(told.count())] == [True, False]


def test_nothing_in_a_head_overlaps_at_any_width() -> None:
    head, chip, parts, printing, primary = head_with_everything()
    for width in (1200, 700, 560, 480, 400, 360):
        head.resize(width, 52)
        QApplication.processEvents()
        places = [one.geometry() for one in (chip, parts, printing, primary) if one.isVisible()]
        places.append(head._title.geometry())
        for at, one in enumerate(places):
            assert not any(one.intersects(other) for other in places[:at]), width


def test_a_low_head_for_low_windows() -> None:
    head = PageHead("T")
    assert head.height() == 52
    head.set_low(True)
    assert head.height() == 40
    Theme.current().set_zoom(1.5)
    assert head.height() == 60


def test_a_cut_label_says_all_in_its_tooltip() -> None:
    label = ElidedLabel("A long line of words that has no room at all")
    label.resize(80, 20)
    label.show()
    assert label.is_cut()
    assert label.toolTip() == label.text()
    label.resize(900, 20)
    QApplication.processEvents()
    assert not label.is_cut()
    assert label.toolTip() == ""
    assert label.minimumSizeHint().width() < 60


def test_a_card_has_a_head_only_when_there_is_something_in_it() -> None:
    plain = Card()
    plain.show()
    assert not plain._head.isVisible()
    card = Card("3.2 Review")
    card.set_note("5 of 8")
    card.add_to_head(more := IconButton("ellipsis", "More"))
    card.add_beside_title(chip := StateChip("draft"))
    card.resize(500, 200)
    card.show()
    QApplication.processEvents()
    assert card.title() == card.accessibleName() == "3.2 Review"
    assert card._head.height() == 38
    assert card._head.title.x() < card._head.note.x() < chip.x() < more.x()
    assert more.geometry().right() > 470


@pytest.mark.parametrize("width", [120, 200, 333, 700])
def test_a_flow_breaks_into_rows_inside_its_width(width: int) -> None:
    place = QWidget()
    flow = FlowLayout(place, spacing=8)
    boxes = [QWidget() for _ in range(9)]
    for at, box in enumerate(boxes):
        box.setFixedSize(40 + 10 * at, 24)
        flow.addWidget(box)
    place.resize(width, flow.heightForWidth(width))
    place.show()
    QApplication.processEvents()
    geometries = [box.geometry() for box in boxes]
    for at, one in enumerate(geometries):
        assert not any(one.intersects(other) for other in geometries[:at])
        assert QRect(0, 0, width, place.height()).contains(one)
    assert max(one.bottom() for one in geometries) == place.height() - 1


def test_what_expands_takes_the_rest_of_its_row_and_hidden_ones_take_none() -> None:
    place = QWidget()
    flow = FlowLayout(place, spacing=8)
    fixed, hidden, greedy = QWidget(), QWidget(), QWidget()
    fixed.setFixedSize(50, 20)
    hidden.setFixedSize(50, 20)
    greedy.setMinimumSize(60, 20)
    greedy.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    for one in (fixed, hidden, greedy):
        flow.addWidget(one)
    hidden.hide()
    place.resize(300, 40)
    place.show()
    QApplication.processEvents()
    assert greedy.geometry().left() == 58
    assert greedy.geometry().right() == 299
    first = QWidget()
    first.setFixedSize(10, 20)
    flow.insert_widget(0, first)
    first.show()
    QApplication.processEvents()
    assert first.x() == 0
    assert flow.takeAt(99) is None
