"""A policy's snapshot after a change: what was not touched stays the identical object.

Identity is what the live preview, the tree and the form go by: an object that is the same needs
no second look.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import snapshot
from desktop.models.definitions import ChecklistItem as Item
from desktop.models.definitions import Phase as PhaseDefinition
from desktop.models.entities import Article, Chapter, ChecklistItem, Field, Phase, Policy
from desktop.models.errors import Refused
from desktop.models.identity import PolicyId
from desktop.models.paper_style import PAPER
from desktop.models.wording import Localised
from desktop.services.command import Changes
from desktop.services.definitions_kept import read_item, read_phase, roles_of
from desktop.services.policy_reading import (
    article_of_row,
    chapter_of_row,
    facts_of,
    field_of_row,
    history_of,
    numbering_of,
    read_organisation,
    read_paper,
    row_state,
    standing,
)

__all__ = ["kept_as", "kept_each", "refreshed"]

Part = TypeVar("Part")
Snapshot = TypeVar("Snapshot", snapshot.Policy, snapshot.Article)


def refreshed(
    session: Session, policy: snapshot.Policy, changes: Changes, day: date
) -> snapshot.Policy:
    """See `queries.refreshed_policy`."""
    chapters = _own(changes.chapters, policy.id)
    articles = _own(changes.articles, policy.id)
    fields = _own(changes.fields, policy.id)
    items = _own(changes.items, policy.id)
    own_row = policy.id in changes.policies
    new: dict[str, Any] = {}
    if "organisation" in changes.settings:
        new["organisation"] = read_organisation(session)
    if PAPER in changes.settings:
        new["paper"] = read_paper(session)
    if own_row:
        new |= _own_row(session, policy, day)
    if own_row or items:
        new["phases"] = _phases(session, policy, items, definitions=own_row)
    if chapters or articles or fields:
        new["chapters"] = _Chapters(session, policy).after(chapters, articles, fields)
    return _with(policy, **new)


def kept_as(old: Part, new: Part) -> Part:
    """`old` where `new` says the same."""
    return old if old == new else new


def kept_each(
    old: Sequence[Part], new: Iterable[Part], key: Callable[[Part], Hashable]
) -> tuple[Part, ...]:
    """`new`, with the parts of `old` that are equal; `old` itself where all of it is."""
    known = {key(one): one for one in old}
    parts = tuple(kept_as(known[key(one)], one) if key(one) in known else one for one in new)
    return _same_tuple(tuple(old), parts)


def _own(pairs: Iterable[tuple[PolicyId, Any]], policy_id: PolicyId) -> set[str]:
    return {str(part) for owner, part in pairs if owner == policy_id}


def _same_tuple(old: tuple[Part, ...], new: tuple[Part, ...]) -> tuple[Part, ...]:
    same = len(old) == len(new) and all(map(_is, old, new))
    return old if same else new


def _is(one: object, other: object) -> bool:
    return one is other


def _with(old: Snapshot, **new: Any) -> Snapshot:
    """`old` with those attributes; `old` itself where each of them says the same."""
    changed = {name: one for name, one in new.items() if getattr(old, name) is not one}
    different = {name: one for name, one in changed.items() if getattr(old, name) != one}
    return replace(old, **different) if different else old


def _own_row(session: Session, policy: snapshot.Policy, day: date) -> dict[str, Any]:
    row = session.get(Policy, policy.id)
    if row is None:
        raise Refused("policy-unknown", policy=policy.id)
    history = history_of(row)
    frozen, ended = standing(session, row, day)
    return {
        "title": Localised.from_json(row.title),
        "languages": tuple(row.languages),
        "numbering": numbering_of(row),
        "template": row.template,
        "state": row_state(row, day),
        "facts": facts_of(row),
        "roles": kept_each(policy.roles, roles_of(session, policy.id), lambda role: role.code),
        "history": history,
        "frozen": frozen,
        "ended": ended,
    }


def _phases(
    session: Session, policy: snapshot.Policy, codes: set[str], *, definitions: bool
) -> tuple[PhaseDefinition, ...]:
    """The phases after items `codes` were touched; with `definitions` their own rows, too."""
    items = select(ChecklistItem).filter_by(policy_id=policy.id).order_by(ChecklistItem.position)
    old = {str(one.id): one for one in policy.phases}
    if definitions:
        rows = session.scalars(select(Phase).filter_by(policy_id=policy.id)).all()
        rows = sorted(rows, key=lambda row: row.position)
        plain = [read_phase(row.definition, ()) for row in rows]
        touched = {row.id for row in rows}
    else:
        plain = list(policy.phases)
        rows_now = session.execute(
            select(ChecklistItem.phase_id)
            .filter_by(policy_id=policy.id)
            .where(ChecklistItem.code.in_(codes))
        )
        touched = {phase_id for (phase_id,) in rows_now}
        touched |= {
            one.id for one in policy.phases if any(each.code in codes for each in one.items)
        }
    known = {item.code: item for one in policy.phases for item in one.items}
    found: dict[str, list[Item]] = {}
    for row in session.scalars(items.where(ChecklistItem.phase_id.in_(touched))):
        item = read_item(row.definition)
        found.setdefault(row.phase_id, []).append(kept_as(known.get(item.code, item), item))
    phases = []
    for one in plain:
        if one.id in touched:
            one = replace(one, items=tuple(found.get(one.id, ())))
        if one.id in old:
            before = old[one.id]
            one = kept_as(before, replace(one, items=_same_tuple(before.items, one.items)))
        phases.append(one)
    return _same_tuple(policy.phases, tuple(phases))


class _Chapters:
    """The chapters of a policy, brought up to date."""

    def __init__(self, session: Session, policy: snapshot.Policy) -> None:
        self._session = session
        self._policy = policy
        self._chapters = {str(one.id): one for one in policy.chapters}
        # Where an article stood: its chapter and its place in it.
        self._stood = {
            str(article.id): (str(chapter.id), place)
            for chapter in policy.chapters
            for place, article in enumerate(chapter.articles)
        }
        self._articles = {
            str(article.id): article for one in policy.chapters for article in one.articles
        }

    def after(
        self, chapters: set[str], articles: set[str], fields: set[str]
    ) -> tuple[snapshot.Chapter, ...]:
        """The chapters after those were touched."""
        touched = {self._stood[one][0] for one in self._set_fields(articles, fields)}
        moved, homes = self._read_articles(articles)
        touched |= homes | chapters
        members = {
            str(one.id): [str(article.id) for article in one.articles]
            for one in self._policy.chapters
            if one.id in touched and one.id not in moved
        }
        members |= self._members(moved)
        rows = {row.id: row for row in self._rows(Chapter, Chapter.id, chapters)}
        new = dict(self._chapters)
        for name in touched & (set(self._chapters) | set(rows)):
            inside = tuple(self._articles[one] for one in members.get(name, ()))
            new[name] = self._chapter(name, rows.get(name), inside)
        order = self._order(chapters, rows)
        return _same_tuple(self._policy.chapters, tuple(new[one] for one in order if one in new))

    def _set_fields(self, articles: set[str], fields: set[str]) -> set[str]:
        """Brings articles up to date of which only fields were touched; gives those. An article
        that turns out to be another than it was is added to `articles`."""
        rows = self._rows(Field, Field.id, fields)
        gone = fields - {one.id for one in rows}
        if gone:
            articles |= {
                name
                for name, one in self._articles.items()
                if any(field.id in gone for field in one.fields)
            }
        changed: dict[str, dict[str, snapshot.Field]] = {}
        for row in rows:
            if row.article_id in articles:
                continue
            old = self._articles.get(row.article_id)
            if old is None or all(one.id != row.id for one in old.fields):
                articles.add(row.article_id)
            else:
                changed.setdefault(row.article_id, {})[row.id] = field_of_row(row)
        for name, new in changed.items():
            old = self._articles[name]
            parts = tuple(kept_as(one, new.get(one.id, one)) for one in old.fields)
            self._articles[name] = _with(old, fields=_same_tuple(old.fields, parts))
        return set(changed) - articles

    def _read_articles(self, names: set[str]) -> tuple[set[str], set[str]]:
        """Reads articles whole. Gives the chapters whose list of articles is another now, and
        all in which one of the articles stood or stands."""
        if not names:
            return set(), set()
        rows = {row.id: row for row in self._rows(Article, Article.id, names)}
        by_place = sorted(
            self._rows(Field, Field.article_id, names),
            key=lambda row: (row.article_id, row.position),
        )
        fields = {
            name: [field_of_row(row) for row in group]
            for name, group in groupby(by_place, lambda row: row.article_id)
        }
        moved: set[str] = set()
        homes: set[str] = set()
        for name in names:
            stood = self._stood.get(name)
            row = rows.get(name)
            stands = None if row is None else (row.chapter_id, row.position)
            here = {place[0] for place in (stood, stands) if place is not None}
            homes |= here
            if stood != stands:
                moved |= here
            if row is not None:
                self._articles[name] = self._article(row, fields.get(name, []))
        return moved, homes

    def _article(self, row: Article, fields: list[snapshot.Field]) -> snapshot.Article:
        old = self._articles.get(row.id)
        if old is None:
            return article_of_row(row, tuple(fields))
        return kept_as(old, article_of_row(row, kept_each(old.fields, fields, lambda one: one.id)))

    def _members(self, chapters: set[str]) -> dict[str, list[str]]:
        """The ids of the articles of `chapters`, in their order; unknown ones are read."""
        if not chapters:
            return {}
        statement = (
            select(Article.chapter_id, Article.id)
            .filter_by(policy_id=self._policy.id)
            .where(Article.chapter_id.in_(chapters))
            .order_by(Article.position)
        )
        members: dict[str, list[str]] = {}
        for chapter, article in self._session.execute(statement):
            members.setdefault(chapter, []).append(article)
        # A later change that is yet to be told of may have brought more.
        self._read_articles(
            {one for listed in members.values() for one in listed if one not in self._articles}
        )
        return members

    def _chapter(
        self, name: str, row: Chapter | None, articles: tuple[snapshot.Article, ...]
    ) -> snapshot.Chapter:
        old = self._chapters.get(name)
        if old is None:
            assert row is not None
            return chapter_of_row(row, articles)
        kept = _same_tuple(old.articles, articles)
        new = replace(old, articles=kept) if row is None else chapter_of_row(row, kept)
        return kept_as(old, new)

    def _order(self, touched: set[str], rows: Mapping[str, Chapter]) -> list[str]:
        """The ids of all chapters in their order, read again only where it may be another."""
        order = [str(one.id) for one in self._policy.chapters]
        places = {name: place for place, name in enumerate(order)}
        if all(name in rows and places.get(name) == rows[name].position for name in touched):
            return order
        statement = select(Chapter.id).filter_by(policy_id=self._policy.id)
        return list(self._session.scalars(statement.order_by(Chapter.position)))

    def _rows(self, kind: Any, column: Any, names: set[str]) -> list[Any]:
        if not names:
            return []
        statement = select(kind).filter_by(policy_id=self._policy.id).where(column.in_(names))
        return list(self._session.scalars(statement))
