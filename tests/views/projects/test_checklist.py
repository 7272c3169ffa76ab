"""Working through a checklist with the keyboard and the mouse."""

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop.models.identity import ItemCode, ProjectId
from desktop.models.snapshot import ItemRecord
from desktop.services.library import Library
from desktop.views.desk import Desk
from desktop.views.dialogs.item_reason import ItemReason
from desktop.views.item_models.checklist_columns import ROW_HEIGHT
from desktop.views.pages.project.page import ProjectPage
from desktop.views.places import PROJECT, Place
from desktop.views.theme import font
from desktop.views.widgets.two_lines import two_lines
from tests.views.screen import until

Key = Qt.Key


def press(page: ProjectPage, key: Any, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page.board.view, key, modifier)


def record(page: ProjectPage, code: str) -> ItemRecord:
    project = page.project
    assert project is not None
    return project.record(ItemCode(code))


def undo(page: ProjectPage) -> None:
    stack = page.undo_stack
    assert stack is not None
    page.save()
    stack.undo()


def dialog() -> ItemReason:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, ItemReason)]
    shown = [one for one in found if one.isVisible()]
    assert len(shown) == 1
    return shown[0]


def button(of: Any, words: str) -> QPushButton:
    found = [one for one in of.findChildren(QPushButton) if one.text() == words]
    assert len(found) == 1
    return found[0]


# -- ticking -----------------------------------------------------------------------------------


def test_it_opens_where_work_goes_on(page: ProjectPage) -> None:
    assert page.title == "园区二期"
    assert page.place().phase == "P1"
    assert page.board.view.current_code == "IN-02"  # gate items stand first


def test_space_ticks_and_takes_the_tick_back(page: ProjectPage) -> None:
    press(page, Key.Key_Space)
    assert record(page, "IN-02").state == "done"
    assert record(page, "IN-02").by == "李志远"
    assert page.status()[1].text == "Initiation 1/3"
    press(page, Key.Key_Space)
    assert record(page, "IN-02").state == "open"


def test_a_tick_is_a_step_of_undo_with_a_name(page: ProjectPage) -> None:
    press(page, Key.Key_Space)
    stack = page.undo_stack
    assert stack is not None
    assert stack.undoText() == "Tick IN-02"
    undo(page)
    assert record(page, "IN-02").state == "open"
    assert record(page, "IN-02").by == ""
    stack.redo()
    assert record(page, "IN-02").state == "done"


def test_several_are_ticked_in_one_step(page: ProjectPage) -> None:
    press(page, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert set(page.board.view.selected_codes) == {"IN-01", "IN-02", "IN-03"}
    press(page, Key.Key_Space)
    assert {record(page, one).state for one in ("IN-01", "IN-02", "IN-03")} == {"done"}
    stack = page.undo_stack
    assert stack is not None
    assert (stack.count(), stack.undoText()) == (1, "Tick 3 items")
    undo(page)
    assert {record(page, one).state for one in ("IN-01", "IN-02", "IN-03")} == {"open"}


def test_arrows_move_and_shift_selects(page: ProjectPage) -> None:
    view = page.board.view
    view.select_code("IN-02")
    press(page, Key.Key_Down)
    press(page, Key.Key_Down)
    assert view.current_code == "IN-01"  # over the head of its group
    press(page, Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    press(page, Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_codes == ["IN-02", "IN-01"]


def test_a_click_on_the_box_ticks_and_a_click_beside_it_does_not(page: ProjectPage) -> None:
    view = page.board.view
    row = view.visualRect(page.board.model.index_of("IN-01"))
    box = view.rows.columns(row).box.center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert (view.current_code, record(page, "IN-01").state) == ("IN-01", "open")
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert record(page, "IN-01").state == "done"


def test_a_click_on_a_group_folds_it(page: ProjectPage) -> None:
    view, model = page.board.view, page.board.model
    head = model.index(0, 0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(head).center())
    assert not view.isExpanded(head)


# -- who ---------------------------------------------------------------------------------------


def test_the_first_tick_asks_once_for_the_name(page: ProjectPage, desk: Desk) -> None:
    desk.local.person = ""
    press(page, Key.Key_Space)
    strip = page.board.name_strip
    assert strip.isVisible()
    assert record(page, "IN-02").state == "open"
    QTest.keyClicks(strip.line, "Wang Xiaoyu")
    QTest.keyClick(strip.line, Key.Key_Return)
    assert not strip.isVisible()
    assert (record(page, "IN-02").state, record(page, "IN-02").by) == ("done", "Wang Xiaoyu")
    assert desk.local.person == "Wang Xiaoyu"
    page.board.view.select_code("IN-01")
    press(page, Key.Key_Space)
    assert record(page, "IN-01").by == "Wang Xiaoyu"
    until(desk.local.path.exists, "the name was not written")


def test_without_a_name_nothing_is_ticked(page: ProjectPage, desk: Desk) -> None:
    desk.local.person = ""
    press(page, Key.Key_Space)
    QTest.keyClick(page.board.name_strip.line, Key.Key_Escape)
    assert not page.board.name_strip.isVisible()
    assert record(page, "IN-02").state == "open"
    assert page.board.view.hasFocus()


# -- states with reasons -----------------------------------------------------------------------


def test_what_does_not_apply_needs_a_reason(page: ProjectPage) -> None:
    page.board.view.select_code("IN-01")
    page.commands["project.not_applicable"]()
    asked = dialog()
    accept = button(asked, "Mark as not applicable")
    assert not accept.isEnabled()
    QTest.keyClicks(asked.text, "no procurement")
    assert accept.isEnabled()
    accept.click()
    assert (record(page, "IN-01").state, record(page, "IN-01").note) == ("na", "no procurement")
    assert page.board.progress is not None
    assert page.board.progress.settled == 1


def test_a_gate_item_always_applies(page: ProjectPage, desk: Desk) -> None:
    page.board.view.select_code("IN-02")
    assert not button(page.board.panel, "Not applicable…").isEnabled()
    refused: list[str] = []
    desk.refused.connect(lambda error: refused.append(error.code))
    page.board.recorder.set_state(["IN-01", "IN-02"], "na", "because")
    assert refused == ["gate-item-applies"]
    assert record(page, "IN-01").state == "open"  # all or nothing


def test_after_a_reason_the_keyboard_is_back_in_the_list(page: ProjectPage) -> None:
    page.board.view.select_code("IN-01")
    button(page.board.panel, "Not applicable…").setFocus()
    button(page.board.panel, "Not applicable…").click()
    QTest.keyClicks(dialog().text, "no procurement")
    button(dialog(), "Mark as not applicable").click()
    until(page.board.view.hasFocus, "the list has not the keyboard")


def test_failed_items_are_told_of(page: ProjectPage) -> None:
    page.board.view.select_code("IN-01")
    page.commands["project.failed"]()
    QTest.keyClicks(dialog().text, "missing signature")
    QTest.keyClick(dialog().text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert record(page, "IN-01").state == "failed"
    assert "1 failed" in [part.text for part in page.status()]
    press(page, Key.Key_Space)
    assert record(page, "IN-01").state == "done"
    assert record(page, "IN-01").note == "missing signature"


# -- evidence and notes ------------------------------------------------------------------------


def test_e_writes_evidence(page: ProjectPage) -> None:
    press(page, Key.Key_E)
    line = page.board.panel.evidence.line
    assert line.hasFocus()
    QTest.keyClicks(line, "LX-2026-017")
    QTest.keyClick(line, Key.Key_Return)
    QTest.keyClicks(line, "minutes.docx")
    QTest.keyClick(line, Key.Key_Return)
    assert record(page, "IN-02").evidence == ("LX-2026-017", "minutes.docx")
    assert record(page, "IN-02").state == "open"
    page.board.panel.evidence.removed.emit("minutes.docx")
    assert record(page, "IN-02").evidence == ("LX-2026-017",)
    QTest.keyClick(line, Key.Key_Escape)
    assert page.board.view.hasFocus()


def test_evidence_does_not_change_who_ticked(page: ProjectPage, desk: Desk) -> None:
    press(page, Key.Key_Space)
    before = record(page, "IN-02")
    desk.local.person = "另一人"
    page.board.recorder.add_evidence("IN-02", ["later.pdf"])
    after = record(page, "IN-02")
    assert after.evidence == ("later.pdf",)
    assert (after.by, after.at) == (before.by, before.at)


def test_what_stands_in_the_line_is_not_lost(page: ProjectPage) -> None:
    press(page, Key.Key_E)
    QTest.keyClicks(page.board.panel.evidence.line, "KY-01")
    page.board.view.select_code("IN-01")
    assert record(page, "IN-02").evidence == ("KY-01",)
    assert record(page, "IN-01").evidence == ()


def test_files_are_dropped_on_an_item(page: ProjectPage) -> None:
    view = page.board.view
    row = view.visualRect(page.board.model.index_of("IN-03"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/docs/启动会纪要.docx")])
    event = QDropEvent(
        QPointF(row.center()),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    view.dropEvent(event)
    assert record(page, "IN-03").evidence == ("启动会纪要.docx",)


def test_a_note_is_saved_by_itself_as_one_step(page: ProjectPage) -> None:
    press(page, Key.Key_N)
    note = page.board.panel.note
    assert note.hasFocus()
    QTest.keyClicks(note, "agreed")
    until(lambda: record(page, "IN-02").note == "agreed", "the note was not saved")
    QTest.keyClicks(note, " with legal")
    page.save()
    assert record(page, "IN-02").note == "agreed with legal"
    assert record(page, "IN-02").by == ""
    undo(page)
    assert record(page, "IN-02").note == ""
    assert note.toPlainText() == ""


def test_a_note_goes_to_the_item_it_was_written_for(page: ProjectPage) -> None:
    press(page, Key.Key_N)
    QTest.keyClicks(page.board.panel.note, "for the gate")
    page.board.view.select_code("IN-01")
    assert record(page, "IN-02").note == "for the gate"
    assert record(page, "IN-01").note == ""
    assert page.board.panel.note.toPlainText() == ""


def test_the_reason_of_what_does_not_apply_cannot_be_emptied(page: ProjectPage) -> None:
    page.board.recorder.set_state(["IN-01"], "na", "no procurement")
    page.board.view.select_code("IN-01")
    note = page.board.panel.note
    note.setFocus()
    note.selectAll()
    QTest.keyClick(note, Key.Key_Delete)
    page.save()
    assert record(page, "IN-01").note == "no procurement"
    said = [one.text() for one in page.board.panel.findChildren(QLabel) if one.isVisible()]
    assert any("IN-01" in one and "reason" in one for one in said)


# -- what is shown -----------------------------------------------------------------------------


def test_what_was_ticked_stays_until_the_filter_is_set_again(page: ProjectPage) -> None:
    filters, model = page.board.filters, page.board.model
    filters.segments.parts()["open"].click()
    assert model.shown == 3
    press(page, Key.Key_Space)
    assert model.shown == 3
    assert filters.segments.parts()["open"].text() == "Not done 2"
    filters.segments.parts()["gate"].click()
    filters.segments.parts()["open"].click()
    assert [one.item.code for one in model.shown_lines()] == ["IN-01", "IN-03"]


def test_words_and_roles_filter(page: ProjectPage) -> None:
    page.commands["edit.find"]()
    search = page.board.filters.search
    assert search.hasFocus()
    QTest.keyClicks(search, "in-03")
    QTest.keyClick(search, Key.Key_Return)
    assert [one.item.code for one in page.board.model.shown_lines()] == ["IN-03"]
    QTest.keyClick(search, Key.Key_Escape)
    assert page.board.model.shown == 3
    QTest.keyClicks(search, "nowhere")
    QTest.keyClick(search, Key.Key_Down)
    assert page.board.model.shown == 0
    assert page.board.view.hasFocus()


@pytest.mark.parametrize(
    ("grouping", "order"),
    [
        ("tag", ["IN-02", "IN-01", "IN-03"]),
        ("role", ["IN-01", "IN-02", "IN-03"]),
        ("paper", ["IN-01", "IN-02", "IN-03"]),
    ],
)
def test_items_are_grouped(page: ProjectPage, desk: Desk, grouping: str, order: list[str]) -> None:
    page.board.filters.grouping_chosen.emit(grouping)
    assert [one.item.code for one in page.board.model.shown_lines()] == order
    assert page.board.view.current_code == "IN-02"
    again = ProjectPage(desk)
    assert again.board.model.grouping == grouping


def test_phases_are_chosen_with_the_arrows(page: ProjectPage) -> None:
    page.board.stepper.focus_current()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Initiation, 0 of 3 settled"
    QTest.keyClick(focus, Key.Key_Right)
    assert page.place() == Place(PROJECT, id=page.place().id, phase="P2", item="PL-01")
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Home)
    assert page.place().phase == "P1"


def test_a_place_leads_to_its_item(page: ProjectPage) -> None:
    page.board.filters.segments.parts()["gate"].click()
    page.show_place(Place(PROJECT, id=page.place().id, item="IN-03"))
    assert page.board.view.current_code == "IN-03"
    page.show_place(Place(PROJECT, id=page.place().id, phase="P2"))
    assert page.board.view.current_code == "PL-01"


def test_the_item_one_was_at_is_remembered(page: ProjectPage) -> None:
    page.board.view.select_code("IN-03")
    page.board.show_phase("P2")
    page.board.show_phase("P1")
    assert page.board.view.current_code == "IN-03"


def test_the_gate_is_ready_then_passed(page: ProjectPage) -> None:
    page.board.recorder.set_state(["IN-01"], "done")
    progress = page.board.progress
    assert progress is not None
    assert (progress.ready, progress.gate) == (True, "pending")
    page.board.recorder.set_state(["IN-02"], "done")
    progress = page.board.progress
    assert progress is not None
    assert progress.gate == "passed"


def test_what_happened_to_an_item_is_told(page: ProjectPage) -> None:
    page.board.recorder.tick(["IN-01", "IN-02"])
    page.board.recorder.add_evidence("IN-02", ["x.pdf"])

    def told() -> bool:
        words = [one.text() for one in page.board.panel.findChildren(QLabel)]
        return {"李志远 added evidence x.pdf", "李志远 marked it as done"} <= set(words)

    page.board.view.select_code("IN-03")
    page.board.view.select_code("IN-02")
    until(told, "the history was not told")


def test_narrow_the_details_are_a_drawer(page: ProjectPage) -> None:
    page.resize(700, 600)
    panel = page.board.panel
    until(lambda: page.board.sheet.is_drawer)
    assert not panel.isVisible()
    press(page, Key.Key_Return)
    assert panel.isVisible()
    press(page, Key.Key_E)
    QTest.keyClick(panel.evidence.line, Key.Key_Escape)
    assert not panel.isVisible()
    assert page.board.view.hasFocus()


def test_rows_are_read_aloud(page: ProjectPage) -> None:
    page.board.recorder.tick(["IN-01"])
    said = page.board.model.index_of("IN-01").data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("IN-01, Done, item IN-01 is done, Mandatory items")
    assert "李志远" in said


def test_the_context_menu_acts_on_what_is_selected(page: ProjectPage) -> None:
    page.board.view.selectAll()
    page.board.view.menu_wanted.emit(QPoint(10, 10))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    actions = {one.text(): one for one in menu.actions()}
    actions["Mark as done"].trigger()
    menu.close()
    assert page.board.progress is not None
    assert page.board.progress.settled == 3


# -- words that are long -----------------------------------------------------------------------


def test_long_words_take_a_second_line_where_the_list_is_narrow(page: ProjectPage) -> None:
    view = page.board.view
    rows = [page.board.model.index_of(line.item.code) for line in page.board.model.shown_lines()]
    until(lambda: all(view.visualRect(row).height() == ROW_HEIGHT for row in rows))
    page.resize(480, 620)
    until(lambda: any(view.visualRect(row).height() > ROW_HEIGHT for row in rows))
    page.resize(1300, 620)
    until(lambda: all(view.visualRect(row).height() == ROW_HEIGHT for row in rows))


@pytest.mark.parametrize(
    ("text", "first", "whole"),
    [
        ("short", "short", True),
        ("Monitoring and evaluation", "Monitoring", True),
        ("Monitoring and evaluation of everything", "Monitoring", False),
        ("技术进度成本资源外部合规技术进度成本资源外部合规", "", False),
        ("Unbreakablewordwithoutanyend", "", False),
        ("𠮷野家𠮷野家𠮷野家", "", True),
    ],
)
def test_words_are_broken_once_and_then_cut(text: str, first: str, whole: bool) -> None:
    face = font("label")
    width = QFontMetrics(face).horizontalAdvance("and evaluation")
    lines = two_lines(text, face, width)
    assert 1 <= len(lines) <= 2
    assert all(QFontMetrics(face).horizontalAdvance(one) <= width for one in lines)
    assert lines[0] == (first or lines[0])
    said = "".join(lines).removesuffix("…").replace(" ", "")
    assert text.replace(" ", "").startswith(said)
    assert (said == text.replace(" ", "")) is whole


# -- only to be read ---------------------------------------------------------------------------


def test_why_nothing_can_be_changed_is_said_with_what_one_can_do(
    desk: Desk, project: ProjectId
) -> None:
    path = desk.opened.path
    desk.close_library()
    elsewhere = Library.open(path)  # as another program holds it
    desk.open_library(path)
    until(lambda: desk.library is not None)
    page = shown(desk, project)
    assert page.read_only.isVisible()
    assert str(path) in page.read_only.sentence()
    press(page, Key.Key_Space)
    assert record(page, page.board.view.current_code).state == "open"
    elsewhere.close()
    QTest.mouseClick(page.read_only.actions_shown()[0], Qt.MouseButton.LeftButton)
    until(lambda: desk.library is not None and not desk.read_only)
    assert not shown(desk, project).read_only.isVisible()


def test_a_library_opened_for_reading_can_be_opened_for_writing(
    desk: Desk, project: ProjectId
) -> None:
    path = desk.opened.path
    desk.close_library()
    desk.open_library(path, read_only=True)
    until(lambda: desk.library is not None)
    page = shown(desk, project)
    assert page.read_only.isVisible()
    place = page.place()
    gone_to: list[Place] = []
    desk.place_wanted.connect(gone_to.append)
    QTest.mouseClick(page.read_only.actions_shown()[0], Qt.MouseButton.LeftButton)
    until(lambda: desk.library is not None and not desk.read_only)
    assert gone_to == [place]


def shown(desk: Desk, project: ProjectId) -> ProjectPage:
    page = ProjectPage(desk)
    page.resize(1300, 620)
    page.show()
    page.show_place(Place(PROJECT, id=project))
    until(lambda: page.board.view.current_code, "the project was not shown")
    return page
