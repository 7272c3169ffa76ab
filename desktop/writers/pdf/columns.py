"""How wide the columns of a table become."""

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["ColumnNeed", "share_width"]


_SHORT = 76.0
"""Width in pt up to which an entry counts as short: seven Han of 9 pt and the padding."""
_BRIEF = 47.0
"""Room for four Han and the padding."""
_MANY_LINES = 2.5
_ACROSS = 10.0
"""Padding of a cell, both sides."""


class ColumnNeed(NamedTuple):
    """`least`: no unit is cut; `most`: nothing wraps; `fixed`: given, or None; `wish`: relative;
    `load`: how much text the column has (root mean square of its cells' natural widths)."""

    least: float
    most: float
    fixed: float | None = None
    wish: float | None = None
    load: float = 0.0


def share_width(needs: Sequence[ColumnNeed], width: float) -> list[float]:
    """Widths that add up to `width`.

    Every column gets what its longest word needs; what is left goes by how much text each has, so
    that the cells of a row come out about equally high.
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
    load = [needs[index].load for index in free]
    if sum(most) <= room:
        total = sum(most)
        given = [one * room / total if total else room / len(free) for one in most]
    elif sum(least) >= room:
        given = [room * low / sum(least) for low in least]
    else:
        lines, given = _level(_whole_short(least, most, room, _SHORT), most, load, room)
        if lines > _MANY_LINES:  # rows are tall anyway: long names wrap for the sake of the text
            given = _level(_whole_short(least, most, room, _BRIEF), most, load, room)[1]
    for index, one in zip(free, given, strict=True):
        widths[index] = one
    return widths


def _whole_short(least: list[float], most: list[float], room: float, short: float) -> list[float]:
    """Columns of entries up to `short` (names, codes, dates) do not wrap where there is room for
    that, longer ones are at least that wide; the shortest come first."""
    result = list(least)
    for index in sorted(range(len(most)), key=most.__getitem__):
        wanted = max(result[index], min(most[index], short))
        if most[index] > _SHORT or sum(result) - result[index] + wanted > 0.7 * room:
            break
        result[index] = wanted
    return result


def _level(
    least: list[float], most: list[float], load: list[float], room: float
) -> tuple[float, list[float]]:
    """Lines a row has on average, and the widths at which every column has about that many.

    A column of load L that is w wide has L / w lines; the number of lines for which the widths,
    held between `least` and `most`, fill the room is found by halving.
    """

    def widths(lines: float) -> list[float]:
        return [
            min(max(text / lines + min(_ACROSS, low), low), high)
            for text, low, high in zip(load, least, most, strict=True)
        ]

    few, many = 0.05, 200.0
    for _ in range(40):
        lines = (few + many) / 2
        if sum(widths(lines)) > room:
            few = lines
        else:
            many = lines
    given = widths(many)
    rest = (room - sum(given)) / len(given)
    return many, [one + rest for one in given]


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
