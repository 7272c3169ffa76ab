"""What can wait until the window has answered: done soon, a moment in every turn of the loop.

Timers of no length all fire in the same turn, so each object's own would be no help: forty tables
that fit themselves into another width would still do it at once.
"""

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from shiboken6 import isValid

__all__ = ["soon"]

SLICE_SECONDS = 0.010


class _Turns(QObject):
    _current: "_Turns | None" = None

    @classmethod
    def current(cls) -> "_Turns":
        if cls._current is None or not isValid(cls._current):
            application = QCoreApplication.instance()
            assert application is not None
            cls._current = cls(application)
        return cls._current

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: dict[QObject, Callable[[], object]] = {}
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)

    def add(self, owner: QObject, call: Callable[[], object]) -> None:
        self._waiting[owner] = call
        if not self._turn.isActive():
            self._turn.start()

    def _go_on(self) -> None:
        until = perf_counter() + SLICE_SECONDS
        while self._waiting and perf_counter() < until:
            owner = next(iter(self._waiting))
            call = self._waiting.pop(owner)
            if isValid(owner):
                call()
        if self._waiting:
            self._turn.start()


def soon(owner: QObject, call: Callable[[], object]) -> None:
    """Calls once, in the order in which owners first asked; not where `owner` is gone by then."""
    _Turns.current().add(owner, call)
