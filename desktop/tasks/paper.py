"""The window's handle on the process that sets, draws and writes pages.

Nothing here blocks: requests go out through a thread of their own, replies come back as signals in
the thread of the window. The process is started with the first request, and again with all that it
knew where it ends unexpectedly.
"""

import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from desktop.i18n import Language
from desktop.models.errors import Cancelled, KnownError
from desktop.services.page_facts import PageSet, Region
from desktop.tasks.paper_messages import (
    Cancel,
    Draw,
    DrawFile,
    Drawn,
    Forget,
    Found,
    JobDone,
    JobDrawn,
    JobFailed,
    JobProgress,
    Locate,
    LookAt,
    NotSet,
    Reply,
    Want,
)
from desktop.tasks.paper_process import PaperProcess, StateWish, Wish, WriteWish

if TYPE_CHECKING:
    from desktop.documents.catalogue import PrintOrder
    from desktop.models.snapshot import Policy

__all__ = ["DrawnPage", "PageSet", "Paper", "PaperJob", "Region"]

_log = logging.getLogger(__name__)
_MOST_DEATHS, _SHORT_LIFE = 3, 60.0
"""A process that ends this often within so many seconds is not started again by itself."""


@dataclass(frozen=True)
class DrawnPage:
    """A page as a picture. `page` counts from 0; `scale`: pixels per pt (96 dpi: 4/3)."""

    key: str
    generation: int
    page: int
    scale: float
    image: QImage


class PaperJob(QObject):
    """Work of the process that has an end. Exactly one of `finished` and `failed` comes, in the
    thread of the window; the job need not be kept for that."""

    progressed = Signal(int, int)
    """(steps done, steps in all)."""
    finished = Signal(object)
    """Printout of a document that was written; QImage of a page that was drawn."""
    failed = Signal(object)
    """KnownError; Cancelled where the person stopped it."""

    def __init__(self, cancel: Callable[[], None]) -> None:
        super().__init__()
        self._cancel = cancel

    def cancel(self) -> None:
        """Stops the job as soon as it can be stopped; nothing is written then. Where it was done
        already, it still finishes."""
        self._cancel()


@dataclass
class _Shown:
    """What a new process would have to be told. `draws`: page → scale."""

    state: StateWish
    want: Want | None = None
    draws: dict[int, float] = field(default_factory=dict)


class Paper(QObject):
    """One for the whole program. `key` is the caller's name for a document that is shown live."""

    pages_set = Signal(object)
    """PageSet: the pages of a state are settled. States that were overtaken before are left out."""
    page_drawn = Signal(object)
    """DrawnPage."""
    regions_found = Signal(object)
    """(request: int, tuple[Region, ...])."""
    failed = Signal(object)
    """(key, KnownError): the document cannot be built; the next update tries again."""
    _heard = Signal(object, object)
    _ended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._process: PaperProcess | None = None
        self._shown: dict[str, _Shown] = {}
        self._questions: set[int] = set()
        self._jobs: dict[int, PaperJob] = {}
        self._numbers = count(1)
        self._deaths: deque[float] = deque(maxlen=_MOST_DEATHS)
        self._closed = False
        self._heard.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._begin_again, Qt.ConnectionType.QueuedConnection)

    # -- live documents -----------------------------------------------------------------------

    def show(self, key: str, policy: "Policy", language: Language, printed: datetime) -> int:
        """Begins to show the policy book of `policy`; gives the generation of that state.

        `printed`: the time of printing that stands on the pages.
        """
        state = StateWish(key, next(self._numbers), policy, language, printed)
        if key in self._shown:
            self._shown[key].state = state
        else:
            self._shown[key] = _Shown(state)
        self._send(state)
        return state.generation

    def update(self, key: str, policy: "Policy") -> int:
        """The document in a new state; gives its generation. Parts that are the identical objects
        as before are not sent again. The key must be shown."""
        before = self._shown[key].state
        return self.show(key, policy, before.language, before.printed)

    def forget(self, key: str) -> None:
        """The document is not shown any more; nothing is signalled for it from now on."""
        if self._shown.pop(key, None) is not None:
            self._send(Forget(key))

    def want(self, key: str, pages: tuple[int, ...], scale: float) -> None:
        """The pages to be kept drawn, the most urgent first: each comes as `page_drawn` now, and
        again after every update, without asking. Takes the place of the last such wish."""
        wish = Want(key, pages, scale)
        self._shown[key].want = wish
        self._send(wish)

    def draw(self, key: str, page: int, scale: float) -> None:
        """Draws one page once. The newest wish for a page wins, the newest page comes first; a
        page that there is not is never drawn."""
        self._shown[key].draws[page] = scale
        self._send(Draw(key, page, scale))

    def locate(self, key: str, target: str) -> int:
        """Where something stands: `field:ID`, `article:ID`, `chapter:ID`, `phase:ID`, a row or
        item (`part:FIELD/ROW`, `item:CODE`). Gives the number of the request; `regions_found`
        follows with a region for each stretch on each page, first to last. A field that nothing is
        printed of leads to its article."""
        return self._ask(Locate(next(self._numbers), key, target))

    def look_at(self, key: str, page: int, x: float, y: float) -> int:
        """What stands at a point of a page, in pt from its top left corner. Gives the number of the
        request; `regions_found` follows with one region or none."""
        return self._ask(LookAt(next(self._numbers), key, page, x, y))

    def _ask(self, question: Locate | LookAt) -> int:
        self._send(question)
        self._questions.add(question.request)
        return question.request

    # -- jobs ---------------------------------------------------------------------------------

    def write(
        self, document: str, order: "PrintOrder", path: Path, file_format: str = "pdf"
    ) -> PaperJob:
        """Writes document kind `document` into a file; finishes with a Printout."""
        number, job = self._job()
        self._send(WriteWish(number, document, order, path, file_format))
        return job

    def draw_file(self, source: Path | bytes, page: int, scale: float) -> PaperJob:
        """A page (from 0) of any PDF with its form values and stamps; finishes with a QImage."""
        number, job = self._job()
        self._send(DrawFile(number, source, page, scale))
        return job

    def _job(self) -> tuple[int, PaperJob]:
        number = next(self._numbers)
        job = self._jobs[number] = PaperJob(lambda: self._cancel(number))
        return number, job

    def _cancel(self, number: int) -> None:
        if number in self._jobs:
            self._send(Cancel(number))

    # -- the process --------------------------------------------------------------------------

    def close(self) -> None:
        """Ends the process; jobs that run are cancelled. The end of the window's process ends it,
        too, however that comes about."""
        self._closed = True
        process, self._process = self._process, None
        if process is not None:
            for number in self._jobs:
                process.send(Cancel(number))
            process.close(at_once=not self._jobs)
        self._fail_jobs(Cancelled())

    def _send(self, wish: Wish) -> None:
        if self._closed:
            return
        if self._process is None:
            self._start()  # which tells it all states, also this one
            if isinstance(wish, StateWish):
                return
        assert self._process is not None
        self._process.send(wish)

    def _start(self) -> None:
        """A process that knows what the last one knew, if there was one."""
        process = PaperProcess(self._hear, lambda: self._ended.emit(process))
        self._process = process
        for key, shown in self._shown.items():
            process.send(shown.state)
            if shown.want is not None:
                process.send(shown.want)
            for page, scale in shown.draws.items():
                process.send(Draw(key, page, scale))

    def _hear(self, reply: Reply, picture: bytes | None) -> None:
        """In the listening thread: pictures are made here, not in the window's."""
        image = None
        if picture is not None and isinstance(reply, Drawn | JobDrawn):
            line = 4 * reply.width
            kind = QImage.Format.Format_RGB32
            # The copy owns its pixels; the first one only looks at those that came.
            image = QImage(picture, reply.width, reply.height, line, kind).copy()
        self._heard.emit(reply, image)

    @Slot(object)
    def _begin_again(self, process: PaperProcess) -> None:
        """The process ended by itself: its jobs and open questions are lost (one of them may have
        been its end), documents and pages are asked for again."""
        if process is not self._process:
            return
        self._process = None
        process.close(at_once=True)  # its threads
        self._deaths.append(time.monotonic())
        self._fail_jobs(KnownError("paper-stopped"))
        questions, self._questions = self._questions, set()
        for request in sorted(questions):
            self.regions_found.emit((request, ()))
        if len(self._deaths) < _MOST_DEATHS or self._deaths[-1] - self._deaths[0] > _SHORT_LIFE:
            if self._shown and self._process is None:
                self._start()
            return
        for key in list(self._shown):
            self.failed.emit((key, KnownError("paper-stopped")))

    def _fail_jobs(self, error: KnownError) -> None:
        jobs, self._jobs = self._jobs, {}
        for job in jobs.values():
            job.failed.emit(error)

    # -- what it says -------------------------------------------------------------------------

    @Slot(object, object)
    def _take(self, reply: Reply, image: QImage | None) -> None:
        match reply:
            case PageSet() if reply.key in self._shown:
                self.pages_set.emit(reply)
            case Drawn() if reply.key in self._shown:
                self._take_page(reply, image)
            case NotSet() if reply.key in self._shown:
                self._log_fault(reply.fault)
                self.failed.emit((reply.key, reply.error))
            case Found() if reply.request in self._questions:
                self._questions.discard(reply.request)
                self.regions_found.emit((reply.request, reply.regions))
            case JobProgress() if reply.job in self._jobs:
                self._jobs[reply.job].progressed.emit(reply.done, reply.total)
            case JobDone() | JobDrawn() | JobFailed() if reply.job in self._jobs:
                self._end_job(self._jobs.pop(reply.job), reply, image)

    def _end_job(
        self, job: PaperJob, reply: JobDone | JobDrawn | JobFailed, image: QImage | None
    ) -> None:
        match reply:
            case JobDone():
                job.finished.emit(reply.printout)
            case JobDrawn():
                job.finished.emit(image)
            case JobFailed():
                self._log_fault(reply.fault)
                job.failed.emit(reply.error)

    def _take_page(self, reply: Drawn, image: QImage | None) -> None:
        assert image is not None, "the listener makes one of every drawn page"
        draws = self._shown[reply.key].draws
        if draws.get(reply.page) == reply.scale:
            del draws[reply.page]
        page = DrawnPage(reply.key, reply.generation, reply.page, reply.scale, image)
        self.page_drawn.emit(page)

    def _log_fault(self, fault: str) -> None:
        if fault:
            _log.error("a fault of the paper process\n%s", fault)
