"""Moves an item within its checklist or into another phase's."""

from dataclasses import dataclass
from typing import ClassVar

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

__all__ = ["MoveChecklistItem"]


@dataclass(frozen=True)
class MoveChecklistItem(Command[None]):
    """`position` from 0, among the other items of the phase it goes to."""

    name: ClassVar[str] = "move-checklist-item"

    policy_id: PolicyId
    code: ItemCode
    phase_id: PhaseId
    position: int

    def apply(self, work: Work) -> Applied[None]:
        draft_policy(work, self.policy_id)
        row = item_of(work, self.policy_id, self.code)
        phase_of(work, self.policy_id, self.phase_id)
        old_phase, old_position = PhaseId(row.phase_id), row.position
        left = [one for one in items_of(work, self.policy_id, old_phase) if one is not row]
        if old_phase == self.phase_id:
            others = left
        else:
            renumber(left)
            others = items_of(work, self.policy_id, self.phase_id)
        others.insert(place_among(len(others), self.position), row)
        row.phase_id = self.phase_id
        renumber(others)
        return Applied(
            None,
            MoveChecklistItem(self.policy_id, self.code, old_phase, old_position),
            f"{self.policy_id}/item:{self.code}",
            {"phase": old_phase, "position": old_position},
            {"phase": self.phase_id, "position": self.position},
        )
