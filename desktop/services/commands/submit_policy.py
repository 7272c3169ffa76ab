"""Opens the consultation on a draft: from now on its text is locked."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.identity import PolicyId
from desktop.models.life import LifeEvent
from desktop.models.life_rules import against_submitting
from desktop.services.command import Applied, Command, Work
from desktop.services.freezing import agreed_digest
from desktop.services.life_steps import begin_step, refuse_for
from desktop.services.policy_reading import read_policy
from desktop.services.revision_changes import changes_since_base

__all__ = ["SubmitPolicy"]


@dataclass(frozen=True)
class SubmitPolicy(Command[LifeEvent]):
    """The person on whose behalf this runs is the preparer, who will not approve it."""

    name: ClassVar[str] = "submit-policy"

    policy_id: PolicyId

    def apply(self, work: Work) -> Applied[LifeEvent]:
        step = begin_step(work, self.policy_id)
        refuse_for(
            "life-refused", against_submitting(step.life.latest, step.facts, step.day), step.row
        )
        before = step.row.state
        policy = read_policy(work.session, self.policy_id, step.day)
        weight = changes_since_base(work.session, policy, step.life, step.day)
        event = step.record(
            "submitted",
            digest=agreed_digest(policy),
            substantive=weight.substantive,
            softened=weight.softened,
            roles=weight.roles,
        )
        step.row.state = "consultation"
        return step.applied(event, before)
