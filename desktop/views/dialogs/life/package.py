"""The revision package: clean copy, comparison, marked-up copies and notice, made in one act."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from desktop.models.errors import Cancelled, KnownError
from desktop.tasks.background import Task, in_background
from desktop.views.theme import px
from desktop.views.widgets.busy import Busy

if TYPE_CHECKING:
    from desktop.services.revision_package import Package
    from desktop.views.desk import Desk
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["PackageDialog", "make_revision_package"]


def make_revision_package(
    window: QWidget, desk: "Desk", in_hand: "PolicyInHand", revision: str
) -> None:
    """Asks for a file and makes the package there."""
    from desktop.views.dialogs.documents import remember_folder, safe_name, save_folder

    policy = in_hand.current
    title = window.tr("Revision package")
    begin = (policy.facts.number, policy.title.text(policy.languages[0]), revision)
    name = safe_name(" ".join(filter(None, begin)), title)
    suggested = str(save_folder(desk.local) / f"{name}.zip")
    given, _ = QFileDialog.getSaveFileName(window, title, suggested, "ZIP (*.zip)")
    if not given:
        return
    path = Path(given) if given.lower().endswith(".zip") else Path(f"{given}.zip")
    remember_folder(desk.local, path.parent)
    PackageDialog(window, desk, in_hand.id, revision, path).open()


class PackageDialog(QDialog):
    """Says how far it is; cancelling leaves nothing behind."""

    def __init__(
        self, window: QWidget, desk: "Desk", policy_id: str, revision: str, path: Path
    ) -> None:
        super().__init__(window)
        self.setWindowTitle(self.tr("Revision package"))
        self._desk = desk
        self._busy = Busy(self, can_cancel=True)
        self._busy.cancelled.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(20), px(20), px(20))
        column.addWidget(self._busy)
        self.setMinimumWidth(px(380))
        self._busy.start(self.tr("Making {file}…").format(file=path.name))
        library = desk.opened

        def work(task: Task) -> "Package":
            from desktop.services.revision_package import make_package

            return make_package(library, policy_id, path, revision=revision, progress=task.report)

        self._task = in_background(work)
        self._task.progressed.connect(self._busy.set_progress)
        self._task.done.connect(self._made)
        self._task.failed.connect(self._failed)

    def _made(self, package: "Package") -> None:
        from desktop.views.dialogs.printing_files import open_path

        said = self.tr("Saved {file}").format(file=package.path.name)
        self._desk.say(said, self.tr("Open"), partial(open_path, package.path))
        self._leave()

    def _failed(self, error: KnownError) -> None:
        if not isinstance(error, Cancelled):
            self._desk.refuse(error)
        self._leave()

    def _leave(self) -> None:
        self.done(QDialog.DialogCode.Accepted)
        self.deleteLater()

    def reject(self) -> None:
        """Stops the work; its end closes the dialog."""
        self._task.cancel()
