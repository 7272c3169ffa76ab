"""What is read of policies: frozen dataclasses, made in one look at the library."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from desktop.i18n import Language
from desktop.models import snapshot
from desktop.models.entities import Policy
from desktop.models.errors import Refused
from desktop.models.identity import PolicyId
from desktop.models.wording import Localised
from desktop.services.clock import local_time
from desktop.services.command import Changes
from desktop.services.library import Library
from desktop.services.policy_reading import facts_of, read_organisation, read_policy, row_state
from desktop.services.policy_refreshing import refreshed

__all__ = [
    "PolicySummary",
    "find_policy",
    "organisation",
    "policy_snapshot",
    "policy_summaries",
    "refreshed_policy",
    "today",
]


@dataclass(frozen=True, slots=True)
class PolicySummary:
    """A line of the list of policies. `title`: in the leading language."""

    id: PolicyId
    title: str
    titles: Localised
    number: str
    state: str
    revision: str
    effective: date | None
    review_due: date | None
    template: str
    languages: tuple[Language, ...]
    created: datetime


def policy_summaries(library: Library) -> tuple[PolicySummary, ...]:
    """All policies, the oldest first."""
    with library.read() as session:
        rows = session.scalars(select(Policy).order_by(Policy.created, Policy.id)).all()
        day = today(library)
        return tuple(_summary(row, day) for row in rows)


def find_policy(library: Library, reference: str) -> PolicyId:
    """The policy that `reference` means: its id, its title or one of its numbers.

    Refused where there is none, and where several are meant: then naming them.
    """
    summaries = policy_summaries(library)
    for one in summaries:
        if one.id == reference:
            return one.id
    with library.read() as session:
        issue_numbers = {
            row.id: facts_of(row).issue_number for row in session.scalars(select(Policy)).all()
        }
    meant = [
        one
        for one in summaries
        if reference
        and reference in (one.titles.zh, one.titles.en, one.number, issue_numbers[one.id])
    ]
    if len(meant) == 1:
        return meant[0].id
    code = "policy-ambiguous" if meant else "policy-unknown"
    candidates = "；".join(f"{one.id} {one.title} {one.number}".strip() for one in meant)
    raise Refused(code, policy=reference, candidates=candidates)


def policy_snapshot(library: Library, reference: str) -> snapshot.Policy:
    """The whole policy that `reference` (id, unique title or number) means."""
    policy_id = find_policy(library, reference)
    with library.read() as session:
        return read_policy(session, policy_id, today(library))


def today(library: Library) -> date:
    """The date that the office's calendar shows."""
    return local_time(library.clock()).date()


def organisation(library: Library) -> snapshot.Organisation:
    with library.read() as session:
        return read_organisation(session)


def refreshed_policy(
    library: Library, policy: snapshot.Policy, changes: Changes
) -> snapshot.Policy:
    """`policy` as it is after `changes`: only what they touched is read again, and everything
    that did not change is the identical object (`policy` itself where nothing did).

    Refused where the policy is no longer there.
    """
    with library.read() as session:
        return refreshed(session, policy, changes, today(library))


def _summary(row: Policy, day: date) -> PolicySummary:
    facts = facts_of(row)
    titles = Localised.from_json(row.title)
    languages: tuple[Language, ...] = tuple(row.languages)
    return PolicySummary(
        id=PolicyId(row.id),
        title=titles.text(languages[0]),
        titles=titles,
        number=facts.number,
        state=row_state(row, day),
        revision=facts.revision,
        effective=facts.effective,
        review_due=facts.review_due,
        template=row.template,
        languages=languages,
        created=row.created,
    )
