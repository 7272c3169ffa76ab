"""Trying the program in the sample company: made beside the window, opened, thrown away."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.tasks.background import Task, in_background

if TYPE_CHECKING:
    from desktop.models.errors import KnownError
    from desktop.views.desk import Desk

__all__ = ["SampleTrial", "own_library"]


def own_library(desk: "Desk") -> Path | None:
    """The library that was open before the sample; None for the person's usual one."""
    from desktop.services.sample_company import is_sample

    for name in desk.local.recent_libraries:
        path = Path(name)
        if not is_sample(path) and path.exists():
            return path
    return None


class SampleTrial(QObject):
    """`busy_changed` while the sample is made."""

    busy_changed = Signal(bool)

    def __init__(self, desk: "Desk", parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.busy = False

    @property
    def is_open(self) -> bool:
        from desktop.services.sample_company import is_sample

        return self._desk.library is not None and is_sample(self._desk.library.path)

    def open(self) -> None:
        """Opens the sample's library, made first where there is none."""
        from desktop.services.sample_company import sample_library

        if self.busy:
            return
        if sample_library().exists():
            self._desk.open_library(sample_library())
        else:
            self._make()

    def begin_anew(self) -> None:
        """Throws the sample away, with everything that was changed in it, and makes another."""
        if not self.busy:
            self._desk.close_library()
            self._make(throw_away=True)

    def leave(self) -> None:
        self._desk.open_library(own_library(self._desk))

    def _make(self, *, throw_away: bool = False) -> None:
        from desktop.services import sample_company

        def work(task: Task) -> Path:
            if throw_away:
                sample_company.throw_sample_away()
            return sample_company.make_sample(lambda: not task.cancelled).library

        self._set_busy(True)
        task = in_background(work)
        task.done.connect(self._made)
        task.failed.connect(self._not_made)

    def _made(self, path: Path) -> None:
        self._set_busy(False)
        self._desk.open_library(path)

    def _not_made(self, error: "KnownError") -> None:
        self._set_busy(False)
        self._desk.refuse(error)
        if self._desk.library is None:
            self.leave()

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit(busy)
