"""Cuts text into the units that a line is filled with, by the rules of Chinese typesetting.

Sources: 《中文排版需求》(CLREQ, W3C) 3.1 and 5.1 for marks that may not start or end a line and for
the quarter-em between Han and Latin; GB/T 15834-2011 5.1 for punctuation. No markup is read: what
stands in the text is what is set.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from desktop.writers.pdf.faces import Face, FaceChoice, split_by_face

__all__ = [
    "CLOSE",
    "HAN",
    "OPEN",
    "SPACE",
    "TICK",
    "WORD",
    "Look",
    "Piece",
    "Unit",
    "tick_unit",
    "units",
]

HAN, WORD, OPEN, CLOSE, SPACE, TICK = range(6)

_HAN = (
    "\u2e80-\u2fdf\u3000\u3003-\u3007\u3012\u3013\u301c\u3021-\u3029\u3031-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u31a0-\u31ff\u3200-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff03-\uff06\uff0a\uff0b\uff0d\uff0f-\uff19\uff1c-\uff1e\uff20-\uff3a\uff3c\uff3e-\uff5a"
    "\uff5c\uff5e\u2460-\u24ff\U00020000-\U0003ffff"
)
_OPENING = "（《〈「『【〔〖［｛“‘"
_CLOSING = "，。、；：！？）》〉」』】〕〗］｝”’％‰·・ー々"
_HALF_EMPTY = frozenset("，。、；：）》〉」』】〕〗］｝”’")
# Latin faces and half-width text have their own pairs.
_CLOSING_LATIN = ")]},.;:!?%\u2019\u201d"

_MEASURES = (
    "个月|个|万元|亿元|元|学时|工时|人日|人月|小时|分钟|"
    "年度|年|月份|月|日|天|周|季度|次|条|款|项|目|章|节|页|份|名|人|家|倍|分|类|级|期|轮|台|套|号|种|处|步|列|行"
)
_ORDINAL = "[一二三四五六七八九十百千零〇0-9]+"
_NUMBER = "(?<![A-Za-z0-9.\\-/])[≥≤＞＜><±≈−+]?[0-9][0-9.,:/]*(?:[%％‰]|[A-Za-z]+)?"

# What stays in one piece: clause numbers, document numbers, numbers with their measure word.
_ATOM = re.compile(
    f"（[A-Z](?:、[A-Z])*）|第{_ORDINAL}[章节条款项页次期版]|第（{_ORDINAL}）项|〔[0-9]{{4}}〕[0-9]+号|"
    f"(?:附件|附录|表|图)[0-9A-Z.]+|{_NUMBER}(?:{_MEASURES})|[≥≤＞＜±≈]{_NUMBER}|"
    "CNY [0-9][0-9.,]*[0-9]|[≥≤<>±] [0-9][0-9.,%]*|工作日|自然日|百分点"
)
_ATOM_SIGN = re.compile("[0-9第]|（[A-Z]|作日|然日|分点")
"""What every atom has; looking for it is much faster than for an atom."""
_BLANK = " \\t\\u2000-\\u200a"
_LATIN = f"[^{_HAN}{_OPENING}{_CLOSING}—…⸺{_BLANK}]"
# Runs of Han are cut at 512 so that a paragraph of any length stays linear to set.
_TOKEN = re.compile(
    f"(?P<han>[{_HAN}]{{1,512}})|(?P<open>[{_OPENING}])|(?P<word>(?:{_LATIN}|(?<=[A-Za-z])’(?=[A-Za-z]))+)|"
    f"(?P<close>[{_CLOSING}])|(?P<dash>—+|…+|⸺)|(?P<space>[{_BLANK}]+)"
)
_KINDS = {"han": HAN, "open": OPEN, "close": CLOSE, "dash": HAN, "space": SPACE, "word": WORD}


class Look(NamedTuple):
    """How a stretch of text looks: faces, size in pt, tone, the anchor that it links to, and what
    became of it in a marked-up copy."""

    choice: FaceChoice
    size: float
    tone: str = "ink"
    link: str = ""
    change: str = ""


class Piece(NamedTuple):
    """Text of one kind in one face. `width` in pt; `tick`: None, or whether the box is ticked."""

    kind: int
    text: str
    width: float
    face: Face
    look: Look
    half: bool = False
    """Half of the mark's em is empty and may be taken away."""
    tick: bool | None = None


class Unit(NamedTuple):
    """What a line takes whole, or (`cuttable`: a run of Han) up to any character.

    `gaps[n]`: space before piece n + 1. `trim`: empty half of a mark at its end, which the end of
    a line takes away.
    """

    pieces: tuple[Piece, ...]
    width: float
    cuttable: bool = False
    gaps: tuple[float, ...] = ()
    trim: float = 0.0


def unit_of(pieces: Sequence[Piece]) -> Unit:
    """Pieces as one unit that no line cuts."""
    if len(pieces) == 1 and not pieces[0].half:
        return Unit((pieces[0],), pieces[0].width)
    gaps = tuple([gap(before, after) for before, after in pairwise(pieces)])
    last = pieces[-1]
    trim = last.look.size / 2 if last.kind == CLOSE and last.half else 0.0
    width = sum([one.width for one in pieces]) + sum(gaps)
    return Unit(tuple(pieces), width, False, gaps, trim)


LOOSE, STUCK, WHOLE = range(3)
"""How a token is tied: not at all, to the token before, or in itself (it begins what stays in
one piece)."""


def _tokens(text: str) -> list[tuple[int, str, int]]:
    """(kind, text, tie)."""
    tokens: list[tuple[int, str, int]] = []
    position = 0
    for atom in _ATOM.finditer(text) if _ATOM_SIGN.search(text) else ():
        start, end = atom.span()
        if start > position:
            tokens += [
                (_KINDS[match.lastgroup or "word"], match.group(), LOOSE)
                for match in _TOKEN.finditer(text, position, start)
            ]
        first = len(tokens)
        tokens += [
            (_KINDS[match.lastgroup or "word"], match.group(), STUCK)
            for match in _TOKEN.finditer(text, start, end)
        ]
        kind, part, _ = tokens[first]
        tokens[first] = (kind, part, WHOLE)
        position = end
    if position < len(text):
        tokens += [
            (_KINDS[match.lastgroup or "word"], match.group(), LOOSE)
            for match in _TOKEN.finditer(text, position)
        ]
    return tokens


def _pieces(text: str, look: Look, missing: dict[str, str]) -> Iterator[tuple[Piece, int]]:
    """Pieces of `text` and how each is tied.

    `missing`: characters that another face had to set → that face's file, filled here.
    """
    first = look.choice.first
    if first.has(text):
        runs: Iterable[tuple[str, Face]] = ((text, first),)
    else:
        found = list(split_by_face(text, look.choice))
        for run in found:
            if run.substitute:
                missing.update((one, run.face.file.file_name) for one in run.text)
        runs = ((run.text, run.face) for run in found)
    thousandth = look.size / 1000
    for part, used in runs:
        for kind, token, tie in _tokens(part):
            width = used.width(token) * thousandth
            # Latin faces have narrow quotation marks: nothing to squeeze there.
            full = width > 0.9 * look.size
            half = full and (kind == OPEN or (kind == CLOSE and token in _HALF_EMPTY))
            yield Piece(kind, token, width, used, look, half), tie


def units(
    stretches: Iterable[tuple[str, Look] | Unit], missing: dict[str, str] | None = None
) -> list[Unit]:
    """The units of a paragraph. A ready `Unit` among the stretches is taken as it is."""
    result: list[Unit] = []
    open_pieces: list[Piece] = []
    holding = False  # the open unit must take what follows (it ends with an opening mark)
    sink: dict[str, str] = {} if missing is None else missing

    def close() -> None:
        if open_pieces:
            result.append(unit_of(open_pieces))
            open_pieces.clear()

    for stretch in stretches:
        if isinstance(stretch, Unit):
            if not holding:
                close()
            open_pieces.extend(stretch.pieces)
            holding = False
            continue
        for piece, tie in _pieces(stretch[0], stretch[1], sink):
            kind = piece.kind
            if kind == CLOSE or tie == STUCK or holding or _latin_close(piece, open_pieces):
                if not open_pieces:
                    _take_back(result, open_pieces)
                if kind == HAN and holding and tie == LOOSE and _may_be_cut(piece):
                    head, piece = _cut(piece, 1)
                    open_pieces.append(head)
                    close()
                    holding = False
                else:
                    open_pieces.append(piece)
                    holding = _holds(piece)
                    continue
            if kind == SPACE:
                close()
                result.append(Unit((piece,), piece.width))
                continue
            close()
            if kind == HAN and tie == LOOSE and _may_be_cut(piece):
                result.append(Unit((piece,), piece.width, True))
            else:
                open_pieces.append(piece)
                holding = _holds(piece)
    close()
    return result


def _may_be_cut(piece: Piece) -> bool:
    """Several Han; a dash or an ellipsis stays whole."""
    return len(piece.text) > 1 and piece.text[0] not in "—…"


def _holds(piece: Piece) -> bool:
    """What follows must stay on the line: an opening mark, also a half-width one."""
    return piece.kind == OPEN or (piece.kind == WORD and piece.text[-1] in "([{")


def _latin_close(piece: Piece, open_pieces: list[Piece]) -> bool:
    """A word that begins with a closing mark stays with the word before (Latin text in pieces)."""
    return piece.kind == WORD and bool(open_pieces) and piece.text[0] in _CLOSING_LATIN


def _cut(piece: Piece, count: int) -> tuple[Piece, Piece]:
    """A Han run cut after `count` characters."""
    each = piece.width / len(piece.text)
    head = Piece(HAN, piece.text[:count], each * count, piece.face, piece.look)
    tail = Piece(HAN, piece.text[count:], piece.width - head.width, piece.face, piece.look)
    return head, tail


def _take_back(result: list[Unit], open_pieces: list[Piece]) -> None:
    """Takes what a closing mark hangs on out of the units made so far: one Han, or a whole unit."""
    if not result or result[-1].pieces[-1].kind == SPACE:
        return
    last = result.pop()
    if last.cuttable:
        head, tail = _cut(last.pieces[0], len(last.pieces[0].text) - 1)
        result.append(Unit((head,), head.width, len(head.text) > 1))
        open_pieces.append(tail)
    else:
        open_pieces.extend(last.pieces)


def gap(before: Piece, after: Piece) -> float:
    """Space between neighbours, in pt: a quarter-em between Han and Latin, less half an em where
    two marks meet (the first gives up its empty half)."""
    left, right = before.kind, after.kind
    if left == HAN:
        if right == WORD:
            return 0.0 if _tight(before, after) else before.look.size / 4
        return 0.0
    if left == WORD:
        return after.look.size / 4 if right == HAN and not _tight(before, after) else 0.0
    if left == CLOSE and before.half and right in (CLOSE, OPEN):
        return -before.look.size / 2 if after.half or right == CLOSE else 0.0
    if left == OPEN and right == OPEN and after.half:
        return -after.look.size / 2
    if right == TICK and left in (TICK, SPACE):
        return before.look.size / 3
    return 0.0


_TIGHT = frozenset("≥≤＞＜±×÷／/~～−—…·()[]{}\"'<>=|\\\u3000\u301c\uff5e")


def _tight(before: Piece, after: Piece) -> bool:
    """Marks at the border that need no quarter-em (≥90, 80～90, a full-width space)."""
    if not before.text or not after.text:
        return True
    return before.text[-1] in _TIGHT or after.text[0] in _TIGHT


def solid(made: Iterable[Unit]) -> Unit:
    """All units as one that no line may cut."""
    return unit_of([piece for unit in made for piece in unit.pieces])


def tick_unit(checked: bool, label: str, look: Look) -> Unit:
    """A tick box with its label, unbreakable. The box is a square of 0.85 em with 0.2 em after."""
    box = Piece(TICK, "", look.size * 1.12, look.choice.first, look, tick=checked)
    pieces = [box]
    if label:
        pieces += [piece for piece, _ in _pieces(label, look, {})]
    return unit_of(pieces)
