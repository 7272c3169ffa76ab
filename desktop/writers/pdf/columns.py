"""How wide the columns of a table become."""

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["ColumnNeed", "share_width"]


_SHORT = 76.0
"""Width in pt up to which an entry counts as short: seven Han of 9 pt and the padding."""


class ColumnNeed(NamedTuple):
    """`least`: no unit is cut; `most`: nothing wraps; `fixed`: given, or None; `wish`: relative."""

    least: float
    most: float
    fixed: float | None = None
    wish: float | None = None


def share_width(needs: Sequence[ColumnNeed], width: float) -> list[float]:
    """Widths that add up to `width`.

    Every column gets what its longest word needs; what is left goes by how much each would still
    like, damped (square root), so that one long column does not starve the others.
    """
    fixed = [one.fixed or 0.0 for one in needs]
    free = [index for index, one in enumerate(needs) if one.fixed is None]
    room = width - sum(fixed)
    widths = list(fixed)
    if not free:
        scale = width / sum(fixed)
        return [one * scale for one in fixed]
    wishes = [needs[index].wish for index in free]
    if all(one is not None for one in wishes):
        total = sum(one or 0.0 for one in wishes)
        for index, wish in zip(free, wishes, strict=True):
            widths[index] = room * (wish or 0.0) / total
        return _at_least(widths, needs, free)
    least = [min(needs[index].least, room / len(free) * 2) for index in free]
    most = [max(needs[index].most, low) for index, low in zip(free, least, strict=True)]
    least = _whole_short(least, most, room)
    if sum(most) <= room:
        total = sum(most)
        for index, one in zip(free, most, strict=True):
            widths[index] = one * room / total if total else room / len(free)
    elif sum(least) >= room:
        for index, low in zip(free, least, strict=True):
            widths[index] = room * low / sum(least)
    else:
        _share_rest(widths, free, least, most, room)
    return widths


def _whole_short(least: list[float], most: list[float], room: float) -> list[float]:
    """Columns of short entries (names, codes, dates) do not wrap where there is room for that;
    the shortest come first."""
    result = list(least)
    for index in sorted(range(len(most)), key=most.__getitem__):
        if most[index] > _SHORT:
            break
        if sum(result) - result[index] + most[index] > 0.7 * room:
            break
        result[index] = most[index]
    return result


def _share_rest(
    widths: list[float], free: list[int], least: list[float], most: list[float], room: float
) -> None:
    """Gives the room above `least` out, never more than a column's `most`."""
    given = list(least)
    rest = room - sum(least)
    open_columns = set(range(len(free)))
    while rest > 0.01 and open_columns:
        weights = {one: (most[one] - least[one]) ** 0.5 for one in open_columns}
        total = sum(weights.values())
        if total == 0:
            break
        spent = 0.0
        for one in list(open_columns):
            amount = min(rest * weights[one] / total, most[one] - given[one])
            given[one] += amount
            spent += amount
            if most[one] - given[one] < 0.01:
                open_columns.discard(one)
        rest -= spent
    for place, index in enumerate(free):
        widths[index] = given[place] + (rest / len(free) if rest > 0.01 else 0.0)


def _at_least(widths: list[float], needs: Sequence[ColumnNeed], free: list[int]) -> list[float]:
    """Wishes give way where a column could not hold its longest word."""
    short = {one: needs[one].least - widths[one] for one in free if widths[one] < needs[one].least}
    spare = {one: widths[one] - needs[one].least for one in free if one not in short}
    missing, available = sum(short.values()), sum(spare.values())
    if not short or available <= 0:
        return widths
    share = min(1.0, missing / available)
    for one, amount in spare.items():
        widths[one] -= amount * share
    gained = available * share
    for one, amount in short.items():
        widths[one] += amount * gained / missing
    return widths
