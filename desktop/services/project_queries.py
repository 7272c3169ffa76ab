"""What is read of projects: frozen dataclasses, made in one look at the library."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import snapshot
from desktop.models.definitions import Phase, ProjectClass
from desktop.models.entities import Person, Project, ProjectItem, ProjectPhase
from desktop.models.errors import Refused
from desktop.models.identity import ItemCode, PolicyId, ProjectId
from desktop.services.command import Changes
from desktop.services.definitions_kept import read_item, read_phase
from desktop.services.library import Library
from desktop.services.policy_refreshing import kept_as, kept_each

__all__ = [
    "ProjectSummary",
    "find_project",
    "people",
    "project_snapshot",
    "project_summaries",
    "refreshed_project",
]


@dataclass(frozen=True, slots=True)
class ProjectSummary:
    """A line of the list of projects. `states`: how many items are open, done, na, failed."""

    id: ProjectId
    policy: PolicyId
    title: str
    number: str
    project_class: ProjectClass
    trial: bool
    revision: str
    started: datetime
    states: Mapping[str, int]


def project_summaries(library: Library) -> tuple[ProjectSummary, ...]:
    """All projects, the oldest first."""
    with library.read() as session:
        counts: dict[str, Counter[str]] = {}
        for project_id, state in session.execute(select(ProjectItem.project_id, ProjectItem.state)):
            counts.setdefault(project_id, Counter())[state] += 1
        rows = session.scalars(select(Project).order_by(Project.started, Project.id)).all()
        return tuple(_summary(row, counts.get(row.id, Counter())) for row in rows)


def find_project(library: Library, reference: str) -> ProjectId | None:
    """The project that `reference` means: its id, its title or its number; None where there is
    none. Refused where several are meant, naming them."""
    with library.read() as session:
        rows = session.execute(select(Project.id, Project.title, Project.number)).all()
    if any(one.id == reference for one in rows):
        return ProjectId(reference)
    meant = [one for one in rows if reference and reference in (one.title, one.number)]
    if len(meant) > 1:
        candidates = "；".join(f"{one.id} {one.title} {one.number}".strip() for one in meant)
        raise Refused("project-ambiguous", project=reference, candidates=candidates)
    return ProjectId(meant[0].id) if meant else None


def project_snapshot(library: Library, reference: str) -> snapshot.Project:
    """The whole project that `reference` (id, unique title or number) means; Refused if none."""
    project_id = find_project(library, reference)
    if project_id is None:
        raise Refused("project-unknown", project=reference)
    with library.read() as session:
        return read_project(session, project_id)


def refreshed_project(
    library: Library, project: snapshot.Project, changes: Changes
) -> snapshot.Project:
    """`project` as it is after `changes`: what did not change is the identical object (`project`
    itself where nothing did). Refused where the project is no longer there."""
    whole = project.id in changes.projects
    codes = {code for owner, code in changes.records if owner == project.id}
    if not whole and not codes:
        return project
    with library.read() as session:
        if not whole:
            rows = session.scalars(
                select(ProjectItem)
                .filter_by(project_id=project.id)
                .where(ProjectItem.code.in_(codes))
            )
            now = {ItemCode(row.code): _record(row) for row in rows}
            if set(now) == codes <= {one.code for one in project.records}:
                return _kept(
                    project,
                    replace(project, records=tuple(now.get(o.code, o) for o in project.records)),
                )
        if session.get(Project, project.id) is None:
            raise Refused("project-unknown", project=project.id)
        return _kept(project, read_project(session, project.id))


def _kept(old: snapshot.Project, new: snapshot.Project) -> snapshot.Project:
    """`new`, with the parts of `old` that say the same."""
    known = {one.id: one for one in old.phases}
    phases = [
        kept_as(
            known.get(one.id, one),
            replace(
                one,
                items=kept_each(
                    known[one.id].items if one.id in known else (), one.items, lambda i: i.code
                ),
            ),
        )
        for one in new.phases
    ]
    return kept_as(
        old,
        replace(
            new,
            phases=kept_each(old.phases, phases, lambda one: one.id),
            records=kept_each(old.records, new.records, lambda one: one.code),
        ),
    )


def people(library: Library) -> tuple[str, ...]:
    """The names in the people directory, in their order."""
    with library.read() as session:
        return tuple(session.scalars(select(Person.name).order_by(Person.name)))


def read_project(session: Session, project_id: ProjectId) -> snapshot.Project:
    row = session.get_one(Project, project_id)
    phases = session.scalars(
        select(ProjectPhase).filter_by(project_id=project_id).order_by(ProjectPhase.position)
    ).all()
    items = session.scalars(
        select(ProjectItem).filter_by(project_id=project_id).order_by(ProjectItem.position)
    ).all()
    by_phase = {one.id: [item for item in items if item.phase_id == one.id] for one in phases}
    copies: tuple[Phase, ...] = tuple(
        read_phase(one.definition, (read_item(item.definition) for item in by_phase[one.id]))
        for one in phases
    )
    return snapshot.Project(
        id=project_id,
        policy=PolicyId(row.policy_id),
        title=row.title,
        number=row.number,
        project_class=_class(row),
        trial=row.trial,
        revision=row.revision,
        started=row.started,
        phases=copies,
        records=tuple(_record(item) for one in phases for item in by_phase[one.id]),
    )


def _record(item: ProjectItem) -> snapshot.ItemRecord:
    return snapshot.ItemRecord(
        ItemCode(item.code), item.state, item.note, item.by_name, item.at, tuple(item.evidence)
    )


def _summary(row: Project, states: Counter[str]) -> ProjectSummary:
    return ProjectSummary(
        ProjectId(row.id),
        PolicyId(row.policy_id),
        row.title,
        row.number,
        _class(row),
        row.trial,
        row.revision,
        row.started,
        {state: states[state] for state in ("open", "done", "na", "failed")},
    )


def _class(row: Project) -> ProjectClass:
    """The table's own check lets nothing else in."""
    return cast(ProjectClass, row.project_class)
