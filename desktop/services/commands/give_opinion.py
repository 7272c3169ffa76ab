"""A person's opinion on a submitted revision, or on one clause of it."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.errors import Refused
from desktop.models.identity import PolicyId
from desktop.models.life import OPINIONS, STATE_OF_STEP, STEPS, LifeEvent
from desktop.models.life_rules import against_opinion
from desktop.services.command import Applied, Command, Work
from desktop.services.life_steps import begin_step, refuse_for
from desktop.services.words import checked_line, checked_text

__all__ = ["LONGEST_COMMENT", "GiveOpinion"]

LONGEST_COMMENT = 20_000


@dataclass(frozen=True)
class GiveOpinion(Command[LifeEvent]):
    """`step`: consult, countersign, review. `opinion`: agree, agree-after-change, disagree; a
    disagreement without a reason is one all the same, and has to be answered. `clause`: the anchor
    of what it is about, "" for the whole.
    """

    name: ClassVar[str] = "give-opinion"

    policy_id: PolicyId
    step: str
    opinion: str
    clause: str = ""
    comment: str = ""

    def apply(self, work: Work) -> Applied[LifeEvent]:
        if self.step not in STEPS:
            raise Refused("life-step-unknown", given=self.step[:40], allowed=", ".join(STEPS))
        if self.opinion not in OPINIONS:
            allowed = ", ".join(OPINIONS)
            raise Refused("opinion-unknown", given=self.opinion[:40], allowed=allowed)
        clause = checked_line(self.clause, "clause")
        comment = checked_text(self.comment, "comment", LONGEST_COMMENT).strip()
        step = begin_step(work, self.policy_id)
        latest = step.life.latest
        digest = latest.submitted.digest if latest.submitted is not None else ""
        obstacles = against_opinion(latest, step.facts, step.rules, self.step, work.by, digest)
        refuse_for("life-refused", obstacles, step.row)
        before = step.row.state
        event = step.record(
            "opinion",
            digest=digest,
            step=self.step,
            opinion=self.opinion,
            clause=clause,
            comment=comment,
        )
        step.row.state = STATE_OF_STEP[self.step]
        return step.applied(event, before)
