"""What takes long is taken back beside the window, and nothing typed meanwhile is lost."""

from threading import Event
from typing import Any

import pytest

from desktop.models.errors import Refused
from desktop.models.identity import PolicyId
from desktop.models.wording import Localised
from desktop.services.commands.rename_policy import RenamePolicy
from desktop.services.finding_text import find_text, replacement
from desktop.services.queries import policy_snapshot
from desktop.views.places import POLICY, Place
from desktop.views.start import Program
from tests.views.policy.test_policy_page import (
    page_at,
    policy,
    press,
    text_field,
    words_of,
    write,
)
from tests.views.programs import until

__all__ = ["policy"]


@pytest.fixture
def replaced(program: Program, policy: PolicyId) -> tuple[str, str, str]:
    """(article, field, words): a field whose words have all been replaced in one long step."""
    article, field = text_field(program, policy)
    page = page_at(program, Place(POLICY, policy, article=article, field=field))
    write(page, field, "one needle and another")
    press(program, "file.save")
    before = words_of(program, policy, field)
    hits = find_text(page.view.in_hand.current, "needle")
    command = replacement(page.view.in_hand.current, hits, "thread")
    assert command is not None
    program.desk.push_beside(command, "replace", stack=policy)
    until(lambda: not program.desk.writing)
    assert "thread" in words_of(program, policy, field)
    return article, field, before


def test_a_long_step_is_taken_back_and_done_again(
    program: Program, policy: PolicyId, replaced: tuple[str, str, str]
) -> None:
    _, field, before = replaced
    stack = program.desk.stack(policy)
    at = stack.index()
    press(program, "edit.undo")
    assert program.desk.writing
    until(lambda: not program.desk.writing)
    assert words_of(program, policy, field) == before
    assert stack.index() == at - 1
    press(program, "edit.redo")
    until(lambda: not program.desk.writing)
    assert "thread" in words_of(program, policy, field)
    assert stack.index() == at


def test_undo_asked_for_twice_takes_back_two_steps(
    program: Program, policy: PolicyId, replaced: tuple[str, str, str]
) -> None:
    _, field, _ = replaced
    press(program, "edit.undo")
    press(program, "edit.undo")
    until(lambda: program.desk.stack(policy).index() == 0)
    assert words_of(program, policy, field) == "None"


def test_what_is_typed_while_a_long_step_is_taken_back_is_kept(
    program: Program,
    policy: PolicyId,
    replaced: tuple[str, str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, field, _ = replaced
    assert program.window is not None
    page = program.window.page
    library, gate = program.desk.opened, Event()
    run = library.run

    def run_later(*given: Any, **named: Any) -> Any:
        gate.wait()
        return run(*given, **named)

    monkeypatch.setattr(library, "run", run_later)
    press(program, "edit.undo")
    box = write(page, field, " and more")
    until(lambda: page.pending)
    assert program.desk.writing
    gate.set()
    assert page.save()
    assert not program.desk.writing
    assert "and more" in words_of(program, policy, field)
    assert "and more" in box.toPlainText()
    press(program, "edit.undo")
    assert "more" not in words_of(program, policy, field)
    assert "more" not in box.toPlainText()


def test_what_is_done_meanwhile_comes_later_in_undo(
    program: Program, policy: PolicyId, replaced: tuple[str, str, str]
) -> None:
    _, field, before = replaced
    press(program, "edit.undo")
    title = Localised(zh="项目管理细则")
    assert program.desk.attempt(RenamePolicy(policy, title), "rename", stack=policy) is not None
    assert words_of(program, policy, field) == before
    press(program, "edit.undo")
    assert policy_snapshot(program.desk.opened, policy).title != title
    assert words_of(program, policy, field) == before


def test_a_long_step_that_is_refused_is_said_and_goes_away(
    program: Program,
    policy: PolicyId,
    replaced: tuple[str, str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[object] = []
    program.desk.refused.connect(said.append)
    count = program.desk.stack(policy).count()

    def refuse(*_: Any, **__: Any) -> None:
        raise Refused("policy-unknown", policy=policy)

    monkeypatch.setattr(program.desk.opened, "run", refuse)
    press(program, "edit.undo")
    until(lambda: not program.desk.writing)
    assert len(said) == 1
    assert program.desk.stack(policy).count() == count - 1
