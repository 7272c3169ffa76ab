"""Ticks several items of a project's checklists at once; and takes that back: all or nothing."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.definitions import Json
from desktop.models.errors import Refused
from desktop.models.identity import ItemCode, ProjectId
from desktop.services.command import Applied, Command, Work
from desktop.services.commands.set_item_state import RestoreItemRecord, SetItemState
from desktop.services.finding import project_of

__all__ = ["RestoreItemRecords", "SetItemStates"]


@dataclass(frozen=True)
class SetItemStates(Command[None]):
    """`changes` of items of one project, each by the rules of SetItemState. In the audit log it
    stands with the project; `before` and `after` tell each item by its code."""

    name: ClassVar[str] = "set-item-states"

    project_id: ProjectId
    changes: tuple[SetItemState, ...]

    def apply(self, work: Work) -> Applied[None]:
        project_of(work, self.project_id)
        _all_of(self.project_id, [one.project_id for one in self.changes])
        done = [(one.code, one.apply(work)) for one in self.changes]
        steps = tuple(
            applied.inverse
            for _, applied in reversed(done)
            if isinstance(applied.inverse, RestoreItemRecord)
        )
        return Applied(
            None,
            RestoreItemRecords(self.project_id, steps),
            self.project_id,
            *_told(done),
        )


@dataclass(frozen=True)
class RestoreItemRecords(Command[None]):
    """`steps` in the order in which they are taken."""

    name: ClassVar[str] = "restore-item-records"

    project_id: ProjectId
    steps: tuple[RestoreItemRecord, ...]

    def apply(self, work: Work) -> Applied[None]:
        project_of(work, self.project_id)
        _all_of(self.project_id, [one.project_id for one in self.steps])
        done = [(one.record.code, one.apply(work)) for one in self.steps]
        steps = tuple(
            applied.inverse
            for _, applied in reversed(done)
            if isinstance(applied.inverse, RestoreItemRecord)
        )
        return Applied(
            None,
            RestoreItemRecords(self.project_id, steps),
            self.project_id,
            *_told(done),
        )


def _all_of(project_id: ProjectId, owners: list[ProjectId]) -> None:
    """One step of undo belongs to one project."""
    for owner in owners:
        if owner != project_id:
            raise Refused("project-unknown", project=owner)


def _told(done: list[tuple[ItemCode, Applied[None]]]) -> tuple[Json, Json]:
    """Each item as it was before the first and as it is after the last of its changes."""
    before: dict[str, Json] = {}
    after: dict[str, Json] = {}
    for code, applied in done:
        before.setdefault(code, applied.before)
        after[code] = applied.after
    return before, after
