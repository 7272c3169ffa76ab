"""What the parts of one Word document share while it is made: ids, names, pictures, revisions."""

import re
import zlib
from collections import deque
from datetime import timedelta
from typing import NamedTuple

from desktop.documents.blocks import Block, Change, Document, Heading, Paragraph, Span
from desktop.i18n import Language, catalogue
from desktop.writers.docx.markup import quoted
from desktop.writers.docx.styles import StyleBook
from desktop.writers.pdf.setter import Setter
from desktop.writers.pdf.style import Geometry

__all__ = ["GONE", "NEW", "Making", "Picture"]

GONE = frozenset({"deleted", "moved-out"})
NEW = frozenset({"inserted", "moved-in"})
_APART = timedelta(minutes=2)
_LONGEST_NAME = 40
"""Of a bookmark, in Word."""
_NO_NAME = re.compile("[^A-Za-z0-9]+")


class Picture(NamedTuple):
    """A file of the package and the relationship that leads to it."""

    relation: str
    file_name: str
    data: bytes


class Making:
    """One document being made. `form`: whether the block in hand stands on a page of forms;
    `following`: the block after it; `tracking`: whether changes of the block in hand are revisions
    that a person accepts or rejects, or marks that are only there to be seen."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.language: Language = document.language
        self.book = StyleBook(document.language, document.paper)
        self.setters = {form: Setter(page) for form, page in self.book.pages.items()}
        self.form = False
        self.tracking = document.tracked
        self.following: Block | None = None
        self.pictures: list[Picture] = []
        self._ids = 0
        self._bookmarks = _bookmarks(document.blocks)
        self._set: set[str] = set()
        self._moves = _Moves(document.blocks)
        author = quoted(document.author or "PolicyDesk")
        # Word shows the time as it is written, whatever zone it claims.
        times = (document.printed, document.printed - _APART)
        self._stamps = [f'w:author="{author}" w:date="{one:%Y-%m-%dT%H:%M:%S}Z"' for one in times]

    @property
    def page(self) -> Geometry:
        return self.book.pages[self.form]

    @property
    def setter(self) -> Setter:
        return self.setters[self.form]

    def say(self, key: str) -> str:
        """Words that every writer puts on paper."""
        return catalogue("paper").say(key, self.language)

    def id(self) -> int:
        """Another number: of a bookmark, a revision, a shape."""
        self._ids += 1
        return self._ids

    # -- places ---------------------------------------------------------------------------------

    def bookmark(self, anchor: str, *, gone: bool = False) -> tuple[str, str]:
        """Start and end of the bookmark that links to `anchor` lead to; each is set once, in the
        new text."""
        name = self._bookmarks.get(anchor)
        if name is None or gone or anchor in self._set:
            return "", ""
        self._set.add(anchor)
        number = self.id()
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>',
            f'<w:bookmarkEnd w:id="{number}"/>',
        )

    def target(self, anchor: str) -> str:
        """Name of the bookmark of `anchor`; "" where there is no such place."""
        return self._bookmarks.get(anchor, "")

    # -- revisions ------------------------------------------------------------------------------

    @property
    def _who(self) -> str:
        return self._stamps[0]

    def part_revisions(self) -> None:
        """What is revised from here on is never one with what was revised before: LibreOffice
        joins what the same person inserted in the same minute on both sides of the end of a
        paragraph, and takes that end for inserted, too."""
        self._stamps.reverse()

    def element(self, change: Change) -> str:
        """ins or del; "" where nothing came or went, or that is not tracked."""
        if not self.tracking:
            return ""
        return "ins" if change in NEW else "del" if change in GONE else ""

    def revision(self, name: str) -> str:
        """An empty revision, for properties: `<w:ins …/>`."""
        return f'<w:{name} w:id="{self.id()}" {self._who}/>'

    def revised(self, name: str, runs: str) -> str:
        """Runs inside a revision."""
        return f'<w:{name} w:id="{self.id()}" {self._who}>{runs}</w:{name}>' if runs else ""

    def move(self, block: Block) -> str:
        """Name that both ends of a moved block have; "" where its other end is not there."""
        return self._moves.name_of(block) if self.tracking else ""

    def move_range(self, kind: str, name: str, content: str) -> str:
        """`content` between the marks of a move. `kind`: moveFrom or moveTo."""
        number = self.id()
        return (
            f'<w:{kind}RangeStart w:id="{number}" w:name="{name}" {self._who}/>{content}'
            f'<w:{kind}RangeEnd w:id="{number}"/>'
        )

    # -- pictures -------------------------------------------------------------------------------

    def picture(self, data: bytes, suffix: str) -> Picture:
        number = len(self.pictures) + 1
        made = Picture(f"rIdPicture{number}", f"picture{number}.{suffix}", data)
        self.pictures.append(made)
        return made


def _bookmarks(blocks: tuple[Block, ...]) -> dict[str, str]:
    """Anchor → name of its bookmark: letters, digits, low lines; every name once."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for anchor in _anchors(blocks):
        if not anchor or anchor in names:
            continue
        plain = "pd_" + _NO_NAME.sub("_", anchor).strip("_")
        name = plain
        if len(plain) > _LONGEST_NAME or plain.lower() in taken:
            name = (
                f"{plain[: _LONGEST_NAME - 9]}_{zlib.crc32(anchor.encode('utf-8', 'replace')):08x}"
            )
        while name.lower() in taken:
            name = f"{name[:-8]}{(int(name[-8:], 16) + 1) % 2**32:08x}"
        taken.add(name.lower())
        names[anchor] = name
    return names


def _anchors(blocks: tuple[Block, ...]) -> list[str]:
    """Every place that is left in the new text."""
    found: list[str] = []
    for block in blocks:
        if getattr(block, "change", "") in GONE:
            continue
        found.append(getattr(block, "anchor", ""))
        found.extend(
            row.anchor
            for row in getattr(block, "rows", ())
            if getattr(row, "anchor", "") and row.change not in GONE
        )
    return found


class _Moves:
    """Which block that went is which that came: by its place, else by its words."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        waiting: dict[tuple[object, ...], deque[Block]] = {}
        moved = [one for one in blocks if _change(one) in ("moved-in", "moved-out")]
        self._names: dict[int, str] = {}
        self._held = moved  # their ids stay their own
        for block in moved:
            if _change(block) == "moved-out":
                waiting.setdefault(_key(block), deque()).append(block)
        for block in moved:
            others = waiting.get(_key(block))
            if _change(block) == "moved-in" and others:
                name = f"move{len(self._names) // 2 + 1}"
                self._names[id(others.popleft())] = self._names[id(block)] = name

    def name_of(self, block: Block) -> str:
        return self._names.get(id(block), "")


def _change(block: Block) -> Change:
    return block.change if isinstance(block, Heading | Paragraph) else ""


def _key(block: Block) -> tuple[object, ...]:
    if isinstance(block, Heading):
        return (block.role, block.anchor or block.text)
    if isinstance(block, Paragraph):
        words = "".join(one.text if isinstance(one, Span) else one.label for one in block.text)
        return (block.anchor, words)
    return ()
