"""Says the same of several changes at once: all or nothing, one step of undo."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.definitions import Json
from desktop.models.errors import Refused
from desktop.models.identity import PolicyId
from desktop.services.command import Applied, Command, Work
from desktop.services.commands.describe_change import DescribeChange
from desktop.services.finding import draft_policy

__all__ = ["DescribeChanges"]


@dataclass(frozen=True)
class DescribeChanges(Command[None]):
    """`changes` of one policy, each by the rules of DescribeChange. In the audit log it stands with
    the policy; `before` and `after` tell each note by its anchor."""

    name: ClassVar[str] = "describe-changes"

    policy_id: PolicyId
    changes: tuple[DescribeChange, ...]

    def apply(self, work: Work) -> Applied[None]:
        draft_policy(work, self.policy_id)
        for one in self.changes:
            if one.policy_id != self.policy_id:
                raise Refused("policy-unknown", policy=one.policy_id)
        before: dict[str, Json] = {}
        after: dict[str, Json] = {}
        steps: list[DescribeChange] = []
        for one in self.changes:
            applied = one.apply(work)
            before.setdefault(one.anchor, applied.before)
            after[one.anchor] = applied.after
            if isinstance(applied.inverse, DescribeChange):
                steps.insert(0, applied.inverse)
        inverse = DescribeChanges(self.policy_id, tuple(steps))
        return Applied(None, inverse, self.policy_id, before, after)
