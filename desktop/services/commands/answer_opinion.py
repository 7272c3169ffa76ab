"""What became of an opinion: taken up, in part, or not, and why."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.errors import Problem, Refused
from desktop.models.identity import PolicyId
from desktop.models.life import OUTCOMES, LifeEvent
from desktop.services.command import Applied, Command, Work
from desktop.services.commands.give_opinion import LONGEST_COMMENT
from desktop.services.life_steps import begin_step, refuse_for
from desktop.services.words import checked_text

__all__ = ["AnswerOpinion"]


@dataclass(frozen=True)
class AnswerOpinion(Command[LifeEvent]):
    """`number`: the opinion's. `outcome`: adopted, partly, rejected; what is not taken up whole
    says why. An answer can be given while the text is open; a later one stands instead."""

    name: ClassVar[str] = "answer-opinion"

    policy_id: PolicyId
    number: int
    outcome: str
    comment: str = ""

    def apply(self, work: Work) -> Applied[LifeEvent]:
        if self.outcome not in OUTCOMES:
            allowed = ", ".join(OUTCOMES)
            raise Refused("outcome-unknown", given=self.outcome[:40], allowed=allowed)
        comment = checked_text(self.comment, "comment", LONGEST_COMMENT).strip()
        step = begin_step(work, self.policy_id)
        latest = step.life.latest
        if not latest.is_open:
            closed = Problem("state", "life-closed", {"revision": latest.revision})
            refuse_for("life-refused", (closed,), step.row)
        if all(one.seq != self.number for one in latest.opinions):
            numbers = ", ".join(str(one.seq) for one in latest.opinions)
            raise Refused("opinion-number-unknown", given=self.number, known=numbers or "—")
        if self.outcome != "adopted" and not comment:
            raise Refused("answer-reason-missing", number=self.number)
        event = step.record("answered", answers=self.number, outcome=self.outcome, comment=comment)
        return step.applied(event, step.row.state)
