"""Opens the next revision as a draft; the one in force stays so until the next one is."""

from dataclasses import dataclass, replace
from typing import ClassVar

from desktop.models.errors import Refused
from desktop.models.identity import PolicyId
from desktop.models.life import LifeEvent
from desktop.models.life_rules import against_revising, next_revision
from desktop.services.command import Applied, Command, Work
from desktop.services.commands.give_opinion import LONGEST_COMMENT
from desktop.services.freezing import facts_without_life
from desktop.services.life_steps import begin_step, refuse_for
from desktop.services.words import checked_text

__all__ = ["RevisePolicy"]


@dataclass(frozen=True)
class RevisePolicy(Command[LifeEvent]):
    """`new_edition`: B/0 after A/3, for what is nearly all rewritten; else the next amendment."""

    name: ClassVar[str] = "revise-policy"

    policy_id: PolicyId
    reason: str = ""
    new_edition: bool = False

    def apply(self, work: Work) -> Applied[LifeEvent]:
        reason = checked_text(self.reason, "reason", LONGEST_COMMENT).strip()
        step = begin_step(work, self.policy_id)
        refuse_for("life-refused", against_revising(step.life.latest), step.row)
        facts = step.facts
        edition, amendment = next_revision(facts, step.rules, new_edition=self.new_edition)
        if edition > "Z":
            raise Refused("editions-used-up", revision=facts.revision)
        new = replace(facts_without_life(facts), edition=edition, amendment=amendment)
        before = step.row.state
        event = step.record("revised", new.revision, base=facts.revision, comment=reason)
        step.row.state = "draft"
        step.set_facts(new)
        return step.applied(event, before)
