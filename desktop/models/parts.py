"""Parts of a value: paragraphs, items and rows, each with an id that lives as long as it does."""

import re
from collections.abc import Iterable

from desktop.models.definitions import Json
from desktop.models.fields.base import Intake
from desktop.models.suggestions import unknown_name
from desktop.models.text_rules import shown

__all__ = ["MOST_PARTS", "PartIds", "is_blank", "part_list", "unknown_keys"]

MOST_PARTS = 20_000
"""Rows or paragraphs of one field."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def is_blank(raw: Json) -> bool:
    """Whether nothing was written: no value, only spaces, or an empty list or mapping."""
    return not raw.strip() if isinstance(raw, str) else raw is None or raw == [] or raw == {}


class PartIds:
    """Gives and takes the ids of one field's parts and sees that none comes twice."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._taken: set[str] = set()

    def new(self) -> str:
        while (fresh := self._intake.new_id()) in self._taken:
            pass
        self._taken.add(fresh)
        return fresh

    def take(self, raw: Json, place: str) -> str:
        """The id that a part came with, or a new one."""
        if raw is None:
            return self.new()
        given = str(raw) if isinstance(raw, (str, int)) and not isinstance(raw, bool) else ""
        if not _ID.fullmatch(given):
            self._intake.wrong(place, "bad-part-id", given=shown(raw))
            return self.new()
        if given in self._taken:
            self._intake.wrong(place, "part-id-twice", given=given)
            return self.new()
        self._taken.add(given)
        return given


def part_list(raw: Json, intake: Intake, place: str) -> list[Json]:
    """The entries of a list; [] for nothing, and where it is no list."""
    if is_blank(raw):
        return []
    if not isinstance(raw, list):
        intake.wrong(place, "expected-list", given=shown(raw))
        return []
    if len(raw) > MOST_PARTS:
        intake.wrong(place, "too-many-parts", count=len(raw), limit=MOST_PARTS)
        return []
    return raw


def unknown_keys(
    raw: dict[str, Json],
    allowed: Iterable[str],
    intake: Intake,
    place: str,
    code: str = "unknown-key",
) -> bool:
    """Reports every key that has no meaning here; true where there was one."""
    known = tuple(allowed)
    unknown = [key for key in raw if key not in known]
    for key in unknown:
        code_of, facts = unknown_name(code, key, known)
        intake.wrong(f"{place}.{shown(key)}" if place else shown(key), code_of, **facts)
    return bool(unknown)
