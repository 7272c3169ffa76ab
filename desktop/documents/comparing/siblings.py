"""What became of the members of a row: kept, moved, inserted, deleted. By key, never by place."""

from bisect import bisect_left
from collections.abc import Container, Sequence
from typing import NamedTuple

from desktop.documents.blocks import Change

__all__ = ["Step", "weave"]


class Step(NamedTuple):
    """A member of the old or the new row. `change`: never renumbered."""

    key: str
    change: Change


def weave(
    old: Sequence[str], new: Sequence[str], old_all: Container[str], new_all: Container[str]
) -> list[Step]:
    """Both rows as one: the new order, what went in the place where it stood.

    As few as possible are moved: whatever is in a longest common order stays. A key that is not
    in the other row but in `old_all` (`new_all`) came from (went to) elsewhere: it was moved, too.
    What was moved stands twice.
    """
    if list(old) == list(new):
        return [Step(key, "") for key in new]
    kept = _longest_common_order(old, new)
    steps: list[Step] = []
    at_old = at_new = 0
    for key in [*kept, None]:
        while at_old < len(old) and old[at_old] != key:
            gone = old[at_old]
            steps.append(Step(gone, "moved-out" if gone in new_all else "deleted"))
            at_old += 1
        while at_new < len(new) and new[at_new] != key:
            come = new[at_new]
            steps.append(Step(come, "moved-in" if come in old_all else "inserted"))
            at_new += 1
        if key is not None:
            steps.append(Step(key, ""))
            at_old, at_new = at_old + 1, at_new + 1
    return steps


def _longest_common_order(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Keys of both rows whose order is the same: as many as possible (keys are unique)."""
    places = {key: place for place, key in enumerate(old)}
    shared = [key for key in new if key in places]
    ends: list[int] = []  # the smallest last place of an increasing row of each length
    holders: list[int] = []  # which of `shared` that is
    before: list[int] = []
    for index, key in enumerate(shared):
        length = bisect_left(ends, places[key])
        before.append(holders[length - 1] if length else -1)
        if length == len(ends):
            ends.append(places[key])
            holders.append(index)
        else:
            ends[length] = places[key]
            holders[length] = index
    found: list[str] = []
    at = holders[-1] if holders else -1
    while at >= 0:
        found.append(shared[at])
        at = before[at]
    return found[::-1]
