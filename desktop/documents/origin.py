"""Where a block comes from: the part of the policy that a person edits to change it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from desktop.documents.blocks import Block

__all__ = ["NOWHERE", "Origin", "Origined", "of_one"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Ids of what a block is made of; "" or () where it comes from none.

    `fields`: in order; a sentence has the fields of all its slots. `part`: the list item, as the
    target of a reference (`part:FIELD/PART`). The rows of a table bear their own targets; in a card
    (`by_rows`) each row is a field, and what stands above the rows is of none.
    """

    chapter: str = ""
    article: str = ""
    fields: tuple[str, ...] = ()
    part: str = ""
    phase: str = ""
    by_rows: bool = False


NOWHERE = Origin()
"""Of what is made of the policy as a whole: cover, records, contents, signature page."""


class Origined(NamedTuple):
    """A block and where it comes from."""

    block: Block
    origin: Origin


def of_one(blocks: Iterable[Block], origin: Origin = NOWHERE) -> tuple[Origined, ...]:
    """Blocks that all come from one place."""
    return tuple(Origined(block, origin) for block in blocks)
