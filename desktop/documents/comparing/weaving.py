"""The chapters and annexes of two revisions as one row of blocks with marks."""

from collections.abc import Iterator
from dataclasses import replace

from desktop.documents.blocks import Block, Change, Heading, Note, Paragraph
from desktop.documents.catalogue import PrintOrder
from desktop.documents.checklist_sheet import checklist_blocks
from desktop.documents.clauses import article_blocks, chapter_heading, section_heading, unwritten
from desktop.documents.comparing.chapters import named_pieces
from desktop.documents.comparing.marking import flagged, merged, settled
from desktop.documents.comparing.siblings import weave
from desktop.documents.comparing.sides import Side
from desktop.documents.frame import Sheet
from desktop.documents.outline import ArticleOutline, ChapterOutline, Clause
from desktop.documents.words import words

__all__ = ["marked_blocks"]

_UNWRITTEN = "unwritten"


def marked_blocks(old: Side, new: Side, order: PrintOrder) -> Iterator[Block]:
    """All chapters, then all annexes; what went stands where it stood. Rejected they say what the
    old revision says, accepted what the new one says."""
    weaver = _Weaver(old, new, order)
    for block in (*weaver.chapters(), *weaver.annexes()):
        yield settled(block)


class _Weaver:
    def __init__(self, old: Side, new: Side, order: PrintOrder) -> None:
        self._old, self._new = old, new
        self._sheets = {
            id(side): Sheet(side.policy, side.language, order.printed, side.outline, side.scribe)
            for side in (old, new)
        }

    # -- chapters ------------------------------------------------------------------------------

    def chapters(self) -> Iterator[Block]:
        old, new = self._old, self._new
        for key, change in weave([*old.chapters], [*new.chapters], old.chapters, new.chapters):
            if change == "":
                yield from self._chapter(old.chapters[key], new.chapters[key])
            else:
                side = old if change in ("deleted", "moved-out") else new
                yield from self._whole_chapter(side, side.chapters[key], change)

    def _chapter(self, was: ChapterOutline, now: ChapterOutline) -> Iterator[Block]:
        old, new = self._old, self._new
        yield from merged(_chapter_head(old, was), _chapter_head(new, now))
        before, after = _members(old, was), _members(new, now)
        for key, change in weave(before, after, old.homes, new.homes):
            if change == "":
                yield from self._member(key, was, now)
            else:
                gone = change in ("deleted", "moved-out")
                side, chapter = (old, was) if gone else (new, now)
                yield from self._whole_member(side, chapter, key, change)

    def _whole_chapter(
        self, side: Side, chapter: ChapterOutline, change: Change
    ) -> Iterator[Block]:
        """A chapter that came or went. What of a moved one is in no other revision came or went
        with it."""
        yield self._remarked(flagged(_chapter_head(side, chapter), change), chapter.anchor)
        for key in _members(side, chapter):
            yield from self._whole_member(side, chapter, key, self._own(key, change, "homes"))

    def _own(self, key: str, change: Change, where: str) -> Change:
        """What became of a part of something that came, went or was moved."""
        if change in ("deleted", "moved-out"):
            return "moved-out" if key in getattr(self._new, where) else "deleted"
        return "moved-in" if key in getattr(self._old, where) else "inserted"

    # -- sections and articles -----------------------------------------------------------------

    def _member(self, key: str, was: ChapterOutline, now: ChapterOutline) -> Iterator[Block]:
        old, new = self._old, self._new
        if key not in new.articles:
            before, after = _single(old, was, key), _single(new, now, key)
            yield from merged(before, after)
            return
        yield from self._article(old.articles[key], new.articles[key])

    def _whole_member(
        self, side: Side, chapter: ChapterOutline, key: str, change: Change
    ) -> Iterator[Block]:
        if key not in side.articles:
            yield self._remarked(flagged(_single(side, chapter, key), change), key)
            return
        named = change in ("moved-in", "moved-out")
        for name, block in _entries(side, side.articles[key]).items():
            own = change
            if name in side.movable:
                own = self._own(name, change, "movable")
            made = flagged(block, own)
            yield self._remarked(made, key) if named else made
            named = False

    def _article(self, was: ArticleOutline, now: ArticleOutline) -> Iterator[Block]:
        old, new = self._old, self._new
        names = named_pieces(was, now)
        before = {names.get(name, name): one for name, one in _entries(old, was).items()}
        after = _entries(new, now)
        sources = {name: anchor for anchor, name in names.items()}
        for key, change in weave([*before], [*after], old.movable, new.movable):
            if change == "":
                yield from merged(
                    before[key],
                    after[key],
                    _end_mark(old, sources.get(key, key)),
                    _end_mark(new, key),
                )
            else:
                block = before[key] if change in ("deleted", "moved-out") else after[key]
                yield self._remarked(flagged(block, change), sources.get(key, key), key)

    def _remarked(self, block: Block, was: str, now: str = "") -> Block:
        """A heading or paragraph that was moved says where from or to."""
        if not isinstance(block, Heading | Paragraph):
            return block
        if block.change == "moved-in":
            place = self._old.numbers.mention(was)
            return replace(block, remark=words(self._new.language, "comparison.from", place=place))
        if block.change == "moved-out":
            place = self._new.numbers.mention(now or was)
            return replace(block, remark=words(self._new.language, "comparison.to", place=place))
        return block

    # -- annexes -------------------------------------------------------------------------------

    def annexes(self) -> Iterator[Block]:
        old = {one.anchor: one for one in self._old.outline.annexes}
        new = {one.anchor: one for one in self._new.outline.annexes}
        for key, change in weave([*old], [*new], old, new):
            if change == "":
                before, after = self._annex(self._old, key), self._annex(self._new, key)
                for was, now in zip(before, after, strict=True):
                    yield from merged(was, now)
            else:
                side = self._old if change in ("deleted", "moved-out") else self._new
                for block in self._annex(side, key):
                    yield flagged(block, change)

    def _annex(self, side: Side, key: str) -> list[Block]:
        phase = next(one.phase for one in side.outline.annexes if one.anchor == key)
        return [*checklist_blocks(self._sheets[id(side)], phase)]


def _chapter_head(side: Side, chapter: ChapterOutline) -> Block:
    return next(one.block for one in chapter_heading(chapter, side.scribe))


def _members(side: Side, chapter: ChapterOutline) -> list[str]:
    """Sections and articles; of a chapter without any, what it says of that."""
    return side.titles(chapter) if chapter.articles else [*side.titles(chapter), _UNWRITTEN]


def _single(side: Side, chapter: ChapterOutline, key: str) -> Block:
    """A member that is one block."""
    if key == _UNWRITTEN:
        return next(one.block for one in unwritten(chapter, side.scribe))
    section = next(one for one in chapter.sections if one.anchor == key)
    return next(one.block for one in section_heading(section, side.scribe, chapter.id))


def _entries(side: Side, article: ArticleOutline) -> dict[str, Block]:
    """The blocks of an article by the anchors of its pieces; notes by that of their table."""
    chapter = side.homes[article.anchor].removeprefix("chapter:")
    anchors = iter([piece.anchor for piece in article.pieces])
    found: dict[str, Block] = {}
    last = ""
    for block, _ in article_blocks(article, side.scribe, chapter):
        if isinstance(block, Heading):
            key = "heading"
        elif isinstance(block, Note):
            key = f"note {last}"
        else:
            key = last = next(anchors)
        found[key] = block
    return found


def _end_mark(side: Side, anchor: str) -> str:
    piece = side.pieces.get(anchor)
    return side.end_mark(piece) if isinstance(piece, Clause) else ""
