"""Half an hour's work in the real program, without the pauses: every event, none of the thinking.

    python -m tests.benchmarks.window_work LIBRARY POLICY

LIBRARY holds policies, of which POLICY is the long one, and a project (`window_stalls` makes it).
A step is a generator: after each `yield` the loop of events goes on; what is yielded is waited for.
One person in half an hour, as counted in usability tests of forms: some 2,000 characters typed (at
70 a minute with reading in between) and 200 to 300 other keys and clicks. The script does as much
on each of two policies.
On stdout: one JSON object with the longest gap of each step and every stall.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# ruff: noqa: E402  (Qt is loaded as the program does it, before anything imports it)
from desktop.views.loading import load_qt

load_qt()

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDialog,
    QLineEdit,
    QTextEdit,
    QWidget,
)

from desktop.services.local_state import LocalState
from desktop.services.project_queries import project_summaries
from desktop.services.queries import policy_summaries
from desktop.views.editors.grid_base import TableEditor
from desktop.views.pages.policy.page import PolicyPage
from desktop.views.pages.policy.view import PolicyView
from desktop.views.places import POLICIES, POLICY, PROJECT, PROJECTS, START, Place
from desktop.views.start import Program
from tests.benchmarks.window_watch import Watch

Wait = Callable[[], object] | float | None
Step = Iterator[Wait]
_PATIENCE = 120.0
_SENTENCE = "项目启动前须完成立项评审，评审意见由项目经理归档，逾期未归档的按本章规定处理。"
_KEY, _CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


class Driver(QObject):
    """Runs the steps one after the other from the loop of events."""

    def __init__(self, program: Program, watch: Watch) -> None:
        super().__init__()
        self._program, self._watch = program, watch
        self._steps: list[tuple[str, Step]] = []
        self._wait: Wait = None
        self._since = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._go_on)
        self.failed: BaseException | None = None
        self.events = 0
        """Keys, clicks and commands, about: every step of the script is one."""

    def begin(self, steps: list[tuple[str, Step]]) -> None:
        self._steps = steps
        self._timer.start()

    def _go_on(self) -> None:
        if callable(self._wait) and not self._wait():
            if time.perf_counter() - self._since > _PATIENCE:
                self._end(TimeoutError(self._watch.step))
            return
        if isinstance(self._wait, float) and time.perf_counter() - self._since < self._wait:
            return
        if not self._steps:
            self._end(None)
            return
        name, step = self._steps[0]
        if self._watch.step != name:
            print(f"  {name}", file=sys.stderr, flush=True)
        self._watch.step = name
        try:
            self._wait = next(step)
        except StopIteration:
            self._steps.pop(0)
            self._wait = 0.2
        except (AssertionError, AttributeError, LookupError, RuntimeError, TypeError) as error:
            self._end(error)
        self._since = time.perf_counter()
        self.events += 1

    def _end(self, error: BaseException | None) -> None:
        self._timer.stop()
        self.failed = error
        for dialog in _dialogs():
            dialog.reject()
        assert self._program.window is not None
        self._program.window.close()


class Work:
    """What the person does, a method each."""

    def __init__(self, program: Program, long: str) -> None:
        self.program = program
        self._long = long
        self.desk = program.desk

    def steps(self) -> list[tuple[str, Step]]:
        ordinary = next(
            one.id for one in policy_summaries(self.desk.opened) if one.number == "QP-PM-02"
        )
        steps: list[tuple[str, Step]] = []
        for size, policy in (("long", self._long), ("ordinary", ordinary)):
            steps += [(f"{size}: {name}", step) for name, step in self._on_policy(policy)]
        return [*steps, *self._elsewhere()]

    def _on_policy(self, policy: str) -> list[tuple[str, Step]]:
        return [
            ("open", self.open_policy(policy)),
            ("through all chapters", self.through_chapters()),
            ("type", self.type(1_000)),
            ("paste 500 rows", self.paste_rows()),
            ("undo", self.undo("edit.undo", 200)),
            ("redo", self.undo("edit.redo", 40)),
            ("find", self.find("项目")),
            ("replace all", self.replace("评审", "审评")),
            ("undo replacing", self.undo("edit.undo", 1)),
            ("scroll", self.scroll()),
            ("checklist of a phase", self.phase()),
            ("theme", self.theme()),
            ("zoom", self.zoom()),
            ("resize", self.resize()),
            ("print dialog", self.dialog("file.print", 4.0)),
            ("properties", self.dialog("file.properties")),
            ("language", self.language()),
        ]

    def _elsewhere(self) -> list[tuple[str, Step]]:
        dialogs = (
            "file.new_policy", "file.settings", "edit.anywhere", "library.audit",
            "library.doctor", "help.keys", "help.about", "help.guide",
        )  # fmt: skip
        return [
            ("project", self.project()),
            ("pages", self.pages()),
            ("back up", self.command("library.back_up")),
            *((one, self.dialog(one)) for one in dialogs),
        ]

    # -- parts ----------------------------------------------------------------------------------

    @property
    def view(self) -> PolicyView:
        page = self.page
        assert isinstance(page, PolicyPage)
        assert page.view is not None
        return page.view

    @property
    def page(self) -> Any:
        assert self.program.window is not None
        return self.program.window.page

    def press(self, command: str) -> None:
        self.desk.actions[command].trigger()

    def saved(self) -> bool:
        return not self.page.pending

    def open_policy(self, policy: str) -> Step:
        self.desk.go_to(Place(POLICY, policy))
        yield lambda: isinstance(self.page, PolicyPage) and self.page.view is not None
        yield lambda: bool(self.view.form.articles)
        yield 3.0  # the pages come beside it

    def through_chapters(self) -> Step:
        for _ in range(60):
            if not self.desk.actions["chapter.next"].isEnabled():
                return
            self.press("chapter.next")
            yield 0.15

    def fields(self, *kinds: str) -> Iterator[Place]:
        for chapter in self.view.in_hand.current.chapters:
            for article in chapter.articles:
                for field in article.fields:
                    if field.definition.kind in kinds:
                        yield Place(POLICY, self.view.in_hand.id, chapter.id, article.id, field.id)

    def go(self, place: Place) -> Step:
        self.desk.go_to(place)
        yield lambda: self.view.form.row(place.field) is not None  # type: ignore[arg-type]
        yield 0.3

    def type(self, count: int) -> Step:
        """In turns in ten fields; every thirty characters the person thinks until it is saved."""
        places = list(self.fields("rich", "text", "line"))
        for turn in range(count // 100):
            place = places[turn * 7 % len(places)]
            yield from self.go(place)
            editor = self.view.form.row(place.field).editor  # type: ignore[union-attr,arg-type]
            box = editor.findChild(QTextEdit) or editor.findChild(QLineEdit)
            assert isinstance(box, QWidget)
            box.setFocus()
            yield None
            for index in range(100):
                _write(box, _SENTENCE[index % len(_SENTENCE)])
                yield None
                if index % 30 == 29:
                    yield self.saved
            yield self.saved

    def paste_rows(self) -> Step:
        for place in self.fields("table", "kpi"):
            yield from self.go(place)
            row = self.view.form.row(place.field)  # type: ignore[arg-type]
            editor = row.editor if row is not None else None
            if isinstance(editor, TableEditor):
                break
        else:
            raise AssertionError("no table")
        rows = "\n".join(
            "\t".join(f"第{row}行{column}" for column in range(8)) for row in range(500)
        )
        QGuiApplication.clipboard().setText(rows)
        editor.view.setFocus()
        yield None
        editor.view.go(0, 0)
        yield None
        QTest.keyClick(editor.view, _KEY.Key_V, _CONTROL)
        yield self.saved
        yield 2.0
        QTest.keyClick(editor.view, _KEY.Key_End, _CONTROL)
        for _ in range(20):
            yield None
            QTest.keyClick(editor.view, _KEY.Key_Up)
        yield 0.5

    def undo(self, command: str, most: int) -> Step:
        for _ in range(most):
            if not self.desk.actions[command].isEnabled():
                return
            self.press(command)
            yield 0.03
        yield 1.0

    def find(self, words: str) -> Step:
        self.press("edit.find")
        yield 0.1
        box = self.view.find_bar.findChild(QLineEdit)
        box.selectAll()
        for one in words:
            _write(box, one)
            yield 0.05
        yield 2.5
        for _ in range(10):
            self.press("edit.find_next")
            yield 0.15
        QTest.keyClick(box, _KEY.Key_Escape)
        yield 0.3

    def replace(self, words: str, others: str) -> Step:
        self.press("edit.replace")
        yield 0.1
        bar = self.view.find_bar
        query = bar.findChild(QLineEdit)
        query.selectAll()
        for one in words:
            _write(query, one)
            yield 0.05
        yield 2.5
        second = next(one for one in bar.findChildren(QLineEdit) if one is not query)
        second.setText(others)
        yield 0.1
        button = next(
            one
            for one in bar.findChildren(QAbstractButton)
            if one.accessibleName() in ("全部替换", "Replace all") or one.text() == "全部替换"
        )
        assert not isinstance(button, QCheckBox)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        yield 3.0
        bar.hide()

    def scroll(self) -> Step:
        bars = [self.view.form.verticalScrollBar()]
        bars += [self.view.preview.view.verticalScrollBar()]
        for bar in bars:
            for step in range(40):
                bar.setValue(bar.maximum() * (step + 1) // 40)
                yield 0.03
        yield 0.5

    def phase(self) -> Step:
        policy = self.view.in_hand.current
        for one in policy.phases:
            self.desk.go_to(Place(POLICY, policy.id, phase=one.id))
            yield 0.3
        self.desk.go_to(Place(POLICY, policy.id, policy.chapters[0].id))
        yield 0.3

    def theme(self) -> Step:
        assert self.program.window is not None
        for choice in ("dark", "light", "system"):
            self.program.window.command(f"theme={choice}")
            yield 1.0

    def zoom(self) -> Step:
        for command in ("view.zoom_in", "view.zoom_in", "view.zoom_out", "view.zoom_reset"):
            self.press(command)
            yield 0.6

    def resize(self) -> Step:
        window = self.program.window
        assert window is not None
        for width in (1366, 1200, 1100, 1000, 900, 800, 700, 960, 1366):
            window.resize(width, 720 if width > 900 else 600)
            yield 0.25

    def language(self) -> Step:
        for choice in ("en", "zh"):
            assert self.program.window is not None
            old = self.program.window
            old.command(f"language={choice}")
            yield lambda old=old: self.program.window is not old
            yield lambda: isinstance(self.page, PolicyPage) and self.page.view is not None
            yield 1.5

    def command(self, command: str) -> Step:
        self.press(command)
        yield 3.0

    def dialog(self, command: str, pause: float = 1.0) -> Step:
        QTimer.singleShot(0, lambda: self.press(command))
        yield lambda: bool(_dialogs()) or QApplication.activePopupWidget() is not None
        yield pause
        for one in _dialogs():
            one.reject()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        yield 0.3

    def project(self) -> Step:
        project = project_summaries(self.desk.opened)[0]
        self.desk.local.person = "王晓宇"
        self.desk.go_to(Place(PROJECT, project.id))
        yield 1.5
        view = self.page.board.view
        view.setFocus()
        for _ in range(30):
            QTest.keyClick(view, _KEY.Key_Space)
            yield 0.1
            QTest.keyClick(view, _KEY.Key_Down)
            yield 0.03
        for _ in range(30):
            self.press("edit.undo")
            yield 0.05

    def pages(self) -> Step:
        for _ in range(3):
            for page in (START, POLICIES, PROJECTS):
                self.desk.go_to(Place(page))
                yield 0.5


def _write(box: QWidget, character: str) -> None:
    """A key of a keyboard that has every character (QTest knows ASCII only)."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
        QApplication.sendEvent(box, event)


def _dialogs() -> list[QDialog]:
    return [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, QDialog) and one.isVisible()
    ]


def main(library: Path, long: str) -> int:
    application = QApplication(["PolicyDesk"])
    watch = Watch()
    program = Program(application, LocalState.load(), library)
    driver = Driver(program, watch)

    def opened() -> None:
        program.desk.library_opened.disconnect(opened)
        steps = Work(program, long).steps()
        only = os.environ.get("ONLY_STEPS")
        if only:
            steps = [one for one in steps if any(word in one[0] for word in only.split(","))]
        driver.begin([("start page", iter([2.0])), *steps])

    program.desk.library_opened.connect(opened)
    program.show()
    watch.step = "start"
    watch.begin()
    application.exec()
    watch.end()
    program.end()
    print(
        json.dumps(
            {
                "events": driver.events,
                "turns": watch.turns,
                "failed": repr(driver.failed) if driver.failed else "",
                "longest_ms": {k: round(v * 1000, 1) for k, v in watch.longest.items()},
                "stalls": [
                    {
                        "ms": round(one.wall * 1000, 1),
                        "processor_ms": round(one.processor * 1000, 1),
                        "step": one.step,
                        "stacks": one.stacks.most_common(3),
                    }
                    for one in sorted(watch.stalls, key=lambda one: -one.wall)
                ],
            },
            ensure_ascii=False,
        )
    )
    return 1 if driver.failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
