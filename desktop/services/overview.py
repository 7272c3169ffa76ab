"""What the start page and the list of policies show: how far each policy is, and what is due."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from desktop.models.definitions import FieldDefinition
from desktop.models.entities import Article, Chapter, Field, ProjectItem, ProjectPhase
from desktop.models.fields import field_kind
from desktop.models.identity import PolicyId
from desktop.models.plain import from_plain
from desktop.models.wording import Localised
from desktop.services.care import backups
from desktop.services.definitions_kept import read_item
from desktop.services.library import Library
from desktop.services.project_queries import ProjectSummary, project_summaries
from desktop.services.queries import PolicySummary, policy_summaries
from desktop.services.standings import Standing, standings

__all__ = ["Agenda", "Due", "Filling", "LastBackup", "agenda", "fillings", "last_backup"]

SOON = timedelta(days=30)
"""A date this near is due; what lies further ahead comes next."""
NEXT = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Filling:
    """Of a policy's required fields: how many there are, how many are empty, and the first of
    these with its chapter and article."""

    required: int = 0
    missing: int = 0
    chapter: str = ""
    article: str = ""
    field: str = ""

    @property
    def fraction(self) -> float:
        return 1.0 if not self.required else 1 - self.missing / self.required


@dataclass(frozen=True, slots=True)
class Due:
    """Something that waits for the person.

    `kind`: review (of the revision in force), trial (it ends, or has ended), effective (an issued
    revision comes into force; a draft is planned to), fields (required
    ones are empty, `count`), items (mandatory ones of a project's phase are open, `count`),
    failed (`count` items failed). `owner`: id of the policy or project; `title` and `number` its
    own; `revision`: the one that the date is of; `detail`: the title of the phase. `day`: None for
    what has no date.
    """

    kind: str
    owner: str
    title: str
    number: str = ""
    day: date | None = None
    count: int = 0
    detail: Localised = Localised()
    chapter: str = ""
    article: str = ""
    field: str = ""
    phase: str = ""
    revision: str = ""


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The newest verified backup: where it lies and its day, None where there is none."""

    folder: Path
    path: Path | None = None
    taken: date | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """`due`: the most pressing first; `coming`: dates further ahead, in their order."""

    due: tuple[Due, ...]
    coming: tuple[Due, ...]


def fillings(library: Library, wanted: Collection[PolicyId]) -> dict[PolicyId, Filling]:
    """How far each of the wanted policies is filled in. The library is held for one policy at a
    time, and only for reading its rows."""
    return {one: _filling(library, one) for one in wanted}


def _filling(library: Library, policy_id: PolicyId) -> Filling:
    statement = (
        select(Chapter.id, Article.id, Field.id, Field.definition, Field.value)
        .join(
            Article,
            (Article.policy_id == Chapter.policy_id) & (Article.chapter_id == Chapter.id),
        )
        .join(Field, (Field.policy_id == Article.policy_id) & (Field.article_id == Article.id))
        .where(Chapter.policy_id == policy_id)
        .order_by(Chapter.position, Article.position, Field.position)
    )
    with library.read() as session:
        rows = session.execute(statement).all()
    required = missing = 0
    first = ("", "", "")
    for chapter, article, field, raw, value in rows:
        if not raw.get("required"):
            continue
        required += 1
        definition = from_plain(FieldDefinition, raw)
        if field_kind(definition.kind).is_empty(value, definition):
            missing += 1
            first = first if missing > 1 else (chapter, article, field)
    return Filling(required, missing, *first)


def agenda(library: Library, today: date, filled: dict[PolicyId, Filling] | None = None) -> Agenda:
    """What is due, as far as the library knows: dates of policies, empty required fields, open
    mandatory items and failed ones. `filled`: what is known of that already."""
    policies = policy_summaries(library)
    known = fillings(library, [one.id for one in policies]) if filled is None else filled
    applying = standings(library, [one.id for one in policies])
    dated = [one for policy in policies for one in _dates(policy, applying.get(policy.id), today)]
    due = [one for one in dated if one.day is not None and one.day <= today + SOON]
    due.sort(key=lambda one: one.day or today)
    due += [one for project in project_summaries(library) for one in _of_project(library, project)]
    due += [
        one
        for policy in policies
        if policy.id in known
        for one in _empty_fields(policy, known[policy.id])
    ]
    coming = [
        one for one in dated if one.day is not None and today + SOON < one.day <= today + NEXT
    ]
    coming.sort(key=lambda one: one.day or today)
    return Agenda(tuple(due), tuple(coming))


def _dates(policy: PolicySummary, standing: Standing | None, today: date) -> list[Due]:
    """Of the revision that applies, not of the one that is being written: whose own dates are
    plans."""
    found: list[Due] = []

    def add(kind: str, day: date | None, revision: str) -> None:
        if day is not None:
            due = Due(kind, policy.id, policy.title, policy.number, day=day, revision=revision)
            found.append(due)

    if standing is not None and standing.in_force:
        add("review", standing.review_due, standing.in_force)
        add("trial", standing.trial_until, standing.in_force)
    elif standing is not None and standing.expired_on is not None and policy.state != "withdrawn":
        add("trial", standing.expired_on, policy.revision)
    elif policy.state == "draft":
        add("review", policy.review_due, policy.revision)
    if standing is not None and standing.coming:
        add("effective", standing.coming_from, standing.coming)
    elif policy.state == "draft" and policy.effective is not None and policy.effective >= today:
        add("effective", policy.effective, policy.revision)
    return found


def _empty_fields(policy: PolicySummary, filling: Filling) -> list[Due]:
    if policy.state != "draft" or not filling.missing:
        return []
    return [
        Due(
            "fields",
            policy.id,
            policy.title,
            policy.number,
            count=filling.missing,
            chapter=filling.chapter,
            article=filling.article,
            field=filling.field,
        )
    ]


def _of_project(library: Library, project: ProjectSummary) -> list[Due]:
    """The first phase in which mandatory items are open, and what has failed."""
    found = []
    if failed := project.states.get("failed", 0):
        found.append(Due("failed", project.id, project.title, project.number, count=failed))
    statement = (
        select(ProjectPhase.id, ProjectPhase.definition, ProjectItem.definition)
        .join(
            ProjectItem,
            (ProjectItem.project_id == ProjectPhase.project_id)
            & (ProjectItem.phase_id == ProjectPhase.id),
        )
        .where(ProjectPhase.project_id == project.id, ProjectItem.state == "open")
        .order_by(ProjectPhase.position, ProjectItem.position)
    )
    with library.read() as session:
        rows = session.execute(statement).all()
    open_ones = [
        (phase, Localised.from_json(definition["title"]))
        for phase, definition, item in rows
        if read_item(item).tag != "O"
    ]
    if open_ones:
        phase, title = open_ones[0]
        count = sum(one == phase for one, _ in open_ones)
        found.append(
            Due(
                "items",
                project.id,
                project.title,
                project.number,
                count=count,
                detail=title,
                phase=phase,
            )
        )
    return found


def last_backup(path: Path) -> LastBackup:
    """The newest verified backup in the folder of the library at `path`."""
    folder = path.with_name(f"{path.stem}-backups")
    newest = next((one for one in backups(path) if one.verified and one.taken is not None), None)
    if newest is None or newest.taken is None:
        return LastBackup(folder)
    return LastBackup(folder, newest.path, newest.taken.astimezone().date())
