"""The one way a library changes: a command, in one transaction, with audit and search index."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from desktop.services import search_documents
from desktop.services.command import Changes, Command, Outcome, Work
from desktop.services.touched import Touched
from desktop.services.words import checked_line
from desktop.storage import audit
from desktop.storage.library_file import LibraryFile

__all__ = ["Bus", "Subscriber"]

Result = TypeVar("Result")
Subscriber = Callable[[Changes, object], None]
_log = logging.getLogger(__name__)


class Bus:
    """Runs commands on one library and tells subscribers what has changed."""

    def __init__(self, file: LibraryFile, clock: Callable[[], datetime]) -> None:
        self._file = file
        self._clock = clock
        self._subscribers: list[Subscriber] = []

    def run(self, command: Command[Result], by: str = "", origin: object = None) -> Outcome[Result]:
        """Applies `command`: all of it is kept, or nothing.

        A command that leaves everything as it was is not recorded. `origin` is handed to the
        subscribers, so that the one who asked knows its own echo.
        """
        by = checked_line(by, "by")
        with self._file.writing() as session:
            touched = Touched(session)
            applied = command.apply(Work(session, self._clock(), by))
            session.flush()
            changes = touched.changes()
            if not changes.nothing:
                search_documents.update(session, touched)
                head = audit.append(
                    session,
                    at=self._clock(),
                    by=by,
                    command=command.name,
                    target=applied.target,
                    before=applied.before,
                    after=applied.after,
                )
        if not changes.nothing:
            self._file.witnessed(head)
            for subscriber in tuple(self._subscribers):
                subscriber(changes, origin)
        return Outcome(applied.result, applied.inverse, changes)

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """`subscriber(changes, origin)` is called after every change; gives what ends it."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)
