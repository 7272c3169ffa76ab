"""What is read of the library itself: its audit log and its settings."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from desktop.models.definitions import Json
from desktop.models.entities import AuditEntry, Setting
from desktop.models.errors import Refused
from desktop.services.library import Library

__all__ = ["AuditPage", "AuditRecord", "audit_page", "audit_people", "setting", "settings"]

MOST_ENTRIES = 1_000


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """One change: who did what when to which thing, and what it was before and after."""

    seq: int
    at: datetime
    by: str
    command: str
    target: str
    before: Json
    after: Json
    hash: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    """`entries`, the newest first; `total` is how many there are in the whole log."""

    entries: tuple[AuditRecord, ...]
    total: int


def audit_people(library: Library) -> tuple[str, ...]:
    """The names of those who have changed anything, in their order; without the empty one."""
    statement = select(AuditEntry.by).distinct().where(AuditEntry.by != "").order_by(AuditEntry.by)
    with library.read() as session:
        return tuple(session.scalars(statement))


def audit_page(
    library: Library,
    *,
    before: int | None = None,
    limit: int = 100,
    target: str = "",
    by: str | None = None,
    since: datetime | None = None,
) -> AuditPage:
    """The newest entries, or those older than entry `before`; only those whose target begins
    with `target` (the id of a policy or project), of the person `by`, and not before `since`,
    where these are given."""
    if not 1 <= limit <= MOST_ENTRIES:
        raise Refused("limit-out-of-range", limit=limit, most=MOST_ENTRIES)
    statement = select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(limit)
    if before is not None:
        statement = statement.where(AuditEntry.seq < before)
    if target:
        statement = statement.where(
            (AuditEntry.target == target)
            | AuditEntry.target.startswith(f"{target}/", autoescape=True)
        )
    if by is not None:
        statement = statement.where(AuditEntry.by == by)
    if since is not None:
        statement = statement.where(AuditEntry.at >= since)
    with library.read() as session:
        total = session.scalars(select(func.count()).select_from(AuditEntry)).one()
        rows = session.scalars(statement).all()
        return AuditPage(tuple(_record(one) for one in rows), total)


def settings(library: Library) -> dict[str, Json]:
    """Every setting that was set, by its key."""
    with library.read() as session:
        rows = session.scalars(select(Setting).order_by(Setting.key)).all()
        return {one.key: one.value for one in rows}


def setting(library: Library, key: str, default: Json = None) -> Json:
    with library.read() as session:
        row = session.get(Setting, key)
        return default if row is None else row.value


def _record(row: AuditEntry) -> AuditRecord:
    return AuditRecord(
        row.seq, row.at, row.by, row.command, row.target, row.before, row.after, row.hash
    )
