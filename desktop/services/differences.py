"""What of a value has changed, for the audit log: a cell, not the whole table around it."""

from desktop.models.definitions import Json

__all__ = ["difference"]

PARTS, ORDER = "parts", "order"


def difference(before: Json, after: Json) -> tuple[Json, Json]:
    """`before` and `after` without what is the same in both.

    Of objects, the keys that differ. Of lists whose entries have ids (paragraphs, items, rows):
    `{"parts": {id: entry}}` with the entries that differ, and `"order": [id, …]` on both sides
    where the order or the number differs. Anything else is given whole.
    """
    if isinstance(before, dict) and isinstance(after, dict):
        return _of_objects(before, after)
    old, new = _parts(before), _parts(after)
    if old is None or new is None:
        return before, after
    parts_before, parts_after = _of_objects(old, new)
    told_before: dict[str, Json] = {PARTS: parts_before}
    told_after: dict[str, Json] = {PARTS: parts_after}
    if list(old) != list(new):
        told_before[ORDER], told_after[ORDER] = [*old], [*new]
    return told_before, told_after


def _of_objects(before: dict[str, Json], after: dict[str, Json]) -> tuple[Json, Json]:
    told_before: dict[str, Json] = {}
    told_after: dict[str, Json] = {}
    for key in {**before, **after}:
        if key in before and key in after:
            if before[key] != after[key]:
                told_before[key], told_after[key] = difference(before[key], after[key])
        elif key in before:
            told_before[key] = before[key]
        else:
            told_after[key] = after[key]
    return told_before, told_after


def _parts(value: Json) -> dict[str, Json] | None:
    """The entries of a list by their ids; None where it is no list of such."""
    if not isinstance(value, list) or not value:
        return None
    parts: dict[str, Json] = {}
    for one in value:
        name = one.get("id") if isinstance(one, dict) else None
        if not isinstance(name, str) or name in parts:
            return None
        parts[name] = one
    return parts
