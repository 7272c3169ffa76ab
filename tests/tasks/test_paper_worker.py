"""What the paper process does in which order, and what it never begins, without a process."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop.models.snapshot import Policy
from desktop.services.page_facts import PageSet
from desktop.tasks.paper_line import Line
from desktop.tasks.paper_messages import (
    Cancel,
    Draw,
    DrawFile,
    Drawn,
    Forget,
    Found,
    JobFailed,
    Locate,
    NotSet,
    Reply,
    Request,
    Show,
    Stop,
    Want,
)
from desktop.tasks.paper_worker import PaperWorker
from desktop.tasks.policy_parts import parts_of
from tests.documents.edits import prose_value, with_field
from tests.documents.sample_policy import sample_policy
from tests.factories import NOON


class Script(Line):
    """Requests in batches: a batch comes all at once, the next one when the worker is idle."""

    def __init__(self, *batches: list[Request]) -> None:
        self.said: list[Reply] = []
        self._batches = [*batches, [Stop()]]
        self._now: list[Request] = []

    def waiting(self) -> bool:
        return bool(self._now)

    def hear(self) -> Request:
        if not self._now:
            self._now = list(self._batches.pop(0))
        return self._now.pop(0)

    def say(self, reply: Reply, picture: bytes | None = None) -> None:
        self.said.append(reply)


class Interrupting(Script):
    """The second batch comes while the first is at work."""

    def waiting(self) -> bool:
        if not self._now and len(self._batches) > 1:
            self._now = list(self._batches.pop(0))
        return bool(self._now)


def said(script: Script) -> list[Reply]:
    PaperWorker(script).run()
    return script.said


def states(count: int) -> Iterator[Policy]:
    policy = sample_policy()
    for number in range(count):
        yield policy
        policy = with_field(policy, "purpose", prose_value(f"第{number}稿。"))


def shows(count: int, key: str = "key") -> list[Request]:
    before = None
    made: list[Request] = []
    for generation, policy in enumerate(states(count), 1):
        made.append(Show(key, generation, "zh", NOON, parts_of(policy, before)))
        before = policy
    return made


def test_of_states_that_came_together_only_the_newest_is_settled() -> None:
    (reply,) = said(Script(shows(20)))
    assert isinstance(reply, PageSet)
    assert reply.generation == 20


def test_a_state_that_is_overtaken_while_it_is_settled_is_left() -> None:
    first, second = shows(2)
    (reply,) = said(Interrupting([first], [second]))
    assert isinstance(reply, PageSet)
    assert reply.generation == 2


def test_a_document_that_is_forgotten_while_it_is_settled_is_left() -> None:
    assert said(Interrupting(shows(1), [Forget("key")])) == []


def test_pages_come_newest_wish_first_and_each_only_at_its_newest_scale() -> None:
    draws = [(0, 0.5), (1, 0.5), (2, 0.5), (0, 0.75), (1, 0.25)]
    _, *drawn = said(Script([*shows(1), *(Draw("key", page, scale) for page, scale in draws)]))
    assert [(one.page, one.scale) for one in drawn if isinstance(one, Drawn)] == [
        (1, 0.25),
        (0, 0.75),
        (2, 0.5),
    ]


def test_pages_that_went_out_of_sight_are_not_drawn() -> None:
    wants = [Want("key", (page, page + 1), 0.5) for page in range(6)]
    _, *drawn = said(Script([*shows(1), *wants]))
    assert [one.page for one in drawn if isinstance(one, Drawn)] == [5, 6]


def test_wanted_pages_are_drawn_once_a_state_and_scale() -> None:
    first, second = shows(2)
    want = Want("key", (3, 1), 0.5)
    script = Script([first, want], [want], [second], [replace(want, scale=0.25)])
    drawn = [one for one in said(script) if isinstance(one, Drawn)]
    assert [(one.generation, one.page, one.scale) for one in drawn] == [
        (1, 3, 0.5),
        (1, 1, 0.5),
        (2, 3, 0.5),
        (2, 1, 0.5),
        (2, 3, 0.25),
        (2, 1, 0.25),
    ]


def test_states_come_before_questions_and_questions_before_pages() -> None:
    batch = [*shows(1), Draw("key", 0, 0.5), Locate(7, "key", "field:days")]
    kinds = [type(one) for one in said(Script(batch))]
    assert kinds == [PageSet, Found, Drawn]


def test_the_document_that_was_touched_last_comes_first() -> None:
    replies = said(Script([*shows(1, "one"), *shows(1, "two"), *shows(1, "three")]))
    assert [one.key for one in replies if isinstance(one, PageSet)] == ["three", "two", "one"]


def test_what_cannot_be_built_draws_nothing_and_answers_nothing() -> None:
    policy = replace(sample_policy(), languages=("en",))
    show = Show("key", 1, "zh", NOON, parts_of(policy, None))
    refused, found = said(Script([show, Draw("key", 0, 1.0), Locate(3, "key", "field:days")]))
    assert isinstance(refused, NotSet)
    assert (refused.error.code, refused.fault) == ("language-not-in-policy", "")
    assert found == Found(3, ())


def test_a_fault_while_settling_is_told_and_the_process_lives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_whatever: object) -> None:
        raise ZeroDivisionError("on purpose")

    from desktop.services.live_pages import LivePages

    monkeypatch.setattr(LivePages, "set", broken)
    (fault, found) = said(Script(shows(1), [Locate(1, "key", "field:days")]))
    assert isinstance(fault, NotSet)
    assert fault.error.code == "fault-in-task"
    assert "on purpose" in fault.fault
    assert found == Found(1, ())


def test_a_fault_while_drawing_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_whatever: object) -> bytes:
        raise ZeroDivisionError("on purpose")

    from desktop.services.live_pages import LivePages

    monkeypatch.setattr(LivePages, "page_pdf", broken)
    _, *faults = said(Script([*shows(1), Want("key", (0,), 1.0)], [Draw("key", 1, 1.0)]))
    assert [type(one) for one in faults] == [NotSet, NotSet]


def test_a_file_is_not_drawn_once_that_is_cancelled() -> None:
    requests = [DrawFile(1, b"no PDF", 0, 1.0), DrawFile(2, None, 0, 1.0), Cancel(2)]
    failures = {
        one.job: one.error.code for one in said(Script(requests)) if isinstance(one, JobFailed)
    }
    assert failures == {1: "pdf-unreadable", 2: "cancelled"}
