"""What the page of a policy's revisions shows, read in a few looks at the library."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desktop.documents.clause_names import ClauseNames
from desktop.documents.comparing.engine import compare
from desktop.documents.comparing.results import Comparison
from desktop.i18n import Language
from desktop.models.entities import Person, Policy
from desktop.models.errors import Problem
from desktop.models.identity import PolicyId
from desktop.models.life import PolicyLife
from desktop.models.life_rules import LifeRules, against_approving, against_issuing
from desktop.models.snapshot import Policy as PolicySnapshot
from desktop.models.snapshot import PolicyFacts
from desktop.services.commands.issue_policy import issue_dates
from desktop.services.freezing import agreed_digest
from desktop.services.library import Library
from desktop.services.life_queries import (
    Kept,
    content_hashes,
    kept_files,
    policy_life,
    revision_snapshot,
)
from desktop.services.life_reading import rules_of
from desktop.services.policy_reading import facts_of
from desktop.services.queries import today
from desktop.services.readiness import advice_in, check_report, faults_in

__all__ = [
    "Record",
    "compared",
    "missing_before_approval",
    "opinion_places",
    "people_names",
    "revision_record",
]


@dataclass(frozen=True, slots=True)
class Record:
    """The life of a policy on the day it was read. `facts`: of the working revision; `states`:
    revision → its state on that day; `hashes`: revision → what it was approved with; `people`:
    the directory; `before_issue`: what stands in the way of issuing it today."""

    life: PolicyLife
    rules: LifeRules
    facts: PolicyFacts
    today: date
    states: dict[str, str]
    kept: tuple[Kept, ...]
    hashes: dict[str, str]
    people: tuple[str, ...]
    before_issue: tuple[Problem, ...] = ()

    @property
    def in_force(self) -> str:
        """The revision whose text applies today, "" for none."""
        found = self.life.in_force(self.today)
        return "" if found is None else found.revision


def revision_record(library: Library, policy_id: PolicyId) -> Record:
    """Refused where the policy is not there."""
    life = policy_life(library, policy_id)
    day = today(library)
    with library.read() as session:
        rules = rules_of(session)
        facts = facts_of(session.get_one(Policy, policy_id))
    return Record(
        life,
        rules,
        facts,
        day,
        {one.revision: life.state_on(one.revision, day) for one in life.revisions},
        kept_files(library, policy_id),
        content_hashes(library, policy_id),
        people_names(library),
        _before_issue(life, facts, rules, day),
    )


def _before_issue(
    life: PolicyLife, facts: PolicyFacts, rules: LifeRules, day: date
) -> tuple[Problem, ...]:
    """What is missing whatever date is chosen."""
    if life.latest.state != "approved":
        return ()
    due, until = issue_dates(facts, rules, day, None, None)
    found = against_issuing(life, facts, rules, day, day, due, until)
    return tuple(one for one in found if one.place == "procedure")


def people_names(library: Library) -> tuple[str, ...]:
    """Everyone in the directory, by name."""
    with library.read() as session:
        return tuple(session.scalars(select(Person.name).order_by(Person.name)))


def missing_before_approval(record: Record, policy: PolicySnapshot) -> tuple[Problem, ...]:
    """What would be refused if the working revision, whose text `policy` is, were approved now by
    somebody who may. Of a draft: what the check says must be mended. Behind it, at the place
    ADVICE, what an approver should know. Reads the whole policy."""
    latest = record.life.latest
    if not latest.is_open:
        return ()
    report = check_report(policy)
    faults, advice = faults_in(report), advice_in(report)
    if latest.state == "draft":
        return faults + advice
    found = against_approving(latest, policy.facts, record.rules, "", agreed_digest(policy), faults)
    return (*(one for one in found if one.place != "by"), *advice)


def opinion_places(
    library: Library, record: Record, policy: PolicySnapshot, language: Language
) -> dict[tuple[str, str], str]:
    """(revision, anchor) → how that revision calls the clause in print: an article that has moved
    since keeps the number under which the opinion was given. `policy`: the working text."""
    found: dict[tuple[str, str], str] = {}
    for life in record.life.revisions:
        anchors = {one.clause for one in life.opinions if one.clause}
        if not anchors:
            continue
        held = policy
        if life.revision != policy.facts.revision:
            held = revision_snapshot(library, policy.id, life.revision)
        names = ClauseNames(held, language if language in held.languages else held.languages[0])
        found |= {(life.revision, one): names.label(one) for one in anchors}
    return found


def compared(
    library: Library, policy_id: PolicyId, old: str, new: str, language: Language
) -> Comparison:
    """Two revisions of a policy clause by clause; in the newer one's leading language where it
    does not have the wanted one."""
    after = revision_snapshot(library, policy_id, new)
    before = revision_snapshot(library, policy_id, old)
    spoken = language if language in after.languages else after.languages[0]
    return compare(before, after, spoken)
