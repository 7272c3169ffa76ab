"""One library file, open: its connection, its lock, and sessions on it."""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from desktop.models.errors import LibraryUnusable, Problem
from desktop.storage.audit import Head
from desktop.storage.connection import engine_on
from desktop.storage.failures import known_failures
from desktop.storage.lock import Holder
from desktop.storage.witness import Witness

__all__ = ["LibraryFile"]


class LibraryFile:
    """Made by `opening.open_library_file`. Safe to use from several threads: one at a time works.

    `warnings`: what the person should know (opened read-only, slower journal, no backup).
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        cleanup: contextlib.ExitStack,
        *,
        library_id: str,
        witness: Witness | None,
        read_only: Problem | None,
        warnings: tuple[Problem, ...],
    ) -> None:
        self.path = path
        self.connection = connection
        self.library_id = library_id
        self.warnings = warnings
        self.witness = witness
        self._read_only = read_only
        self._cleanup = cleanup
        self._engine = engine_on(connection)
        self._turn = threading.RLock()

    @property
    def read_only(self) -> bool:
        return self._read_only is not None

    @contextlib.contextmanager
    def writing(self) -> Iterator[Session]:
        """A session in one BEGIN IMMEDIATE transaction: committed at the end, rolled back whole
        where anything was raised. LibraryUnusable where the library is open for reading only."""
        if self._read_only is not None:
            raise LibraryUnusable(self._read_only.code, (), **self._read_only.facts)
        engine = self._engine.execution_options(writing=True)
        with (
            self._turn,
            known_failures(self.path),
            Session(engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the library from beginning to end."""
        with (
            self._turn,
            known_failures(self.path),
            Session(self._engine, autoflush=False) as session,
        ):
            yield session

    @contextlib.contextmanager
    def plain(self) -> Iterator[sqlite3.Connection]:
        """The bare connection outside any transaction: for checks and backups."""
        with self._turn, known_failures(self.path):
            yield self.connection

    def witnessed(self, head: Head) -> None:
        """Notes the head of the audit log outside the library, after a commit."""
        if self.witness is not None:
            self.witness.note(head)

    def close(self) -> None:
        with self._turn:
            if self.witness is not None and not self.read_only:
                self.witness.flush()
            self._engine.dispose()
            self.connection.close()
            self._cleanup.close()


def holder_facts(holder: Holder) -> dict[str, object]:
    return {
        "process": holder.process or "?",
        "computer": holder.computer or "?",
        "user": holder.user or "?",
    }
