"""Work beside the window: a function in a thread, its end as a signal in the window's own."""

import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from desktop.models.errors import Cancelled, KnownError

__all__ = ["Fault", "Task", "in_background", "wait_for_all"]

_log = logging.getLogger(__name__)


class Fault(KnownError):
    """A fault of the program in long work: its traceback is in the log."""

    def __init__(self, error: BaseException) -> None:
        super().__init__("fault-in-task", fault=f"{type(error).__name__}: {error}")


class Task(QObject):
    """Work that is under way. Exactly one of `done` and `failed` comes, in the window's thread."""

    done = Signal(object)
    failed = Signal(object)
    """KnownError; Cancelled where the person stopped it."""
    progressed = Signal(int, int)
    _ended = Signal(object, object)

    def __init__(self, work: Callable[["Task"], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stopped = False
        self._performed = threading.Event()
        self.running = True
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        self._stopped = True

    @property
    def cancelled(self) -> bool:
        return self._stopped

    def report(self, done: int, total: int) -> bool:
        """For the work to call: tells how far it is; False asks it to stop."""
        self.progressed.emit(done, total)
        return not self._stopped

    def perform(self) -> None:
        """Runs the work in the calling thread. The one place that catches whatever it raises."""
        try:
            result = self._work(self)
        except KnownError as error:
            self._ended.emit(None, error)
        except Exception as error:  # noqa: BLE001  (the task runner)
            _log.error("work beside the window failed", exc_info=error)
            self._ended.emit(None, Fault(error))
        else:
            self._ended.emit(result, None)
        finally:
            self._performed.set()

    def finish(self, told_first: QObject | None = None) -> None:
        """Waits until the work is done, and has its end told at once; before that what the work
        has signalled to `told_first`. In the window's thread."""
        self._performed.wait()
        if told_first is not None:
            QCoreApplication.sendPostedEvents(told_first)
        QCoreApplication.sendPostedEvents(self)

    @Slot(object, object)
    def _end(self, result: object, error: KnownError | None) -> None:
        self.running = False
        _kept.discard(self)
        if error is not None:
            self.failed.emit(error)
        elif self._stopped:
            self.failed.emit(Cancelled())
        else:
            self.done.emit(result)


class _Runner(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        self._task.perform()


_kept: set[Task] = set()
"""Tasks under way: nobody else may hold them."""


def in_background(work: Callable[[Task], Any], parent: QObject | None = None) -> Task:
    """Runs `work(task)` in a thread of the pool. Connect the signals before returning to the
    event loop: they come no sooner."""
    task = Task(work, parent)
    _kept.add(task)
    QThreadPool.globalInstance().start(_Runner(task))
    return task


def wait_for_all(milliseconds: int = 30_000) -> bool:
    """Waits until no work is under way: before the library is closed."""
    return QThreadPool.globalInstance().waitForDone(milliseconds)
