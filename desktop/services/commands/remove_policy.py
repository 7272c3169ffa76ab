"""Removes a draft with everything in it; and puts it back exactly as it was."""

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from desktop.models.entities import (
    Article,
    ChangeNote,
    Chapter,
    ChecklistItem,
    Field,
    Phase,
    PolicyRole,
    Project,
)
from desktop.models.errors import Refused
from desktop.models.identity import PolicyId
from desktop.services.command import Applied, Command, Work
from desktop.services.finding import draft_policy
from desktop.services.life_reading import life_of
from desktop.services.rows import Row, belonging, put_rows, rows_as_json, take_rows

__all__ = ["RemovePolicy", "RestorePolicy"]


@dataclass(frozen=True)
class RemovePolicy(Command[None]):
    """Refused while a project is run under the policy, and for anything but a draft that has never
    been submitted."""

    name: ClassVar[str] = "remove-policy"

    policy_id: PolicyId

    def apply(self, work: Work) -> Applied[None]:
        policy = draft_policy(work, self.policy_id)
        if life_of(work.session, self.policy_id).events:
            raise Refused("policy-has-life", policy=policy.id)
        used = select(Project.title).filter_by(policy_id=self.policy_id).order_by(Project.title)
        projects = work.session.scalars(used).all()
        if projects:
            raise Refused("policy-has-projects", policy=policy.id, projects="、".join(projects))
        parts = [
            one
            for kind in (Field, Article, Chapter, ChecklistItem, Phase, PolicyRole, ChangeNote)
            for one in belonging(work.session, kind, policy_id=self.policy_id)
        ]
        rows = take_rows(work.session, [*parts, policy])
        inverse = RestorePolicy(self.policy_id, rows)
        return Applied(None, inverse, self.policy_id, rows_as_json(rows), None)


@dataclass(frozen=True)
class RestorePolicy(Command[None]):
    name: ClassVar[str] = "restore-policy"

    policy_id: PolicyId
    rows: tuple[Row, ...]

    def apply(self, work: Work) -> Applied[None]:
        put_rows(work.session, self.rows)
        # What comes back was taken out as a draft; nothing else may come in by this door.
        draft_policy(work, self.policy_id)
        after = rows_as_json(self.rows)
        return Applied(None, RemovePolicy(self.policy_id), self.policy_id, None, after)
