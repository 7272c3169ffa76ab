"""The backup of the day: taken on the first opening for writing, when there is anything new."""

import logging
from datetime import datetime

from desktop.models.errors import LibraryUnusable, Problem
from desktop.storage import audit
from desktop.storage.backup import backups_in, folder_of, make_backup, rotate
from desktop.storage.failures import known_failures
from desktop.storage.library_file import LibraryFile

__all__ = ["keep_daily_backup"]

_log = logging.getLogger(__name__)


def keep_daily_backup(file: LibraryFile, now: datetime) -> tuple[Problem, ...]:
    """Takes today's backup where there is none and rotates the older ones.

    A backup that fails (a full disk) keeps nobody from working: it is told as a warning.
    """
    folder = folder_of(file.path)
    try:
        with file.plain() as connection, known_failures(folder):
            kept = backups_in(folder, file.path.suffix)
            head = audit.head_of(connection)
            for one in kept:
                if one.sidecar is None or one.sidecar.library != file.library_id:
                    continue
                today = one.sidecar.kind == "daily" and _day(one.sidecar.taken) == _day(now)
                if today or one.sidecar.audit_hash == head.hash:
                    return ()
            # A library in which nobody has written yet has nothing to lose.
            if head.seq > 1:
                make_backup(connection, file.path, "daily", now)
                rotate(backups_in(folder, file.path.suffix), file.library_id)
    except LibraryUnusable as error:
        _log.warning("no backup of the day: %s %s", error.code, dict(error.facts))
        facts = {"path": folder, "reason": error.code, **error.facts}
        return (Problem("", "daily-backup-failed", facts),)
    return ()


def _day(moment: datetime) -> str:
    """The day on the user's calendar."""
    return f"{moment.astimezone():%Y-%m-%d}"
