"""What people call the things that the audit log names by their ids."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.i18n import Language
from desktop.models.definitions import Json
from desktop.models.entities import (
    Article,
    AuditEntry,
    Chapter,
    ChecklistItem,
    Field,
    Phase,
    Policy,
    Project,
    ProjectItem,
    ProjectPhase,
)
from desktop.models.wording import Localised
from desktop.services.library import Library

__all__ = ["AuditNames", "audit_names"]


@dataclass(frozen=True, slots=True)
class AuditNames:
    """`titles`: id of a policy or project → its title, also of those that are `gone`.

    `places`: what is in them, as the log's targets name it, → its title under that of what holds
    it: `policy-1/chapter:c` and `/article:a`, `/field:f`, `/column:f.c`, `/phase:P1`,
    `/item:IN-01`.
    """

    titles: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    places: dict[str, str] = field(default_factory=dict)


def audit_names(library: Library, owners: Iterable[str], language: Language) -> AuditNames:
    """The names of `owners`, ids of policies and projects, and of everything in them."""
    names = AuditNames()
    with library.read() as session:
        for owner in owners:
            if (policy := session.get(Policy, owner)) is not None:
                names.titles[owner] = _text(policy.title, language)
                names.places.update(_of_policy(session, owner, language))
            elif (project := session.get(Project, owner)) is not None:
                names.titles[owner] = project.title
                names.places.update(_of_project(session, owner, language))
            elif title := _once_called(session, owner, language):
                names.titles[owner] = title
                names.gone.add(owner)
    return names


def _of_policy(session: Session, owner: str, language: Language) -> Iterator[tuple[str, str]]:
    chapters: dict[str, str] = {}
    for name, raw in session.execute(select(Chapter.id, Chapter.title).filter_by(policy_id=owner)):
        chapters[name] = _text(raw, language)
        yield f"{owner}/chapter:{name}", chapters[name]
    within: dict[str, str] = {}
    articles = select(Article.id, Article.chapter_id, Article.title).filter_by(policy_id=owner)
    for name, chapter, raw in session.execute(articles):
        within[name] = chapters.get(chapter, "")
        yield f"{owner}/article:{name}", _under(within[name], _text(raw, language))
    fields = select(Field.id, Field.article_id, Field.definition).filter_by(policy_id=owner)
    for name, article, raw in session.execute(fields):
        title = _text(raw.get("title"), language)
        yield f"{owner}/field:{name}", _under(within.get(article, ""), title)
        for column in raw.get("columns", ()):
            yield f"{owner}/column:{name}.{column['id']}", _text(column.get("title"), language)
    phases = session.execute(select(Phase.id, Phase.definition).filter_by(policy_id=owner))
    items = select(ChecklistItem.code, ChecklistItem.phase_id, ChecklistItem.definition)
    found = session.execute(items.filter_by(policy_id=owner))
    yield from _of_phases(owner, phases, found, language)


def _of_project(session: Session, owner: str, language: Language) -> Iterator[tuple[str, str]]:
    phases = select(ProjectPhase.id, ProjectPhase.definition).filter_by(project_id=owner)
    items = select(ProjectItem.code, ProjectItem.phase_id, ProjectItem.definition)
    found = session.execute(items.filter_by(project_id=owner))
    yield from _of_phases(owner, session.execute(phases), found, language)


def _of_phases(
    owner: str, phases: Iterable[tuple[str, Json]], items: Iterable[tuple[str, str, Json]],
    language: Language,
) -> Iterator[tuple[str, str]]:  # fmt: skip
    titles = {name: _titled(raw, "title", language) for name, raw in phases}
    for name, title in titles.items():
        yield f"{owner}/phase:{name}", title
    for code, phase, raw in items:
        words = f"{code} {_titled(raw, 'text', language)}".strip()
        yield f"{owner}/item:{code}", _under(titles.get(phase, ""), words)


def _once_called(session: Session, owner: str, language: Language) -> str:
    """The title with which something began that is there no more."""
    statement = select(AuditEntry.after).where(AuditEntry.target == owner)
    told = session.scalars(statement.order_by(AuditEntry.seq).limit(1)).first()
    return _titled(told, "title", language)


def _titled(raw: Json, key: str, language: Language) -> str:
    return _text(raw.get(key), language) if isinstance(raw, dict) else ""


def _text(raw: object, language: Language) -> str:
    if isinstance(raw, str):
        return raw
    return Localised.from_json(raw).text(language) if isinstance(raw, Mapping) else ""


def _under(outer: str, inner: str) -> str:
    return " · ".join(one for one in (outer, inner) if one)
