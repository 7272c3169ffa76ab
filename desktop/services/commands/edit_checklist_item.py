"""Rewrites an item of a checklist; its code stays, for projects and references hold it."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.definitions import ChecklistItem as Item
from desktop.models.errors import Refused
from desktop.models.identity import ItemCode, PolicyId
from desktop.models.plain import to_plain
from desktop.services.checklist_rules import checked_item
from desktop.services.command import Applied, Command, Work
from desktop.services.definitions_kept import read_item
from desktop.services.finding import draft_policy, item_of

__all__ = ["EditChecklistItem"]


@dataclass(frozen=True)
class EditChecklistItem(Command[None]):
    """`item` whole, as it is to be."""

    name: ClassVar[str] = "edit-checklist-item"

    policy_id: PolicyId
    code: ItemCode
    item: Item

    def apply(self, work: Work) -> Applied[None]:
        draft_policy(work, self.policy_id)
        row = item_of(work, self.policy_id, self.code)
        item = checked_item(work, self.policy_id, self.item)
        if item.code != self.code:
            raise Refused("item-code-fixed", item=self.code, given=item.code)
        before = row.definition
        row.definition = to_plain(item)
        return Applied(
            None,
            EditChecklistItem(self.policy_id, self.code, read_item(before)),
            f"{self.policy_id}/item:{self.code}",
            before,
            row.definition,
        )
