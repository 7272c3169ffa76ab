"""Puts a backup in the place of a library; what stood there is kept beside it."""

import contextlib
import os
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.models.errors import LibraryUnusable
from desktop.storage import audit
from desktop.storage.audit import EMPTY_LOG, Head
from desktop.storage.backup import verify_backup
from desktop.storage.connection import connect
from desktop.storage.failures import known_failures
from desktop.storage.library_file import holder_facts
from desktop.storage.lock import Holder, LibraryLock
from desktop.whole_files import clear_stale, flush_folder, put_in_place, temporary_beside

__all__ = ["Replaced", "restore_file"]


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a restore has put aside: the file (None where there was none) and the head of its
    audit log (EMPTY_LOG where it could not be read)."""

    kept: Path | None
    head: Head


def restore_file(library: Path, backup: Path, now: datetime) -> Replaced:
    """Verifies `backup`, copies it beside `library` and moves it into its place.

    LibraryUnusable where the backup is not what was written, or a program has the library open.
    A failure leaves the library as it was.
    """
    library, backup = library.absolute(), backup.absolute()
    if library.exists() and backup.exists() and library.samefile(backup):
        raise LibraryUnusable("backup-is-the-library", path=backup)
    verify_backup(backup)
    with known_failures(library), contextlib.ExitStack() as cleanup:
        library.parent.mkdir(parents=True, exist_ok=True)
        taken = LibraryLock.take(library)
        if isinstance(taken, Holder):
            raise LibraryUnusable("library-locked", (), path=library, **holder_facts(taken))
        cleanup.callback(taken.release)
        clear_stale(library, older_than=0.0)
        with temporary_beside(library) as temporary:
            shutil.copyfile(backup, temporary)
            with temporary.open("rb+") as stream:
                os.fsync(stream.fileno())
            verify_backup(temporary)
            head = _close_log(library)
            kept = _keep(library, now)
            put_in_place(temporary, library)
    return Replaced(kept, head)


def _close_log(library: Path) -> Head:
    """Writes what the write-ahead log holds into the library, where both are sound: a log that was
    left behind would be played into the file that takes the library's place."""
    if not library.exists():
        return EMPTY_LOG
    try:
        with contextlib.closing(connect(library)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return audit.head_of(connection)
    except sqlite3.DatabaseError:
        # Damaged, or no library at all: it is kept as it is, its log with it.
        return EMPTY_LOG


def _keep(library: Path, now: datetime) -> Path | None:
    if not library.exists():
        return None
    kept = _free_name(library, f"{library.stem}.before-restore-{now:%Y%m%dT%H%M%SZ}")
    try:
        os.link(library, kept)
    except OSError:
        # A file system without links: the copy must be on the disk before the original goes.
        shutil.copyfile(library, kept)
        with kept.open("rb+") as stream:
            os.fsync(stream.fileno())
    log = library.with_name(f"{library.name}-wal")
    if log.exists():
        log.replace(kept.with_name(f"{kept.name}-wal"))
    library.with_name(f"{library.name}-shm").unlink(missing_ok=True)
    flush_folder(library.parent)
    return kept


def _free_name(library: Path, stem: str) -> Path:
    number = 1
    path = library.with_name(f"{stem}{library.suffix}")
    while path.exists():
        number += 1
        path = library.with_name(f"{stem}-{number}{library.suffix}")
    return path
