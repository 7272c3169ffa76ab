"""The list of projects, what classes mean, and what happened to items."""

from desktop.models.identity import ItemCode
from desktop.services.commands.amend_item_record import AmendItemRecord
from desktop.services.commands.set_item_state import SetItemState
from desktop.services.commands.set_item_states import SetItemStates
from desktop.services.commands.start_project import StartProject
from desktop.services.item_history import item_history
from desktop.services.library import Library
from desktop.services.project_overviews import policy_lists, project_overviews
from desktop.services.project_queries import project_summaries

FIRST, GATE = ItemCode("IN-01"), ItemCode("IN-02")


def test_phases_are_counted_and_what_changed_last_stands_first(stocked: Library) -> None:
    old = project_summaries(stocked)[0]
    new = stocked.run(StartProject(old.policy, "项目二", "C")).result
    stocked.run(SetItemState(old.id, FIRST, "done"))
    stocked.run(SetItemState(old.id, GATE, "failed"))
    first, second = project_overviews(stocked)
    assert (first.id, second.id) == (old.id, new)
    assert [(one.total, one.settled, one.failed) for one in first.phases] == [(3, 1, 1), (1, 0, 0)]
    assert [one.total for one in second.phases] == [2, 0]
    assert (first.total, first.settled, first.failed) == (4, 1, 1)


def test_the_items_of_each_class_are_counted(stocked: Library) -> None:
    (lists,) = policy_lists(stocked)
    assert (lists.total, lists.items) == (4, {"A": 4, "B": 3, "C": 2})
    assert lists.meaning == {}
    assert not lists.in_force


def test_the_history_tells_of_an_item_wherever_it_was_ticked(stocked: Library) -> None:
    project = project_summaries(stocked)[0].id
    both = tuple(SetItemState(project, one, "done") for one in (FIRST, GATE))
    inverse = stocked.run(SetItemStates(project, both), by="张三").inverse
    stocked.run(inverse, by="李四")
    stocked.run(AmendItemRecord(project, FIRST, "已约定", ("a.pdf",)), by="王五")
    told = item_history(stocked, project, FIRST)
    assert [(one.by, one.state, one.added, one.note) for one in told] == [
        ("王五", "", ("a.pdf",), "已约定"),
        ("李四", "open", (), None),
        ("张三", "done", (), None),
    ]
    assert [one.code for one in item_history(stocked, project)] == [
        FIRST,
        FIRST,
        GATE,
        FIRST,
        GATE,
    ]
    assert len(item_history(stocked, project, limit=2)) == 2
