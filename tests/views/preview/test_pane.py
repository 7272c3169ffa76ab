"""The live pages beside the form."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from desktop.models.errors import Refused
from desktop.models.snapshot import Policy
from desktop.services.local_state import LocalState
from desktop.views.desk import Desk
from desktop.views.places import Place
from desktop.views.preview.pane import PreviewPane
from tests import factories
from tests.views.preview.fake_paper import FakePaper, line
from tests.views.screen import until


class InHand(QObject):
    """A policy in hand without a library."""

    ready = Signal()
    changed = Signal(object, object)
    gone = Signal()
    failed = Signal(object)
    id = "policy-test"

    def __init__(self, policy: Policy | None) -> None:
        super().__init__()
        self.policy = policy

    @property
    def current(self) -> Policy:
        assert self.policy is not None
        return self.policy

    def change(self, policy: Policy | None = None) -> None:
        self.policy = policy or factories.policy()
        self.changed.emit(None, None)


@pytest.fixture
def paper() -> FakePaper:
    return FakePaper()


@pytest.fixture
def desk(tmp_path: Path, paper: FakePaper) -> Desk:
    made = Desk(LocalState(tmp_path / "window.json"), "en")
    made._paper = paper  # type: ignore[assignment]
    return made


@pytest.fixture
def in_hand() -> InHand:
    return InHand(factories.policy())


@pytest.fixture
def pane(desk: Desk, in_hand: InHand) -> Iterator[PreviewPane]:
    made = PreviewPane(desk)
    made.resize(428, 620)
    made.show()
    made.show_policy(in_hand, "zh")  # type: ignore[arg-type]
    until(lambda: made.view.has_picture(0))
    return made


def on_screen(pane: PreviewPane, number: int) -> QPoint:
    """The middle of a line of the fake book."""
    return pane.view._on_screen(pane.view._rect(line(number))).center().toPoint()


def test_the_pages_of_the_policy_come(pane: PreviewPane, paper: FakePaper) -> None:
    assert paper.asked.shown[0][0] == "zh"
    assert pane.bar.page_text == "Page 1 of 20"
    assert pane.view.accessibleName() == "Printed pages: page 1 of 20"


def test_it_waits_for_a_policy_that_is_still_read(desk: Desk, paper: FakePaper) -> None:
    late = InHand(None)
    pane = PreviewPane(desk)
    pane.show()
    pane.show_policy(late, "en")  # type: ignore[arg-type]
    assert pane.bar.page_text == "Setting the pages…"
    assert paper.asked.shown == []
    late.policy = factories.policy()
    late.ready.emit()
    until(lambda: pane.view.pages == 20)


def test_changes_of_one_turn_are_sent_once(
    pane: PreviewPane, paper: FakePaper, in_hand: InHand
) -> None:
    newest = factories.policy()
    for policy in (factories.policy(), factories.policy(), newest):
        in_hand.change(policy)
    assert paper.asked.updates == []
    until(lambda: paper.asked.updates)
    QTest.qWait(10)
    assert len(paper.asked.updates) == 1
    assert paper.asked.updates[0] is newest


def test_hidden_pages_cost_nothing_and_are_right_when_shown(
    pane: PreviewPane, paper: FakePaper, in_hand: InHand
) -> None:
    pane.hide()
    in_hand.change()
    in_hand.change()
    QTest.qWait(10)
    assert paper.asked.updates == []
    pane.show()
    until(lambda: paper.asked.updates == [in_hand.policy])


def test_a_pane_that_was_never_shown_starts_no_process(desk: Desk, in_hand: InHand) -> None:
    desk._paper = None
    pane = PreviewPane(desk)
    pane.show_policy(in_hand, "zh")  # type: ignore[arg-type]
    in_hand.change()
    QTest.qWait(10)
    assert desk._paper is None
    pane.deleteLater()


def test_the_field_in_hand_is_marked_and_scrolled_to(pane: PreviewPane) -> None:
    pane.follow("field:f43")
    until(lambda: pane.view.marked == (line(43),))
    until(lambda: not pane.view.moving)
    assert pane.view.in_view(line(43))
    assert pane.view.page == 5
    before = pane.view.verticalScrollBar().value()
    pane.follow("field:f44")
    until(lambda: pane.view.marked == (line(44),))
    QTest.qWait(20)
    assert pane.view.verticalScrollBar().value() == before, "it could be seen already"
    pane.follow("")
    assert pane.view.marked == ()


def test_a_chapter_is_gone_to_and_not_painted_all_over(pane: PreviewPane) -> None:
    pane.follow("chapter:c9")
    until(lambda: pane.view.page == 9)
    assert pane.view.marked == ()


def test_what_is_followed_before_there_are_pages_is_found_later(
    desk: Desk, in_hand: InHand
) -> None:
    pane = PreviewPane(desk)
    pane.resize(428, 620)
    pane.show_policy(in_hand, "zh")  # type: ignore[arg-type]
    pane.follow("field:f43")
    pane.show()
    until(lambda: pane.view.page == 5)


def test_text_that_grows_above_does_not_move_what_is_read(
    pane: PreviewPane, paper: FakePaper, in_hand: InHand
) -> None:
    pane.follow("field:f43")
    until(lambda: pane.view.marked == (line(43),) and not pane.view.moving)
    seen = on_screen(pane, 43)
    paper.first_line = 3
    in_hand.change()
    until(lambda: pane.view.marked == (line(46),))
    until(lambda: on_screen(pane, 46) == seen)


def test_what_was_scrolled_to_by_hand_does_not_move_either(
    pane: PreviewPane, paper: FakePaper, in_hand: InHand
) -> None:
    pane.follow("field:f2")
    until(lambda: pane.view.marked)
    pane.view.go_to_page(12)
    held = pane._anchor
    assert held is not None
    until(lambda: held._held is not None and held._held.page == 12)
    at = pane.view.verticalScrollBar().value()
    paper.first_line = 1
    in_hand.change()
    until(lambda: pane.view.verticalScrollBar().value() != at)
    moved = pane.view.verticalScrollBar().value() - at
    assert moved == pytest.approx(100 * pane.view._column.scale, abs=1.5)
    assert pane.view.page == 12, "it jumped back to what is followed"


def test_clicking_on_a_page_leads_to_where_that_is_written(pane: PreviewPane) -> None:
    places = QSignalSpy(pane.place_clicked)
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=on_screen(pane, 2))
    until(lambda: places.count() == 1)
    assert places.at(0)[0] == Place("policy", "policy-test", "c", "a2", "f2")
    between = on_screen(pane, 2) + QPoint(0, round(45 * pane.view._column.scale))
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=between)
    QTest.qWait(10)
    assert places.count() == 1


def test_the_mouse_shows_what_a_click_would_lead_to(pane: PreviewPane) -> None:
    viewport = pane.view.viewport()
    QTest.mouseMove(viewport, on_screen(pane, 2))
    until(lambda: viewport.cursor().shape() == Qt.CursorShape.PointingHandCursor)
    assert [one.fields for one in pane.view._outlined] == [("f2",)]
    QTest.mouseMove(viewport, QPoint(2, 2))
    until(lambda: pane.view._outlined == ())
    assert viewport.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_what_cannot_be_built_is_said_and_tried_again(
    desk: Desk, paper: FakePaper, in_hand: InHand
) -> None:
    paper.trouble = Refused("file-disk-full", path="x")
    pane = PreviewPane(desk)
    pane.show()
    pane.show_policy(in_hand, "zh")  # type: ignore[arg-type]
    until(lambda: pane._stack.currentWidget() is pane._notice)
    assert "too full" in pane._notice.accessibleName()
    paper.trouble = None
    pane._notice.button_clicked.emit()
    until(lambda: pane.view.pages == 20)
    assert pane._stack.currentWidget() is pane.view


def test_pages_stay_when_a_later_state_cannot_be_built(
    pane: PreviewPane, paper: FakePaper, in_hand: InHand
) -> None:
    paper.trouble = Refused("file-disk-full", path="x")
    in_hand.change()
    until(pane._strip.isVisible)
    assert "too full" in pane._strip.sentence()
    assert pane.view.pages == 20
    paper.trouble = None
    QTest.mouseClick(pane._strip.actions_shown()[0], Qt.MouseButton.LeftButton)
    until(lambda: len(paper.asked.updates) == 2)
    until(lambda: not pane._strip.isVisible())


@pytest.mark.parametrize("end", ["library", "gone"])
def test_without_a_policy_it_says_what_belongs_here(
    pane: PreviewPane, desk: Desk, paper: FakePaper, in_hand: InHand, end: str
) -> None:
    (desk.library_closed if end == "library" else in_hand.gone).emit()
    assert pane._stack.currentWidget() is pane._notice
    assert "Open a policy" in pane._notice.accessibleName()
    assert len(paper.asked.forgotten) == 1
    in_hand.change()
    QTest.qWait(10)
    assert paper.asked.updates == []


def test_the_other_edition_keeps_the_place(pane: PreviewPane, paper: FakePaper) -> None:
    chosen = QSignalSpy(pane.language_changed)
    pane.follow("field:f43")
    until(lambda: pane.view.page == 5 and not pane.view.moving)
    pane.bar._languages["en"].trigger()
    assert chosen.at(0) == ["en"]
    until(lambda: len(paper.asked.shown) == 2 and pane.view.page == 5)
    assert paper.asked.shown[1][0] == "en"


def test_a_policy_of_one_language_has_nothing_to_choose(
    pane: PreviewPane, paper: FakePaper, in_hand: InHand
) -> None:
    assert pane.bar._language.isVisible()
    in_hand.change(factories.policy(languages=("en",)))
    assert not pane.bar._language.isVisible()
    until(lambda: paper.asked.shown[-1][0] == "en")


def test_going_to_a_page_by_its_number(pane: PreviewPane) -> None:
    QTest.mouseClick(pane.bar._page_button, Qt.MouseButton.LeftButton)
    field = pane.bar.findChild(QLineEdit)
    assert field is not None
    until(field.isVisible)
    QTest.keyClicks(field, "13")
    QTest.keyClick(field, Qt.Key.Key_Return)
    until(lambda: pane.view.page == 12)
    assert pane.bar.page_text == "Page 13 of 20"
    assert not field.isVisible()


def test_a_page_that_is_not_there_cannot_be_typed_and_escape_leaves(pane: PreviewPane) -> None:
    QTest.mouseClick(pane.bar._page_button, Qt.MouseButton.LeftButton)
    field = pane.bar.findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, "999")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()
    assert pane.view.page == 0


def test_the_size_of_pages_is_remembered(pane: PreviewPane, desk: Desk) -> None:
    pane.bar._percents[150].trigger()
    assert pane.view.percent == 150
    assert PreviewPane(desk).view.percent == 150
    pane.bar._fits["page"].trigger()
    again = PreviewPane(desk)
    assert again.view.fit == "page"
    QTest.mouseClick(pane.bar._larger, Qt.MouseButton.LeftButton)
    assert pane.view.fit == "free"


def open_menu(pane: PreviewPane) -> QMenu:
    at = on_screen(pane, 2)
    pane.view.menu_wanted.emit(pane.mapToGlobal(at), *pane.view._point(at.toPointF()))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_the_menu_prints_and_goes_to_the_field(pane: PreviewPane, desk: Desk) -> None:
    wanted = QSignalSpy(desk.command_wanted)
    places = QSignalSpy(pane.place_clicked)
    menu = open_menu(pane)
    words = [one.text().replace("&", "") for one in menu.actions() if one.text()]
    assert words == ["Go to this field", "Copy page as picture", "Print…", "Save as PDF…"]
    for action in menu.actions():
        if "Copy" not in action.text():
            action.trigger()
    menu.close()
    assert [wanted.at(n)[0] for n in range(wanted.count())] == ["file.print", "file.save_pdf"]
    until(lambda: places.count() == 1)


def test_a_page_is_copied_as_a_sharp_picture(
    pane: PreviewPane, desk: Desk, paper: FakePaper
) -> None:
    said: list[Any] = []
    desk.message.connect(lambda text, *_: said.append(text))
    paper.colour = QColor("#336699")
    menu = open_menu(pane)
    next(one for one in menu.actions() if "Copy" in one.text().replace("&", "")).trigger()
    menu.close()
    until(lambda: said == ["Page 1 is in the clipboard"])
    copied = QGuiApplication.clipboard().image()
    assert copied.width() == round(600 * 200 / 72)
    assert copied.pixelColor(5, 5) == QColor("#336699")


def test_every_button_of_the_bar_has_a_name(pane: PreviewPane) -> None:
    for button in (pane.bar._smaller, pane.bar._larger, pane.bar._language, pane.bar._collapse):
        assert button.accessibleName()
        assert button.toolTip()
    wanted = QSignalSpy(pane.collapse_wanted)
    QTest.mouseClick(pane.bar._collapse, Qt.MouseButton.LeftButton)
    assert wanted.count() == 1
