"""What the paper process does once and for all: it writes documents and draws pages of files."""

import queue
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.models.errors import Cancelled, KnownError
from desktop.tasks.paper_line import Line, WindowGone, fault_of
from desktop.tasks.paper_messages import DrawFile, JobDone, JobFailed, JobProgress, Write
from desktop.tasks.policy_parts import joined

if TYPE_CHECKING:
    from desktop.services.page_images import PdfPictures, Picture
    from desktop.services.printing import Printout

__all__ = ["FilePictures", "Writing"]

_SELDOM = 0.05
"""Seconds between two reports of progress."""
_LONGEST_WAIT = 0.1
"""Seconds that a step of writing gives way to pages on the screen at the most."""
_PATIENCE = 2.5
"""Seconds that a cancelled job has to clear away."""


class Writing:
    """Writes documents one after the other, in a thread: pages on the screen do not wait for it."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._orders: queue.SimpleQueue[Write | None] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        self._thread: threading.Thread | None = None
        self._may_go_on = threading.Event()
        self._may_go_on.set()

    def give_way(self) -> None:
        """A page for the screen comes first."""
        self._may_go_on.clear()

    def go_on(self) -> None:
        self._may_go_on.set()

    def add(self, order: Write) -> None:
        self._orders.put(order)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="writing", daemon=True)
            self._thread.start()

    def cancel(self, job: int) -> None:
        """Stops the job at its next step; one that has ended is not affected."""
        self._cancelled.add(job)

    def stop(self) -> None:
        """Waits until nothing is being written any more; what was cancelled is cleared away."""
        self._orders.put(None)
        if self._thread is not None:
            self._thread.join(_PATIENCE)

    def _run(self) -> None:
        try:
            while (order := self._orders.get()) is not None:
                self._write(order)
        except WindowGone:
            return

    def _write(self, order: Write) -> None:
        """The one place that catches whatever writing raises."""
        try:
            printout = self._printout(order)
        except KnownError as error:
            self._line.say(JobFailed(order.job, error))
        except Exception as error:  # noqa: BLE001  (the task runner)
            self._line.say(JobFailed(order.job, *fault_of(error)))
        else:
            self._line.say(JobDone(order.job, printout))

    def _printout(self, order: Write) -> "Printout":
        from desktop.documents.catalogue import document_kind
        from desktop.services.printing import write_order

        told = 0.0

        def progress(done: int, total: int) -> bool:
            nonlocal told
            now = time.monotonic()
            if now - told > _SELDOM:
                told = now
                self._line.say(JobProgress(order.job, done, total))
            self._may_go_on.wait(_LONGEST_WAIT)
            return order.job not in self._cancelled

        if order.job in self._cancelled:
            raise Cancelled
        whole = replace(order.order, policy=joined(order.parts, None))
        kind = document_kind(order.document)
        return write_order(
            kind, whole, order.path, file_format=order.file_format, progress=progress
        )


class FilePictures:
    """Draws pages of files; the last file stays open, since its next page is wanted next."""

    def __init__(self) -> None:
        self._open: tuple[object, PdfPictures] | None = None

    def picture(self, request: DrawFile) -> "Picture":
        """Raises Refused where the file cannot be shown."""
        from desktop.services.page_images import PdfPictures

        assert request.source is not None, "the worker puts in what stands for the same as before"
        sign = _sign(request.source)
        if self._open is None or self._open[0] != sign:
            if self._open is not None:
                self._open[1].close()
                self._open = None
            self._open = (sign, PdfPictures(request.source))
        return self._open[1].picture(request.page, request.scale)


def _sign(source: Path | bytes) -> object:
    """What tells one file from another, and from itself after it was written again."""
    if isinstance(source, bytes):
        return source
    try:
        facts = source.stat()
    except OSError:
        return source  # opening it will say what is wrong
    return source, facts.st_mtime_ns, facts.st_size
