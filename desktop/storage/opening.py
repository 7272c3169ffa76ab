"""Opening a library: lock → application id → schema version → quick check → fingerprint.

Each step trusts only what the ones before it have shown. Nothing is written to a file before
all of them have passed.
"""

import contextlib
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from desktop.models.errors import LibraryUnusable, Problem
from desktop.storage import schema
from desktop.storage.backup import make_backup
from desktop.storage.connection import (
    FAST_JOURNAL,
    SLOW_JOURNAL,
    connect,
    connect_to_read,
    wal_works_beside,
)
from desktop.storage.creation import LIBRARY_ID, create_library_file
from desktop.storage.failures import known_failures, unusable
from desktop.storage.library_file import LibraryFile, holder_facts
from desktop.storage.lock import Holder, LibraryLock, LocksDoNotWork
from desktop.storage.witness import Witness
from desktop.whole_files import clear_stale

__all__ = ["Opening", "open_library_file"]


@dataclass(slots=True)
class Opening:
    """What is asked for, and what has been found out so far."""

    path: Path
    now: Callable[[], datetime]
    state: Path | None = None
    create: bool = False
    read_only: bool | None = None
    reason: Problem | None = None
    warnings: list[Problem] = field(default_factory=list)
    cleanup: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def only_read(self, code: str, **facts: object) -> None:
        """Goes on without writing, where that was left open; LibraryUnusable where not."""
        self.cleanup.close()
        if self.read_only is False or (self.create and not self.path.exists()):
            raise LibraryUnusable(code, (), path=self.path, **facts)
        self.reason = Problem("", code, {"path": self.path, **facts})
        self.warnings.append(self.reason)


def open_library_file(
    path: Path,
    *,
    now: Callable[[], datetime],
    state: Path | None = None,
    create: bool = False,
    read_only: bool | None = None,
) -> LibraryFile:
    """The library at `path`, made first where `create` is set and there is none.

    read_only: True never writes; False refuses where writing is not possible; None (the default)
    then opens for reading and says so in `warnings`. `state`: the folder where this computer
    notes what it saw of audit logs. LibraryUnusable says what is wrong.
    """
    opening = Opening(path.absolute(), now, state, create, read_only)
    with contextlib.ExitStack() as otherwise:
        otherwise.callback(opening.cleanup.close)
        with known_failures(opening.path):
            opened = _open(opening)
        otherwise.pop_all()
    return opened


def _open(opening: Opening) -> LibraryFile:
    path = opening.path
    if path.is_dir():
        raise LibraryUnusable("library-is-a-folder", path=path)
    if not path.exists() and (not opening.create or opening.read_only):
        raise LibraryUnusable("library-missing", path=path)
    if opening.read_only:
        opening.reason = Problem("", "library-opened-read-only", {"path": path})
    else:
        _lock(opening)
    if opening.reason is None and not path.exists():
        create_library_file(path, now=opening.now)
    if opening.reason is None and not os.access(path, os.W_OK):
        opening.only_read("library-file-read-only")
    if path.stat().st_size == 0:
        raise LibraryUnusable("library-empty", path=path)
    return _connect(opening)


def _lock(opening: Opening) -> None:
    """Takes the writer's lock, and makes sure that the folder can be written."""
    path = opening.path
    try:
        if opening.create:
            path.parent.mkdir(parents=True, exist_ok=True)
        taken = LibraryLock.take(path)
        if isinstance(taken, Holder):
            opening.only_read("library-locked", **holder_facts(taken))
            return
        opening.cleanup.callback(taken.release)
        wal = wal_works_beside(path)
    except LocksDoNotWork:
        opening.only_read("library-locks-do-not-work", folder=path.parent)
        return
    except OSError as error:
        known = unusable(error, path)
        opening.only_read(known.code, **{k: v for k, v in known.facts.items() if k != "path"})
        return
    # With the lock in hand nobody else is at work on these.
    clear_stale(path, older_than=0.0)
    if not wal:
        opening.warnings.append(Problem("", "library-slow-journal", {"path": path}))


def _connect(opening: Opening) -> LibraryFile:
    path = opening.path
    writing = opening.reason is None
    connection = connect(path) if writing else connect_to_read(path, opening.cleanup)
    with contextlib.ExitStack() as otherwise:
        otherwise.callback(connection.close)
        if _examine(connection, opening) != schema.SCHEMA_REVISION:
            _bring_up_to_date(connection, opening)
        if writing:
            slow = any(one.code == "library-slow-journal" for one in opening.warnings)
            for statement in SLOW_JOURNAL if slow else FAST_JOURNAL:
                connection.execute(statement)
        library_id = _library_id(connection, path)
        state = opening.state
        opened = LibraryFile(
            path,
            connection,
            opening.cleanup,
            library_id=library_id,
            witness=None if state is None else Witness(state, library_id),
            read_only=opening.reason,
            warnings=tuple(opening.warnings),
        )
        otherwise.pop_all()
    return opened


def _library_id(connection: sqlite3.Connection, path: Path) -> str:
    row = connection.execute("SELECT value FROM library_meta WHERE key = 'id'").fetchone()
    if row is None or not LIBRARY_ID.fullmatch(row[0]):
        raise LibraryUnusable("library-damaged", path=path, detail="no library id")
    return str(row[0])


def _examine(connection: sqlite3.Connection, opening: Opening) -> str:
    """The schema revision of a file that is a sound library."""
    path = opening.path
    if schema.application_id(connection) != schema.APPLICATION_ID:
        raise LibraryUnusable("library-not-a-library", path=path)
    found = schema.revision(connection)
    if found is None:
        raise LibraryUnusable("library-damaged", path=path, detail="no schema revision")
    if found > schema.SCHEMA_REVISION:
        raise LibraryUnusable("library-newer", path=path, found=found, known=schema.SCHEMA_REVISION)
    report = [row[0] for row in connection.execute("PRAGMA quick_check(5)")]
    if report != ["ok"]:
        raise LibraryUnusable("library-damaged", path=path, detail="; ".join(report))
    if found == schema.SCHEMA_REVISION and (
        schema.fingerprint(connection) != schema.SCHEMA_FINGERPRINT
    ):
        raise LibraryUnusable("library-schema-altered", path=path)
    return found


def _bring_up_to_date(connection: sqlite3.Connection, opening: Opening) -> None:
    """Migrates an older library, after a verified backup; a failure leaves it as it was."""
    path = opening.path
    if opening.reason is not None:
        raise LibraryUnusable("library-older", path=path, reason=opening.reason.code)
    make_backup(connection, path, "before-schema", opening.now())
    from desktop.storage.migrate import migrate

    migrate(connection, path, opening.now())
