"""Watches the event loop from inside: how long it went without a turn, and what it did meanwhile.

A timer beats every millisecond or as soon after as the loop gets to it. A thread looks whether the
beat is late and then notes, again and again, where the window's thread stands: the outermost frame
is the event or signal that was being delivered. (An own `notify` of the application would say it
too, but PySide then loses hold of painters.)
"""

import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, Qt, QTimer

__all__ = ["Stall", "Watch"]

WORTH_NOTING = 0.030
_LATE = 0.012
_DEEP = 9


@dataclass
class Stall:
    """`wall` and `processor` (of the window's thread alone): seconds. `step`: of the script."""

    wall: float
    processor: float
    step: str
    stacks: Counter[str] = field(default_factory=Counter)


class Watch:
    """`begin`, then `stalls`; `step` says what the script does just now."""

    def __init__(self) -> None:
        self.step = ""
        self.stalls: list[Stall] = []
        self.turns = 0
        self.longest: dict[str, float] = {}
        self._main = threading.get_ident()
        self._beat_at = time.perf_counter()
        self._processor = time.thread_time()
        self._samples: Counter[str] = Counter()
        self._ended = threading.Event()
        self._timer = QTimer(QCoreApplication.instance())
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._beat)
        self._thread = threading.Thread(target=self._look, daemon=True)

    def begin(self) -> None:
        self._beat_at = time.perf_counter()
        self._processor = time.thread_time()
        self._timer.start()
        self._thread.start()

    def end(self) -> None:
        self._ended.set()
        self._timer.stop()
        self._thread.join()

    def _beat(self) -> None:
        now, processor = time.perf_counter(), time.thread_time()
        gap, used = now - self._beat_at, processor - self._processor
        self._beat_at, self._processor = now, processor
        self.turns += 1
        if gap > self.longest.get(self.step, 0):
            self.longest[self.step] = gap
        samples, self._samples = self._samples, Counter()
        if gap >= WORTH_NOTING:
            self.stalls.append(Stall(gap, used, self.step, samples))

    def _look(self) -> None:
        while not self._ended.wait(0.003):
            if time.perf_counter() - self._beat_at < _LATE:
                continue
            lines = [
                f"{name.rpartition('/')[2]}:{line} {what}"
                for name, line, what in self._stack()
                if "window_watch" not in name
            ]
            self._samples[_short(lines)] += 1

    def _stack(self) -> list[tuple[str, int, str]]:
        """Outermost first. Nothing holds on to a frame a moment longer than it is read: what was
        local in it, a painter for one, would outlive its function."""
        found = []
        frame = sys._current_frames().get(self._main)
        while frame is not None:
            found.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
            frame = frame.f_back
        return found[::-1]


def _short(lines: list[str]) -> str:
    """Where it stands, innermost first, and which event or signal began it."""
    inner = list(reversed(lines[-_DEEP:]))
    outer = [one for one in lines if "window_work" not in one and "<frozen" not in one][:1]
    return " < ".join(inner if len(lines) <= _DEEP else [*inner, "…", *outer])
