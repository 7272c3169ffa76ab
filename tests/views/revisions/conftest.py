"""The revisions of a policy in the whole program, on a day that can be chosen."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.models.identity import PolicyId
from desktop.services.life_queries import policy_life
from desktop.services.queries import policy_snapshot
from desktop.views.dialogs.life.parts import LifeDialog
from desktop.views.pages.policy.life_part import LifePart
from desktop.views.pages.policy.page import PolicyPage
from desktop.views.pages.revisions.view import RevisionsView
from desktop.views.places import POLICY, Place
from desktop.views.start import Program
from tests.services.samples import new_policy
from tests.views.programs import activate, data, library_path, no_faults, program, until
from tests.views.screen import application, clean_window

__all__ = [
    "Office",
    "application",
    "clean_window",
    "data",
    "library_path",
    "no_faults",
    "office",
    "program",
    "write",
]


class Calendar:
    """A clock that goes on a second a look, and to another day when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 16, 8, 0, tzinfo=UTC)
        self._lock = threading.Lock()

    def __call__(self) -> datetime:
        with self._lock:
            self.now += timedelta(seconds=1)
            return self.now


def write(widget: QWidget, text: str) -> None:
    """As an input method gives Chinese: a key whose text it is."""
    plain = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QKeyEvent(QKeyEvent.Type.KeyPress, 0, plain, text))


class Office:
    """Somebody at the window, and what the library says of what they did."""

    def __init__(self, program: Program, policy: PolicyId, calendar: Calendar) -> None:
        self.program, self.policy, self.calendar = program, policy, calendar
        assert program.window is not None
        self.window = program.window
        self.window.resize(1366, 720)
        program.desk.go_to(Place(POLICY, policy))
        until(lambda: self.page.view is not None and self.page.life is not None)
        until(lambda: self.life.reader.record is not None)

    @property
    def page(self) -> PolicyPage:
        page = self.window.page
        assert isinstance(page, PolicyPage)
        return page

    @property
    def life(self) -> LifePart:
        assert self.page.life is not None
        return self.page.life

    @property
    def revisions(self) -> RevisionsView:
        """The second part of the page, gone to by its segment."""
        if not self.life.shown:
            self.click(self.page.head.parts.parts()["revisions"])
        assert self.life.revisions is not None
        until(lambda: self.life.reader.is_weighed)
        return self.life.revisions

    def to(self, year: int, month: int, day: int) -> None:
        """Another day has come."""
        self.calendar.now = datetime(year, month, day, 8, 0, tzinfo=UTC)
        self.life.reader.read_now()
        until(lambda: self.life.reader.record and self.life.reader.record.today.day == day)
        until(lambda: self.life.reader.is_weighed)

    def click(self, widget: QWidget) -> None:
        assert widget.isEnabled()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def dialog(self, open_it: Callable[[], object]) -> LifeDialog:
        open_it()

        def shown() -> list[LifeDialog]:
            return [one for one in self.window.findChildren(LifeDialog) if one.isVisible()]

        until(shown, "no dialog of the life was opened")
        (found,) = shown()
        activate(found)
        return found

    def next_step(self) -> LifeDialog:
        """By the one filled button of the page."""
        step = self.revisions.step
        until(step.primary.isEnabled)
        return self.dialog(lambda: self.click(step.primary))

    def sign(self, dialog: LifeDialog, name: str) -> None:
        """Writes the name by keyboard and takes the step."""
        person = dialog.person  # type: ignore[attr-defined]
        line = person.lineEdit()
        line.setFocus()
        line.selectAll()
        line.clear()
        write(line, name)
        self.take(dialog)

    def take(self, dialog: LifeDialog) -> None:
        events = len(policy_life(self.program.desk.opened, self.policy).events)
        primary = dialog.primary_button
        until(primary.isEnabled, "the step cannot be taken")
        self.click(primary)
        until(
            lambda: len(self.events()) > events or dialog.strip.isVisible(),
            "the step was not taken",
        )
        assert len(self.events()) > events, dialog.strip.sentence()
        until(lambda: not self.program.desk.writing)
        until(lambda: self.known_events() == len(self.events()))
        until(lambda: self.life.reader.is_weighed or not self.life.shown)

    def known_events(self) -> int:
        record = self.life.reader.record
        return len(record.life.events) if record is not None else -1

    def events(self) -> tuple[object, ...]:
        return policy_life(self.program.desk.opened, self.policy).events

    def state(self) -> tuple[str, str]:
        found = policy_snapshot(self.program.desk.opened, self.policy)
        return found.facts.revision, found.state

    def to_approval(self, preparer: str = "王敏") -> None:
        """Submitted, and every step has what it needs."""
        self.sign(self.next_step(), preparer)
        for name in ("陈建国", "赵颖", "周明华"):
            self.sign(self.next_step(), name)


@pytest.fixture
def office(program: Program, monkeypatch: pytest.MonkeyPatch) -> Office:
    calendar = Calendar()
    monkeypatch.setattr(program.desk.opened, "clock", calendar)
    monkeypatch.setattr(program.desk.opened._bus, "_clock", calendar)
    policy = new_policy(program.desk.opened)
    return Office(program, policy, calendar)
