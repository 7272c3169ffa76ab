"""What is known of pages that are shown live: how many there are, and what stands where.

Plain data that travels between processes; importing it costs nothing.
"""

from dataclasses import dataclass

__all__ = ["PageSet", "Region"]


@dataclass(frozen=True, slots=True)
class PageSet:
    """A document whose pages are settled. `key` and `generation`: which document in which state.

    `pages`: how many. `size`: width and height of each in pt. `content_hash`: as the printed pages
    bear it (they show its first eight digits). `broken_references`: targets that are cited and do
    not exist, in order of appearance.
    """

    key: str
    generation: int
    pages: int
    size: tuple[float, float]
    content_hash: str
    broken_references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a page and what stands there. `page` counts from 0; lengths in pt from the top
    left corner of the page.

    `chapter`, `article`, `phase`: ids, "" outside of one (the cover belongs to none). `fields`: the
    fields whose text it is, in order; a sentence has all its slots. `part`: the row or list item
    as a target (`part:FIELD/ROW`, `item:CODE`), "" where it is not just one.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    chapter: str = ""
    article: str = ""
    fields: tuple[str, ...] = ()
    part: str = ""
    phase: str = ""
