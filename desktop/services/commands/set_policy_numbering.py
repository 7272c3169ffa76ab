"""Sets how a policy counts: 第一条 or 1.1."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.definitions import NumberingProfile
from desktop.models.identity import PolicyId
from desktop.services.command import Applied, Command, Work
from desktop.services.finding import draft_policy
from desktop.services.policy_reading import numbering_of
from desktop.services.policy_rules import checked_numbering

__all__ = ["SetPolicyNumbering"]


@dataclass(frozen=True)
class SetPolicyNumbering(Command[None]):
    """`numbering`: article or decimal."""

    name: ClassVar[str] = "set-policy-numbering"

    policy_id: PolicyId
    numbering: NumberingProfile

    def apply(self, work: Work) -> Applied[None]:
        policy = draft_policy(work, self.policy_id)
        checked_numbering(self.numbering)
        before = numbering_of(policy)
        policy.numbering = self.numbering
        inverse = SetPolicyNumbering(self.policy_id, before)
        return Applied(None, inverse, self.policy_id, before, self.numbering)
