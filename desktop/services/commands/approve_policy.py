"""Approves a revision: content, numbering, checklists and check report are frozen with it."""

from dataclasses import dataclass, replace
from typing import ClassVar

from desktop.models.entities import ChangeNote as NoteRow
from desktop.models.entities import FrozenRevision
from desktop.models.errors import Refused
from desktop.models.identity import PolicyId
from desktop.models.life import LifeEvent, name_key
from desktop.models.life_rules import against_approving, named
from desktop.models.plain import to_plain
from desktop.models.snapshot import Policy
from desktop.services.command import Applied, Command, Work
from desktop.services.freezing import agreed_digest, content_digest
from desktop.services.life_reading import notes_of
from desktop.services.life_steps import LifeStep, begin_step, refuse_for
from desktop.services.policy_reading import read_policy
from desktop.services.readiness import check_report, faults_in
from desktop.services.revision_changes import changes_since_base, completed

__all__ = ["ApprovePolicy"]


@dataclass(frozen=True)
class ApprovePolicy(Command[LifeEvent]):
    """Where the policy names several approvers, the last of them freezes it.

    Refused, naming everything that is missing: steps, answers, records, what the check says must
    be mended, and where the preparer would approve.
    """

    name: ClassVar[str] = "approve-policy"

    policy_id: PolicyId

    def apply(self, work: Work) -> Applied[LifeEvent]:
        step = begin_step(work, self.policy_id)
        latest = step.life.latest
        policy = read_policy(work.session, self.policy_id, step.day)
        digest = agreed_digest(policy)
        submitted = latest.submitted if latest.is_open and latest.state != "draft" else None
        if submitted is not None and digest != submitted.digest:
            # The text is locked: what differs was written past every command.
            raise Refused("content-altered", policy=self.policy_id, revision=latest.revision)
        report = check_report(policy)
        obstacles = against_approving(
            latest, step.facts, step.rules, work.by, digest, faults_in(report)
        )
        refuse_for("life-refused", obstacles, step.row)
        before = step.row.state
        if self._others_missing(step):
            return step.applied(step.record("signed-off", digest=digest), before)
        frozen = self._completed(step, policy)
        event = step.record("approved", digest=content_digest(frozen))
        step.row.state = "approved"
        step.row.facts = to_plain(frozen.facts)
        step.row.history = to_plain(frozen.history)
        work.session.add(
            FrozenRevision(
                policy_id=self.policy_id,
                revision=latest.revision,
                approved=work.now,
                content=to_plain(replace(frozen, state="approved")),
                content_hash=event.digest,
                report=to_plain(report),
                notes=to_plain(notes_of(work.session, self.policy_id, latest.revision)),
            )
        )
        for note in work.session.query(NoteRow).filter_by(policy_id=self.policy_id):
            work.session.delete(note)
        return step.applied(event, before)

    def _others_missing(self, step: LifeStep) -> bool:
        signed = {name_key(one.by) for one in step.life.latest.approvals}
        signed.add(name_key(step.work.by))
        return any(name_key(one.name) not in signed for one in named(step.facts, "approved"))

    def _completed(self, step: LifeStep, policy: Policy) -> Policy:
        """With its dates, its row of the revision history, and who signed for it."""
        weight = changes_since_base(step.work.session, policy, step.life, step.day)
        return completed(policy, step.life.latest, weight, step.day, step.work.by)
