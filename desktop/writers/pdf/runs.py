"""Which stretches of a row of objects were in another row already, by identity."""

from collections.abc import Sequence
from itertools import compress, count
from operator import is_not
from typing import NamedTuple

__all__ = ["Run", "runs"]

_FIRST_LOOK = 32


class Run(NamedTuple):
    """`length` objects from place `new` on are those from place `old` on in the other row."""

    new: int
    old: int
    length: int


def runs(old: Sequence[object], new: Sequence[object]) -> list[Run]:
    """In the order of `new`, each as long as it can be. What was moved is found, too, unless it
    took the place of one other object; what stands several times in `old` is found at one place."""
    found: list[Run] = []
    places: dict[int, int] = {}
    here = there = 0
    while here < len(new):
        length = _alike(old, there, new, here)
        if length:
            found.append(Run(here, there, length))
            here, there = here + length, there + length
        elif here + 1 < len(new) and there + 1 < len(old) and new[here + 1] is old[there + 1]:
            here, there = here + 1, there + 1  # one that took the place of another
        else:
            places = places or {id(one): place for place, one in enumerate(old)}
            while here < len(new) and id(new[here]) not in places:
                here += 1
            if here < len(new):
                there = places[id(new[here])]
    return found


def _alike(old: Sequence[object], there: int, new: Sequence[object], here: int) -> int:
    """How many are the same from these places on."""
    most = min(len(old) - there, len(new) - here)
    done, look = 0, _FIRST_LOOK
    while done < most:
        size = min(look, most - done)
        ours = new[here + done : here + done + size]
        theirs = old[there + done : there + done + size]
        differing = next(compress(count(), map(is_not, ours, theirs)), size)
        done += differing
        if differing < size:
            break
        look *= 8
    return done
