"""The desk: what every page works with. The open library, its changes, undo, the person's choices.

A page never runs a command by itself: `push` carries it out, remembers how to take it back, and
everyone who shows something is told by `changed`.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal
from PySide6.QtGui import QAction, QUndoStack

from desktop.i18n import Language
from desktop.models.errors import KnownError
from desktop.tasks.background import Task, in_background, wait_for_all
from desktop.views.places import Place
from desktop.views.undo import Step, Typing

if TYPE_CHECKING:
    from desktop.services.command import Changes, Command, Outcome
    from desktop.services.library import Library
    from desktop.services.local_state import LocalState
    from desktop.tasks.paper import Paper
    from desktop.views.policy_in_hand import PolicyInHand, Refreshed
    from desktop.views.project_in_hand import ProjectInHand

__all__ = ["LIBRARY", "Desk"]

Result = TypeVar("Result")
LIBRARY = "library"
"""The undo stack of what concerns no single policy or project."""


class Desk(QObject):
    """One for the whole program; lives longer than the window (which a change of language makes
    anew)."""

    library_opened = Signal()
    library_closing = Signal()
    """Still open: the last moment to keep what was typed, and to let go of what shows it."""
    library_closed = Signal()
    library_refused = Signal(object, object)
    """(path, KnownError): the library cannot be used; the old one is closed."""
    changed = Signal(object, object)
    """(Changes, origin) after every command, whoever ran it."""
    refused = Signal(object)
    """KnownError: what the person asked for was not done. The window says it."""
    saved = Signal(object)
    """datetime, local: all that was written is in the library."""
    saving = Signal()
    written_beside = Signal()
    """A command that ran beside the window has ended, whether or not it was carried out."""
    saving_failed = Signal(object)
    """KnownError: typing goes on, what is not kept is kept in memory and tried again."""
    place_wanted = Signal(object)
    """Place: show it."""
    command_wanted = Signal(str)
    """Id of a command of `desktop.views.commands`, as if chosen from the menu."""
    message = Signal(str, str, object)
    """(sentence, action text or "", callable or None): a toast."""
    _told_elsewhere = Signal(object, object, object)

    def __init__(self, local: "LocalState", language: Language) -> None:
        super().__init__()
        self.local = local
        self.language: Language = language
        self.library: Library | None = None
        self._path: Path | None = None
        self._opening: Task | None = None
        self._ended = False
        self._stacks: dict[str, QUndoStack] = {}
        self._policies: dict[str, PolicyInHand] = {}
        self._projects: dict[str, ProjectInHand] = {}
        self._beside: set[Task] = set()
        self._unsubscribe: Callable[[], None] | None = None
        self._paper: Paper | None = None
        self.last_saved: datetime | None = None
        self.actions: dict[str, QAction] = {}
        """The window's actions by command, for context menus: the same ones everywhere."""
        self._told_elsewhere.connect(self._tell_here, Qt.ConnectionType.QueuedConnection)

    # -- the library ---------------------------------------------------------------------------

    @property
    def opened(self) -> "Library":
        """The open library. Only for who knows that there is one."""
        assert self.library is not None
        return self.library

    def open_library(
        self, path: Path | None = None, *, create: bool = False, read_only: bool | None = None
    ) -> Task:
        """Opens beside the window (None: the person's own library, made where it is missing).
        `library_opened` or `library_refused` follows."""
        self.close_library()

        def work(_task: Task) -> "Library":
            from desktop.services.care import refresh_search
            from desktop.services.library import Library

            library = Library.open(path, create=create or path is None, read_only=read_only)
            refresh_search(library)  # nobody writes yet
            return library

        task = self._opening = in_background(work)
        task.done.connect(self._take_library)
        task.failed.connect(lambda error: self.library_refused.emit(path, error))
        return task

    def _take_library(self, library: "Library") -> None:
        if self._ended:
            library.close()
            return
        self.close_library()
        self.library = library
        self._unsubscribe = library.subscribe(self._tell)
        self.local.library_opened(library.path)
        self.library_opened.emit()

    def close_library(self) -> None:
        """Lets go of the library; pages have saved before (the window asks them)."""
        if self.library is None:
            return
        self.library_closing.emit()
        wait_for_all()
        if self._unsubscribe is not None:
            self._unsubscribe()
        library, self.library = self.library, None
        for kept in (*self._policies.values(), *self._projects.values()):
            kept.deleteLater()
        self._policies.clear()
        self._projects.clear()
        for stack in self._stacks.values():
            stack.clear()
        self.library_closed.emit()
        library.close()

    def close(self) -> None:
        """Also while a library is still being opened: that one is closed again."""
        self._ended = True
        wait_for_all()
        if self._opening is not None and self._opening.running:
            QCoreApplication.sendPostedEvents(self._opening)
        self.close_library()
        if self._paper is not None:
            self._paper.close()
            self._paper = None

    @property
    def read_only(self) -> bool:
        return self.library is None or self.library.read_only

    # -- what is looked at ---------------------------------------------------------------------

    def policy(self, policy_id: str) -> "PolicyInHand":
        """The policy, kept up to date for everyone who shows it; read beside the window."""
        from desktop.views.policy_in_hand import PolicyInHand

        if policy_id not in self._policies:
            self._policies[policy_id] = PolicyInHand(self, policy_id)
        return self._policies[policy_id]

    def project(self, project_id: str) -> "ProjectInHand":
        from desktop.views.project_in_hand import ProjectInHand

        if project_id not in self._projects:
            self._projects[project_id] = ProjectInHand(self, project_id)
        return self._projects[project_id]

    @property
    def paper(self) -> "Paper":
        """The process that sets and prints pages; started when it is first needed."""
        if self._paper is None:
            from desktop.tasks.paper import Paper

            self._paper = Paper()
        return self._paper

    # -- what is done --------------------------------------------------------------------------

    def stack(self, key: str = LIBRARY) -> QUndoStack:
        """The undo stack of a policy, of a project (by id), or of the library."""
        if key not in self._stacks:
            self._stacks[key] = QUndoStack(self)
        return self._stacks[key]

    def carry_out(self, command: "Command[Result]", origin: object = None) -> "Outcome[Result]":
        """Runs a command that undo does not know. Raises KnownError."""
        self.finish_writing()
        outcome = self.opened.run(command, by=self.person, origin=origin)
        if not outcome.changes.nothing:
            self.last_saved = datetime.now().astimezone()
            self.saved.emit(self.last_saved)
        return outcome

    def push(
        self,
        command: "Command[Result]",
        label: str,
        *,
        stack: str = LIBRARY,
        typing: Typing | None = None,
        origin: object = None,
    ) -> "Outcome[Result]":
        """Runs a command as a step of undo named `label` (translated: "改名：第三章"). Raises
        KnownError with nothing changed."""
        outcome = self.carry_out(command, origin)
        if not outcome.changes.nothing:
            self.stack(stack).push(Step(label, self, command, outcome.inverse, typing))
        return outcome

    def attempt(
        self, command: "Command[Result]", label: str, *, stack: str = LIBRARY, origin: object = None
    ) -> "Outcome[Result] | None":
        """Like `push`; a refusal is said by the window, and None is given back."""
        try:
            return self.push(command, label, stack=stack, origin=origin)
        except KnownError as error:
            self.refuse(error)
            return None

    def push_beside(self, command: "Command[Any]", label: str, *, stack: str = LIBRARY) -> Task:
        """Like `push`, beside the window: for a command that takes long. `done` gives the Outcome,
        after everyone has been told of the change."""

        def keep(outcome: "Outcome[Any]") -> None:
            if not outcome.changes.nothing:
                step = Step(label, self, command, outcome.inverse, beside=True)
                self.stack(stack).push(step)

        return self._write_beside(command, keep)

    def take_step(self, command: "Command[Any]", by: str, *, stack: str) -> Task:
        """Runs a step of a policy's life on behalf of `by`, beside the window. `done` gives the
        Outcome, `failed` the KnownError. A person has signed for it: undo ends there."""
        from desktop.services.command import FinalStep

        def keep(outcome: "Outcome[Any]") -> None:
            if isinstance(outcome.inverse, FinalStep):
                self.stack(stack).clear()

        return self._write_beside(command, keep, by=by)

    def turn_beside(self, stack: QUndoStack, step: Step, *, back: bool) -> Task:
        """Takes the step back that is next in `stack`, or does it again, beside the window. A
        refusal is said by the window."""

        def turn(ended: "Outcome[Any] | KnownError") -> None:
            step.ended_beside(ended if isinstance(ended, KnownError) else ended.inverse)
            if back:
                stack.undo()
            else:
                stack.redo()

        return self._write_beside(step.next_command(back=back), turn, turn, origin=step)

    def _write_beside(
        self,
        command: "Command[Any]",
        keep: "Callable[[Outcome[Any]], None]",
        refused: Callable[[KnownError], None] | None = None,
        origin: object = None,
        by: str | None = None,
    ) -> Task:
        """`keep` is called with the Outcome or `refused` with the error, unless the library has
        been closed meanwhile."""
        self.finish_writing()
        library, person = self.opened, self.person if by is None else by

        def work(_task: Task) -> "Outcome[Any]":
            return library.run(command, by=person, origin=origin)

        def take(outcome: "Outcome[Any]") -> None:
            if library is not self.library:
                return
            self._beside.discard(task)  # what is done of it now is part of it
            keep(outcome)
            if not outcome.changes.nothing:
                self.last_saved = datetime.now().astimezone()
                self.saved.emit(self.last_saved)

        def end(ended: object) -> None:
            self._beside.discard(task)
            if refused is not None and isinstance(ended, KnownError) and library is self.library:
                refused(ended)
            self.written_beside.emit()

        task = in_background(work)
        self._beside.add(task)
        task.done.connect(take)
        task.done.connect(end)
        task.failed.connect(end)
        self.saving.emit()
        return task

    def finish_writing(self) -> None:
        """Waits for the command that runs beside, if there is one: what comes later in the library
        comes later in undo, too."""
        for task in tuple(self._beside):
            self._beside.discard(task)
            task.finish(self)

    @property
    def writing(self) -> bool:
        """Whether a command that takes long is still under way."""
        return bool(self._beside)

    def refuse(self, error: KnownError) -> None:
        self.refused.emit(error)

    @property
    def person(self) -> str:
        """Who works here: the name that goes into the audit log."""
        return self.local.person

    def go_to(self, place: Place) -> None:
        self.place_wanted.emit(place)

    def say(
        self, sentence: str, action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        """A toast with at most one action."""
        self.message.emit(sentence, action, on_action)

    def explain(self, error: KnownError) -> str:
        """The error in the window's language, with its first problems."""
        from desktop.i18n import catalogue

        texts = catalogue("errors")
        lines = [texts.say(error.code, self.language, **error.facts)]
        for problem in error.problems[:5]:
            said = texts.say(problem.code, self.language, **problem.facts)
            lines.append(f"{problem.place}: {said}" if problem.place else said)
        return "\n".join(lines)

    def _tell(self, changes: "Changes", origin: object) -> None:
        """The library's notice of a change, in the thread of whoever ran the command."""
        if QThread.currentThread() is self.thread():
            self._tell_here(changes, origin)
        else:
            read = {one: kept.read(changes) for one, kept in self._touched(changes).items()}
            self._told_elsewhere.emit(changes, origin, read)

    def _tell_here(
        self, changes: "Changes", origin: object, read: "Mapping[str, Refreshed] | None" = None
    ) -> None:
        """First the kept snapshots, then everyone. `read`: what was read beside the window."""
        if self.library is None:
            return
        for policy_id, kept in self._touched(changes).items():
            was_draft = kept.policy is not None and kept.policy.state == "draft"
            kept.refresh(changes, origin, read.get(policy_id) if read else None)
            if was_draft and kept.policy is not None and kept.policy.state != "draft":
                self.stack(policy_id).clear()  # wherever that was done: no way behind it
        for project_id in changes.all_projects:
            if project_id in self._projects:
                self._projects[project_id].refresh(changes, origin)
        self.changed.emit(changes, origin)

    def _touched(self, changes: "Changes") -> "dict[str, PolicyInHand]":
        """The kept policies whose snapshots are different now."""
        from desktop.models.paper_style import PAPER

        everyone = bool({"organisation", PAPER} & changes.settings)  # all snapshots hold these
        names = changes.all_policies
        return {
            name: kept for name, kept in tuple(self._policies.items()) if everyone or name in names
        }
