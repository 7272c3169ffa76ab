"""Undo in the window: each step holds the command that takes it back.

A library's commands give their own inverse, so a step is two commands that are swapped each time
it is undone or done again. Typing is merged: what was typed into one field in one go is one step.
"""

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtGui import QUndoCommand

from desktop.models.errors import KnownError

if TYPE_CHECKING:
    from desktop.services.command import Command, Outcome

__all__ = ["MERGED_SECONDS", "Runner", "Step", "Typing"]

MERGED_SECONDS = 6.0
"""Typing is cut into steps of this length, so that undo does not take back minutes at once."""
PAUSE_SECONDS = 1.5
"""After a pause of this length a new step begins."""
_MERGEABLE = 1


class Runner(Protocol):
    """What a step runs its commands with (the desk)."""

    def carry_out(self, command: "Command[Any]", origin: object = None) -> "Outcome[Any]": ...

    def refuse(self, error: KnownError) -> None: ...


@dataclass(frozen=True, slots=True)
class Typing:
    """Steps with equal `place` that follow each other without a pause are one."""

    place: str


class Step(QUndoCommand):
    """A command that was carried out already, and can be taken back."""

    def __init__(
        self,
        label: str,
        runner: Runner,
        command: "Command[Any]",
        inverse: "Command[Any]",
        typing: Typing | None = None,
        *,
        beside: bool = False,
    ) -> None:
        """`beside`: the command takes long, so that it is turned beside the window."""
        super().__init__(label)
        self.beside = beside
        self._turned: Command[Any] | KnownError | None = None
        self._runner = runner
        self._command = command
        self._inverse = inverse
        self._typing = typing
        self._began = self._ended = monotonic()
        self._done = True  # by whoever made the step; `push` calls redo at once

    def redo(self) -> None:
        if self._done:
            return
        try:
            self._inverse = self._turn(self._command)
        except KnownError as error:
            self._give_up(error)
        else:
            self._done = True

    def undo(self) -> None:
        try:
            self._command = self._turn(self._inverse)
        except KnownError as error:
            self._give_up(error)
        else:
            self._done = False

    def next_command(self, *, back: bool) -> "Command[Any]":
        """What takes the step back, or does it again."""
        return self._inverse if back else self._command

    def ended_beside(self, ended: "Command[Any] | KnownError") -> None:
        """`next_command` was run beside the window: its inverse, or why it was refused. The undo
        or redo that follows only takes note of it."""
        self._turned = ended

    def _turn(self, command: "Command[Any]") -> "Command[Any]":
        """Runs a command unless that was done beside; gives its inverse. Raises KnownError."""
        ended, self._turned = self._turned, None
        if isinstance(ended, KnownError):
            raise ended
        return ended or self._runner.carry_out(command, origin=self).inverse

    def _give_up(self, error: KnownError) -> None:
        """What cannot be taken back is said, and its step goes away."""
        self.setObsolete(True)
        self._runner.refuse(error)

    def id(self) -> int:
        return -1 if self._typing is None else _MERGEABLE

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802
        """`other` was done after this one: its inverse is not needed, ours leads further back."""
        if not isinstance(other, Step) or other._typing != self._typing:
            return False
        if other._began - self._ended > PAUSE_SECONDS:
            return False
        if other._ended - self._began > MERGED_SECONDS:
            return False
        self._command, self._ended = other._command, other._ended
        return True
