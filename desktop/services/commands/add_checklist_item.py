"""Adds an item to a phase's checklist."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.definitions import ChecklistItem as Item
from desktop.models.entities import ChecklistItem
from desktop.models.errors import Refused
from desktop.models.identity import PhaseId, PolicyId
from desktop.models.plain import to_plain
from desktop.services.checklist_rules import checked_item
from desktop.services.command import Applied, Command, Work
from desktop.services.commands.remove_checklist_item import RemoveChecklistItem
from desktop.services.finding import draft_policy, items_of, phase_of, place_among, renumber

__all__ = ["AddChecklistItem"]


@dataclass(frozen=True)
class AddChecklistItem(Command[None]):
    """`position` from 0 in the phase; None puts it at the end. The code must be free."""

    name: ClassVar[str] = "add-checklist-item"

    policy_id: PolicyId
    phase_id: PhaseId
    item: Item
    position: int | None = None

    def apply(self, work: Work) -> Applied[None]:
        draft_policy(work, self.policy_id)
        phase_of(work, self.policy_id, self.phase_id)
        item = checked_item(work, self.policy_id, self.item)
        if work.session.get(ChecklistItem, (self.policy_id, item.code)) is not None:
            raise Refused("item-code-taken", item=item.code)
        items = items_of(work, self.policy_id, self.phase_id)
        position = place_among(len(items), self.position)
        row = ChecklistItem(
            policy_id=self.policy_id,
            code=item.code,
            phase_id=self.phase_id,
            position=position,
            definition=to_plain(item),
        )
        items.insert(position, row)
        renumber(items)
        work.session.add(row)
        return Applied(
            None,
            RemoveChecklistItem(self.policy_id, item.code),
            f"{self.policy_id}/item:{item.code}",
            None,
            {"phase": self.phase_id, "position": position, "item": row.definition},
        )
