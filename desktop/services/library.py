"""The facade that window, command line and tests use: one library, open."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy.orm import Session

from desktop.models.errors import LibraryUnusable, Problem
from desktop.services import clock as clocks
from desktop.services.bus import Bus, Subscriber
from desktop.services.command import Command, Outcome
from desktop.services.places import data_folder, default_library, state_folder
from desktop.storage.daily import keep_daily_backup
from desktop.storage.library_file import LibraryFile
from desktop.storage.opening import open_library_file

__all__ = ["Library", "data_folder", "default_library", "state_folder"]

Result = TypeVar("Result")


class Library:
    """One library. Use as a context manager, or call `close`.

    `read_only` and `warnings` say what opening has found: another program that writes, a folder
    that cannot be written, a slower journal.
    """

    def __init__(self, file: LibraryFile, clock: Callable[[], datetime]) -> None:
        self._file = file
        self._bus = Bus(file, clock)
        self.clock = clock

    @classmethod
    def open(
        cls,
        path: Path | str | None = None,
        *,
        create: bool = False,
        read_only: bool | None = None,
        clock: Callable[[], datetime] = clocks.now,
        daily_backup: bool = True,
    ) -> Self:
        """Opens the library at `path` (None: the user's own), made first where `create` is set.

        read_only: True never writes; False refuses where writing is not possible; None then
        opens for reading and says so in `warnings`. On the first opening of a day that can write,
        a backup is taken. LibraryUnusable says what is wrong.
        """
        place = default_library() if path is None else Path(path)
        if "://" in str(path):
            raise LibraryUnusable("library-address", path=path)
        file = open_library_file(
            place,
            now=clock,
            state=state_folder() / "audit-heads",
            create=create,
            read_only=read_only,
        )
        if daily_backup and not file.read_only:
            file.warnings += keep_daily_backup(file, clock())
        return cls(file, clock)

    @property
    def path(self) -> Path:
        return self._file.path

    @property
    def id(self) -> str:
        return self._file.library_id

    @property
    def read_only(self) -> bool:
        return self._file.read_only

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return self._file.warnings

    @property
    def file(self) -> LibraryFile:
        """For the services' own use."""
        return self._file

    def run(self, command: Command[Result], by: str = "", origin: object = None) -> Outcome[Result]:
        """Does what a person asked for: see `Bus.run`."""
        return self._bus.run(command, by, origin)

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        return self._bus.subscribe(subscriber)

    def read(self) -> AbstractContextManager[Session]:
        """A session that sees one state of the library; for the queries of this room."""
        return self._file.reading()

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
