"""Brings a library's schema up to date. Imported only for a new file or an old one: Alembic takes
half a second to import."""

import logging
import sqlite3
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from desktop.models.errors import LibraryUnusable
from desktop.storage import audit, schema
from desktop.storage.connection import engine_on

__all__ = ["MIGRATIONS", "migrate", "upgrade"]

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def migrate(connection: sqlite3.Connection, path: Path, now: datetime) -> None:
    """Brings an older library to today's schema in one BEGIN IMMEDIATE transaction: killed half
    way, it is as it was. LibraryUnusable where the outcome is not today's schema."""
    before = schema.revision(connection)
    # Only outside a transaction can this be switched; tables may be rebuilt, and are checked after.
    connection.execute("PRAGMA foreign_keys=OFF")
    engine = engine_on(connection).execution_options(writing=True)
    try:
        with engine.begin() as unit:
            upgrade(unit)
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
            if broken is not None or schema.fingerprint(connection) != schema.SCHEMA_FINGERPRINT:
                raise LibraryUnusable(
                    "library-not-migrated", path=path, found=before, known=schema.SCHEMA_REVISION
                )
            with Session(unit) as session:
                audit.append(
                    session,
                    at=now,
                    by="",
                    command="migrate-library",
                    target="library",
                    before={"schema": before},
                    after={"schema": schema.SCHEMA_REVISION},
                )
    finally:
        connection.execute("PRAGMA foreign_keys=ON")


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Runs the missing revisions on `connection`, inside the transaction that it has open.

    The caller commits, or rolls everything back.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    logging.getLogger("alembic").setLevel(logging.WARNING)
    command.upgrade(config, revision)
