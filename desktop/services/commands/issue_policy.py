"""Issues an approved revision: from its day on, its text applies."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from desktop.models.entities import KeptFile, Policy
from desktop.models.entities import LifeEvent as EventRow
from desktop.models.errors import Refused
from desktop.models.identity import PolicyId
from desktop.models.life import LifeEvent
from desktop.models.life_rules import LifeRules, against_issuing, months_after
from desktop.models.snapshot import PolicyFacts
from desktop.models.wording import Localised
from desktop.services.command import Applied, Command, Work
from desktop.services.life_steps import begin_step, refuse_for
from desktop.services.words import checked_line

__all__ = ["FinishedFile", "IssuePolicy", "issue_dates"]


@dataclass(frozen=True, slots=True)
class FinishedFile:
    """A file that is kept with the revision. `document`: its name among the printed documents."""

    document: str
    language: str
    data: bytes


@dataclass(frozen=True)
class IssuePolicy(Command[LifeEvent]):
    """`review_due`, `trial_until`: None takes what the library's rules say. `files`: the finished
    PDFs, kept byte for byte."""

    name: ClassVar[str] = "issue-policy"

    policy_id: PolicyId
    effective: date
    review_due: date | None = None
    trial_until: date | None = None
    issue_number: str = ""
    files: tuple[FinishedFile, ...] = ()

    def apply(self, work: Work) -> Applied[LifeEvent]:
        step = begin_step(work, self.policy_id)
        facts = step.facts
        review_due, trial_until = issue_dates(
            facts, step.rules, self.effective, self.review_due, self.trial_until
        )
        refuse_for(
            "life-refused",
            against_issuing(
                step.life, facts, step.rules, step.day, self.effective, review_due, trial_until
            ),
            step.row,
        )
        issue_number = checked_line(self.issue_number, "issue_number") or facts.issue_number
        self._refuse_taken(work, issue_number)
        before = step.row.state
        event = step.record(
            "issued",
            effective=self.effective,
            review_due=review_due,
            trial_until=trial_until,
            issue_number=issue_number,
        )
        step.row.state = "issued"
        step.set_facts(
            replace(
                facts,
                issued=step.day,
                effective=self.effective,
                review_due=review_due,
                trial_until=trial_until,
                issue_number=issue_number,
            )
        )
        for file in self.files:
            work.session.add(self._kept(work, event.revision, file))
        return step.applied(event, before)

    def _refuse_taken(self, work: Work, issue_number: str) -> None:
        """An issue number is given once (domain brief §1.4)."""
        if not issue_number:
            return
        others = select(EventRow).where(EventRow.policy_id != self.policy_id)
        for one in work.session.scalars(others):
            if one.event["kind"] == "issued" and one.event.get("issue_number") == issue_number:
                title = Localised.from_json(work.session.get_one(Policy, one.policy_id).title)
                name = title.zh or title.en
                raise Refused("issue-number-taken", number=issue_number, policy=name)

    def _kept(self, work: Work, revision: str, file: FinishedFile) -> KeptFile:
        return KeptFile(
            policy_id=self.policy_id,
            revision=revision,
            document=file.document,
            language=file.language,
            made=work.now,
            sha256=hashlib.sha256(file.data).hexdigest(),
            data=file.data,
        )


def issue_dates(
    facts: PolicyFacts,
    rules: LifeRules,
    effective: date,
    review_due: date | None,
    trial_until: date | None,
) -> tuple[date, date | None]:
    """When it is to be reviewed, and when its trial ends (None where it is no trial and nobody
    asked for an end)."""
    planned = facts.review_due if facts.review_due and facts.review_due > effective else None
    due = review_due or planned or months_after(effective, rules.review_months)
    if not facts.trial:
        return due, trial_until
    return due, trial_until or facts.trial_until or months_after(effective, rules.trial_months)
