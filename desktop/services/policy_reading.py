"""Rows of a policy, made into its snapshot."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import snapshot
from desktop.models.definitions import NumberingProfile, Phase, Section
from desktop.models.entities import (
    Article,
    Chapter,
    ChecklistItem,
    Field,
    FrozenRevision,
    Policy,
    Setting,
)
from desktop.models.entities import Phase as PhaseRow
from desktop.models.identity import ArticleId, ChapterId, FieldId, PolicyId
from desktop.models.life import OPEN_STATES, state_on
from desktop.models.paper_style import PAPER, PaperStyle, read_paper_style
from desktop.models.plain import from_plain
from desktop.models.wording import Localised
from desktop.services.definitions_kept import read_field, read_item, read_phase, roles_of
from desktop.services.life_reading import life_of

__all__ = [
    "article_of_row",
    "chapter_of_row",
    "facts_of",
    "field_of_row",
    "history_of",
    "numbering_of",
    "read_organisation",
    "read_paper",
    "read_phases",
    "read_policy",
    "row_state",
    "standing",
]

Row = TypeVar("Row", Chapter, Article, Field, ChecklistItem)


def read_policy(session: Session, policy_id: PolicyId, day: date) -> snapshot.Policy:
    """The working revision, with the state that it is in on `day`."""
    row = session.get_one(Policy, policy_id)
    frozen, ended = standing(session, row, day)
    return snapshot.Policy(
        id=policy_id,
        title=Localised.from_json(row.title),
        languages=tuple(row.languages),
        numbering=numbering_of(row),
        template=row.template,
        state=row_state(row, day),
        facts=facts_of(row),
        organisation=read_organisation(session),
        roles=roles_of(session, policy_id),
        chapters=_chapters(session, policy_id),
        phases=read_phases(session, policy_id),
        history=history_of(row),
        paper=read_paper(session),
        frozen=frozen,
        ended=ended,
    )


def row_state(row: Policy, day: date) -> str:
    """What the state of the working revision is on that day."""
    if row.state != "issued":
        return row.state
    facts = facts_of(row)
    return state_on(row.state, facts.effective, facts.trial_until, day)


def standing(session: Session, row: Policy, day: date) -> tuple[str, snapshot.Ended | None]:
    """With which content hash the working revision was approved, and since when it is no longer
    in force: ("", None) while it is open."""
    if row.state in OPEN_STATES:
        return "", None
    revision = facts_of(row).revision
    statement = select(FrozenRevision.content_hash).filter_by(policy_id=row.id, revision=revision)
    ended = life_of(session, row.id).ended(revision, row_state(row, day))
    return session.scalars(statement).first() or "", ended


def read_organisation(session: Session) -> snapshot.Organisation:
    row = session.get(Setting, "organisation")
    if row is None:
        return snapshot.Organisation()
    return from_plain(snapshot.Organisation, row.value)


def read_paper(session: Session) -> PaperStyle:
    row = session.get(Setting, PAPER)
    return PaperStyle() if row is None else read_paper_style(row.value)


def read_phases(session: Session, policy_id: PolicyId) -> tuple[Phase, ...]:
    items = _by(_rows(session, ChecklistItem, policy_id), "phase_id")
    statement = select(PhaseRow).filter_by(policy_id=policy_id).order_by(PhaseRow.position)
    return tuple(
        read_phase(one.definition, (read_item(each.definition) for each in items.get(one.id, [])))
        for one in session.scalars(statement)
    )


def numbering_of(row: Policy) -> NumberingProfile:
    return "decimal" if row.numbering == "decimal" else "article"


def facts_of(row: Policy) -> snapshot.PolicyFacts:
    return from_plain(snapshot.PolicyFacts, row.facts)


def history_of(row: Policy) -> tuple[snapshot.RevisionEntry, ...]:
    return from_plain(tuple[snapshot.RevisionEntry, ...], row.history)


def chapter_of_row(row: Chapter, articles: tuple[snapshot.Article, ...]) -> snapshot.Chapter:
    return snapshot.Chapter(
        id=ChapterId(row.id),
        title=Localised.from_json(row.title),
        articles=articles,
        code=row.code,
        guidance=Localised.from_json(row.guidance),
        required=row.required,
    )


def article_of_row(row: Article, fields: tuple[snapshot.Field, ...]) -> snapshot.Article:
    return snapshot.Article(
        id=ArticleId(row.id),
        title=Localised.from_json(row.title),
        fields=fields,
        patterns=tuple(Localised.from_json(one) for one in row.patterns),
        layout="card" if row.layout == "card" else "prose",
        section=None if row.section is None else from_plain(Section, row.section),
    )


def field_of_row(row: Field) -> snapshot.Field:
    return snapshot.Field(FieldId(row.id), read_field(row.definition), row.value)


def _chapters(session: Session, policy_id: PolicyId) -> tuple[snapshot.Chapter, ...]:
    fields = _by(_rows(session, Field, policy_id), "article_id")
    articles = _by(_rows(session, Article, policy_id), "chapter_id")
    return tuple(
        chapter_of_row(
            one,
            tuple(
                article_of_row(each, tuple(map(field_of_row, fields.get(each.id, ()))))
                for each in articles.get(one.id, ())
            ),
        )
        for one in _rows(session, Chapter, policy_id)
    )


def _rows(session: Session, kind: type[Row], policy_id: str) -> list[Row]:
    statement = select(kind).filter_by(policy_id=policy_id).order_by(kind.position)
    return list(session.scalars(statement))


def _by(rows: Iterable[Row], name: str) -> dict[str, list[Row]]:
    """Rows by what they stand in, each group in its order."""

    def key(row: Row) -> str:
        return str(getattr(row, name))

    return {owner: list(group) for owner, group in groupby(sorted(rows, key=key), key)}
