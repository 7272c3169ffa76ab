"""Removes a project with its records; and puts it back exactly as it was."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.entities import ProjectItem, ProjectPhase
from desktop.models.identity import ProjectId
from desktop.services.command import Applied, Command, Work
from desktop.services.finding import any_policy, project_of
from desktop.services.rows import Row, belonging, put_rows, rows_as_json, take_rows

__all__ = ["RemoveProject", "RestoreProject"]


@dataclass(frozen=True)
class RemoveProject(Command[None]):
    name: ClassVar[str] = "remove-project"

    project_id: ProjectId

    def apply(self, work: Work) -> Applied[None]:
        project = project_of(work, self.project_id)
        parts = [
            one
            for kind in (ProjectItem, ProjectPhase)
            for one in belonging(work.session, kind, project_id=self.project_id)
        ]
        rows = take_rows(work.session, [*parts, project])
        inverse = RestoreProject(self.project_id, rows)
        return Applied(None, inverse, self.project_id, rows_as_json(rows), None)


@dataclass(frozen=True)
class RestoreProject(Command[None]):
    name: ClassVar[str] = "restore-project"

    project_id: ProjectId
    rows: tuple[Row, ...]

    def apply(self, work: Work) -> Applied[None]:
        put_rows(work.session, self.rows)
        any_policy(work, project_of(work, self.project_id).policy_id)
        after = rows_as_json(self.rows)
        return Applied(None, RemoveProject(self.project_id), self.project_id, None, after)
