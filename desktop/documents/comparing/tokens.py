"""Text in the pieces that a comparison takes as one: words, numbers with their units, references.

Where Chinese words begin and end is told by a dictionary: 修改 → 更改 is one word for another, not
one character.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from desktop.documents.blocks import Span, Text, TickBox

__all__ = ["Cited", "Token", "joined", "tokens", "uncited"]

_PIECES = re.compile(
    r"\d+(?:[.,:]\d+)*(?:[A-Za-z%‰℃°]+)?"  # 10, 1,000.5, 12%, 24h
    r"|[A-Za-z\u00c0-\u024f](?:[A-Za-z0-9\u00c0-\u024f]|[-'\u2019_.](?=[A-Za-z0-9]))*"
    r"|[\u3400-\u9fff]+|\s+|.",
    re.DOTALL,
)
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Cited(Span):
    """A reference as it reads, with what it leads to."""

    target: str = ""


class Token(NamedTuple):
    """`key`: equal keys are the same word; a reference is the same whatever it reads like."""

    key: object
    text: str
    part: Span | TickBox


def tokens(text: Text) -> list[Token]:
    found: list[Token] = []
    for one in text:
        if isinstance(one, TickBox):
            found.append(Token(one, one.label, one))
            continue
        look = (one.bold, one.italic, one.face, one.tone)
        if isinstance(one, Cited):
            found.append(Token((one.target, "cited", *look), one.text, one))
            continue
        ordinary = look == (False, False, "serif", "ink")
        for piece in _pieces(one.text):
            part = one if piece == one.text else replace(one, text=piece)
            found.append(Token(piece if ordinary else (piece, *look), piece, part))
    return found


def _pieces(text: str) -> Iterator[str]:
    for piece in _PIECES.findall(text):
        if _HAN.fullmatch(piece):
            yield from _words(piece)
        else:
            yield piece


@cache
def _cut() -> Callable[[str], list[str]]:
    import rjieba  # loads its dictionary: a tenth of a second, and only for who compares

    return lambda text: rjieba.cut(text, False)


def _words(text: str) -> list[str]:
    return _cut()(text)


def joined(parts: Iterable[Span | TickBox]) -> Text:
    """The same with neighbours of one look in one span; references as ordinary spans."""
    found: list[Span | TickBox] = []
    for one in parts:
        now = uncited(one)
        last = found[-1] if found else None
        if (
            isinstance(now, Span)
            and isinstance(last, Span)
            and not (now.link or last.link or now.before or last.before)
            and replace(last, text="") == replace(now, text="")
        ):
            found[-1] = replace(last, text=last.text + now.text)
        else:
            found.append(now)
    return tuple(found)


def uncited(one: Span | TickBox) -> Span | TickBox:
    if not isinstance(one, Cited):
        return one
    return Span(
        one.text, one.bold, one.italic, one.face, one.link, one.tone, one.change, one.before
    )
