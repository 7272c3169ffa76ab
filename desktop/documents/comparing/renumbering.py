"""What only reads otherwise because other things came, went or were moved."""

from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from desktop.documents.comparing.sides import Side
from desktop.documents.outline import CardPiece, Clause, GridPiece, Piece
from desktop.models.wording import Inline, Reference

__all__ = ["Renumbered", "renumbered"]

_NUMBERED = ("chapter:", "section:", "article:", "table:", "card:", "annex:")


class Renumbered(NamedTuple):
    """`headings`: chapters, articles, tables … by another number; `first`: the first article of
    them, by its old one; `references`: places that cite by another number."""

    headings: int
    first: str
    references: int


def renumbered(old: Side, new: Side, moved: Container[str]) -> Renumbered:
    """`moved`: anchors of what somebody moved: its number is another for that."""
    before, after = old.numbers, new.numbers
    if before.mentions is after.mentions or before.mentions == after.mentions:
        return Renumbered(0, "", 0)
    other = {
        target
        for target, mention in after.mentions.items()
        if before.mentions.get(target, mention) != mention
    }
    headings = [
        anchor
        for anchor in after.printed
        if anchor.startswith(_NUMBERED)
        and anchor not in moved
        and before.printed.get(anchor, after.printed[anchor]) != after.printed[anchor]
    ]
    first = next((before.printed[one] for one in headings if one.startswith("article:")), "")
    references = sum(
        one.target in other for text in _texts(new) for one in text if isinstance(one, Reference)
    )
    return Renumbered(len(headings), first, references)


def _texts(side: Side) -> Iterator[Inline]:
    for article in side.outline.articles:
        for piece in article.pieces:
            yield from _texts_of(piece)


def _texts_of(piece: Piece) -> Iterable[Inline]:
    if isinstance(piece, Clause):
        yield piece.text
    elif isinstance(piece, GridPiece):
        for row in piece.grid.rows:
            for cell in row.cells:
                yield from cell.paragraphs
    elif isinstance(piece, CardPiece):
        for line in piece.rows:
            yield from line.lines
