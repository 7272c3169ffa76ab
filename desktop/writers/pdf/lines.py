"""Fills lines: greedy with squeeze, then justified. Works in pt; knows no page and no document."""

from itertools import pairwise
from typing import NamedTuple

from desktop.writers.pdf.faces import Face
from desktop.writers.pdf.units import CLOSE, HAN, OPEN, SPACE, TICK, WORD, Look, Piece, Unit, gap

__all__ = ["Line", "Stretch", "break_lines", "natural_width", "widest_unit"]

_MARK_SHRINK = 0.25
"""How much of a mark's em a full line may take away (up to its empty half)."""
_GAP_SHRINK = 0.5
"""Share of a Han–Latin gap that a full line may take away (1/4 em → 1/8 em)."""
_LETTER_STRETCH = 0.2
"""Most letter spacing in em; a line that would need more stays ragged."""


class Stretch(NamedTuple):
    """Text drawn in one go: `x` from the line's left edge, `spacing` after every character.

    `tick`: None for text, else a tick box (ticked or not).
    """

    x: float
    text: str
    width: float
    face: Face
    look: Look
    spacing: float = 0.0
    tick: bool | None = None


class Line(NamedTuple):
    stretches: tuple[Stretch, ...]
    width: float


class _Slot(NamedTuple):
    piece: Piece
    gap: float


def break_lines(
    units: list[Unit], width: float, first_indent: float = 0.0, *, justify: bool = True
) -> list[Line]:
    """Lines of at most `width` pt; the first one begins at `first_indent`.

    Raises nothing: a unit wider than the measure is cut between characters.
    """
    rows = _fill(units, width, first_indent)
    if len(rows) > 1:
        _feed_last(rows)
    last = len(rows) - 1
    lines = []
    for index, row in enumerate(rows):
        indent = first_indent if index == 0 else 0.0
        lines.append(_set(row, indent, width, justify and index != last, index == last))
    return lines


def _fill(units: list[Unit], width: float, first_indent: float) -> list[list[_Slot]]:
    rows: list[list[_Slot]] = []
    row: list[_Slot] = []
    x = first_indent
    slack = 0.0  # what the row can give by squeezing
    pending = list(reversed(units))
    while pending:
        unit = pending.pop()
        first = unit.pieces[0]
        if not row:
            if first.kind == SPACE:
                if len(rows) > 0:
                    continue
                before = 0.0
            else:
                before = -first.look.size / 2 if first.kind == OPEN and first.half else 0.0
        else:
            before = gap(row[-1].piece, first)
        final = unit.pieces[-1]
        trim = final.look.size / 2 if final.kind == CLOSE and final.half else 0.0
        room = width - x - before
        if unit.width - trim <= room + 0.01:
            x += before + unit.width
            slack += _place(row, unit.pieces, before)
        elif unit.cuttable:
            each = unit.width / len(first.text)
            count = int((room + 0.01) / each)
            if count == 0 and row:
                rows.append(row)
                row, x, slack = [], 0.0, 0.0
                pending.append(unit)
                continue
            count = max(count, 1)
            head = first._replace(text=first.text[:count], width=each * count)
            row.append(_Slot(head, before))
            rows.append(row)
            row, x, slack = [], 0.0, 0.0
            rest = first._replace(text=first.text[count:], width=unit.width - head.width)
            if rest.text:
                pending.append(Unit((rest,), rest.width, True))
        elif first.kind == SPACE and len(unit.pieces) == 1:
            rows.append(row)
            row, x, slack = [], 0.0, 0.0
        elif row and unit.width - trim - room <= slack + _slack_of(unit.pieces):
            _place(row, unit.pieces, before)
            rows.append(row)
            row, x, slack = [], 0.0, 0.0
        elif row:
            rows.append(row)
            row, x, slack = [], 0.0, 0.0
            pending.append(unit)
        else:
            pending.extend(reversed(_shred(unit, room)))
    if row or not rows:
        rows.append(row)
    return rows


def _place(row: list[_Slot], pieces: tuple[Piece, ...], before: float) -> float:
    """Puts pieces into the row; gives the slack that they add."""
    slack = max(before, 0.0) * _GAP_SHRINK
    row.append(_Slot(pieces[0], before))
    for left, right in pairwise(pieces):
        between = gap(left, right)
        slack += max(between, 0.0) * _GAP_SHRINK
        row.append(_Slot(right, between))
    return slack + _slack_of(pieces)


def _slack_of(pieces: tuple[Piece, ...]) -> float:
    return sum(one.look.size * _MARK_SHRINK for one in pieces if one.half)


def _shred(unit: Unit, room: float) -> list[Unit]:
    """Cuts a unit that no line can hold: first into its pieces, then between characters."""
    if len(unit.pieces) > 1:
        return [Unit((one,), one.width, False) for one in unit.pieces]
    piece = unit.pieces[0]
    if len(piece.text) < 2:
        return [Unit(unit.pieces, min(unit.width, max(room, 0.0)), False)]
    thousandth = piece.look.size / 1000
    widths = piece.face.widths
    parts: list[Unit] = []
    text, width = "", 0.0
    for character in piece.text:
        step = widths[character] * thousandth
        if text and width + step > room:
            parts.append(Unit((piece._replace(text=text, width=width),), width, False))
            text, width = "", 0.0
        text += character
        width += step
    parts.append(Unit((piece._replace(text=text, width=width),), width, False))
    return parts


def _feed_last(rows: list[list[_Slot]]) -> None:
    """A last line of one Han and a mark takes a second Han from the line above."""
    last = rows[-1]
    letters = sum(len(one.piece.text) for one in last if one.piece.kind not in (CLOSE, SPACE))
    if letters != 1 or last[0].piece.kind != HAN:
        return
    above = rows[-2]
    tail = above[-1]
    if tail.piece.kind != HAN or len(tail.piece.text) < 3:
        return
    each = tail.piece.width / len(tail.piece.text)
    kept = tail.piece._replace(text=tail.piece.text[:-1], width=tail.piece.width - each)
    moved = tail.piece._replace(text=tail.piece.text[-1:], width=each)
    above[-1] = _Slot(kept, tail.gap)
    last.insert(0, _Slot(moved, 0.0))


def _set(row: list[_Slot], indent: float, width: float, justify: bool, last: bool) -> Line:
    """Positions of a row's pieces."""
    while row and row[-1].piece.kind == SPACE:
        row.pop()
    if not row:
        return Line((), 0.0)
    gaps = [one.gap for one in row]
    final = row[-1].piece
    natural = indent + sum(gaps) + sum(one.piece.width for one in row)
    trimmed = natural - (final.look.size / 2 if final.kind == CLOSE and final.half else 0.0)
    spacing = 0.0
    squeezed: list[float] = [0.0] * len(row)
    if trimmed > width + 0.01 or (last and natural > width + 0.01):
        _squeeze(row, gaps, squeezed, trimmed - width)
    elif justify:
        spacing = _stretch(row, gaps, width - trimmed)
    return _stretches(row, gaps, squeezed, indent, spacing)


def _squeeze(row: list[_Slot], gaps: list[float], squeezed: list[float], need: float) -> None:
    """Takes `need` pt out of marks first, then out of Han–Latin gaps, each in proportion."""
    if need <= 0:
        return
    marks = [
        (index, one.piece.look.size * _MARK_SHRINK)
        for index, one in enumerate(row[:-1])
        if one.piece.half and not (one.piece.kind == CLOSE and gaps[index + 1] < 0)
    ]
    total = sum(amount for _, amount in marks)
    share = min(1.0, need / total) if total else 0.0
    for index, amount in marks:
        squeezed[index] = amount * share
    need -= total * share
    places = [index for index, value in enumerate(gaps) if value > 0]
    total = sum(gaps[index] for index in places) * _GAP_SHRINK
    if need > 0 and total:
        share = min(1.0, need / total) * _GAP_SHRINK
        for index in places:
            gaps[index] -= gaps[index] * share


def _stretch(row: list[_Slot], gaps: list[float], surplus: float) -> float:
    """Widens gaps a little, then gives the letter spacing that fills the line (0: leave ragged)."""
    if surplus <= 0.01:
        return 0.0
    size = row[0].piece.look.size
    places = [index for index, value in enumerate(gaps) if value > 0]
    spaces = [index for index, one in enumerate(row) if one.piece.kind == SPACE]
    taken = min(surplus, len(places) * size / 8)
    if places:
        for index in places:
            gaps[index] += taken / len(places)
        surplus -= taken
    if spaces and surplus > 0:
        taken = min(surplus, len(spaces) * size / 6)
        for index in spaces:
            gaps[index] += taken / len(spaces)
        surplus -= taken
    count = _letter_gaps(row)
    if surplus <= 0.01 or count == 0:
        return 0.0
    spacing = surplus / count
    return spacing if spacing <= size * _LETTER_STRETCH else 0.0


def _letter_gaps(row: list[_Slot]) -> int:
    """How many places letter spacing falls on: after every Han and mark but the row's last."""
    count = sum(len(one.piece.text) for one in row if one.piece.kind in (HAN, OPEN, CLOSE))
    count += sum(1 for one in row if one.piece.kind in (WORD, TICK))
    return count - 1


def _stretches(
    row: list[_Slot], gaps: list[float], squeezed: list[float], indent: float, spacing: float
) -> Line:
    x = indent
    result: list[Stretch] = []
    for slot, before, less in zip(row, gaps, squeezed, strict=True):
        piece = slot.piece
        x += before
        if piece.kind == OPEN:
            x -= less
            less = 0.0
        letter = spacing if piece.kind in (HAN, OPEN, CLOSE) else 0.0
        result.append(
            Stretch(x, piece.text, piece.width, piece.face, piece.look, letter, piece.tick)
        )
        x += piece.width - less + letter * len(piece.text)
        if piece.kind in (WORD, TICK):
            x += spacing
    final = row[-1].piece
    if final.kind == CLOSE and final.half:
        x -= final.look.size / 2
    return Line(tuple(result), x - spacing)


def natural_width(units: list[Unit]) -> float:
    """Width of all units on one line."""
    width, before = 0.0, None
    for unit in units:
        if before is not None:
            width += gap(before, unit.pieces[0])
        elif unit.pieces[0].kind == OPEN:
            width -= unit.pieces[0].look.size / 2
        width += unit.width
        before = unit.pieces[-1]
    return width


def widest_unit(units: list[Unit]) -> float:
    """Width below which a line would have to cut a unit."""
    return max(
        (unit.width / len(unit.pieces[0].text) if unit.cuttable else unit.width for unit in units),
        default=0.0,
    )
