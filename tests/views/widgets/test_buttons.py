"""Buttons, segments and fields under mouse and keyboard."""

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.views.theme import Theme, px
from desktop.views.widgets.buttons import Button, IconButton, LinkButton, PrimaryButton
from desktop.views.widgets.fields import ChoiceField, DateField, NumberField
from desktop.views.widgets.search_field import SearchField
from desktop.views.widgets.segmented import Segmented
from tests.views.screen import until

PARTS = [("text", "Text"), ("signing", "Revisions & signing"), ("copies", "Copies")]


def shown(*widgets: QWidget) -> QWidget:
    """A window with the widgets, active."""
    window = QWidget()
    column = QVBoxLayout(window)
    for widget in widgets:
        column.addWidget(widget)
    window.show()
    window.activateWindow()
    until(window.isActiveWindow)
    return window


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
def test_heights_follow_the_zoom(zoom: float) -> None:
    Theme.current().set_zoom(zoom)
    window = shown(
        button := Button("Print", "printer"),
        small := Button("Go", small=True),
        IconButton("x", "X"),
    )
    assert abs(button.height() - px(30)) <= 2
    assert abs(small.height() - px(26)) <= 2
    assert window.findChild(IconButton).size().width() == px(28)


def test_a_compact_button_keeps_its_words_for_tooltip_and_screen_reader() -> None:
    button = Button("&Print", "printer")
    wide = button.sizeHint().width()
    button.set_compact(True)
    assert button.text() == ""
    assert (button.toolTip(), button.accessibleName()) == ("Print", "Print")
    assert button.sizeHint().width() < wide
    button.set_words("Print again")
    assert button.text() == ""
    button.set_compact(False)
    assert button.text() == "Print again"
    assert button.toolTip() == ""


def test_a_button_without_an_icon_does_not_lose_its_words() -> None:
    button = PrimaryButton("Submit")
    button.set_compact(True)
    assert button.text() == "Submit"


def test_an_ampersand_that_is_meant_stays_in_the_accessible_name() -> None:
    assert Button("R&&D").accessibleName() == "R&D"


def test_link_and_icon_buttons_work_with_the_keyboard() -> None:
    link, cross = LinkButton("More"), IconButton("x", "Close")
    window = shown(link, cross)
    clicks = QSignalSpy(link.clicked), QSignalSpy(cross.clicked)
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Space)
    QTest.keyClick(link, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is cross
    QTest.keyClick(cross, Qt.Key.Key_Space)
    assert [spy.count() for spy in clicks] == [1, 1]
    assert (cross.accessibleName(), cross.toolTip()) == ("Close", "Close")
    window.close()


def test_an_icon_button_is_enabled_with_its_action() -> None:
    action, button = QAction("Undo"), IconButton("undo-2", "Undo")
    action.setEnabled(False)
    button.set_action(action)
    assert not button.isEnabled()
    action.setEnabled(True)
    done = QSignalSpy(action.triggered)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done.count() == 1


def test_a_segment_is_chosen_by_click_and_by_arrows_and_told_once() -> None:
    segmented = Segmented(PARTS, "Parts")
    window = shown(segmented)
    told = QSignalSpy(segmented.chosen)
    QTest.mouseClick(segmented.parts()["signing"], Qt.MouseButton.LeftButton)
    assert segmented.key() == "signing"
    for key, expected in (
        (Qt.Key.Key_Right, "copies"),
        (Qt.Key.Key_Right, "copies"),
        (Qt.Key.Key_Home, "text"),
        (Qt.Key.Key_Left, "text"),
        (Qt.Key.Key_End, "copies"),
    ):
        QTest.keyClick(QApplication.focusWidget(), key)
        assert segmented.key() == expected
    assert [told.at(at)[0] for at in range(told.count())] == ["signing", "copies", "text", "copies"]
    window.close()


def test_choosing_a_segment_from_the_program_is_not_told_and_moves_nothing() -> None:
    segmented = Segmented(PARTS)
    window = shown(segmented)
    widths = [part.width() for part in segmented.parts().values()]
    told = QSignalSpy(segmented.chosen)
    segmented.set_key("copies")
    QApplication.processEvents()
    assert told.count() == 0
    assert [part.width() for part in segmented.parts().values()] == widths
    assert [part.accessibleName() for part in segmented.parts().values()][1] == PARTS[1][1]
    window.close()


def test_tab_stops_only_at_the_chosen_segment_and_arrows_pass_over_disabled_ones() -> None:
    before, segmented, after = Button("a"), Segmented(PARTS), Button("b")
    window = shown(before, segmented, after)
    segmented.set_key("text")
    segmented.set_part_enabled("signing", False, "Not yet")
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is segmented.parts()["text"]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert segmented.key() == "copies"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after
    assert segmented.parts()["signing"].toolTip() == "Not yet"
    window.close()


def test_new_options_keep_the_chosen_key_where_it_is_still_there() -> None:
    segmented = Segmented(PARTS)
    segmented.set_key("copies")
    segmented.set_options([("all", "All 8"), ("copies", "Copies 4")])
    assert segmented.key() == "copies"
    segmented.set_options([("all", "All 8")])
    assert segmented.key() == "all"
    segmented.set_text("all", "All 9")
    assert segmented.parts()["all"].text() == "All 9"


def test_searching_is_told_after_a_pause_and_at_once_on_enter() -> None:
    field = SearchField("Filter")
    window = shown(field)
    told = QSignalSpy(field.searched)
    field.setFocus()
    QTest.keyClicks(field, "revi")
    assert told.count() == 0
    until(lambda: told.count() == 1)
    assert told.at(0)[0] == "revi"
    QTest.keyClicks(field, "ew")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert told.at(1)[0] == "review"
    QTest.qWait(1)
    assert told.count() == 2
    window.close()


def test_escape_and_the_cross_empty_the_field_then_escape_goes_on() -> None:
    field = SearchField("Filter")
    window = shown(field)
    told = QSignalSpy(field.searched)
    field.setFocus()
    assert field.clear_button().isHidden()
    QTest.keyClicks(field, "a")
    assert field.clear_button().isVisible()
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.mouseClick(field.clear_button(), Qt.MouseButton.LeftButton)
    assert field.text() == ""
    assert told.at(told.count() - 1)[0] == ""
    assert field.hasFocus()
    QTest.keyClicks(field, "b")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    down = QSignalSpy(field.left_downwards)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert down.count() == 1
    assert field.accessibleName() == "Filter"
    window.close()


def _wheel(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    turn = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(widget.rect().center())),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, turn)


def test_the_wheel_changes_no_field_that_the_person_is_not_in() -> None:
    choice, number, day = (
        ChoiceField("Class"),
        NumberField("Days"),
        DateField(QDate(2026, 5, 4), "D"),
    )
    choice.addItems(["A", "B", "C"])
    number.setValue(5)
    window = shown(Button("first"), choice, number, day)
    window.findChild(Button).setFocus()
    for field in (choice, number, day):
        _wheel(field)
    assert (choice.currentText(), number.value(), day.date()) == ("A", 5, QDate(2026, 5, 4))
    choice.setFocus()
    _wheel(choice)
    assert choice.currentText() == "B"
    window.close()


def test_a_date_is_written_the_chinese_way_and_chosen_in_the_month() -> None:
    day = DateField(QDate(2026, 5, 4), "Due")
    assert day.text() == "2026-05-04"
    assert day.accessibleName() == "Due"
    day.calendarWidget().clicked.emit(QDate(2026, 5, 6))
    assert day.date() == QDate(2026, 5, 6)


def test_rows_of_buttons_keep_one_height() -> None:
    row = QWidget()
    line = QHBoxLayout(row)
    buttons = [Button("Plain"), Button("With icon", "printer"), PrimaryButton("Primary")]
    for one in buttons:
        line.addWidget(one)
    row.show()
    assert {one.height() for one in buttons} == {30}


def test_enter_presses_the_button_that_has_the_keyboard_also_in_a_dialog() -> None:
    dialog = QDialog()
    column = QVBoxLayout(dialog)
    main, link, small = PrimaryButton("Create"), LinkButton("Look first"), IconButton("x", "Away")
    for one in (main, link, small):
        column.addWidget(one)
    main.setDefault(True)
    dialog.show()
    dialog.activateWindow()
    until(dialog.isActiveWindow)
    pressed = {one: QSignalSpy(one.clicked) for one in (main, link, small)}
    for one in (link, small):
        one.setFocus()
        QTest.keyClick(one, Qt.Key.Key_Return)
        assert pressed[one].count() == 1
    QTest.keyClick(link, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed[link].count() == 1
    assert pressed[main].count() == 0
