"""Puts on record what labour law asks for: that employees were heard, that the rule was told."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from desktop.models.errors import Problem, Refused
from desktop.models.identity import PolicyId
from desktop.models.life import PROCEDURES, LifeEvent
from desktop.services.command import Applied, Command, Work
from desktop.services.commands.give_opinion import LONGEST_COMMENT
from desktop.services.life_steps import begin_step, refuse_for
from desktop.services.words import checked_text

__all__ = ["RecordProcedure"]


@dataclass(frozen=True)
class RecordProcedure(Command[LifeEvent]):
    """`procedure`: consultation (discussion by the staff congress or all staff, consultation with
    the union or representatives) or publicity. `held`: when; `proof`: where it can be read
    (minutes, posting, sign-in sheet)."""

    name: ClassVar[str] = "record-procedure"

    policy_id: PolicyId
    procedure: str
    held: date
    proof: str

    def apply(self, work: Work) -> Applied[LifeEvent]:
        if self.procedure not in PROCEDURES:
            allowed = ", ".join(PROCEDURES)
            raise Refused("procedure-unknown", given=self.procedure[:40], allowed=allowed)
        proof = checked_text(self.proof, "proof", LONGEST_COMMENT).strip()
        if not proof:
            raise Refused("proof-missing")
        step = begin_step(work, self.policy_id)
        latest = step.life.latest
        if self.held > step.day:
            raise Refused("held-in-future", held=self.held, day=step.day)
        if latest.state == "withdrawn":
            facts = {"revision": latest.revision}
            refuse_for("life-refused", (Problem("state", "life-closed", facts),), step.row)
        event = step.record("procedure", procedure=self.procedure, held=self.held, comment=proof)
        return step.applied(event, step.row.state)
