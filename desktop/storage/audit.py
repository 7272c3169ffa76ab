"""The audit log: append-only, each entry hashed together with the hash of the one before."""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.canonical import canonical_json, digest
from desktop.models.definitions import Json
from desktop.models.entities import AuditEntry, LibraryMeta
from desktop.models.entities.base import UtcTime

__all__ = [
    "EMPTY_LOG",
    "RESTORED",
    "Head",
    "append",
    "chain_faults",
    "entries_of",
    "genesis",
    "hash_at",
    "head_of",
]

RESTORED = "restore-library"
"""The command of the entry that a restore writes into the library it has put in place."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a log: its number from 1 and its hash."""

    seq: int
    hash: str


EMPTY_LOG = Head(0, "")


def genesis(library_id: str) -> str:
    """What the first entry names as the hash before it: entries cannot change libraries."""
    return digest(["policydesk-library", library_id])


def append(
    session: Session, *, at: datetime, by: str, command: str, target: str, before: Json, after: Json
) -> Head:
    """Adds an entry in the session's transaction."""
    last = session.execute(
        select(AuditEntry.seq, AuditEntry.hash).order_by(AuditEntry.seq.desc()).limit(1)
    ).one_or_none()
    if last is None:
        library_id = session.scalars(select(LibraryMeta.value).where(LibraryMeta.key == "id")).one()
        seq, previous = 1, genesis(library_id)
    else:
        seq, previous = last.seq + 1, last.hash
    stored_at = UtcTime().process_bind_param(at, None) or ""
    body = (seq, stored_at, by, command, target, canonical_json(before), canonical_json(after))
    entry = AuditEntry(
        seq=seq,
        at=at,
        by=by,
        command=command,
        target=target,
        before=before,
        after=after,
        previous=previous,
        hash=_hash(body, previous),
    )
    session.add(entry)
    session.flush()
    return Head(seq, entry.hash)


def head_of(connection: sqlite3.Connection) -> Head:
    row = connection.execute(
        "SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    return EMPTY_LOG if row is None else Head(*row)


def hash_at(connection: sqlite3.Connection, seq: int) -> str | None:
    """The hash of entry `seq`, None where there is no such entry."""
    row = connection.execute("SELECT hash FROM audit_entry WHERE seq = ?", (seq,)).fetchone()
    return None if row is None else str(row[0])


def entries_of(connection: sqlite3.Connection, command: str) -> list[tuple[int, datetime]]:
    """Number and time of the entries of one command."""
    rows = connection.execute(
        "SELECT seq, at FROM audit_entry WHERE command = ? ORDER BY seq", (command,)
    )
    return [(seq, datetime.fromisoformat(at)) for seq, at in rows]


def chain_faults(connection: sqlite3.Connection, library_id: str) -> Iterator[int]:
    """The numbers of entries that are not what they were when they were written, or that stand
    where another one stood. A log without any entry gives 1: a library is born with one."""
    previous, expected = genesis(library_id), 1
    rows = connection.execute(
        'SELECT seq, at, "by", command, target, before, after, previous, hash'
        " FROM audit_entry ORDER BY seq"
    )
    for row in rows:
        *body, named, found = row
        if body[0] != expected or named != previous or _hash(tuple(body), previous) != found:
            yield body[0]
        previous, expected = found, body[0] + 1
    if expected == 1:
        yield 1


def _hash(body: tuple[int | str, ...], previous: str) -> str:
    """Over the entry as it is stored: JSON columns are texts here, so that reading an old entry
    never depends on how JSON is written today."""
    return hashlib.sha256(canonical_json([*body, previous]).encode("utf-8")).hexdigest()
