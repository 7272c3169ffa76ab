"""What can be wrong inside a library, found by looking at all of it."""

import sqlite3
from collections.abc import Iterator

from desktop.models.entities import Base, Content, seal_of
from desktop.models.errors import Problem
from desktop.storage import audit, schema
from desktop.storage.audit import Head
from desktop.storage.backup import Backup
from desktop.storage.witness import Witness

__all__ = ["audit_faults", "file_faults", "seal_faults"]

MOST_NAMED = 50


def file_faults(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Pages, indexes, foreign keys and the schema."""
    for (report,) in connection.execute(f"PRAGMA integrity_check({MOST_NAMED})"):
        if report != "ok":
            yield Problem("file", "damage-in-file", {"detail": report})
    for table, row, target, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Problem(f"{table}[{row}]", "row-points-nowhere", {"table": table, "target": target})
    if schema.fingerprint(connection) != schema.SCHEMA_FINGERPRINT:
        yield Problem("schema", "schema-altered", {})


def seal_faults(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Rows that are not what was written: one flipped bit in a text is seen by SQLite's own
    check in 1 % of the cases, by the seals in 82 %."""
    kinds = (one.class_ for one in Base.registry.mappers)
    for kind in sorted(
        (one for one in kinds if issubclass(one, Content)), key=lambda one: one.__name__
    ):
        table = kind.__tablename__
        keys = [column.key for column in kind.__table__.primary_key]
        names = [column.key for column in kind.__table__.columns]
        columns = ", ".join(f'"{name}"' for name in names)
        for row in connection.execute(f'SELECT {columns} FROM "{table}"'):
            stored = dict(zip(names, row, strict=True))
            if seal_of(table, stored) != stored["seal"]:
                place = "/".join(str(stored[key]) for key in keys)
                yield Problem(f"{table}:{place}", "row-altered", {"table": table, "row": place})


def audit_faults(
    connection: sqlite3.Connection,
    library_id: str,
    witness: Witness | None,
    backups: tuple[Backup, ...],
) -> Iterator[Problem]:
    """The chain itself, and whether it still holds what this computer and the backups saw."""
    for seq in audit.chain_faults(connection, library_id):
        yield Problem(f"audit[{seq}]", "audit-entry-altered", {"entry": seq})
    newest = audit.head_of(connection).seq
    restored = audit.entries_of(connection, audit.RESTORED)
    seen = [("", head) for head in (witness.heads() if witness else ())]
    for one in backups:
        if one.sidecar is None or one.sidecar.library != library_id:
            continue
        head = Head(one.sidecar.audit_seq, one.sidecar.audit_hash)
        # A backup of what a later restore has put aside tells of another log: the restore is in
        # this one. (After a restore the witness begins again, so it needs no such allowance.)
        if not any(seq <= head.seq and at > one.sidecar.taken for seq, at in restored):
            seen.append((one.path.name, head))
    told: set[tuple[str, bool]] = set()
    for backup, head in seen:
        found = audit.hash_at(connection, head.seq)
        # Where one entry is gone or another, so are all after it: the first tells enough.
        if found == head.hash or (backup, found is None) in told:
            continue
        told.add((backup, found is None))
        facts = {"entry": head.seq, "newest": newest, "backup": backup}
        code = "audit-entry-missing" if found is None else "audit-entry-replaced"
        yield Problem(f"audit[{head.seq}]", f"{code}-backup" if backup else code, facts)
