"""Fills lines: greedy with squeeze, then justified. Works in pt; knows no page and no document."""

from typing import NamedTuple

from desktop.writers.pdf.units import CLOSE, HAN, OPEN, SPACE, Piece, Unit, gap

__all__ = ["Line", "Stretch", "break_lines", "natural_width", "widest_unit"]

_MARK_SHRINK = 0.25
"""How much of a mark's em a full line may take away (up to its empty half)."""
_GAP_SHRINK = 0.5
"""Share of a Han–Latin gap that a full line may take away (1/4 em → 1/8 em)."""
_LETTER_STRETCH = 0.2
"""Most letter spacing in em; a line that would need more stays ragged."""


class Stretch(NamedTuple):
    """A piece drawn in one go: `x` from the line's left edge, `spacing` after every character."""

    x: float
    piece: Piece
    spacing: float = 0.0


class Line(NamedTuple):
    stretches: tuple[Stretch, ...]
    width: float

    @property
    def size(self) -> float:
        """The largest size on the line, in pt."""
        return max((one.piece.look.size for one in self.stretches), default=0.0)


class _Row(NamedTuple):
    """A line being filled: pieces and the space before each."""

    pieces: list[Piece]
    gaps: list[float]


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


def _fill(units: list[Unit], width: float, first_indent: float) -> list[_Row]:
    rows: list[_Row] = []
    row = _Row([], [])
    pieces = row.pieces
    x = first_indent
    pending = units[::-1]
    while pending:
        unit = pending.pop()
        first = unit.pieces[0]
        if pieces:
            before = gap(pieces[-1], first)
        elif first.kind == SPACE:
            if rows:
                continue
            before = 0.0
        else:
            before = -first.look.size / 2 if first.kind == OPEN and first.half else 0.0
        room = width - x - before
        over = unit.width - unit.trim - room
        if over <= 0.01:
            x += before + unit.width
            _place(row, unit, before)
            continue
        if unit.cuttable:
            each = unit.width / len(first.text)
            count = max(int((room + 0.01) / each), 0 if pieces else 1)
            if count == 0:
                pending.append(unit)
            else:
                head = Piece(HAN, first.text[:count], each * count, first.face, first.look)
                pieces.append(head)
                row.gaps.append(before)
                left = unit.width - head.width
                if count < len(first.text):
                    rest = Piece(HAN, first.text[count:], left, first.face, first.look)
                    pending.append(Unit((rest,), left, True))
        elif first.kind == SPACE and len(unit.pieces) == 1:
            pass  # the line ends here: the space goes
        elif pieces and over <= _slack(row, unit, before):
            _place(row, unit, before)
        elif pieces:
            pending.append(unit)
        else:
            pending.extend(reversed(_shred(unit, room)))
            continue
        rows.append(row)
        row = _Row([], [])
        pieces = row.pieces
        x = 0.0
    if pieces or not rows:
        rows.append(row)
    return rows


def _place(row: _Row, unit: Unit, before: float) -> None:
    row.pieces.extend(unit.pieces)
    row.gaps.append(before)
    if unit.gaps:
        row.gaps.extend(unit.gaps)


def _slack(row: _Row, unit: Unit, before: float) -> float:
    """How much the row with `unit` at its end can give by squeezing."""
    pieces = [*row.pieces, *unit.pieces]
    gaps = [*row.gaps, before, *unit.gaps]
    marks = sum([amount for _, amount in _squeezable(pieces, gaps)])
    return marks + sum([one for one in gaps if one > 0]) * _GAP_SHRINK


def _squeezable(pieces: list[Piece], gaps: list[float]) -> list[tuple[int, float]]:
    """Marks with an empty half left to take from, and how much. The line's last mark and those
    that stand before another mark have given theirs; so has an opening mark at the start."""
    return [
        (index, one.look.size * _MARK_SHRINK)
        for index, one in enumerate(pieces[:-1])
        if one.half
        and not (one.kind == CLOSE and gaps[index + 1] < 0)
        and not (one.kind == OPEN and gaps[index] < 0)
    ]


def _shred(unit: Unit, room: float) -> list[Unit]:
    """Cuts a unit that no line can hold: first into its pieces, then between characters."""
    if len(unit.pieces) > 1:
        return [Unit((one,), one.width) for one in unit.pieces]
    piece = unit.pieces[0]
    if len(piece.text) < 2:
        return [Unit(unit.pieces, min(unit.width, max(room, 0.0)))]
    thousandth = piece.look.size / 1000
    widths = piece.face.widths
    parts: list[Unit] = []
    text, width = "", 0.0
    for character in piece.text:
        step = widths[character] * thousandth
        if text and width + step > room:
            parts.append(Unit((piece._replace(text=text, width=width),), width))
            text, width = "", 0.0
        text += character
        width += step
    parts.append(Unit((piece._replace(text=text, width=width),), width))
    return parts


def _feed_last(rows: list[_Row]) -> None:
    """A last line of one Han and a mark takes a second Han from the line above."""
    last = rows[-1]
    letters = sum(len(one.text) for one in last.pieces if one.kind not in (CLOSE, SPACE))
    if letters != 1 or last.pieces[0].kind != HAN:
        return
    above = rows[-2]
    tail = above.pieces[-1]
    if tail.kind != HAN or len(tail.text) < 3:
        return
    each = tail.width / len(tail.text)
    above.pieces[-1] = tail._replace(text=tail.text[:-1], width=tail.width - each)
    last.pieces.insert(0, tail._replace(text=tail.text[-1:], width=each))
    last.gaps.insert(0, 0.0)


def _set(row: _Row, indent: float, width: float, justify: bool, last: bool) -> Line:
    """Positions of a row's pieces."""
    pieces, gaps = row
    while pieces and pieces[-1].kind == SPACE:
        pieces.pop()
        gaps.pop()
    if not pieces:
        return Line((), 0.0)
    final = pieces[-1]
    natural = indent + sum(gaps) + sum([one.width for one in pieces])
    trim = final.look.size / 2 if final.kind == CLOSE and final.half else 0.0
    trimmed = natural - trim
    spacing = 0.0
    squeezed: list[float] = []
    if trimmed > width + 0.01:
        squeezed = _squeeze(pieces, gaps, trimmed - width)
    elif justify and not last:
        spacing = _stretch(pieces, gaps, width - trimmed)
    return _stretches(pieces, gaps, squeezed, indent, spacing, trim)


def _squeeze(pieces: list[Piece], gaps: list[float], need: float) -> list[float]:
    """Takes `need` pt out of marks first (gives how much of each piece), then out of Han–Latin
    gaps, each in proportion."""
    squeezed = [0.0] * len(pieces)
    marks = _squeezable(pieces, gaps)
    total = sum([amount for _, amount in marks])
    share = min(1.0, need / total) if total else 0.0
    for index, amount in marks:
        squeezed[index] = amount * share
    need -= total * share
    places = [index for index, value in enumerate(gaps) if value > 0]
    total = sum([gaps[index] for index in places]) * _GAP_SHRINK
    if need > 0 and total:
        share = min(1.0, need / total) * _GAP_SHRINK
        for index in places:
            gaps[index] -= gaps[index] * share
    return squeezed


def _stretch(pieces: list[Piece], gaps: list[float], surplus: float) -> float:
    """Widens gaps a little, then gives the letter spacing that fills the line (0: leave ragged)."""
    if surplus <= 0.01:
        return 0.0
    size = pieces[0].look.size
    places = [index for index, value in enumerate(gaps) if value > 0]
    if places:
        taken = min(surplus, len(places) * size / 8)
        for index in places:
            gaps[index] += taken / len(places)
        surplus -= taken
    spaces = [index for index, one in enumerate(pieces) if one.kind == SPACE]
    if spaces and surplus > 0:
        taken = min(surplus, len(spaces) * size / 6)
        for index in spaces:
            gaps[index] += taken / len(spaces)
        surplus -= taken
    if surplus <= 0.01:
        return 0.0
    # Letter spacing falls after every Han and mark, and after every word as a whole.
    count = sum([len(one.text) if one.kind in _SPACED else 1 for one in pieces]) - 1
    if count < 1:
        return 0.0
    spacing = surplus / count
    return spacing if spacing <= size * _LETTER_STRETCH else 0.0


_SPACED = (HAN, OPEN, CLOSE)


def _stretches(
    pieces: list[Piece],
    gaps: list[float],
    squeezed: list[float],
    indent: float,
    spacing: float,
    trim: float,
) -> Line:
    x = indent
    result: list[Stretch] = []
    for index, piece in enumerate(pieces):
        x += gaps[index]
        if spacing:
            letter = spacing if piece.kind in _SPACED else 0.0
            result.append(Stretch(x, piece, letter))
            x += piece.width + (letter * len(piece.text) or spacing)
            continue
        less = squeezed[index] if squeezed else 0.0
        if less and piece.kind == OPEN:
            x -= less  # an opening mark is empty at its left
            less = 0.0
        result.append(Stretch(x, piece))
        x += piece.width - less
    return Line(tuple(result), x - trim - spacing)


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
