"""Withdraws a revision: its text no longer applies, and every page of it says so."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.errors import Problem, Refused
from desktop.models.identity import PolicyId
from desktop.models.life import LifeEvent, RevisionLife
from desktop.models.life_rules import against_withdrawing
from desktop.services.command import Applied, Command, Work
from desktop.services.commands.give_opinion import LONGEST_COMMENT
from desktop.services.life_steps import LifeStep, begin_step, refuse_for
from desktop.services.words import checked_text

__all__ = ["WithdrawPolicy"]


@dataclass(frozen=True)
class WithdrawPolicy(Command[LifeEvent]):
    """`revision` "": the one in force; where none is, the latest that was approved. A draft that
    follows it stays a draft."""

    name: ClassVar[str] = "withdraw-policy"

    policy_id: PolicyId
    reason: str
    revision: str = ""

    def apply(self, work: Work) -> Applied[LifeEvent]:
        reason = checked_text(self.reason, "reason", LONGEST_COMMENT).strip()
        if not reason:
            raise Refused("reason-missing")
        step = begin_step(work, self.policy_id)
        meant = self._meant(step)
        state = step.life.state_on(meant.revision, step.day)
        obstacles = list(against_withdrawing(meant))
        if not obstacles and state == "superseded":
            facts = {"revision": meant.revision}
            obstacles = [Problem("state", "life-not-in-force", facts)]
        refuse_for("life-refused", obstacles, step.row)
        before = step.row.state
        event = step.record("withdrawn", meant.revision, comment=reason)
        if meant.revision == step.life.latest.revision:
            step.row.state = "withdrawn"
        return step.applied(event, before)

    def _meant(self, step: LifeStep) -> RevisionLife:
        life = step.life
        if self.revision:
            found = life.revision(self.revision)
            if found is None:
                known = ", ".join(one.revision for one in life.revisions)
                raise Refused("revision-unknown", revision=self.revision[:40], kept=known)
            return found
        in_force = life.in_force(step.day)
        if in_force is not None:
            return in_force
        approved = [one for one in life.revisions if one.approved and not one.withdrawn]
        return approved[-1] if approved else life.latest
