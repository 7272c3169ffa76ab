"""One path for every change: one transaction, one notice, one entry."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from desktop.models.errors import Refused
from desktop.models.identity import ChapterId, FieldId, ItemCode
from desktop.services.command import Applied, Changes, Command, Work
from desktop.services.commands import command_kinds, read_command
from desktop.services.commands.rename_chapter import RenameChapter
from desktop.services.commands.set_field_values import SetFieldValues
from desktop.services.commands.set_item_state import SetItemState
from desktop.services.commands.set_setting import SetSetting
from desktop.services.commands.start_project import StartProject
from desktop.services.dump import canonical_dump
from desktop.services.library import Library
from desktop.services.log_queries import audit_page, setting
from tests.services.samples import new_policy, words


def test_subscribers_are_told_what_changed_and_who_asked(library: Library) -> None:
    told: list[tuple[Changes, object]] = []
    end = library.subscribe(lambda changes, origin: told.append((changes, origin)))
    policy = new_policy(library)
    window = object()
    library.run(RenameChapter(policy, ChapterId("risk"), words("风险管理")), origin=window)
    changes, origin = told[-1]
    assert origin is window
    assert changes == Changes(chapters=frozenset({(policy, ChapterId("risk"))}))
    assert changes.all_policies == {policy}
    project = library.run(StartProject(policy, "项目一")).result
    assert told[-1][0].all_projects == {project}
    library.run(SetItemState(project, ItemCode("IN-01"), "done", by="李四"))
    assert told[-1][0].records == {(project, ItemCode("IN-01"))}
    assert len(told[-1][0].people) == 1
    library.run(SetSetting("font", "宋体"))
    assert told[-1][0] == Changes(settings=frozenset({"font"}))
    count = len(told)
    end()
    library.run(SetSetting("font", "楷体"))
    assert len(told) == count


def test_nobody_is_told_of_what_did_not_happen(library: Library) -> None:
    policy = new_policy(library)
    told: list[Any] = []
    library.subscribe(lambda changes, origin: told.append(changes))
    with pytest.raises(Refused):
        library.run(RenameChapter(policy, ChapterId("nowhere"), words("x")))
    assert library.run(SetFieldValues(policy, {})).changes.nothing
    assert told == []


def test_a_subscriber_sees_the_library_after_the_change(library: Library) -> None:
    seen: list[Any] = []
    library.subscribe(lambda changes, origin: seen.append(setting(library, "font")))
    library.run(SetSetting("font", "宋体"))
    assert seen == ["宋体"]


class Breaking(Command[None]):
    """Fails after it has written."""

    name = "breaking"

    def apply(self, work: Work) -> Applied[None]:
        SetSetting("font", "半途").apply(work)
        work.session.flush()
        raise ZeroDivisionError


def test_a_command_that_breaks_leaves_nothing(library: Library) -> None:
    policy = new_policy(library)
    before, entries = canonical_dump(library), audit_page(library).total
    with pytest.raises(ZeroDivisionError):
        library.run(Breaking())
    assert (canonical_dump(library), audit_page(library).total) == (before, entries)
    library.run(SetFieldValues(policy, {FieldId("level"): "low"}))


def test_several_threads_take_turns(library: Library) -> None:
    """Long work reads in a thread of its own while the window writes."""

    def write(name: str) -> None:
        for number in range(20):
            library.run(SetSetting(f"{name}.{number}", number))
            assert setting(library, f"{name}.{number}") == number

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(write, "abcd")) == [None] * 4
    assert audit_page(library, limit=1000).total == 1 + 4 * 20


def test_every_command_has_its_own_name_and_comes_back_from_json(library: Library) -> None:
    assert all(name == kind.name for name, kind in command_kinds().items())
    command = SetFieldValues(new_policy(library), {FieldId("purpose"): [{"zh": "好"}]})
    assert read_command(command.to_json()) == command
    with pytest.raises(ValueError, match="not a command"):
        read_command({"command": "format-disk"})
    with pytest.raises(ValueError, match="has no"):
        read_command({"command": "set-setting", "key": "a", "value": 1, "more": 2})
