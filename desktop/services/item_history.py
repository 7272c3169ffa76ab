"""What happened to the items of a project: from the audit log, in which an item stands by itself
or among others that were ticked with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from desktop.models.definitions import Json
from desktop.models.identity import ItemCode, ProjectId
from desktop.services.library import Library
from desktop.services.log_queries import MOST_ENTRIES, AuditRecord, audit_page

__all__ = ["ItemEvent", "item_history"]


@dataclass(frozen=True, slots=True)
class ItemEvent:
    """`state` is the new one, "" where it stayed. `added`, `removed`: evidence. `note`: the new
    one, None where it stayed."""

    at: datetime
    by: str
    code: str
    state: str = ""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    note: str | None = None


def item_history(
    library: Library, project: ProjectId, code: ItemCode | None = None, limit: int = 20
) -> tuple[ItemEvent, ...]:
    """The newest `limit` events of that item, or of all of them; the newest first, out of the
    project's last thousand changes."""
    found: list[ItemEvent] = []
    for entry in audit_page(library, target=project, limit=MOST_ENTRIES).entries:
        for of_item, before, after in _told(entry):
            event = _event(entry, of_item, before, after)
            if event is not None and code in (None, of_item):
                found.append(event)
        if len(found) >= limit:
            break
    return tuple(found[:limit])


def _told(entry: AuditRecord) -> Iterator[tuple[str, Json, Json]]:
    """Each item that the entry tells of, with what it was before and after."""
    _, is_item, code = entry.target.partition("/item:")
    if is_item:
        yield code, entry.before, entry.after
        return
    several = entry.command in ("set-item-states", "restore-item-records")
    if several and isinstance(entry.before, dict) and isinstance(entry.after, dict):
        for one, before in entry.before.items():
            yield one, before, entry.after.get(one)


def _event(entry: AuditRecord, code: str, before: Json, after: Json) -> ItemEvent | None:
    """None where nothing that a person looks for has changed."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return None
    old, new = _names(before), _names(after)
    event = ItemEvent(
        entry.at,
        entry.by,
        code,
        str(after["state"]) if after.get("state") != before.get("state") else "",
        tuple(one for one in new if one not in old),
        tuple(one for one in old if one not in new),
        str(after.get("note", "")) if after.get("note") != before.get("note") else None,
    )
    told = event.state or event.added or event.removed or event.note is not None
    return event if told else None


def _names(told: dict[str, Json]) -> list[str]:
    evidence = told.get("evidence")
    return [str(one) for one in evidence] if isinstance(evidence, list) else []
