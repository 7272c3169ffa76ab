"""Gives up a revision that was begun: the policy is again what was approved before it."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.entities import ChangeNote, Content, FrozenRevision
from desktop.models.errors import Problem, Refused
from desktop.models.identity import PolicyId
from desktop.models.life import LifeEvent
from desktop.models.plain import to_plain
from desktop.services.command import Applied, Command, Work
from desktop.services.commands.give_opinion import LONGEST_COMMENT
from desktop.services.freezing import thawed
from desktop.services.life_steps import begin_step
from desktop.services.policy_writing import PARTS, part_rows
from desktop.services.rows import belonging, take_rows
from desktop.services.words import checked_text

__all__ = ["DiscardRevision"]


@dataclass(frozen=True)
class DiscardRevision(Command[LifeEvent]):
    """What was written since is gone; opinions and the reason stay on record."""

    name: ClassVar[str] = "discard-revision"

    policy_id: PolicyId
    reason: str

    def apply(self, work: Work) -> Applied[LifeEvent]:
        reason = checked_text(self.reason, "reason", LONGEST_COMMENT).strip()
        if not reason:
            raise Refused("reason-missing")
        step = begin_step(work, self.policy_id)
        latest = step.life.latest
        base = step.life.revision(latest.base)
        frozen = work.session.get(FrozenRevision, (self.policy_id, latest.base))
        if not latest.is_open or base is None or frozen is None:
            code = "life-nothing-before" if latest.is_open else "life-closed"
            problem = Problem("state", code, {"revision": latest.revision})
            raise Refused(
                "life-refused", [problem], policy=self.policy_id, revision=latest.revision
            )
        before = step.row.state
        event = step.record("discarded", comment=reason)
        policy = thawed(frozen, step.life, base.state)
        step.row.state = "draft"  # what was submitted is open again while it is taken back
        rows: list[Content] = [
            one for kind in PARTS for one in belonging(work.session, kind, policy_id=self.policy_id)
        ]
        take_rows(work.session, rows)
        take_rows(work.session, belonging(work.session, ChangeNote, policy_id=self.policy_id))
        work.session.add_all(part_rows(policy))
        work.session.flush()
        step.row.title = policy.title.to_json()
        step.row.languages = list(policy.languages)
        step.row.numbering = policy.numbering
        step.row.template = policy.template
        step.row.history = to_plain(policy.history)
        step.set_facts(policy.facts)
        work.session.flush()
        step.row.state = base.state
        return step.applied(event, before)
