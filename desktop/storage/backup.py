"""Verified copies of a library, kept in rotation beside it.

`VACUUM INTO` writes the copy (0.3 s for 80 MB; copying a live file gives a stale or broken copy in
45 % of cases). A copy counts only after it was read back: a backup that failed on a full disk is
a file of 0 bytes that SQLite's own integrity check calls good.
"""

import contextlib
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.models.canonical import canonical_json
from desktop.models.errors import LibraryUnusable
from desktop.models.plain import from_plain, to_plain
from desktop.storage import audit, schema
from desktop.storage.connection import connect
from desktop.whole_files import put_in_place, temporary_beside, write_whole

__all__ = [
    "Backup",
    "Sidecar",
    "backups_in",
    "folder_of",
    "make_backup",
    "rotate",
    "row_counts",
    "sidecar_of",
    "verify_backup",
]

DAYS, WEEKS, MONTHS = 7, 4, 6


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a backup says of itself, in `<backup>.json` beside it. `kind`: daily, manual, or
    before-schema (taken before a migration)."""

    library: str
    kind: str
    taken: datetime
    schema: str
    fingerprint: str
    audit_seq: int
    audit_hash: str
    sha256: str
    size: int
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file; `sidecar` is None where it has none that can be read."""

    path: Path
    sidecar: Sidecar | None


def folder_of(library: Path) -> Path:
    """Where a library's own backups are kept: `<name>-backups` beside it."""
    return library.with_name(f"{library.stem}-backups")


def sidecar_of(backup: Path) -> Path:
    return backup.with_name(f"{backup.name}.json")


def make_backup(
    connection: sqlite3.Connection,
    library: Path,
    kind: str,
    now: datetime,
    target: Path | None = None,
) -> Backup:
    """A verified copy of the library that `connection` is on, outside any transaction.

    target: where to; None puts it into the library's own folder of backups. An existing file is
    replaced only by a copy that was verified. LibraryUnusable (`backup-not-verified`) where the
    copy is not what the library is; OSError or sqlite3.Error where none could be made.
    """
    if target is None:
        folder = folder_of(library)
        folder.mkdir(parents=True, exist_ok=True)
        target = _free_name(folder, f"{library.stem}-{kind}-{now:%Y%m%dT%H%M%SZ}", library.suffix)
    with temporary_beside(target) as temporary:
        with _allowed_to_vacuum(connection):
            connection.execute("VACUUM INTO ?", (str(temporary),))
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        try:
            sidecar = _verified(connection, temporary, kind, now)
        except sqlite3.DatabaseError as error:
            raise LibraryUnusable("backup-not-verified", path=target, detail=str(error)) from error
        put_in_place(temporary, target)
    write_whole(sidecar_of(target), canonical_json(to_plain(sidecar)).encode("utf-8"))
    return Backup(target, sidecar)


@contextlib.contextmanager
def _allowed_to_vacuum(connection: sqlite3.Connection) -> Iterator[None]:
    """SQLite takes `VACUUM INTO` for a write; a library open for reading can be copied, too."""
    (query_only,) = connection.execute("PRAGMA query_only").fetchone()
    connection.execute("PRAGMA query_only=OFF")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA query_only={int(query_only)}")


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Rows of every table, by its name."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\' AND name NOT LIKE 'search\\_text\\_%' ESCAPE '\\' ORDER BY name"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in names
    }


def _verified(source: sqlite3.Connection, copy: Path, kind: str, now: datetime) -> Sidecar:
    """What the copy holds, once it was found to be what the source is."""
    with contextlib.closing(connect(copy, "mode=ro&immutable=1")) as connection:
        report = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
        if report != ["ok"]:
            raise LibraryUnusable("backup-not-verified", path=copy, detail="; ".join(report))
        same = (
            schema.application_id(connection) == schema.application_id(source)
            and schema.fingerprint(connection) == schema.fingerprint(source)
            and audit.head_of(connection) == audit.head_of(source)
            and row_counts(connection) == row_counts(source)
        )
        if not same:
            raise LibraryUnusable("backup-not-verified", path=copy, detail="rows or schema differ")
        head = audit.head_of(connection)
        library = connection.execute("SELECT value FROM library_meta WHERE key = 'id'").fetchone()
        return Sidecar(
            library=str(library[0]),
            kind=kind,
            taken=now,
            schema=schema.revision(connection) or "",
            fingerprint=schema.fingerprint(connection),
            audit_seq=head.seq,
            audit_hash=head.hash,
            sha256=_sha256(copy),
            size=copy.stat().st_size,
            rows=row_counts(connection),
        )


def verify_backup(path: Path) -> Sidecar | None:
    """Reads a whole backup. Its sidecar where it has one; LibraryUnusable where the file is not
    what was written, or no library."""
    if not path.is_file():
        raise LibraryUnusable("backup-missing", path=path)
    sidecar = _read_sidecar(path)
    if sidecar is not None and _sha256(path) != sidecar.sha256:
        raise LibraryUnusable("backup-altered", path=path)
    try:
        with contextlib.closing(connect(path, "mode=ro&immutable=1")) as connection:
            report = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
            known = schema.application_id(connection) == schema.APPLICATION_ID
            revision = schema.revision(connection)
    except sqlite3.DatabaseError as error:
        raise LibraryUnusable("backup-damaged", path=path, detail=str(error)) from error
    if not known or revision is None:
        raise LibraryUnusable("backup-not-a-library", path=path)
    if revision > schema.SCHEMA_REVISION:
        raise LibraryUnusable(
            "library-newer", path=path, found=revision, known=schema.SCHEMA_REVISION
        )
    if report != ["ok"]:
        raise LibraryUnusable("backup-damaged", path=path, detail="; ".join(report))
    return sidecar


def backups_in(folder: Path, suffix: str) -> tuple[Backup, ...]:
    """The backups of a folder, the newest first; those without a sidecar last."""
    if not folder.is_dir():
        return ()
    found = [
        Backup(path, _read_sidecar(path))
        for path in sorted(folder.iterdir())
        if path.suffix == suffix and not path.name.startswith(".")
    ]
    known = [one for one in found if one.sidecar is not None]
    known.sort(key=_taken, reverse=True)
    return (*known, *(one for one in found if one.sidecar is None))


def rotate(backups: Iterable[Backup], library: str) -> tuple[Path, ...]:
    """Deletes daily backups of `library` that no rule keeps: the newest of each of the last 7 days
    that have one, of 4 weeks and of 6 months. Gives what was deleted."""
    daily = [
        one
        for one in backups
        if one.sidecar and one.sidecar.kind == "daily" and one.sidecar.library == library
    ]
    daily.sort(key=_taken, reverse=True)
    kept: set[Path] = set()
    for span, most in (("%Y-%m-%d", DAYS), ("%G-%V", WEEKS), ("%Y-%m", MONTHS)):
        newest: dict[str, Path] = {}
        for one in daily:
            newest.setdefault(_taken(one).astimezone().strftime(span), one.path)
        kept.update(list(newest.values())[:most])
    gone = tuple(one.path for one in daily if one.path not in kept)
    for path in gone:
        path.unlink(missing_ok=True)
        sidecar_of(path).unlink(missing_ok=True)
    return gone


def _taken(backup: Backup) -> datetime:
    if backup.sidecar is None:
        raise ValueError(f"a backup without sidecar: {backup.path}")
    return backup.sidecar.taken


def _read_sidecar(backup: Path) -> Sidecar | None:
    try:
        return from_plain(Sidecar, json.loads(sidecar_of(backup).read_bytes()))
    except (FileNotFoundError, ValueError):
        return None


def _free_name(folder: Path, stem: str, suffix: str) -> Path:
    number = 1
    path = folder / f"{stem}{suffix}"
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{suffix}"
    return path


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
