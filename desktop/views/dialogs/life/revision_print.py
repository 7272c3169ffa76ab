"""Prints and saves one revision: as it was approved, with what its life has given it since."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.models.errors import KnownError
from desktop.tasks.background import in_background
from desktop.tasks.writing import WriteDocument
from desktop.views.dialogs.documents import Chosen, Printable

if TYPE_CHECKING:
    from desktop.documents.catalogue import PrintOrder
    from desktop.services.library import Library
    from desktop.services.printing import Printout
    from desktop.views.desk import Desk

__all__ = ["print_revision", "save_revision"]


@dataclass(frozen=True)
class _OfRevision(Printable):
    """The order knows the life of the revision, and its finished PDF while that applies."""

    whole: "PrintOrder | None" = None

    def order(self, chosen: Chosen) -> "PrintOrder | None":
        return self.whole if chosen.project is None else super().order(chosen)


def read_revision(library: "Library", policy_id: str, revision: str) -> Printable:
    """For another thread. `revision` "": the working one, with the projects of the policy."""
    from desktop.documents.catalogue import documents
    from desktop.services.printing import policy_order
    from desktop.services.project_queries import project_summaries

    order = policy_order(library, policy_id, revision=revision)
    projects = tuple(
        one
        for one in project_summaries(library)
        if one.policy == order.policy.id and one.revision == order.policy.facts.revision
    )
    kinds = [
        one
        for one in documents()
        if (order.base is not None or not one.compares)
        and (order.policy.phases or not one.name.startswith("checklist"))
    ]
    rank = {"policy-book": 0, "checklists": 2, "checklist": 3}
    kinds.sort(key=lambda one: rank.get(one.name, 1))
    return _OfRevision(order.policy, projects, tuple(kinds), whole=order)


def print_revision(window: QWidget, desk: "Desk", policy_id: str, revision: str = "") -> None:
    """The print dialog, with every document of that revision."""
    from desktop.views.dialogs.printing import PrintDialog

    library = desk.opened
    PrintDialog(desk, lambda: read_revision(library, policy_id, revision), window).open()


def save_revision(window: QWidget, desk: "Desk", policy_id: str, revision: str) -> None:
    """Its book as PDF, after asking where."""
    library = desk.opened
    task = in_background(lambda _task: read_revision(library, policy_id, revision))
    task.done.connect(partial(_ask, window, desk))
    task.failed.connect(desk.refuse)


def _ask(window: QWidget, desk: "Desk", printable: Printable) -> None:
    from desktop.views.dialogs import printing_files

    chosen = Chosen(printable.book, printable.policy.languages[0])
    path = printing_files.ask_path(window, desk.local, printable.file_name(chosen))
    if path is None:
        return
    job = WriteDocument(
        desk.opened, desk.paper, printable.wanted(chosen), path, desk, printable.order(chosen)
    )

    def saved(printout: "Printout") -> None:
        said = window.tr("Saved {file}").format(file=printout.path.name)
        desk.say(said, window.tr("Open"), partial(printing_files.open_path, printout.path))
        job.deleteLater()

    def failed(error: KnownError) -> None:
        desk.refuse(error)
        job.deleteLater()

    job.finished.connect(saved)
    job.failed.connect(failed)
