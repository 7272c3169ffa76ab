"""What the list of projects shows: how far each of their phases is, and when they changed last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models.definitions import Json
from desktop.models.entities import ChecklistItem, Field, Policy, ProjectItem, ProjectPhase
from desktop.models.identity import PhaseId, PolicyId, ProjectId
from desktop.models.plain import from_plain
from desktop.models.rows import rows_of
from desktop.models.snapshot import PolicyFacts
from desktop.models.wording import Localised
from desktop.services.library import Library
from desktop.services.life_reading import frozen_policy, life_of
from desktop.services.project_queries import ProjectSummary, project_summaries
from desktop.services.queries import today

__all__ = [
    "ClassMeaning",
    "PhaseCount",
    "PolicyLists",
    "ProjectOverview",
    "policy_lists",
    "project_overviews",
]

CLASSES = ("A", "B", "C")
# The table of project classes, as every built-in template names it.
CLASS_TABLE = "project_types"
IN_FORCE = ("issued", "effective")
OUT_OF_FORCE = ("expired", "superseded", "withdrawn")


@dataclass(frozen=True, slots=True)
class PhaseCount:
    """`settled`: done, or not applicable with a reason. `failed` items are not settled."""

    id: PhaseId
    title: Localised
    total: int
    settled: int
    failed: int


@dataclass(frozen=True, slots=True)
class ProjectOverview:
    """A line of the list. `changed`: when something was last recorded, or it was started."""

    summary: ProjectSummary
    policy_title: Localised
    policy_number: str
    phases: tuple[PhaseCount, ...]
    changed: datetime

    @property
    def id(self) -> ProjectId:
        return self.summary.id

    @property
    def total(self) -> int:
        return sum(one.total for one in self.phases)

    @property
    def settled(self) -> int:
        return sum(one.settled for one in self.phases)

    @property
    def failed(self) -> int:
        return sum(one.failed for one in self.phases)


@dataclass(frozen=True, slots=True)
class ClassMeaning:
    """`least` and `below`: the range of amounts in the policy's currency, "" where it is open."""

    feature: Localised
    least: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True)
class PolicyLists:
    """A policy that a project can run under, in the revision that it would be run under. `items`:
    how many apply to class A, B, C; `meaning`: what the policy itself says of each class, as far
    as it says anything. `draft`: the revision that follows and can be tried instead."""

    id: PolicyId
    title: Localised
    number: str
    revision: str
    in_force: bool
    total: int
    items: Mapping[str, int]
    meaning: Mapping[str, ClassMeaning]
    draft: "PolicyLists | None" = None


def project_overviews(library: Library) -> tuple[ProjectOverview, ...]:
    """All projects; what changed last stands first."""
    statement = select(
        ProjectItem.project_id,
        ProjectItem.phase_id,
        ProjectItem.state,
        func.count(),
        func.max(ProjectItem.at),
    ).group_by(ProjectItem.project_id, ProjectItem.phase_id, ProjectItem.state)
    summaries = project_summaries(library)
    with library.read() as session:
        counts: dict[tuple[str, str], dict[str, int]] = {}
        latest: dict[str, datetime] = {}
        for project, phase, state, count, at in session.execute(statement):
            counts.setdefault((project, phase), {})[state] = count
            if at is not None:
                latest[project] = max(latest.get(project, at), at)
        titles = {
            row.id: (Localised.from_json(row.title), str(row.facts.get("number", "")))
            for row in session.scalars(select(Policy))
        }
        phases: dict[str, list[PhaseCount]] = {}
        ordered = select(ProjectPhase).order_by(ProjectPhase.project_id, ProjectPhase.position)
        for row in session.scalars(ordered):
            phases.setdefault(row.project_id, []).append(
                _phase_count(row, counts.get((row.project_id, row.id), {}))
            )
    found = [
        ProjectOverview(
            one,
            *titles.get(one.policy, (Localised(), "")),
            tuple(phases.get(one.id, ())),
            max(one.started, latest.get(one.id, one.started)),
        )
        for one in summaries
    ]
    return tuple(sorted(found, key=lambda one: one.changed, reverse=True))


def _phase_count(row: ProjectPhase, states: Mapping[str, int]) -> PhaseCount:
    return PhaseCount(
        PhaseId(row.id),
        Localised.from_json(row.definition.get("title", {})),
        sum(states.values()),
        states.get("done", 0) + states.get("na", 0),
        states.get("failed", 0),
    )


def policy_lists(library: Library) -> tuple[PolicyLists, ...]:
    """The policies that a project can run under: they have checklists and are not out of force.
    Those in force stand first, then the newest."""
    with library.read() as session:
        items: dict[str, list[list[str]]] = {}
        chosen = select(ChecklistItem.policy_id, ChecklistItem.definition)
        for policy_id, definition in session.execute(chosen):
            items.setdefault(policy_id, []).append(definition.get("classes", list(CLASSES)))
        tables = select(Field.policy_id, Field.value).filter_by(id=CLASS_TABLE)
        meanings = {policy_id: _meanings(value) for policy_id, value in session.execute(tables)}
        rows = session.scalars(select(Policy).order_by(Policy.created.desc(), Policy.id)).all()
        day = today(library)
        found = [
            one
            for row in rows
            if (one := _runs_under(session, row, items, meanings, day)) is not None
        ]
    return tuple(sorted(found, key=lambda one: not one.in_force))


def _runs_under(
    session: Session,
    row: Policy,
    items: Mapping[str, list[list[str]]],
    meanings: Mapping[str, Mapping[str, ClassMeaning]],
    day: date,
) -> PolicyLists | None:
    """The revision in force, with the draft that follows it; else the working one, unless it is
    out of force."""
    life = life_of(session, row.id)
    applies = life.in_force(day)
    working = None
    if row.id in items and life.state_on(life.latest.revision, day) not in OUT_OF_FORCE:
        working = _lists(row, items[row.id], meanings.get(row.id, {}))
    if applies is None or applies is life.latest:
        return working
    frozen = frozen_policy(session, row.id, applies.revision, life, day)
    assert frozen is not None  # what is in force had been approved
    classes = [list(item.classes) for phase in frozen.phases for item in phase.items]
    if not classes:
        return working
    table = next((one.value for one in frozen.fields if one.id == CLASS_TABLE), None)
    return PolicyLists(
        frozen.id,
        frozen.title,
        frozen.facts.number,
        applies.revision,
        True,
        len(classes),
        _of_classes(classes),
        _meanings(table),
        working if life.latest.is_open else None,
    )


def _lists(
    row: Policy, classes: list[list[str]], meaning: Mapping[str, ClassMeaning]
) -> PolicyLists:
    facts = from_plain(PolicyFacts, row.facts)
    return PolicyLists(
        PolicyId(row.id),
        Localised.from_json(row.title),
        facts.number,
        facts.revision,
        row.state in IN_FORCE,
        len(classes),
        _of_classes(classes),
        meaning,
    )


def _of_classes(classes: Sequence[Sequence[str]]) -> dict[str, int]:
    return {one: sum(one in of_item for of_item in classes) for one in CLASSES}


def _meanings(value: Json) -> dict[str, ClassMeaning]:
    """From the rows of the table of classes: the one headed A, A类 or Class A, and so on."""
    found: dict[str, ClassMeaning] = {}
    for row in rows_of(value):
        head = _words(row.get("class"))
        for one in CLASSES:
            named = (head.zh[:1], head.en[-1:] if len(head.en) != 1 else head.en)
            if one in named and one not in found:
                found[one] = ClassMeaning(
                    _words(row.get("feature")), _amount(row.get("from")), _amount(row.get("below"))
                )
    return found


def _words(value: Json) -> Localised:
    if not isinstance(value, dict):
        return Localised()
    return Localised(str(value.get("zh", "")), str(value.get("en", "")))


def _amount(value: Json) -> str:
    return str(value.get("amount", "")) if isinstance(value, dict) else ""
