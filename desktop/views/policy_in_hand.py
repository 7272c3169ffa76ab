"""A policy that is being looked at: its snapshot, kept up to date, shared by all who show it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.models.errors import KnownError
from desktop.models.snapshot import Policy
from desktop.tasks.background import Task, in_background

if TYPE_CHECKING:
    from desktop.services.command import Changes
    from desktop.views.desk import Desk

__all__ = ["PolicyInHand"]


class PolicyInHand(QObject):
    """`policy` is None until `ready`. Parts that did not change stay the identical objects."""

    ready = Signal()
    changed = Signal(object, object)
    """(Changes, origin); `policy` is the new one already."""
    gone = Signal()
    """It was removed from the library."""
    failed = Signal(object)
    """KnownError: it cannot be read."""

    def __init__(self, desk: "Desk", policy_id: str) -> None:
        super().__init__(desk)
        self.id = policy_id
        self.policy: Policy | None = None
        self._desk = desk
        self._missed: list[Changes] = []
        library = desk.opened

        def work(_task: Task) -> Policy:
            from desktop.services.queries import policy_snapshot

            return policy_snapshot(library, policy_id)

        task = in_background(work)
        task.done.connect(self._take)
        task.failed.connect(self.failed)

    @property
    def stack(self) -> str:
        """Name of its undo stack."""
        return self.id

    @property
    def current(self) -> Policy:
        """The snapshot. Only after `ready`."""
        assert self.policy is not None
        return self.policy

    def refresh(self, changes: "Changes", origin: object) -> None:
        """Reads again what `changes` touched; for the desk to call."""
        from desktop.services.queries import policy_summaries, refreshed_policy

        if self.policy is None:
            self._missed.append(changes)
            return
        try:
            self.policy = refreshed_policy(self._desk.opened, self.policy, changes)
        except KnownError:
            if any(one.id == self.id for one in policy_summaries(self._desk.opened)):
                raise
            self.gone.emit()
            return
        self.changed.emit(changes, origin)

    def _take(self, policy: Policy) -> None:
        self.policy = policy
        missed, self._missed = self._missed, []
        self.ready.emit()
        for changes in missed:
            self.refresh(changes, None)
