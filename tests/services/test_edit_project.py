"""A project's title, number and class, and what a change of class does to its checklists."""

import pytest

from desktop.models.definitions import ProjectClass
from desktop.models.errors import Refused
from desktop.models.identity import ItemCode, ProjectId
from desktop.models.snapshot import Project
from desktop.services.commands.add_checklist_item import AddChecklistItem
from desktop.services.commands.amend_item_record import AmendItemRecord
from desktop.services.commands.edit_checklist_item import EditChecklistItem
from desktop.services.commands.edit_project import EditProject
from desktop.services.commands.set_item_state import SetItemState
from desktop.services.commands.start_project import StartProject
from desktop.services.dump import canonical_dump
from desktop.services.library import Library
from desktop.services.project_queries import project_snapshot
from tests.services.samples import item, new_policy


def start(library: Library, project_class: ProjectClass) -> ProjectId:
    return library.run(StartProject(new_policy(library), "项目一", project_class, "X-1")).result


def codes(project: Project) -> list[list[str]]:
    return [[one.code for one in phase.items] for phase in project.phases]


def test_title_and_number(library: Library) -> None:
    project = start(library, "A")
    before = project_snapshot(library, project)
    outcome = library.run(EditProject(project, " 项目二 ", "X-2", "A"))
    after = project_snapshot(library, project)
    assert (after.title, after.number, codes(after)) == ("项目二", "X-2", codes(before))
    library.run(outcome.inverse)
    assert project_snapshot(library, project) == before


def test_items_come_in_where_the_policy_has_them_and_others_go(library: Library) -> None:
    policy = new_policy(library)
    library.run(AddChecklistItem(policy, "P1", item("ONLY-C", "M", "C"), 1))  # type: ignore
    project = library.run(StartProject(policy, "项目一", "C")).result
    as_c = project_snapshot(library, project)
    assert codes(as_c) == [["IN-01", "ONLY-C", "IN-02"], []]
    to_a = library.run(EditProject(project, "项目一", "", "A"))
    as_a = project_snapshot(library, project)
    assert codes(as_a) == [["IN-01", "IN-02", "IN-03"], ["PL-01"]]
    assert as_a.project_class == "A"
    assert as_a.record(ItemCode("IN-03")).state == "open"
    library.run(EditProject(project, "项目一", "", "C"))
    assert codes(project_snapshot(library, project)) == codes(as_c)
    library.run(EditProject(project, "项目一", "", "A"))
    library.run(to_a.inverse)
    assert project_snapshot(library, project) == as_c


def test_what_is_recorded_is_never_lost(library: Library) -> None:
    project = start(library, "A")
    before = canonical_dump(library)
    library.run(SetItemState(project, ItemCode("IN-03"), "done", by="李四"))
    library.run(AmendItemRecord(project, ItemCode("PL-01"), "待补"))
    ticked = canonical_dump(library)
    with pytest.raises(Refused) as caught:
        library.run(EditProject(project, "项目一", "", "C"))
    assert caught.value.code == "project-items-recorded"
    assert [one.place for one in caught.value.problems] == ["P1.IN-03", "P2.PL-01"]
    assert canonical_dump(library) == ticked != before


def test_an_item_that_was_ticked_and_untied_again_may_go(library: Library) -> None:
    project = start(library, "A")
    library.run(SetItemState(project, ItemCode("IN-03"), "done", by="李四"))
    library.run(SetItemState(project, ItemCode("IN-03"), "open", by="李四"))
    before = project_snapshot(library, project)
    outcome = library.run(EditProject(project, "项目一", "X-1", "B"))
    assert codes(project_snapshot(library, project))[0] == ["IN-01", "IN-02"]
    library.run(outcome.inverse)
    assert project_snapshot(library, project) == before


def test_taking_back_does_not_lose_what_was_recorded_since(library: Library) -> None:
    project = start(library, "B")
    outcome = library.run(EditProject(project, "项目一", "X-1", "A"))
    library.run(SetItemState(project, ItemCode("IN-03"), "done", by="李四"))
    before = canonical_dump(library)
    with pytest.raises(Refused, match="project-items-recorded"):
        library.run(outcome.inverse)
    assert canonical_dump(library) == before


def test_later_changes_of_the_policy_do_not_come_in(library: Library) -> None:
    """A project keeps the checklists that it began with; only the class brings in more."""
    policy = new_policy(library)
    project = library.run(StartProject(policy, "项目一", "C")).result
    library.run(AddChecklistItem(policy, "P1", item("LATER"), 0))  # type: ignore
    library.run(EditChecklistItem(policy, ItemCode("IN-01"), item("IN-01", "O", "AB")))
    library.run(EditProject(project, "项目一", "", "B"))
    assert codes(project_snapshot(library, project)) == [["IN-01", "IN-02"], ["PL-01"]]
