"""A new library appears whole, with its first audit entry, or not at all."""

import contextlib
import os
import re
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from desktop.models.entities import LibraryMeta
from desktop.storage import audit, schema
from desktop.storage.connection import connect, engine_on
from desktop.whole_files import put_in_place, temporary_beside

__all__ = ["LIBRARY_ID", "create_library_file"]

LIBRARY_ID = re.compile(r"library-[0-9a-f]{24}")


def create_library_file(path: Path, *, now: Callable[[], datetime]) -> None:
    """Makes the library in a temporary file beside `path`, flushes it and moves it there.

    The caller holds the library's lock.
    """
    from desktop.storage.migrate import upgrade

    with temporary_beside(path) as temporary:
        temporary.touch()
        with contextlib.closing(connect(temporary)) as connection:
            connection.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
            # The whole file is flushed below, before anyone can see it.
            connection.execute("PRAGMA synchronous=OFF")
            engine = engine_on(connection).execution_options(writing=True)
            with engine.begin() as unit:
                upgrade(unit)
                with Session(unit) as session:
                    _begin_log(session, now())
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        put_in_place(temporary, path)


def _begin_log(session: Session, at: datetime) -> None:
    library_id = f"library-{secrets.token_hex(12)}"
    session.add_all(
        [
            LibraryMeta(key="id", value=library_id),
            LibraryMeta(key="created", value=at.isoformat()),
        ]
    )
    session.flush()
    audit.append(
        session,
        at=at,
        by="",
        command="create-library",
        target=library_id,
        before=None,
        after={"schema": schema.SCHEMA_REVISION},
    )
    session.flush()
