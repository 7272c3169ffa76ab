"""Naming what there is when a person wrote a name that there is not."""

import difflib
from collections.abc import Iterable

from desktop.models.text_rules import shown

__all__ = ["unknown_name"]

_MOST_NAMED = 20
_LONGEST_NAME = 200


def unknown_name(code: str, given: object, allowed: Iterable[str]) -> tuple[str, dict[str, object]]:
    """Error code and facts for an unknown name.

    Facts: `given`, `allowed` (joined; of more than 20, the most similar) and, where one is near
    enough, `nearest` with the code's variant `<code>-nearest`.
    """
    names = [str(name) for name in allowed]
    listed = ", ".join(names)
    if len(names) > _MOST_NAMED:
        start = str(given)[:_LONGEST_NAME]
        similar = difflib.get_close_matches(start, names, n=_MOST_NAMED, cutoff=0)
        listed = ", ".join(similar) + ", …"
    facts: dict[str, object] = {"given": shown(given), "allowed": listed or "—"}
    nearest = _nearest(str(given), names)
    if nearest is None:
        return code, facts
    return f"{code}-nearest", {**facts, "nearest": nearest}


def _nearest(given: str, names: list[str]) -> str | None:
    # Long texts are no misspelt names, and difflib takes quadratic time on them.
    if len(given) > _LONGEST_NAME:
        return None
    by_folded = {name.casefold(): name for name in reversed(names)}
    found = difflib.get_close_matches(given.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None
