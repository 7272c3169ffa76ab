"""Toasts, strips, popovers, empty places, busy lines."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from desktop.views.theme import Theme
from desktop.views.widgets.busy import Busy
from desktop.views.widgets.buttons import Button, LinkButton
from desktop.views.widgets.empty_state import EmptyState
from desktop.views.widgets.labels import Label
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.strip import InlineStrip
from desktop.views.widgets.toast import ToastHost
from tests.views.screen import until


@pytest.fixture
def window() -> QWidget:
    made = QWidget()
    made.resize(600, 400)
    made.show()
    made.activateWindow()
    until(made.isActiveWindow)
    return made


def test_a_toast_offers_to_take_back_and_goes_by_itself(window: QWidget) -> None:
    host = ToastHost(window)
    taken_back: list[str] = []
    host.show("Deleted 3.4", "Undo", lambda: taken_back.append("3.4"))
    assert host.shown() == "Deleted 3.4"
    toast = host.widget()
    assert window.rect().contains(toast.geometry())
    assert toast.x() < 40
    assert toast.geometry().bottom() > 300
    QTest.mouseClick(toast.findChild(LinkButton), Qt.MouseButton.LeftButton)
    assert taken_back == ["3.4"]
    assert host.shown() == ""
    host.show("Moved", "Undo", lambda: taken_back.append("moved"), seconds=0.02)
    until(lambda: not host.shown(), "the toast did not go")
    assert taken_back == ["3.4"]


def test_the_next_toast_takes_the_place_of_the_last(window: QWidget) -> None:
    host = ToastHost(window)
    done: list[int] = []
    host.show("one", "Undo", lambda: done.append(1))
    host.show("two", "Undo", lambda: done.append(2))
    assert host.shown() == "two"
    QTest.mouseClick(host.widget().findChild(LinkButton), Qt.MouseButton.LeftButton)
    assert done == [2]
    host.show("three")
    assert host.widget().findChild(LinkButton).isHidden()


def test_a_toast_waits_while_the_mouse_is_on_it(window: QWidget) -> None:
    host = ToastHost(window)
    host.show("Deleted", seconds=0.05)
    place = QPointF(5, 5)
    QApplication.sendEvent(host.widget(), QEnterEvent(place, place, place))
    QTest.qWait(120)
    assert host.shown() == "Deleted"
    QApplication.sendEvent(host.widget(), QEvent(QEvent.Type.Leave))
    until(lambda: not host.shown(), "the toast did not go after the mouse had left")


def test_a_toast_stays_in_a_window_that_becomes_small(window: QWidget) -> None:
    host = ToastHost(window)
    host.show("A rather long sentence about what has been deleted a moment ago, and from where")
    window.resize(320, 200)
    QApplication.processEvents()
    assert window.rect().contains(host.widget().geometry())


def test_a_strip_says_its_matter_with_ways_out(window: QWidget) -> None:
    strip = InlineStrip(window)
    assert strip.isHidden()
    acted, closed = QSignalSpy(strip.acted), QSignalSpy(strip.closed)
    strip.say("blocker", "Couldn't write to drive D.", "Try again", "Save elsewhere…")
    assert [button.text() for button in strip.actions_shown()] == ["Try again", "Save elsewhere…"]
    assert strip.accessibleName() == "Problem: Couldn't write to drive D."
    QTest.mouseClick(strip.actions_shown()[1], Qt.MouseButton.LeftButton)
    assert acted.at(0)[0] == 1
    strip.say("ok", "Backed up.")
    assert strip.actions_shown() == ()
    assert strip.sentence() == "Backed up."
    buttons = strip.findChildren(QWidget)
    cross = next(one for one in buttons if one.accessibleName() == "Close")
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert closed.count() == 1
    assert strip.isHidden()
    strip.say("warn", "Read-only.", closable=False)
    assert cross.isHidden()


def test_a_long_strip_is_as_high_as_its_lines_and_no_higher(window: QWidget) -> None:
    column = QVBoxLayout(window)
    strip = InlineStrip()
    column.addWidget(strip)
    column.addStretch(1)
    strip.say("warn", "Look again. " * 3)
    QApplication.processEvents()
    low = strip.height()
    strip.say("warn", "Look again. " * 40, "Try again")
    QApplication.processEvents()
    text = next(one for one in strip.findChildren(Label) if "Look" in one.text())
    assert strip.height() > low
    assert text.height() >= text.heightForWidth(text.width())
    column.takeAt(1)
    strip.say("warn", "Look again.")
    QApplication.processEvents()
    assert strip.height() < 60


def popover_of(window: QWidget) -> tuple[Popover, QLineEdit, QLineEdit, Button]:
    anchor = QLineEdit(window)
    anchor.setGeometry(20, 20, 120, 32)
    anchor.show()
    anchor.setFocus()
    popover = Popover(window, "Quick fix", width=200)
    field, button = QLineEdit(), Button("Replace")
    popover.body.addWidget(field)
    popover.body.addWidget(button)
    return popover, anchor, field, button


def test_a_popover_takes_the_keyboard_and_gives_it_back_on_escape(window: QWidget) -> None:
    popover, anchor, field, button = popover_of(window)
    closed = QSignalSpy(popover.closed)
    popover.open_at(anchor)
    assert QApplication.focusWidget() is field
    assert popover.y() + 10 >= anchor.geometry().bottom()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is button
    QTest.keyClick(button, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is field
    QTest.keyClick(field, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is button
    QTest.keyClick(button, Qt.Key.Key_Escape)
    assert not popover.isVisible()
    assert closed.count() == 1
    assert QApplication.focusWidget() is anchor


def test_a_click_elsewhere_closes_a_popover_and_one_inside_does_not(window: QWidget) -> None:
    popover, anchor, field, _ = popover_of(window)
    popover.open_at(anchor)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    QTest.mouseClick(popover, Qt.MouseButton.LeftButton, pos=QPoint(100, 20))
    assert popover.isVisible()
    other = QLineEdit(window)
    other.setGeometry(400, 350, 100, 32)
    other.show()
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert not popover.isVisible()
    assert QApplication.focusWidget() is other


@pytest.mark.parametrize("place", [(0, 0), (560, 0), (560, 368), (0, 368), (280, 200)])
def test_a_popover_stays_inside_the_window(window: QWidget, place: tuple[int, int]) -> None:
    popover, anchor, *_ = popover_of(window)
    anchor.setGeometry(*place, 40, 32)
    popover.open_at(anchor)
    seen = popover.geometry().adjusted(10, 10, -10, -10)
    assert window.rect().contains(seen)
    if place[1] < 300:
        assert not seen.intersects(anchor.geometry())


def test_an_open_popover_can_be_opened_elsewhere_and_its_anchor_may_go(window: QWidget) -> None:
    popover, anchor, *_ = popover_of(window)
    popover.open_at(anchor)
    second = QLineEdit(window)
    second.setGeometry(300, 200, 50, 32)
    second.show()
    popover.open_at(second)
    assert popover.y() + 10 >= 232
    second.deleteLater()
    anchor.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.resize(500, 300)
    popover.close()
    assert not popover.isVisible()


def test_an_empty_place_says_what_to_do() -> None:
    empty = EmptyState("list-checks", "No items yet.", "Add an item", "Take 12 from the template")
    empty.show()
    button, link = QSignalSpy(empty.button_clicked), QSignalSpy(empty.link_clicked)
    for one in empty.findChildren(Button):
        QTest.mouseClick(one, Qt.MouseButton.LeftButton)
    assert (button.count(), link.count()) == (1, 1)
    empty.set_texts("Nothing was found.")
    assert all(one.isHidden() for one in empty.findChildren(Button))
    assert empty.accessibleName() == "Nothing was found."


def test_something_under_way_can_be_stopped() -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    busy = Busy(can_cancel=True)
    column.addWidget(busy)
    window.show()
    assert busy.isHidden()
    busy.start("Writing the PDF…")
    busy.set_progress(3, 58)
    assert busy.isVisible()
    assert busy.accessibleName() == "Writing the PDF…"
    cancelled = QSignalSpy(busy.cancelled)
    QTest.mouseClick(busy.cancel_button(), Qt.MouseButton.LeftButton)
    assert cancelled.count() == 1
    busy.stop()
    assert busy.isHidden()


def test_messages_follow_zoom_and_theme_while_they_are_shown(window: QWidget) -> None:
    column = QVBoxLayout(window)
    strip, empty = InlineStrip(), EmptyState("archive", "Nothing.")
    column.addWidget(strip)
    column.addWidget(empty)
    strip.say("warn", "Look again")
    before = strip.height()
    Theme.current().set_zoom(2.0)
    Theme.current().set_choice("dark")
    QApplication.processEvents()
    assert strip.height() == 2 * before
