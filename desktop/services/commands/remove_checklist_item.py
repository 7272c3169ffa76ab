"""Removes an item from a checklist; and puts it back. Projects keep their own copy of it."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.entities import ChecklistItem
from desktop.models.errors import Refused
from desktop.models.identity import ItemCode, PhaseId, PolicyId
from desktop.services.command import Applied, Command, Work
from desktop.services.finding import (
    draft_policy,
    item_of,
    items_of,
    phase_of,
    place_among,
    renumber,
)
from desktop.services.rows import Row, put_rows, rows_as_json, take_rows

__all__ = ["RemoveChecklistItem", "RestoreChecklistItem"]


@dataclass(frozen=True)
class RemoveChecklistItem(Command[None]):
    name: ClassVar[str] = "remove-checklist-item"

    policy_id: PolicyId
    code: ItemCode

    def apply(self, work: Work) -> Applied[None]:
        draft_policy(work, self.policy_id)
        row = item_of(work, self.policy_id, self.code)
        phase_id, position = PhaseId(row.phase_id), row.position
        others = [one for one in items_of(work, self.policy_id, phase_id) if one is not row]
        rows = take_rows(work.session, [row])
        renumber(others)
        return Applied(
            None,
            RestoreChecklistItem(self.policy_id, self.code, phase_id, position, rows),
            f"{self.policy_id}/item:{self.code}",
            rows_as_json(rows),
            None,
        )


@dataclass(frozen=True)
class RestoreChecklistItem(Command[None]):
    name: ClassVar[str] = "restore-checklist-item"

    policy_id: PolicyId
    code: ItemCode
    phase_id: PhaseId
    position: int
    rows: tuple[Row, ...]

    def apply(self, work: Work) -> Applied[None]:
        draft_policy(work, self.policy_id)
        phase_of(work, self.policy_id, self.phase_id)
        if work.session.get(ChecklistItem, (self.policy_id, self.code)) is not None:
            raise Refused("item-code-taken", item=self.code)
        items = items_of(work, self.policy_id, self.phase_id)
        put_rows(work.session, self.rows)
        restored = work.session.get_one(ChecklistItem, (self.policy_id, self.code))
        items.insert(place_among(len(items), min(self.position, len(items))), restored)
        renumber(items)
        return Applied(
            None,
            RemoveChecklistItem(self.policy_id, self.code),
            f"{self.policy_id}/item:{self.code}",
            None,
            rows_as_json(self.rows),
        )
