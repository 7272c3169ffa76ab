"""The real program with somebody at work in it, to be killed: run as a process by `test_crash`.

    python -m tests.views.journey.crash_program SEED

It tells on stdout, a JSON object a line, what has been done (`did`: what the fields should hold
after action `index`), that something is being undone or redone (`doing`), what the window says is
saved (`saved`: all up to that index), that the loop of events goes on (`turn`), and at the start
where it is and what it has said.
"""

import hashlib
import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

import desktop.app
import desktop.views.start
from desktop.models.definitions import Json
from desktop.models.snapshot import Field, Policy
from desktop.services.local_state import LocalState, local_state_path
from desktop.services.queries import policy_summaries
from desktop.views.editors.grid_base import TableEditor
from desktop.views.pages.policy.keeper import read_value
from desktop.views.pages.policy.page import PolicyPage
from desktop.views.places import POLICY, Place

__all__ = ["CHARACTERS", "ROWS", "digest", "fields_at_work"]

CHARACTERS = 170
"""Typed in one life of the program."""
ROWS = 500
_WORDS = "项目启动前须完成立项评审，评审意见由项目经理归档。"
_Until = Callable[[], object]


def digest(value: Json) -> str:
    """Equal for equal values."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def fields_at_work(policy: Policy) -> list[Field]:
    """Three fields of text of one chapter, and a table of it."""
    for chapter in policy.chapters:
        texts = [one for one in chapter.fields if one.definition.kind == "rich"]
        tables = [one for one in chapter.fields if _takes_any_text(one)]
        if len(texts) >= 2 and tables:
            return [*texts[:3], tables[0]]
    raise AssertionError("no chapter with fields of text and a table")


def _takes_any_text(one: Field) -> bool:
    columns = one.definition.columns
    return one.definition.kind == "table" and {column.kind for column in columns} == {"text"}


def tell(**facts: object) -> None:
    os.write(1, json.dumps({**facts, "at": time.monotonic()}).encode() + b"\n")


class Person(QObject):
    """Works as fast as the program lets."""

    def __init__(self, program: "Told") -> None:
        super().__init__()
        self.program, self.desk = program, program.desk
        self.chance = random.Random(int(sys.argv[1]))
        self.index = 0
        self._told: dict[str, str] = {}
        self._wait: _Until | None = None
        self._work = self._life()
        self._timer = QTimer(self)
        self._timer.setInterval(6)
        self._timer.timeout.connect(self._turn)
        self._turns = 0
        self.said: list[str] = []
        self.desk.message.connect(lambda sentence, *_: self.said.append(sentence))
        self.desk.library_opened.connect(self._timer.start)

    def _turn(self) -> None:
        page = self.page
        if self.index and isinstance(page, PolicyPage) and not page.pending:
            tell(saved=self.index)
        self._turns += 1
        if self._turns % 5 == 0:
            tell(turn=self._turns)
        if self._wait is not None and not self._wait():
            return
        self._wait = next(self._work)

    @property
    def page(self) -> QWidget | None:
        assert self.program.window is not None
        return self.program.window.page

    @property
    def policy_page(self) -> PolicyPage:
        assert isinstance(self.page, PolicyPage)
        return self.page

    def _life(self) -> Iterator[_Until | None]:
        yield from self._arrive()
        fields = fields_at_work(self.policy_page.view.in_hand.current)
        tell(begun=True, state={one.id: digest(one.value) for one in fields})
        for part in range(2):
            for field in fields[:-1]:
                yield from self._type(field, CHARACTERS // 2 // (len(fields) - 1))
            yield from self._paste(fields[-1], ROWS if part == 0 else 20)
            for command in ("edit.undo", "edit.redo"):
                for _ in range(5):
                    if self.desk.actions[command].isEnabled():
                        tell(doing=self.index + 1)  # is in the library before it can be told
                        self.program.window.command(command)
                        self._did(fields)
                    yield None
        while True:  # until it is killed
            yield from self._type(self.chance.choice(fields[:-1]), 5)

    def _arrive(self) -> Iterator[_Until | None]:
        policy = policy_summaries(self.desk.opened)[0].id
        yield lambda: True
        tell(place=self.program.window.place().page, chapter=self.program.window.place().chapter)
        if not isinstance(self.page, PolicyPage):
            self.desk.go_to(Place(POLICY, policy))
        yield lambda: isinstance(self.page, PolicyPage) and self.page.view is not None
        view = self.policy_page.view
        field = fields_at_work(view.in_hand.current)[0]
        chapter, article = next(
            (chapter.id, article.id)
            for chapter in view.in_hand.current.chapters
            for article in chapter.articles
            if any(one.id == field.id for one in article.fields)
        )
        tell(found=view.chapter, wanted=chapter, said=self.said)
        self.desk.go_to(Place(POLICY, policy, chapter, article))
        yield lambda: self.policy_page.view.form.row(field.id) is not None
        # Where one is is written a second after one went there.
        yield lambda: LocalState.load(local_state_path()).place.chapter == chapter

    def _go(self, field: Field) -> Iterator[_Until | None]:
        view = self.policy_page.view
        article = next(
            one.id
            for one in view.present_chapter().articles
            if any(other.id == field.id for other in one.fields)
        )
        self.desk.go_to(Place(POLICY, view.in_hand.id, view.chapter, article, field.id))
        yield lambda: self.policy_page.view.form.row(field.id) is not None

    def _type(self, field: Field, count: int) -> Iterator[_Until | None]:
        yield from self._go(field)
        box = self.policy_page.view.form.row(field.id).editor.findChild(QTextEdit)
        box.setFocus()
        for number in range(count):
            # A number now and then: no two moments look alike.
            character = _WORDS[number % len(_WORDS)] if number % 3 else str(self.index % 10)
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
                QApplication.sendEvent(box, event)
            self._did([field])
            yield None

    def _paste(self, field: Field, count: int) -> Iterator[_Until | None]:
        yield from self._go(field)
        editor = self.policy_page.view.form.row(field.id).editor
        assert isinstance(editor, TableEditor)
        stamp = self.chance.randrange(10_000)
        rows = ["\t".join(f"{stamp}-{row}-{column}" for column in range(8)) for row in range(count)]
        QGuiApplication.clipboard().setText("\n".join(rows))
        editor.view.setFocus()
        editor.view.go(0, editor.view.visible_columns()[0])
        yield None
        QTest.keyClick(editor.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        self._did([field])
        yield None

    def _did(self, fields: list[Field]) -> None:
        self.index += 1
        tell(did=self.index, **self._state(fields))

    def _state(self, fields: list[Field]) -> dict[str, dict[str, str | None]]:
        """Field → what it holds; None where its editor holds what no library takes."""
        view = self.policy_page.view
        policy = view.in_hand.current
        state: dict[str, str | None] = {}
        for field in fields:
            row = view.form.row(field.id)
            if row is None:
                continue
            value, problems = read_value(policy, field.definition, row.editor.raw())
            state[field.id] = None if problems else digest(value)
        return {"state": state}


class Told(desktop.views.start.Program):
    """The program as it is, with somebody before it."""

    def show(self) -> None:
        self.person = Person(self)
        super().show()


if __name__ == "__main__":
    desktop.views.start.Program = Told  # type: ignore[misc]
    sys.exit(desktop.app.run([]))
