"""Gives a policy another title."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.identity import PolicyId
from desktop.models.plain import to_plain
from desktop.models.wording import Localised
from desktop.services.command import Applied, Command, Work
from desktop.services.finding import draft_policy
from desktop.services.words import checked_title

__all__ = ["RenamePolicy"]


@dataclass(frozen=True)
class RenamePolicy(Command[None]):
    name: ClassVar[str] = "rename-policy"

    policy_id: PolicyId
    title: Localised

    def apply(self, work: Work) -> Applied[None]:
        policy = draft_policy(work, self.policy_id)
        before = policy.title
        policy.title = checked_title(self.title, "title").to_json()
        inverse = RenamePolicy(self.policy_id, Localised.from_json(before))
        return Applied(None, inverse, self.policy_id, before, to_plain(policy.title))
