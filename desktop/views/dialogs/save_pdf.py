"""Save as PDF: the policy's book, or a project's checklists, without going through the dialog."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.models.errors import Cancelled, KnownError
from desktop.tasks.background import in_background
from desktop.tasks.writing import WriteDocument
from desktop.views.dialogs import printing_files
from desktop.views.dialogs.documents import Chosen, Printable, read_printable
from desktop.views.theme import px
from desktop.views.widgets.busy import Busy

if TYPE_CHECKING:
    from desktop.services.printing import Printout
    from desktop.views.desk import Desk

__all__ = ["SavePdf", "save_as_pdf"]

PATIENCE_MILLISECONDS = 400


def save_as_pdf(window: QWidget, desk: "Desk", policy_id: str = "", project_id: str = "") -> None:
    """Asks for a file and writes the document there. What is being typed is to be saved before."""
    SavePdf(desk, policy_id, project_id, window)


class SavePdf(QDialog):
    """Says how far it is once it takes longer; goes away by itself."""

    def __init__(self, desk: "Desk", policy_id: str, project_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Save as PDF"))
        self._desk = desk
        self._job: WriteDocument | None = None
        self._busy = Busy(self, can_cancel=True)
        self._busy.cancelled.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(20), px(20), px(20))
        column.addWidget(self._busy)
        self.setMinimumWidth(px(380))
        self._soon = QTimer(self, singleShot=True, interval=PATIENCE_MILLISECONDS)
        self._soon.timeout.connect(self.open)
        library = desk.opened
        reading = in_background(lambda _: read_printable(library, policy_id, project_id))
        reading.done.connect(self._ask)
        reading.failed.connect(self._failed)

    def _ask(self, printable: Printable) -> None:
        chosen = Chosen(printable.book, printable.policy.languages[0], printable.project)
        window = self.parentWidget()
        assert window is not None
        path = printing_files.ask_path(window, self._desk.local, printable.file_name(chosen))
        if path is None:
            self.deleteLater()
            return
        job = self._job = WriteDocument(
            self._desk.opened,
            self._desk.paper,
            printable.wanted(chosen),
            path,
            self,
            printable.order(chosen),
        )
        job.progressed.connect(self._busy.set_progress)
        job.finished.connect(self._saved)
        job.failed.connect(self._failed)
        self._busy.start(self.tr("Saving {file}…").format(file=path.name))
        self._soon.start()

    def _saved(self, printout: "Printout") -> None:
        said = self.tr("Saved {file}").format(file=printout.path.name)
        action = partial(printing_files.open_path, Path(printout.path))
        self._desk.say(said, self.tr("Open"), action)
        self._leave()

    def _failed(self, error: KnownError) -> None:
        if not isinstance(error, Cancelled):
            self._desk.refuse(error)
        self._leave()

    def _leave(self) -> None:
        self._soon.stop()
        self.done(QDialog.DialogCode.Accepted)
        self.deleteLater()

    def reject(self) -> None:
        """Stops the work; its end closes the dialog."""
        if self._job is not None:
            self._job.cancel()
