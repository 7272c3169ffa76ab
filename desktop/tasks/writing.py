"""Documents into files: what is to be printed is read beside the window, and written in the paper
process."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.i18n import Language
from desktop.models.errors import Cancelled, KnownError
from desktop.tasks.background import Task, in_background

if TYPE_CHECKING:
    from desktop.documents.catalogue import PrintOrder
    from desktop.services.library import Library
    from desktop.services.printing import Printout
    from desktop.tasks.paper import Paper, PaperJob

__all__ = ["Wanted", "WriteAll", "WriteDocument", "Written"]


_NOTHING_TO_PRINT = frozenset(("document-empty", "document-needs-base", "nothing-to-compare"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document: its kind by name, what it is printed of (a policy's or project's id, `ID:P1`
    for one phase), and in which language."""

    document: str
    target: str
    language: Language | None = None


class WriteDocument(QObject):
    """Writes one document into a file, whole or not at all. Exactly one of `finished` and `failed`
    comes; it begins at once."""

    progressed = Signal(int, int)
    finished = Signal(object)
    """Printout."""
    failed = Signal(object)
    """KnownError; Cancelled where the person stopped it."""

    def __init__(
        self,
        library: "Library",
        paper: "Paper",
        wanted: Wanted,
        path: Path,
        parent: QObject,
        order: "PrintOrder | None" = None,
        *,
        file_format: str = "pdf",
    ) -> None:
        """`order`: one that was read before for the same target, whatever its phase.
        `file_format`: a writer's name."""
        super().__init__(parent)
        self._paper = paper
        self.order = order
        self._wanted = wanted
        self._path = path
        self._format = file_format
        self._job: PaperJob | None = None
        self._stopped = False
        self._reading: Task | None = None
        if order is not None:
            phase = wanted.target.partition(":")[2]
            known = replace(order, language=wanted.language, phase=phase)
            QTimer.singleShot(0, self, lambda: self._write(known))
            return

        def read(_task: Task) -> "PrintOrder":
            from desktop.documents.catalogue import document_kind
            from desktop.services.printing import print_order

            kind = document_kind(wanted.document)
            return print_order(library, kind, wanted.target, wanted.language)

        self._reading = in_background(read)
        self._reading.done.connect(self._write)
        self._reading.failed.connect(self.failed)

    def cancel(self) -> None:
        self._stopped = True
        if self._job is not None:
            self._job.cancel()
        elif self._reading is not None:
            self._reading.cancel()

    def _write(self, order: "PrintOrder") -> None:
        self.order = order
        if self._stopped:
            self.failed.emit(Cancelled())
            return
        job = self._job = self._paper.write(self._wanted.document, order, self._path, self._format)
        job.progressed.connect(self.progressed)
        job.finished.connect(self.finished)
        job.failed.connect(self.failed)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of many documents. `empty`: those that have nothing to print, by place in the
    list that was wanted."""

    saved: tuple["Printout", ...]
    empty: tuple[int, ...]


class WriteAll(QObject):
    """Writes documents one after the other. What has nothing to print is left out; any other
    trouble ends it, and what was saved before stays."""

    progressed = Signal(int, int)
    """Documents done, documents in all."""
    finished = Signal(object)
    """Written."""
    failed = Signal(object)

    def __init__(
        self,
        library: "Library",
        paper: "Paper",
        wanted: Sequence[tuple[Wanted, Path]],
        parent: QObject,
        order: "PrintOrder | None" = None,
        *,
        file_format: str = "pdf",
    ) -> None:
        """`order`: of the policy itself, where it was read before. `file_format`: of all of them,
        a writer's name."""
        super().__init__(parent)
        self._library = library
        self._paper = paper
        self._wanted = tuple(wanted)
        self._format = file_format
        self._saved: list[Printout] = []
        self._empty: list[int] = []
        self._of = ""
        self._present: WriteDocument | None = None
        self._orders: dict[str, PrintOrder] = {}
        if order is not None:
            self._orders[order.policy.id] = order
        self._next()

    def cancel(self) -> None:
        if self._present is not None:
            self._present.cancel()

    def _next(self) -> None:
        done = len(self._saved) + len(self._empty)
        self.progressed.emit(done, len(self._wanted))
        if done == len(self._wanted):
            self.finished.emit(Written(tuple(self._saved), tuple(self._empty)))
            return
        wanted, path = self._wanted[done]
        if self._present is not None and self._present.order is not None:
            self._orders[self._of] = self._present.order
        self._of = wanted.target.partition(":")[0]
        known = self._orders.get(self._of)
        present = WriteDocument(
            self._library, self._paper, wanted, path, self, known, file_format=self._format
        )
        self._present = present
        present.finished.connect(self._take)
        present.failed.connect(self._trouble)

    def _take(self, printout: "Printout") -> None:
        self._saved.append(printout)
        self._next()

    def _trouble(self, error: KnownError) -> None:
        if error.code in _NOTHING_TO_PRINT:
            self._empty.append(len(self._saved) + len(self._empty))
            self._next()
        else:
            self.failed.emit(error)
