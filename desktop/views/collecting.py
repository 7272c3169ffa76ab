"""Garbage is collected when it is due in small pieces, and wholly when nobody is looking.

Python would collect in the middle of anything, for a tenth of a second and more with a long policy
in memory, and in whatever thread happens to be running, where a widget must never end.
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

__all__ = ["Collector"]

INTERVAL_MILLISECONDS = 300
_MANY = 5_000
"""New objects after which the young ones are looked through; a few milliseconds."""
_HUGE = 60_000
"""More than that at once is a policy that was read or searched: it is set aside until nobody is
looking, and not gone through."""
_ROUNDS = 8
"""So many times the youngest, then once those that have survived that."""


class Collector(QObject):
    """Takes over from Python's own collecting, in the thread of the window."""

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        self._application = application
        gc.disable()
        self._rounds = 0
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MILLISECONDS)
        self._timer.timeout.connect(self.collect_some)
        application.applicationStateChanged.connect(self._state_changed)

    def begin(self) -> None:
        """The program is there, with its first library: what it is made of never ends, so nobody
        looks through that any more."""
        if not self._timer.isActive():
            gc.freeze()
            self._timer.start()

    def collect_some(self) -> None:
        """The youngest, where there are many of them."""
        young = gc.get_count()[0]
        if young < _MANY:
            return
        if young > _HUGE:
            gc.freeze()
            return
        self._rounds += 1
        gc.collect(1 if self._rounds % _ROUNDS == 0 else 0)

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        """Another program has come to the front: time for all of it."""
        if state != Qt.ApplicationState.ApplicationActive:
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    def end(self) -> None:
        """Gives back to Python what is Python's."""
        self._timer.stop()
        self._application.applicationStateChanged.disconnect(self._state_changed)
        gc.unfreeze()
        gc.enable()
