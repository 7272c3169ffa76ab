"""What is read of policies: frozen dataclasses, made in one look at the library."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.i18n import Language
from desktop.models import snapshot
from desktop.models.definitions import Phase, Section
from desktop.models.entities import (
    Article,
    Chapter,
    ChecklistItem,
    Field,
    Policy,
    Setting,
)
from desktop.models.entities import Phase as PhaseRow
from desktop.models.errors import Refused
from desktop.models.identity import ArticleId, ChapterId, FieldId, PolicyId
from desktop.models.plain import from_plain
from desktop.models.wording import Localised
from desktop.services.definitions_kept import read_field, read_item, read_phase, roles_of
from desktop.services.library import Library

__all__ = ["PolicySummary", "find_policy", "organisation", "policy_snapshot", "policy_summaries"]

Row = TypeVar("Row", Chapter, Article, Field, ChecklistItem)


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
        return tuple(_summary(row) for row in rows)


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
            row.id: _facts(row).issue_number for row in session.scalars(select(Policy)).all()
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
        return read_policy(session, policy_id)


def organisation(library: Library) -> snapshot.Organisation:
    with library.read() as session:
        return read_organisation(session)


def read_organisation(session: Session) -> snapshot.Organisation:
    row = session.get(Setting, "organisation")
    if row is None:
        return snapshot.Organisation()
    return from_plain(snapshot.Organisation, row.value)


def read_policy(session: Session, policy_id: PolicyId) -> snapshot.Policy:
    row = session.get_one(Policy, policy_id)
    return snapshot.Policy(
        id=policy_id,
        title=Localised.from_json(row.title),
        languages=tuple(row.languages),
        numbering="decimal" if row.numbering == "decimal" else "article",
        template=row.template,
        state=row.state,
        facts=_facts(row),
        organisation=read_organisation(session),
        roles=roles_of(session, policy_id),
        chapters=_chapters(session, policy_id),
        phases=_phases(session, policy_id),
        history=from_plain(tuple[snapshot.RevisionEntry, ...], row.history),
    )


def _chapters(session: Session, policy_id: PolicyId) -> tuple[snapshot.Chapter, ...]:
    fields = _by(_rows(session, Field, policy_id), "article_id")
    articles = _by(_rows(session, Article, policy_id), "chapter_id")
    return tuple(
        snapshot.Chapter(
            id=ChapterId(one.id),
            title=Localised.from_json(one.title),
            articles=tuple(
                _article(each, fields.get(each.id, [])) for each in articles.get(one.id, [])
            ),
            code=one.code,
            guidance=Localised.from_json(one.guidance),
            required=one.required,
        )
        for one in _rows(session, Chapter, policy_id)
    )


def _article(row: Article, fields: Iterable[Field]) -> snapshot.Article:
    return snapshot.Article(
        id=ArticleId(row.id),
        title=Localised.from_json(row.title),
        fields=tuple(
            snapshot.Field(FieldId(one.id), read_field(one.definition), one.value) for one in fields
        ),
        patterns=tuple(Localised.from_json(one) for one in row.patterns),
        layout="card" if row.layout == "card" else "prose",
        section=None if row.section is None else from_plain(Section, row.section),
    )


def _phases(session: Session, policy_id: PolicyId) -> tuple[Phase, ...]:
    items = _by(_rows(session, ChecklistItem, policy_id), "phase_id")
    statement = select(PhaseRow).filter_by(policy_id=policy_id).order_by(PhaseRow.position)
    return tuple(
        read_phase(one.definition, (read_item(each.definition) for each in items.get(one.id, [])))
        for one in session.scalars(statement)
    )


def _rows(session: Session, kind: type[Row], policy_id: str) -> list[Row]:
    statement = select(kind).filter_by(policy_id=policy_id).order_by(kind.position)
    return list(session.scalars(statement))


def _by(rows: Iterable[Row], name: str) -> dict[str, list[Row]]:
    """Rows by what they stand in, each group in its order."""

    def key(row: Row) -> str:
        return str(getattr(row, name))

    return {owner: list(group) for owner, group in groupby(sorted(rows, key=key), key)}


def _facts(row: Policy) -> snapshot.PolicyFacts:
    return from_plain(snapshot.PolicyFacts, row.facts)


def _summary(row: Policy) -> PolicySummary:
    facts = _facts(row)
    titles = Localised.from_json(row.title)
    languages: tuple[Language, ...] = tuple(row.languages)
    return PolicySummary(
        id=PolicyId(row.id),
        title=titles.text(languages[0]),
        titles=titles,
        number=facts.number,
        state=row.state,
        revision=facts.revision,
        effective=facts.effective,
        review_due=facts.review_due,
        template=row.template,
        languages=languages,
        created=row.created,
    )
