"""What a person does with a project's items: each as one step of undo in the project's own stack.

The first tick asks once for the person's name: it stands beside every tick.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.models.errors import KnownError
from desktop.models.identity import ItemCode
from desktop.models.snapshot import ItemRecord
from desktop.tasks.background import Task, in_background
from desktop.views.desk import Desk
from desktop.views.undo import Typing

if TYPE_CHECKING:
    from desktop.views.project_in_hand import ProjectInHand

__all__ = ["ItemActions"]


class ItemActions(QObject):
    name_wanted = Signal()
    """Who works here must be said first; what was asked for waits for `name_given`."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._held: ProjectInHand | None = None
        self._waiting: Callable[[], None] | None = None

    def take(self, in_hand: "ProjectInHand") -> None:
        """From now on it is this project that is worked on."""
        self._held = in_hand
        self._waiting = None
        in_background(_load_commands)

    @property
    def _in_hand(self) -> "ProjectInHand":
        assert self._held is not None
        return self._held

    # -- who -----------------------------------------------------------------------------------

    def name_given(self, name: str) -> None:
        """Remembers the name on this computer and does what waited for it."""
        self._desk.local.person = name.strip()
        write = self._desk.local.prepare()
        if write is not None:
            in_background(lambda _task: write()).failed.connect(self._desk.refuse)
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def name_not_given(self) -> None:
        """What waited is not done."""
        self._waiting = None

    def _by_name(self, action: Callable[[], None]) -> None:
        if self._desk.person:
            action()
        else:
            self._waiting = action
            self.name_wanted.emit()

    # -- states --------------------------------------------------------------------------------

    def tick(self, codes: Sequence[str]) -> None:
        """Ticks them; where all of them are done already, opens them again."""
        records = self._records(codes)
        wanted = "open" if all(one.state == "done" for one in records) else "done"
        self.set_state([one.code for one in records if one.state != wanted], wanted)

    def set_state(self, codes: Sequence[str], state: str, note: str | None = None) -> None:
        """`note` None keeps each item's own."""
        if codes:
            self._by_name(lambda: self._set_state(codes, state, note))

    def _set_state(self, codes: Sequence[str], state: str, note: str | None) -> None:
        from desktop.services.commands.set_item_state import SetItemState
        from desktop.services.commands.set_item_states import SetItemStates

        project = self._in_hand.current.id
        changes = tuple(
            SetItemState(
                project,
                one.code,
                state,
                one.note if note is None else note,
                evidence=one.evidence,
            )
            for one in self._records(codes)
        )
        label = self._label(state, codes)
        if len(changes) == 1:
            self._desk.attempt(changes[0], label, stack=self._in_hand.stack)
        elif changes:
            self._desk.attempt(SetItemStates(project, changes), label, stack=self._in_hand.stack)

    def _label(self, state: str, codes: Sequence[str]) -> str:
        words = {
            "open": self.tr("Reopen {items}"),
            "done": self.tr("Tick {items}"),
            "na": self.tr("Not applicable: {items}"),
            "failed": self.tr("Failed: {items}"),
        }[state]
        several = self.tr("{count} items").format(count=len(codes))
        return words.format(items=codes[0] if len(codes) == 1 else several)

    # -- evidence and note ---------------------------------------------------------------------

    def add_evidence(self, code: str, names: Sequence[str]) -> None:
        record = self._record(code)
        fresh = [one for one in dict.fromkeys(names) if one and one not in record.evidence]
        if fresh:
            label = self.tr("Evidence for {item}").format(item=code)
            self._amend(code, label, evidence=(*record.evidence, *fresh))

    def remove_evidence(self, code: str, name: str) -> None:
        left = tuple(one for one in self._record(code).evidence if one != name)
        label = self.tr("Remove evidence of {item}").format(item=code)
        self._amend(code, label, evidence=left)

    def _amend(self, code: str, label: str, *, evidence: tuple[str, ...]) -> None:
        from desktop.services.commands.amend_item_record import AmendItemRecord

        project, note = self._in_hand.current.id, self._record(code).note
        command = AmendItemRecord(project, ItemCode(code), note, evidence)
        self._desk.attempt(command, label, stack=self._in_hand.stack)

    def write_note(self, code: str, note: str) -> KnownError | None:
        """Keeps the note; what was typed in one go is one step of undo. Gives back why not."""
        from desktop.services.commands.amend_item_record import AmendItemRecord

        record = self._record(code)
        if note.strip() == record.note:
            return None
        command = AmendItemRecord(self._in_hand.current.id, ItemCode(code), note, record.evidence)
        label = self.tr("Note on {item}").format(item=code)
        typing = Typing(f"{self._in_hand.id}/{code}/note")
        try:
            self._desk.push(command, label, stack=self._in_hand.stack, typing=typing)
        except KnownError as error:
            return error
        return None

    # -- records -------------------------------------------------------------------------------

    def _record(self, code: str) -> ItemRecord:
        return self._in_hand.current.record(ItemCode(code))

    def _records(self, codes: Sequence[str]) -> list[ItemRecord]:
        return [self._record(one) for one in codes]


def _load_commands(_task: Task) -> None:
    """So that the first tick does not wait for them."""
    for name in ("set_item_state", "set_item_states", "amend_item_record"):
        import_module(f"desktop.services.commands.{name}")
