"""The one connection of a library: how it is opened, set up and used.

SQLite 3.7.0 to 3.51.2 can corrupt a WAL file that two connections write or checkpoint (the
WAL-reset bug, mended in 3.51.3). So a library has exactly one connection that may write, guarded
by the library's lock between programs and by a thread lock within one; others open the file
`mode=ro`, which neither writes nor checkpoints.
"""

import contextlib
import errno
import sqlite3
import tempfile
from pathlib import Path, PurePath

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from desktop.whole_files import temporary_beside

__all__ = [
    "CAUTIOUS",
    "FAST_JOURNAL",
    "SLOW_JOURNAL",
    "address_of",
    "connect",
    "connect_to_read",
    "engine_on",
    "wal_works_beside",
]

CAUTIOUS = (
    "PRAGMA trusted_schema=OFF",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",
)
"""For every connection. Schema code of the file (triggers, views, checks) may call nothing unsafe,
and REPLACE fires delete triggers, so that it cannot slip past the append-only audit log."""

FAST_JOURNAL = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL")
"""Where shared memory works. With synchronous=NORMAL a power cut loses edits."""

SLOW_JOURNAL = (
    # Exclusive first: then even a file left in WAL mode opens without shared memory.
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA journal_mode=DELETE",
    # With FULL, the driver's default, a power cut loses the last edit: the journal that was
    # deleted comes back.
    "PRAGMA synchronous=EXTRA",
)
"""Where it does not (some network shares)."""


BUSY_SECONDS = 5.0
"""How long a statement waits for another program; in WAL nobody waits for a reader."""


def address_of(path: PurePath) -> str:
    """The address by which SQLite opens an absolute path. A share (`//server/share`) stands behind
    an empty server name: SQLite knows no other."""
    return (
        path.as_uri().replace("file://", "file:////", 1)
        if path.as_posix()[:2] == "//"
        else path.as_uri()
    )


def connect(path: Path, query: str = "mode=rw") -> sqlite3.Connection:
    """A connection in the driver's autocommit mode: transactions are begun by us alone."""
    with contextlib.ExitStack() as otherwise:
        connection = sqlite3.connect(
            f"{address_of(path)}?{query}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_SECONDS,
        )
        otherwise.callback(connection.close)
        for statement in CAUTIOUS:
            connection.execute(statement)
        otherwise.pop_all()
    return connection


# What SQLite says where the log or its shared memory cannot be made: no right, or no room.
_NO_HELPERS = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_READONLY_CANTINIT,
    sqlite3.SQLITE_READONLY_DIRECTORY,
    sqlite3.SQLITE_READONLY_RECOVERY,
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMMAP,
}


def connect_to_read(path: Path, cleanup: contextlib.ExitStack) -> sqlite3.Connection:
    """A connection that cannot write, also where the folder cannot be written.

    A WAL file whose helpers cannot be made is opened `immutable` where nothing is left in its
    log; otherwise a copy of both is read, for `immutable` would pass by what the log holds.
    """
    try:
        connection = connect(path, "mode=ro")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode not in _NO_HELPERS:
            raise
        connection = _connect_without_helpers(path, cleanup)
    connection.execute("PRAGMA query_only=ON")
    return connection


def _connect_without_helpers(path: Path, cleanup: contextlib.ExitStack) -> sqlite3.Connection:
    log = path.with_name(f"{path.name}-wal")
    if not log.exists() or log.stat().st_size == 0:
        return connect(path, "mode=ro&immutable=1")
    folder = Path(cleanup.enter_context(tempfile.TemporaryDirectory(prefix="policydesk-")))
    for source in (path, log):
        (folder / source.name).write_bytes(source.read_bytes())
    return connect(folder / path.name)


def wal_works_beside(path: Path) -> bool:
    """Tries WAL with shared memory on a scratch file in the folder of `path`.

    False on file systems without shared memory mapping (some network shares). OSError where the
    folder cannot be written.
    """
    with temporary_beside(path) as scratch:
        scratch.touch()
        try:
            with contextlib.closing(sqlite3.connect(scratch, isolation_level=None)) as connection:
                # Whether it works is asked here, not whether it lasts.
                connection.execute("PRAGMA synchronous=OFF")
                mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
                connection.execute("CREATE TABLE trial (id INTEGER)")
                return bool(mode == "wal")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL:
                raise OSError(errno.ENOSPC, "no room for a new file", str(path)) from error
            return False
        finally:
            for helper in ("-wal", "-shm"):
                scratch.with_name(f"{scratch.name}{helper}").unlink(missing_ok=True)


def engine_on(connection: sqlite3.Connection) -> Engine:
    """SQLAlchemy on that one connection. A unit with the option `writing` begins IMMEDIATE."""
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(used: Connection) -> None:
        writing = used.get_execution_options().get("writing", False)
        used.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine
