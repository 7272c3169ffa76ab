"""Projects run under a policy: their own copy of its checklists, and what is recorded there."""

import pytest

from desktop.models.definitions import ProjectClass
from desktop.models.errors import Refused
from desktop.models.identity import ItemCode, PolicyId, ProjectId
from desktop.services.commands.edit_checklist_item import EditChecklistItem
from desktop.services.commands.remove_checklist_item import RemoveChecklistItem
from desktop.services.commands.set_item_state import SetItemState
from desktop.services.commands.start_project import StartProject
from desktop.services.library import Library
from desktop.services.project_queries import (
    find_project,
    people,
    project_snapshot,
    project_summaries,
)
from desktop.services.search import search
from tests.services.samples import item, new_policy

IN_01, IN_02 = ItemCode("IN-01"), ItemCode("IN-02")


@pytest.fixture
def policy(library: Library) -> PolicyId:
    return new_policy(library)


def start(library: Library, policy: PolicyId, title: str = "项目一", **how: str) -> ProjectId:
    return library.run(StartProject(policy, title, **how)).result  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("project_class", "codes"),
    [
        ("A", ["IN-01", "IN-02", "IN-03", "PL-01"]),
        ("B", ["IN-01", "IN-02", "PL-01"]),
        ("C", ["IN-01", "IN-02"]),
    ],
)
def test_only_the_items_of_the_projects_class_are_copied(
    library: Library, policy: PolicyId, project_class: ProjectClass, codes: list[str]
) -> None:
    project = project_snapshot(library, start(library, policy, project_class=project_class))
    assert [one.code for phase in project.phases for one in phase.items] == codes
    assert [one.code for one in project.records] == codes
    assert {one.state for one in project.records} == {"open"}
    assert [one.id for one in project.phases] == ["P1", "P2"]
    assert project.phases[0].gate is not None


def test_under_a_draft_it_is_a_trial(library: Library, policy: PolicyId) -> None:
    project = project_snapshot(library, start(library, policy, number="2026-01"))
    assert project.trial
    assert (project.policy, project.revision, project.number) == (policy, "A/0", "2026-01")


def test_a_project_keeps_the_checklists_it_was_started_with(
    library: Library, policy: PolicyId
) -> None:
    before = project_snapshot(library, start(library, policy))
    library.run(EditChecklistItem(policy, IN_01, item("IN-01", "O", "C")))
    library.run(RemoveChecklistItem(policy, IN_02))
    assert project_snapshot(library, before.id) == before


def test_what_is_recorded_of_an_item(library: Library, policy: PolicyId) -> None:
    project = start(library, policy)
    tick = SetItemState(project, IN_01, "failed", "数据过期 <b>", "李四", ("报告.pdf", " ", "b"))
    library.run(tick, by="张三")
    record = project_snapshot(library, project).record(IN_01)
    assert (record.state, record.note, record.by) == ("failed", "数据过期 <b>", "李四")
    assert record.evidence == ("报告.pdf", "b")
    assert record.at is not None
    summary = project_summaries(library)[0]
    assert summary.states == {"open": 3, "done": 0, "na": 0, "failed": 1}
    assert [one.kind for one in search(library, "过期")] == ["record"]


def test_who_acts_is_who_did_it_where_nobody_else_is_named(
    library: Library, policy: PolicyId
) -> None:
    project = start(library, policy)
    library.run(SetItemState(project, IN_01, "done"), by="张三")
    assert project_snapshot(library, project).record(IN_01).by == "张三"


def test_a_gate_item_can_be_open_done_or_failed(library: Library, policy: PolicyId) -> None:
    project = start(library, policy)
    for state in ("done", "failed", "open"):
        library.run(SetItemState(project, IN_02, state))
        assert project_snapshot(library, project).record(IN_02).state == state


def test_the_people_directory_takes_up_new_names_and_gives_them_back(
    library: Library, policy: PolicyId
) -> None:
    project = start(library, policy)
    first = library.run(SetItemState(project, IN_01, "done", by="李四"))
    second = library.run(SetItemState(project, IN_02, "done", by="李四"))
    assert people(library) == ("李四",)
    library.run(second.inverse)
    assert people(library) == ("李四",)
    library.run(first.inverse)
    assert people(library) == ()


def test_a_name_that_others_use_by_now_stays(library: Library, policy: PolicyId) -> None:
    one, other = start(library, policy), start(library, policy, "项目二")
    first = library.run(SetItemState(one, IN_01, "done", by="李四"))
    library.run(SetItemState(other, IN_01, "done", by="李四"))
    redo = library.run(first.inverse).inverse
    assert people(library) == ("李四",)
    library.run(redo)
    assert people(library) == ("李四",)
    assert project_snapshot(library, one).record(IN_01).by == "李四"


def test_a_project_is_found_by_id_title_and_number(library: Library, policy: PolicyId) -> None:
    project = start(library, policy, number="N-1")
    for reference in (project, "项目一", "N-1"):
        assert find_project(library, reference) == project
    assert find_project(library, "项目") is None
    assert find_project(library, "") is None
    start(library, policy, number="N-2")
    with pytest.raises(Refused) as caught:
        find_project(library, "项目一")
    assert caught.value.code == "project-ambiguous"
    with pytest.raises(Refused) as caught:
        project_snapshot(library, "没有")
    assert caught.value.code == "project-unknown"
