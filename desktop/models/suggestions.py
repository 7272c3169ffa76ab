"""Naming what there is when a person wrote a name that there is not."""

import difflib
from collections.abc import Iterable
from functools import lru_cache

from desktop.models.text_rules import shown

__all__ = ["unknown_name"]

_MOST_NAMED = 20
_LONGEST_NAME = 200
_REMEMBERED = 1_024
"""A table of 500 rows that were pasted into the wrong columns is looked at again and again."""


def unknown_name(code: str, given: object, allowed: Iterable[str]) -> tuple[str, dict[str, object]]:
    """Error code and facts for an unknown name.

    Facts: `given`, `allowed` (joined; of more than 20, the most similar) and, where one is near
    enough, `nearest` with the code's variant `<code>-nearest`.
    """
    names = tuple(str(name) for name in allowed)
    listed = ", ".join(names)
    if len(names) > _MOST_NAMED:
        listed = ", ".join(_most_similar(str(given)[:_LONGEST_NAME], names)) + ", …"
    facts: dict[str, object] = {"given": shown(given), "allowed": listed or "—"}
    nearest = _nearest(str(given), names)
    if nearest is None:
        return code, facts
    return f"{code}-nearest", {**facts, "nearest": nearest}


@lru_cache(_REMEMBERED)
def _most_similar(given: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(difflib.get_close_matches(given, names, n=_MOST_NAMED, cutoff=0))


@lru_cache(_REMEMBERED)
def _nearest(given: str, names: tuple[str, ...]) -> str | None:
    # Long texts are no misspelt names, and difflib takes quadratic time on them.
    if len(given) > _LONGEST_NAME:
        return None
    by_folded = {name.casefold(): name for name in reversed(names)}
    found = difflib.get_close_matches(given.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None
