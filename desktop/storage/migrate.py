"""Brings a library's schema up to date. Imported only for a new file or an old one: Alembic takes
half a second to import."""

import logging
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

__all__ = ["MIGRATIONS", "upgrade"]

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def upgrade(connection: Connection, revision: str = "head", folder: Path = MIGRATIONS) -> None:
    """Runs the missing revisions on `connection`, inside the transaction that it has open.

    The caller commits, or rolls everything back.
    """
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    logging.getLogger("alembic").setLevel(logging.WARNING)
    command.upgrade(config, revision)
