"""The list of projects, its dialogs, and a policy's own checklists."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from desktop.models.identity import PhaseId, ProjectId
from desktop.services.project_queries import project_snapshot, project_summaries
from desktop.views.desk import Desk
from desktop.views.dialogs.new_project import NewProject
from desktop.views.dialogs.project_properties import ProjectProperties
from desktop.views.pages.project.item_dialog import ItemDialog
from desktop.views.pages.project.page import ProjectPage
from desktop.views.pages.project.policy_checklists import PolicyChecklists
from desktop.views.pages.projects_page import ProjectsPage
from desktop.views.places import PROJECT, PROJECTS, Place
from tests.views.screen import until

Key = Qt.Key


def opened(kind: type[QDialog]) -> Any:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    return found


@pytest.fixture
def projects(desk: Desk) -> ProjectsPage:
    page = ProjectsPage(desk)
    page.resize(1200, 500)
    page.show()
    page.activateWindow()
    until(page.isActiveWindow)
    page.show_place(Place(PROJECTS))
    until(lambda: page.model.rowCount() == 1, "the projects were not read")
    page.entered()
    return page


@pytest.fixture
def places(desk: Desk) -> list[Place]:
    """Where the desk was asked to go."""
    wanted: list[Place] = []
    desk.place_wanted.connect(wanted.append)
    return wanted


@pytest.fixture
def toasts(desk: Desk) -> list[tuple[str, Any]]:
    said: list[tuple[str, Any]] = []
    desk.message.connect(lambda words, _action, act: said.append((words, act)))
    return said


# -- the list ----------------------------------------------------------------------------------


def test_enter_opens(projects: ProjectsPage, project: ProjectId, places: list[Place]) -> None:
    QTest.keyClick(projects.view, Key.Key_Return)
    assert places == [Place(PROJECT, id=project)]


def test_words_and_class_filter(projects: ProjectsPage) -> None:
    QTest.keyClicks(projects.search, "yq-02")
    QTest.keyClick(projects.search, Key.Key_Return)
    assert projects.rows.rowCount() == 1
    projects.classes.parts()["B"].click()
    assert projects.rows.rowCount() == 0
    assert projects.status()[0].text == "0 of 1 projects"
    projects.classes.parts()["A"].click()
    assert projects.rows.rowCount() == 1


def test_deleted_and_put_back(
    projects: ProjectsPage, desk: Desk, toasts: list[tuple[str, Any]]
) -> None:
    QTest.keyClick(projects.view, Key.Key_Delete)
    assert project_summaries(desk.opened) == ()
    until(projects.empty.isVisible, "no word of what belongs here")
    assert toasts[0][0] == "Deleted 园区二期"
    toasts[0][1]()
    until(lambda: projects.rows.rowCount() == 1, "it did not come back")
    assert projects.view.isVisible()


def test_the_toast_takes_back_its_own_act_only(
    projects: ProjectsPage, desk: Desk, toasts: list[tuple[str, Any]]
) -> None:
    from desktop.services.commands.set_setting import SetSetting
    from desktop.services.log_queries import setting

    QTest.keyClick(projects.view, Key.Key_Delete)
    desk.push(SetSetting("paper", "A4"), "another act")
    toasts[0][1]()
    assert len(project_summaries(desk.opened)) == 1
    assert setting(desk.opened, "paper") == "A4"


def test_a_deleted_project_says_so_on_its_page(
    page: ProjectPage, places: list[Place], toasts: list[tuple[str, Any]]
) -> None:
    page.commands["project.delete"]()
    assert places == [Place(PROJECTS)]
    assert page.title == ""
    assert dict(page.commands) == {}
    toasts[0][1]()
    assert page.title == "园区二期"
    assert "project.tick" in page.commands


# -- its dialogs -------------------------------------------------------------------------------


def test_a_new_project(desk: Desk, projects: ProjectsPage, places: list[Place]) -> None:
    dialog = NewProject(desk, projects)
    dialog.open()
    until(lambda: dialog.policy.count() == 1)
    assert not dialog.start.isEnabled()
    QTest.keyClicks(dialog.title_line, "Cloud move")
    dialog.class_choice._buttons["C"].click()
    assert "2 of 4 items apply" in dialog._count.text()
    QTest.keyClick(dialog.title_line, Key.Key_Return)
    made = project_snapshot(desk.opened, "Cloud move")
    assert (made.project_class, len(made.records)) == ("C", 2)
    assert places == [Place(PROJECT, id=made.id)]
    assert desk.stack().undoText() == "New project Cloud move"
    desk.stack().undo()
    assert len(project_summaries(desk.opened)) == 1


def test_properties(desk: Desk, page: ProjectPage) -> None:
    page.commands["project.properties"]()
    dialog = opened(ProjectProperties)
    until(lambda: dialog.title_line.text() == "园区二期")
    dialog.title_line.setText("Park")
    dialog.class_choice.choose("C")
    dialog.keep.click()
    assert page.title == "Park"
    project = page.project
    assert project is not None
    assert [one.code for one in project.records] == ["IN-01", "IN-02"]
    assert page.board.model.total == 2
    stack = page.undo_stack
    assert stack is not None
    stack.undo()
    assert (page.title, page.board.model.total) == ("园区二期", 3)


def test_a_class_that_loses_records_is_refused_in_words(desk: Desk, page: ProjectPage) -> None:
    page.board.recorder.tick(["IN-03"])
    dialog = ProjectProperties(desk, page.place().id, page)
    dialog.open()
    until(dialog.keep.isEnabled)
    dialog.class_choice.choose("C")
    dialog.keep.click()
    assert dialog.isVisible()
    assert "IN-03" in dialog._strip.sentence()


# -- a policy's own lists ----------------------------------------------------------------------


@pytest.fixture
def lists(desk: Desk) -> Iterator[PolicyChecklists]:
    from desktop.services.queries import policy_summaries

    in_hand = desk.policy(policy_summaries(desk.opened)[0].id)
    until(lambda: in_hand.policy is not None, "the policy was not read")
    lists = PolicyChecklists(desk, in_hand)
    lists.resize(900, 400)
    lists.show()
    lists.show_phase("P1")
    return lists


def codes(lists: PolicyChecklists) -> list[str]:
    return [one.item.code for one in lists.model.shown_lines()]


def test_an_item_is_added_after_the_current_one(desk: Desk, lists: PolicyChecklists) -> None:
    lists.add_button.click()
    dialog = opened(ItemDialog)
    assert dialog.code.text() == "IN-04"
    dialog.kept.emit(dialog.item())
    assert dialog.isVisible()  # without words it is refused, in the dialog
    dialog.text.show_words(type(dialog.item().text)("合同已签", "Contract signed"))
    dialog.classes["B"].click()
    dialog.keep.click()
    assert codes(lists) == ["IN-01", "IN-04", "IN-02", "IN-03"]
    assert lists.view.current_code == "IN-04"
    phase = lists.phase
    assert phase is not None
    assert phase.items[1].classes == ("A", "C")
    desk.stack(lists._in_hand.stack).undo()
    assert codes(lists) == ["IN-01", "IN-02", "IN-03"]


def test_an_item_is_edited(desk: Desk, lists: PolicyChecklists) -> None:
    QTest.keyClick(lists.view, Key.Key_Return)
    dialog = opened(ItemDialog)
    assert dialog.code.isReadOnly()
    dialog.tag.parts()["G"].click()
    dialog.keep.click()
    phase = lists.phase
    assert phase is not None
    assert (phase.items[0].tag, phase.items[0].text.zh) == ("G", "检查项IN-01已完成")


def test_items_move_and_go(
    desk: Desk, lists: PolicyChecklists, toasts: list[tuple[str, Any]]
) -> None:
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(lists.view, Key.Key_Down, both)
    assert codes(lists) == ["IN-02", "IN-01", "IN-03"]
    assert lists.view.current_code == "IN-01"
    QTest.keyClick(lists.view, Key.Key_Delete)
    assert codes(lists) == ["IN-02", "IN-03"]
    assert lists.view.current_code == "IN-03"
    toasts[0][1]()
    assert codes(lists) == ["IN-02", "IN-01", "IN-03"]


def test_what_a_class_has_to_do(lists: PolicyChecklists) -> None:
    lists.classes.parts()["C"].click()
    assert codes(lists) == ["IN-01", "IN-02"]
    lists.show_phase(PhaseId("P2"))
    assert codes(lists) == []


def test_an_issued_policy_is_only_shown(
    desk: Desk, lists: PolicyChecklists, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    in_hand = lists._in_hand
    monkeypatch.setattr(in_hand, "policy", replace(in_hand.current, state="issued"))
    lists.refresh()
    assert not lists.add_button.isEnabled()
    assert lists.add_button.toolTip() == "Only a draft can be changed"
    QTest.keyClick(lists.view, Key.Key_Delete)
    assert codes(lists) == ["IN-01", "IN-02", "IN-03"]
