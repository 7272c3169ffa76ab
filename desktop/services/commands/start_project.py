"""Starts a project under a policy: its phases and checklists are copied as they are now."""

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from desktop.models.definitions import ProjectClass
from desktop.models.entities import Content, Phase, Project, ProjectItem, ProjectPhase
from desktop.models.errors import Refused
from desktop.models.identity import PolicyId, ProjectId, new_project_id
from desktop.models.plain import from_plain
from desktop.models.snapshot import PolicyFacts
from desktop.services.command import Applied, Command, Work
from desktop.services.commands.remove_project import RemoveProject
from desktop.services.definitions_kept import read_item
from desktop.services.finding import any_policy, items_of
from desktop.services.words import checked_line

__all__ = ["StartProject"]

# A project under any other state but these is a trial run.
IN_FORCE = ("issued", "effective")


@dataclass(frozen=True)
class StartProject(Command[ProjectId]):
    """Only the items of the project's class are copied. Under a draft the project is a trial."""

    name: ClassVar[str] = "start-project"

    policy_id: PolicyId
    title: str
    project_class: ProjectClass = "A"
    number: str = ""

    def apply(self, work: Work) -> Applied[ProjectId]:
        policy = any_policy(work, self.policy_id)
        if policy.state in ("superseded", "withdrawn"):
            raise Refused("policy-out-of-force", policy=policy.id, state=policy.state)
        title = checked_line(self.title, "title")
        if not title:
            raise Refused("title-missing", place="title")
        if self.project_class not in ("A", "B", "C"):
            raise Refused("project-class-wrong", given=str(self.project_class)[:20])
        project_id = new_project_id()
        project = Project(
            id=project_id,
            policy_id=self.policy_id,
            title=title,
            number=checked_line(self.number, "number"),
            project_class=self.project_class,
            trial=policy.state not in IN_FORCE,
            revision=from_plain(PolicyFacts, policy.facts).revision,
            started=work.now,
        )
        work.session.add(project)
        work.session.add_all(self._copies(work, project_id))
        return Applied(
            project_id,
            RemoveProject(project_id),
            project_id,
            None,
            {
                "policy": self.policy_id,
                "revision": project.revision,
                "title": title,
                "number": project.number,
                "class": self.project_class,
                "trial": project.trial,
            },
        )

    def _copies(self, work: Work, project_id: ProjectId) -> list[Content]:
        phases = select(Phase).filter_by(policy_id=self.policy_id).order_by(Phase.position)
        rows: list[Content] = []
        for position, phase in enumerate(work.session.scalars(phases).all()):
            rows.append(
                ProjectPhase(
                    project_id=project_id,
                    id=phase.id,
                    position=position,
                    definition=phase.definition,
                )
            )
            items = [
                item
                for item in items_of(work, self.policy_id, phase.id)
                if self.project_class in read_item(item.definition).classes
            ]
            rows.extend(
                ProjectItem(
                    project_id=project_id,
                    code=item.code,
                    phase_id=phase.id,
                    position=at,
                    definition=item.definition,
                    state="open",
                    note="",
                    by_name="",
                    at=None,
                    evidence=[],
                )
                for at, item in enumerate(items)
            )
        return rows
