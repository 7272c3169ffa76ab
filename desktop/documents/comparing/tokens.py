"""Text in the pieces that a comparison takes as one: words, numbers with their units, references,
Han characters singly."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from desktop.documents.blocks import Span, Text, TickBox

__all__ = ["Cited", "Token", "joined", "tokens", "uncited"]

_PIECES = re.compile(
    r"\d+(?:[.,:]\d+)*(?:[A-Za-z%‰℃°]+)?"  # 10, 1,000.5, 12%, 24h
    r"|[A-Za-z\u00c0-\u024f](?:[A-Za-z0-9\u00c0-\u024f]|[-'\u2019_.](?=[A-Za-z0-9]))*"
    r"|\s+|.",
    re.DOTALL,
)


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
        for piece in _PIECES.findall(one.text):
            part = one if piece == one.text else replace(one, text=piece)
            found.append(Token(piece if ordinary else (piece, *look), piece, part))
    return found


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
