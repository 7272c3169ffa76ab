"""How a library file is recognised: whose it is, which schema, and that nothing was planted."""

import re
import sqlite3

from desktop.models.canonical import canonical_json, digest
from desktop.models.definitions import Json

__all__ = [
    "APPLICATION_ID",
    "SCHEMA_FINGERPRINT",
    "SCHEMA_REVISION",
    "application_id",
    "fingerprint",
    "revision",
]

APPLICATION_ID = 0x50444C31
"""`PDL1` in the header of the SQLite file."""

SCHEMA_REVISION = "0002"
"""The newest revision in `migrations/versions`."""

SCHEMA_FINGERPRINT = "d19511a5cdcc4314264e89837df02aa4d5d100adaca21a96405b02cb2827c118"
"""What `fingerprint` gives for a library of SCHEMA_REVISION."""


def application_id(connection: sqlite3.Connection) -> int:
    value: int = connection.execute("PRAGMA application_id").fetchone()[0]
    return value


def revision(connection: sqlite3.Connection) -> str | None:
    """The schema revision that a library says it has; None where it says nothing.

    Read without Alembic, whose import takes half a second.
    """
    known = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    ).fetchone()[0]
    rows = connection.execute("SELECT version_num FROM alembic_version").fetchall() if known else []
    return str(rows[0][0]) if len(rows) == 1 else None


def fingerprint(connection: sqlite3.Connection) -> str:
    """SHA-256 over every table, index, view and trigger. A planted trigger passes SQLite's own
    integrity check; only this finds it.

    Tables and indexes go in by their structure, for the wording of their SQL depends on the
    version of the library that wrote it; triggers, views and virtual tables by their SQL, which
    is ours. Left out is what SQLite itself makes and may make differently in another version:
    the shadow tables of the full text index.
    """
    rows = connection.execute(
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master"
        " WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name"
    ).fetchall()
    shadows = {f"search_text_{part}" for part in ("data", "idx", "content", "docsize", "config")}
    plain = [
        [kind, name, table, _structure(connection, name) if _is_table(kind, sql) else _words(sql)]
        for kind, name, table, sql in rows
        if not (name in shadows and kind == "table") and kind != "index"
    ]
    return digest(plain)


def _is_table(kind: str, sql: str) -> bool:
    return kind == "table" and not sql.upper().startswith("CREATE VIRTUAL")


def _words(sql: str) -> str:
    return re.sub(r"\s+", " ", sql).strip()


def _structure(connection: sqlite3.Connection, table: str) -> dict[str, object]:
    """Columns, keys, indexes, checks and strictness of a table."""

    def ask(pragma: str, name: str) -> list[Json]:
        found = connection.execute(f"SELECT * FROM {pragma}(?)", (name,)).fetchall()
        return [list(row) for row in found]

    indexes = connection.execute(
        'SELECT name, "unique", origin, partial FROM pragma_index_list(?) ORDER BY name', (table,)
    ).fetchall()
    sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    words = _words(sql)
    return {
        "columns": ask("pragma_table_xinfo", table),
        "foreign": sorted(canonical_json(row) for row in ask("pragma_foreign_key_list", table)),
        "indexes": [[*row, ask("pragma_index_xinfo", row[0])] for row in indexes],
        "checks": sorted(re.findall(r"CHECK ?\(.*?\)(?=,| CONSTRAINT| \)|\))", words)),
        "strict": words.upper().endswith("STRICT"),
    }
