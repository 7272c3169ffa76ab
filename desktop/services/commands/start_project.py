"""Starts a project under a policy: its phases and checklists are copied as they are now."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.definitions import Phase, ProjectClass
from desktop.models.entities import Content, Policy, Project, ProjectItem, ProjectPhase
from desktop.models.errors import Refused
from desktop.models.identity import PolicyId, ProjectId, new_project_id
from desktop.models.plain import to_plain
from desktop.services.clock import local_time
from desktop.services.command import Applied, Command, Work
from desktop.services.commands.remove_project import RemoveProject
from desktop.services.definitions_kept import kept_phase
from desktop.services.finding import any_policy
from desktop.services.life_reading import frozen_policy, life_of
from desktop.services.policy_reading import read_phases
from desktop.services.words import checked_line

__all__ = ["StartProject"]

# A project under any other state but these is a trial run; approved text is not yet to be used.
IN_FORCE = ("issued", "effective")


@dataclass(frozen=True)
class StartProject(Command[ProjectId]):
    """Only the items of the project's class are copied. The project is run under the revision in
    force; `trial` tries the draft that follows it. Where only a draft is there, it is a trial."""

    name: ClassVar[str] = "start-project"

    policy_id: PolicyId
    title: str
    project_class: ProjectClass = "A"
    number: str = ""
    trial: bool = False

    def apply(self, work: Work) -> Applied[ProjectId]:
        policy = any_policy(work, self.policy_id)
        revision, in_force, phases = self._rules(work, policy)
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
            trial=not in_force,
            revision=revision,
            started=work.now,
        )
        work.session.add(project)
        work.session.add_all(self._copies(phases, project_id))
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

    def _rules(self, work: Work, policy: Policy) -> tuple[str, bool, tuple[Phase, ...]]:
        """The revision that the project is run under, whether it is in force (or issued to be),
        and its phases. A revision that is still being written is tried only where none is."""
        day = local_time(work.now).date()
        life = life_of(work.session, self.policy_id)
        found = None if self.trial and life.latest.is_open else life.in_force(day)
        if found is None and life.latest.state == "issued":
            found = life.latest
        if found is None and life.latest.is_open:
            phases = read_phases(work.session, self.policy_id)
            return life.latest.revision, False, phases
        if found is None or life.state_on(found.revision, day) not in IN_FORCE:
            label = life.latest.revision
            state = life.state_on(label, day)
            raise Refused("policy-out-of-force", policy=policy.id, state=state)
        frozen = frozen_policy(work.session, self.policy_id, found.revision, life, day)
        assert frozen is not None  # what was issued had been approved
        return found.revision, True, frozen.phases

    def _copies(self, phases: tuple[Phase, ...], project_id: ProjectId) -> list[Content]:
        rows: list[Content] = []
        for position, phase in enumerate(phases):
            rows.append(
                ProjectPhase(
                    project_id=project_id,
                    id=phase.id,
                    position=position,
                    definition=kept_phase(phase),
                )
            )
            items = [one for one in phase.items if self.project_class in one.classes]
            rows.extend(
                ProjectItem(
                    project_id=project_id,
                    code=item.code,
                    phase_id=phase.id,
                    position=at,
                    definition=to_plain(item),
                    state="open",
                    note="",
                    by_name="",
                    at=None,
                    evidence=[],
                )
                for at, item in enumerate(items)
            )
        return rows
