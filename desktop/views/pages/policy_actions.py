"""What can be done with a policy of a list: the same from the start page and the list of all."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktop.tasks.background import in_background
from desktop.views.places import POLICY, Place

if TYPE_CHECKING:
    from desktop.views.desk import Desk

__all__ = ["PolicyActions", "keep_local"]


def keep_local(desk: "Desk") -> None:
    """Writes what belongs to this computer, beside the window; a failure is said."""
    write = desk.local.prepare()
    if write is not None:
        task = in_background(lambda _task: write())
        task.failed.connect(desk.refuse)


class PolicyActions(QObject):
    """`widget` is on the window that its dialogs belong to."""

    def __init__(self, desk: "Desk", widget: QWidget) -> None:
        super().__init__(widget)
        self._desk = desk
        self._widget = widget

    def open(self, policy_id: str) -> None:
        self._desk.go_to(Place(POLICY, policy_id))

    def properties(self, policy_id: str) -> None:
        from desktop.views.dialogs.policy_properties import policy_properties

        self._show_soon(lambda window: policy_properties(window, self._desk, policy_id))

    def _show_soon(self, show: Callable[[QWidget], None]) -> None:
        """In a turn of its own: reading a dialog's modules takes as long as making it."""
        window = self._widget.window()
        QTimer.singleShot(0, window, lambda: show(window) if self._desk.library else None)

    def duplicate(self, policy_id: str) -> None:
        from desktop.views.dialogs.duplicate import duplicate_policy

        duplicate_policy(self._widget.window(), self._desk, policy_id)

    def print(self, policy_id: str) -> None:
        from desktop.views.dialogs.printing import print_documents

        self._show_soon(lambda window: print_documents(window, self._desk, policy_id=policy_id))

    def delete(self, policy_id: str) -> None:
        """At once, with the way back in the toast and in the undo list."""
        from desktop.models.identity import PolicyId
        from desktop.services.commands.remove_policy import RemovePolicy
        from desktop.services.queries import policy_summaries

        desk = self._desk
        title = next((p.title for p in policy_summaries(desk.opened) if p.id == policy_id), "")
        label = self.tr("Delete {title}").format(title=title)
        if desk.attempt(RemovePolicy(PolicyId(policy_id)), label) is not None:
            desk.local.forget_policy(Path(desk.opened.path), policy_id)
            keep_local(desk)
            said = self.tr("Deleted {title}").format(title=title)
            desk.say(said, self.tr("Undo"), desk.stack().undo)
