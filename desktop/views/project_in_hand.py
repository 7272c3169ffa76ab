"""A project that is being looked at: its snapshot, kept up to date, shared by all who show it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.models.errors import KnownError
from desktop.models.snapshot import Project
from desktop.tasks.background import Task, in_background

if TYPE_CHECKING:
    from desktop.services.command import Changes
    from desktop.views.desk import Desk

__all__ = ["ProjectInHand"]


class ProjectInHand(QObject):
    """`project` is None until `ready`. Its policy is `desk.policy(project.policy)`."""

    ready = Signal()
    changed = Signal(object, object)
    gone = Signal()
    failed = Signal(object)

    def __init__(self, desk: "Desk", project_id: str) -> None:
        super().__init__(desk)
        self.id = project_id
        self.project: Project | None = None
        self._desk = desk
        self._missed: list[Changes] = []
        library = desk.opened

        def work(_task: Task) -> Project:
            from desktop.services.project_queries import project_snapshot

            return project_snapshot(library, project_id)

        task = in_background(work)
        task.done.connect(self._take)
        task.failed.connect(self.failed)

    @property
    def stack(self) -> str:
        return self.id

    @property
    def current(self) -> Project:
        assert self.project is not None
        return self.project

    def refresh(self, changes: "Changes", origin: object) -> None:
        from desktop.services.project_queries import project_summaries, refreshed_project

        if self.project is None:
            self._missed.append(changes)
            return
        try:
            self.project = refreshed_project(self._desk.opened, self.project, changes)
        except KnownError:
            if any(one.id == self.id for one in project_summaries(self._desk.opened)):
                raise
            self.gone.emit()
            return
        self.changed.emit(changes, origin)

    def _take(self, project: Project) -> None:
        self.project = project
        missed, self._missed = self._missed, []
        self.ready.emit()
        for changes in missed:
            self.refresh(changes, None)
