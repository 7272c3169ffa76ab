"""Gives a submitted revision back to its preparer: its text can be changed again."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.errors import Problem, Refused
from desktop.models.identity import PolicyId
from desktop.models.life import LifeEvent
from desktop.services.command import Applied, Command, Work
from desktop.services.commands.give_opinion import LONGEST_COMMENT
from desktop.services.life_steps import begin_step, refuse_for
from desktop.services.words import checked_text

__all__ = ["ReturnPolicy"]


@dataclass(frozen=True)
class ReturnPolicy(Command[LifeEvent]):
    """Opinions and answers stay; who countersigned or reviewed another text is asked again."""

    name: ClassVar[str] = "return-policy"

    policy_id: PolicyId
    reason: str

    def apply(self, work: Work) -> Applied[LifeEvent]:
        reason = checked_text(self.reason, "reason", LONGEST_COMMENT).strip()
        step = begin_step(work, self.policy_id)
        latest = step.life.latest
        if not latest.is_open or latest.state == "draft":
            code = "life-not-submitted" if latest.state == "draft" else "life-closed"
            facts = {"revision": latest.revision}
            refuse_for("life-refused", (Problem("state", code, facts),), step.row)
        if not reason:
            raise Refused("reason-missing")
        before = step.row.state
        event = step.record("returned", comment=reason)
        step.row.state = "draft"
        return step.applied(event, before)
