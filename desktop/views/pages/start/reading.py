"""What the start page and the list of policies read of the library, beside the window."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.tasks.background import Task, in_background
from desktop.views.item_models.policies import PolicyRow

if TYPE_CHECKING:
    from desktop.services.command import Changes
    from desktop.services.library import Library
    from desktop.services.overview import Agenda, Filling, LastBackup
    from desktop.views.desk import Desk

__all__ = ["Overview", "OverviewReader"]


@dataclass(frozen=True, slots=True)
class Overview:
    """`rows`: every policy, those opened last first, then the newest."""

    rows: tuple[PolicyRow, ...]
    projects: int
    agenda: "Agenda"
    backup: "LastBackup"
    organisation: str
    today: date


class OverviewReader(QObject):
    """Reads anew some time after the library has changed; knows how far each policy was."""

    read = Signal(object)
    """Overview"""
    PAUSE = 250

    def __init__(self, desk: "Desk", parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known: dict[str, Filling] = {}
        self._task: Task | None = None
        self._again = False
        self.latest: Overview | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(self.PAUSE)
        self._pause.timeout.connect(self.read_now)
        desk.library_opened.connect(self._begin)
        desk.library_closed.connect(self._forget)
        desk.changed.connect(self._on_change)
        if desk.library is not None:
            self.read_now()

    def read_now(self) -> None:
        library = self._desk.library
        if library is None:
            return
        if self._task is not None:
            self._again = True
            return
        self._again = False
        self._task = in_background(_reading(library, self._desk, dict(self._known)))
        self._task.done.connect(self._take)
        self._task.failed.connect(self._fail)

    def _begin(self) -> None:
        self._forget()
        self.read_now()

    def _forget(self) -> None:
        self._known.clear()
        self.latest = None
        self._task = None
        self._pause.stop()

    def _on_change(self, changes: "Changes", _origin: object) -> None:
        for policy in changes.all_policies:
            self._known.pop(policy, None)
        self._pause.start()

    def _take(self, found: "tuple[Library, Overview, dict[str, Filling]]") -> None:
        library, overview, known = found
        if library is not self._desk.library:
            return
        self._task = None
        self.latest = overview
        if self._again:
            self.read_now()
        else:
            self._known.update(known)
        self.read.emit(overview)

    def _fail(self, error: object) -> None:
        from desktop.models.errors import KnownError

        self._task = None
        if self._desk.library is not None and isinstance(error, KnownError):
            self._desk.refuse(error)


def _reading(
    library: "Library", desk: "Desk", known: "dict[str, Filling]"
) -> "Callable[[Task], tuple[Library, Overview, dict[str, Filling]]]":
    opened = {
        one.policy: one.opened
        for one in desk.local.recent_policies
        if one.library == str(library.path)
    }
    language = desk.language

    def work(_task: Task) -> "tuple[Library, Overview, dict[str, Filling]]":
        from desktop.services.overview import agenda, fillings, last_backup
        from desktop.services.project_queries import project_summaries
        from desktop.services.queries import organisation, policy_summaries
        from desktop.services.standings import standings

        today = datetime.now().astimezone().date()
        policies = policy_summaries(library)
        missing = [one.id for one in policies if one.id not in known]
        filled = {one.id: known[one.id] for one in policies if one.id in known}
        filled |= fillings(library, missing)
        applying = standings(library, [one.id for one in policies])
        rows = [
            PolicyRow(
                one,
                filled.get(one.id),
                _moment(opened.get(one.id, "")),
                applying.get(one.id),
            )
            for one in policies
        ]
        rows.sort(key=lambda row: row.opened or row.summary.created, reverse=True)
        overview = Overview(
            tuple(rows),
            len(project_summaries(library)),
            agenda(library, today, filled),
            last_backup(library.path),
            organisation(library).name.text(language),
            today,
        )
        return library, overview, {str(key): one for key, one in filled.items()}

    return work


def _moment(text: str) -> datetime | None:
    """A moment as the local state keeps it; None where it keeps none that can be read."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
