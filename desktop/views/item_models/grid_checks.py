"""What is wrong with the rows of a table, found in small slices while nothing else happens.

A row is looked at as the field's kind would take it. Five hundred pasted rows take longer than a
frame of the screen, so the looking is cut into pieces.
"""

from collections.abc import Callable, Iterable, Mapping
from time import perf_counter
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.models.definitions import Json

__all__ = ["RowCheck", "RowChecks"]

RowCheck: TypeAlias = Callable[[dict[str, Json]], Mapping[str, str]]
"""Column → sentence, for every cell of a row that its kind would refuse."""

_SLICE_SECONDS = 0.005
_FEW = 3


class RowChecks(QObject):
    """Keeps the sentences of every cell that makes no sense."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.check: RowCheck = lambda _row: {}
        self._found: dict[str, dict[str, str]] = {}
        self._said: dict[str, str] = {}
        self._waiting: dict[str, dict[str, Json]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)

    @property
    def busy(self) -> bool:
        """There are rows that nobody has looked at yet."""
        return bool(self._waiting)

    def sentence(self, row_id: str, column_id: str) -> str:
        """What is wrong with a cell; "" where nothing is."""
        of_row = self._found.get(row_id)
        own = of_row.get(column_id, "") if of_row else ""
        return own or self._said.get(f"{row_id}/{column_id}", "")

    def found(self) -> dict[str, dict[str, str]]:
        """Row → column → sentence."""
        return self._found

    def say(self, said: Mapping[str, str]) -> None:
        """Sentences of somebody else (the form), by `row/column`."""
        if said != self._said:
            self._said = dict(said)
            self.changed.emit()

    def look_at(self, rows: Iterable[dict[str, Json]]) -> None:
        """Looks at these rows: at a few at once, at many soon."""
        self._waiting.update((str(row["id"]), row) for row in rows)
        if len(self._waiting) <= _FEW:
            self._slice()
        elif not self._timer.isActive():
            self._timer.start()

    def forget(self, row_ids: Iterable[str]) -> None:
        gone = [row_id for row_id in row_ids if self._forget(row_id)]
        if gone:
            self.changed.emit()

    def _forget(self, row_id: str) -> bool:
        self._waiting.pop(row_id, None)
        return self._found.pop(row_id, None) is not None

    def _slice(self) -> None:
        end = perf_counter() + _SLICE_SECONDS
        changed = False
        while self._waiting and perf_counter() < end:
            row_id = next(iter(self._waiting))
            found = dict(self.check(self._waiting.pop(row_id)))
            if found != self._found.get(row_id, {}):
                changed = True
                self._found[row_id] = found
                if not found:
                    del self._found[row_id]
        if self._waiting:
            self._timer.start()
        if changed:
            self.changed.emit()
