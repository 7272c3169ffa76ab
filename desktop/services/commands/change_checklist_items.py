"""Adds or removes several items of checklists in one step: those that the template has and the
phase has not, or those that a person has marked."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.definitions import ChecklistItem as Item
from desktop.models.definitions import Json
from desktop.models.errors import Refused
from desktop.models.identity import ItemCode, PhaseId, PolicyId
from desktop.services.command import Applied, Command, Work
from desktop.services.commands.add_checklist_item import AddChecklistItem
from desktop.services.commands.remove_checklist_item import (
    RemoveChecklistItem,
    RestoreChecklistItem,
)
from desktop.services.finding import draft_policy

__all__ = ["AddChecklistItems", "RemoveChecklistItems", "RestoreChecklistItems"]


@dataclass(frozen=True)
class AddChecklistItems(Command[None]):
    """`items` come one after the other at `position` (from 0; None: at the end) of the phase."""

    name: ClassVar[str] = "add-checklist-items"

    policy_id: PolicyId
    phase_id: PhaseId
    items: tuple[Item, ...]
    position: int | None = None

    def apply(self, work: Work) -> Applied[None]:
        draft_policy(work, self.policy_id)
        done = []
        for offset, item in enumerate(self.items):
            place = None if self.position is None else self.position + offset
            step = AddChecklistItem(self.policy_id, self.phase_id, item, place)
            done.append((item.code, step.apply(work)))
            work.session.flush()
        codes = tuple(code for code, _ in reversed(done))
        inverse = RemoveChecklistItems(self.policy_id, codes)
        return Applied(None, inverse, self.policy_id, None, _told(done)[1])


@dataclass(frozen=True)
class RemoveChecklistItems(Command[None]):
    """All of `codes`, or none where one is not there."""

    name: ClassVar[str] = "remove-checklist-items"

    policy_id: PolicyId
    codes: tuple[ItemCode, ...]

    def apply(self, work: Work) -> Applied[None]:
        draft_policy(work, self.policy_id)
        done = [
            (code, RemoveChecklistItem(self.policy_id, code).apply(work)) for code in self.codes
        ]
        steps = tuple(
            applied.inverse
            for _, applied in reversed(done)
            if isinstance(applied.inverse, RestoreChecklistItem)
        )
        inverse = RestoreChecklistItems(self.policy_id, steps)
        return Applied(None, inverse, self.policy_id, _told(done)[0], None)


@dataclass(frozen=True)
class RestoreChecklistItems(Command[None]):
    """`steps` in the order in which they are taken."""

    name: ClassVar[str] = "restore-checklist-items"

    policy_id: PolicyId
    steps: tuple[RestoreChecklistItem, ...]

    def apply(self, work: Work) -> Applied[None]:
        draft_policy(work, self.policy_id)
        for step in self.steps:
            if step.policy_id != self.policy_id:
                raise Refused("policy-unknown", policy=step.policy_id)
        done = [(step.code, step.apply(work)) for step in self.steps]
        codes = tuple(step.code for step in reversed(self.steps))
        inverse = RemoveChecklistItems(self.policy_id, codes)
        return Applied(None, inverse, self.policy_id, None, _told(done)[1])


def _told(done: list[tuple[ItemCode, Applied[None]]]) -> tuple[Json, Json]:
    before: dict[str, Json] = {code: applied.before for code, applied in done}
    after: dict[str, Json] = {code: applied.after for code, applied in done}
    return before, after
