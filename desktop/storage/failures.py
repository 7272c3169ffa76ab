"""What SQLite and the operating system report, as errors that a person can act on."""

import contextlib
import errno
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from desktop.models.errors import LibraryUnusable

__all__ = ["known_failures", "unusable"]

_CODES = {
    sqlite3.SQLITE_BUSY: "library-busy",
    sqlite3.SQLITE_LOCKED: "library-busy",
    sqlite3.SQLITE_PERM: "library-not-readable",
    sqlite3.SQLITE_READONLY: "library-file-read-only",
    sqlite3.SQLITE_IOERR: "library-disk-error",
    sqlite3.SQLITE_CORRUPT: "library-damaged",
    sqlite3.SQLITE_FULL: "library-disk-full",
    sqlite3.SQLITE_CANTOPEN: "library-not-readable",
    sqlite3.SQLITE_PROTOCOL: "library-busy",
    sqlite3.SQLITE_NOTADB: "library-not-a-library",
}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_LITTLE = 64 * 1024
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextlib.contextmanager
def known_failures(path: Path) -> Iterator[None]:
    """Turns what the disk or the file is to blame for into LibraryUnusable; a mistake of the
    program (a broken constraint, a wrong statement) passes as it is."""
    try:
        yield
    except DBAPIError as error:
        if not isinstance(error.orig, sqlite3.Error):
            raise
        raise _known(error.orig, path) or error from error
    except sqlite3.Error as error:
        known = _known(error, path)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        raise unusable(error, path) from error


def unusable(error: OSError, path: Path) -> LibraryUnusable:
    """The error for a file or folder that could not be read or written."""
    if error.errno in _FULL:
        return LibraryUnusable("library-disk-full", path=path)
    if error.errno in _CLOSED:
        return LibraryUnusable("library-folder-read-only", path=path, folder=path.parent)
    return LibraryUnusable("library-disk-error", path=path, detail=error.strerror or str(error))


def _no_room(path: Path) -> bool:
    """SQLite reports some writes that found no room as errors of the disk."""
    try:
        return shutil.disk_usage(path.parent).free < _LITTLE
    except OSError:
        return False


def _known(error: sqlite3.Error, path: Path) -> LibraryUnusable | None:
    # Errors that the driver itself raises (a closed connection) have no code: mistakes of ours.
    code = getattr(error, "sqlite_errorcode", None)
    known = None if code is None else _CODES.get(code & 0xFF)
    if known == "library-disk-error" and _no_room(path):
        known = "library-disk-full"
    return None if known is None else LibraryUnusable(known, path=path, detail=str(error))
