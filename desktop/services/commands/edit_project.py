"""Gives a project another title, number or class; and takes that back exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, cast

from sqlalchemy import select

from desktop.models.definitions import Json, ProjectClass
from desktop.models.entities import ChecklistItem, Project, ProjectItem, ProjectPhase
from desktop.models.errors import Problem, Refused
from desktop.models.identity import ItemCode, PhaseId, ProjectId
from desktop.services.command import Applied, Command, Work
from desktop.services.definitions_kept import read_item
from desktop.services.finding import project_of
from desktop.services.rows import Row, put_rows, take_rows
from desktop.services.words import checked_line

__all__ = ["EditProject", "RestoreProjectEdit"]

Order = Mapping[PhaseId, tuple[ItemCode, ...]]


@dataclass(frozen=True)
class EditProject(Command[None]):
    """All three as they are to be.

    Where the class is another one, the items of the policy come in that were left out for the
    class alone, each after the one it follows there; items that are not of the new class go.
    Refused where something is recorded in one of those, naming them. What else the policy's
    checklists have become since the project began changes nothing in it.
    """

    name: ClassVar[str] = "edit-project"

    project_id: ProjectId
    title: str
    number: str
    project_class: ProjectClass

    def apply(self, work: Work) -> Applied[None]:
        project = project_of(work, self.project_id)
        title = checked_line(self.title, "title")
        if not title:
            raise Refused("title-missing", place="title")
        if self.project_class not in ("A", "B", "C"):
            raise Refused("project-class-wrong", given=str(self.project_class)[:20])
        before, order = _face(project), _order(work, self.project_id)
        old_class = cast(ProjectClass, project.project_class)
        project.title, project.number = title, checked_line(self.number, "number")
        project.project_class = self.project_class
        gone: tuple[Row, ...] = ()
        came: tuple[ItemCode, ...] = ()
        if old_class != self.project_class:
            items = _items(work, self.project_id)
            gone = _take_out(work, [one for one in items if not _is_of(one, self.project_class)])
            came = self._bring_in(work, project, old_class)
        inverse = RestoreProjectEdit(
            self.project_id,
            before["title"],
            before["number"],
            old_class,
            order if gone or came else {},
            gone,
            came,
        )
        after: dict[str, Json] = {**_face(project), "came": list(came), "gone": [*map(_code, gone)]}
        return Applied(None, inverse, self.project_id, dict[str, Json](before), after)

    def _bring_in(
        self, work: Work, project: Project, old_class: ProjectClass
    ) -> tuple[ItemCode, ...]:
        came: list[ItemCode] = []
        phases = work.session.scalars(
            select(ProjectPhase.id).filter_by(project_id=self.project_id)
        ).all()
        for phase in phases:
            here = [one for one in _items(work, self.project_id) if one.phase_id == phase]
            there = work.session.scalars(
                select(ChecklistItem)
                .filter_by(policy_id=project.policy_id, phase_id=phase)
                .order_by(ChecklistItem.position)
            ).all()
            taken = set(
                work.session.scalars(select(ProjectItem.code).filter_by(project_id=project.id))
            )
            place = 0
            for one in there:
                at = next((n for n, row in enumerate(here) if row.code == one.code), None)
                if at is not None:
                    place = at + 1
                    continue
                classes = read_item(one.definition).classes
                left_out = self.project_class in classes and old_class not in classes
                if left_out and one.code not in taken:
                    here.insert(place, _open(project, one))
                    work.session.add(here[place])
                    came.append(ItemCode(one.code))
                    place += 1
            for position, row in enumerate(here):
                row.position = position
            work.session.flush()
        return tuple(came)


@dataclass(frozen=True)
class RestoreProjectEdit(Command[None]):
    """Puts title, number and class back, items `rows` in and `codes` out; `order`: the codes of
    each phase as they are to stand, empty where no item comes or goes."""

    name: ClassVar[str] = "restore-project-edit"

    project_id: ProjectId
    title: str
    number: str
    project_class: ProjectClass
    order: Mapping[PhaseId, tuple[ItemCode, ...]]
    rows: tuple[Row, ...] = ()
    codes: tuple[ItemCode, ...] = ()

    def apply(self, work: Work) -> Applied[None]:
        project = project_of(work, self.project_id)
        before, order = _face(project), _order(work, self.project_id)
        known = {one.code: one for one in _items(work, self.project_id)}
        gone = _take_out(work, [known[code] for code in self.codes if code in known])
        came = tuple(_code(row) for row in self.rows if _code(row) not in known)
        put_rows(work.session, [row for row in self.rows if _code(row) in came])
        places = {code: place for codes in self.order.values() for place, code in enumerate(codes)}
        for one in _items(work, self.project_id):
            one.position = places.get(ItemCode(one.code), one.position)
        project.title, project.number = self.title, self.number
        old_class = cast(ProjectClass, project.project_class)
        project.project_class = self.project_class
        inverse = RestoreProjectEdit(
            self.project_id,
            before["title"],
            before["number"],
            old_class,
            order if self.order else {},
            gone,
            came,
        )
        return Applied(
            None, inverse, self.project_id, dict[str, Json](before), dict[str, Json](_face(project))
        )


def _face(project: Project) -> dict[str, str]:
    return {
        "title": project.title,
        "number": project.number,
        "class": project.project_class,
    }


def _items(work: Work, project_id: ProjectId) -> list[ProjectItem]:
    """In the order of the checklists."""
    statement = (
        select(ProjectItem)
        .join(
            ProjectPhase,
            (ProjectPhase.project_id == ProjectItem.project_id)
            & (ProjectPhase.id == ProjectItem.phase_id),
        )
        .where(ProjectItem.project_id == project_id)
        .order_by(ProjectPhase.position, ProjectItem.position)
    )
    return list(work.session.scalars(statement))


def _order(work: Work, project_id: ProjectId) -> Order:
    order: dict[PhaseId, tuple[ItemCode, ...]] = {}
    for one in _items(work, project_id):
        phase = PhaseId(one.phase_id)
        order[phase] = (*order.get(phase, ()), ItemCode(one.code))
    return order


def _is_of(one: ProjectItem, project_class: ProjectClass) -> bool:
    return project_class in read_item(one.definition).classes


def _take_out(work: Work, rows: Sequence[ProjectItem]) -> tuple[Row, ...]:
    """Refused where something is recorded in one of them."""
    recorded = [one for one in rows if one.state != "open" or one.note or one.evidence]
    if recorded:
        problems = [
            Problem(
                f"{one.phase_id}.{one.code}",
                "item-recorded",
                {"item": one.code},
            )
            for one in recorded
        ]
        codes = ", ".join(one.code for one in recorded)
        raise Refused("project-items-recorded", problems, items=codes)
    phases = {one.phase_id for one in rows}
    project_id = rows[0].project_id if rows else ""
    taken = take_rows(work.session, rows)
    for phase in sorted(phases):
        left = [one for one in _items(work, ProjectId(project_id)) if one.phase_id == phase]
        for position, one in enumerate(left):
            one.position = position
    work.session.flush()
    return taken


def _open(project: Project, one: ChecklistItem) -> ProjectItem:
    return ProjectItem(
        project_id=project.id,
        code=one.code,
        phase_id=one.phase_id,
        position=0,
        definition=one.definition,
        state="open",
        note="",
        by_name="",
        at=None,
        evidence=[],
    )


def _code(row: Row) -> ItemCode:
    return ItemCode(str(row.values["code"]))
