"""Two revisions of a policy beside each other, read and compared for a person to go through."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from desktop.documents.blocks import Span, Text
from desktop.documents.comparing.chapters import named_pieces
from desktop.documents.comparing.engine import compare_sides
from desktop.documents.comparing.grids import piece_lines
from desktop.documents.comparing.results import ClauseChange, Comparison
from desktop.documents.comparing.sides import Side, both_sides
from desktop.documents.outline import Clause, GridPiece, Piece
from desktop.documents.words import words
from desktop.i18n import Language
from desktop.models.change_notes import ChangeNote
from desktop.models.errors import Cancelled
from desktop.models.fields.base import Grid
from desktop.models.life import PolicyLife
from desktop.models.snapshot import Policy
from desktop.services.library import Library
from desktop.services.life_queries import change_notes, policy_life, revision_snapshot
from desktop.services.queries import find_policy, today

__all__ = ["Compared", "Context", "Pair", "RevisionChoice", "compare_revisions"]

Report: TypeAlias = Callable[[int, int], bool]
"""Told how far it is; False asks to stop."""
STEPS = 5
LONGEST = 120
"""Characters of a neighbour that are shown."""


@dataclass(frozen=True, slots=True)
class RevisionChoice:
    """A revision that can be chosen. `state` as it is today; `base`: what it was begun from."""

    revision: str
    state: str
    base: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """What to compare. "" for `new`: the newest; for `old`: what the new one was begun from. None
    for `language`: the leading one of those that both are written in."""

    old: str = ""
    new: str = ""
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What stands unchanged before and after a change in one revision: (place, words)."""

    before: tuple[str, str] | None = None
    after: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """`comparison` is None where the policy has one revision alone, or the two have no language in
    common. `languages`: those of both; `reasons`: those in which a reason is given.

    `contexts`: (old, new) for every change. `chapters`: id → heading as it is printed. `notes`:
    what was said of the changes since the old revision, by anchor. `latest`: the new one is what
    the policy says at present; `draft`: and can still be written.
    """

    policy: str
    title: str
    choices: tuple[RevisionChoice, ...]
    pair: Pair
    comparison: Comparison | None = None
    languages: tuple[Language, ...] = ()
    reasons: tuple[Language, ...] = ()
    contexts: tuple[tuple[Context, Context], ...] = ()
    chapters: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, ChangeNote] = field(default_factory=dict)
    latest: bool = False
    draft: bool = False
    policies: tuple[Policy, Policy] | None = field(default=None, repr=False)

    def weight(self, change: ClauseChange) -> str:
        """substantive or editorial: as was said, or as the program suggests."""
        note = self.notes.get(change.anchor)
        return note.kind if note is not None else change.suggested


def compare_revisions(
    library: Library,
    reference: str,
    pair: Pair,
    report: Report | None = None,
    known: Compared | None = None,
) -> Compared:
    """Reads and compares; takes a second or two for long policies, so for another thread.

    `known`: an earlier answer, which is used again where both texts are the same still. Refused
    where there is no such revision; Cancelled where `report` asks to stop.
    """

    def go_on(step: int) -> None:
        if report is not None and not report(step, STEPS):
            raise Cancelled

    go_on(0)
    policy_id = find_policy(library, reference)
    life = policy_life(library, policy_id)
    day = today(library)
    choices = tuple(
        RevisionChoice(one.revision, life.state_on(one.revision, day), one.base)
        for one in life.revisions
    )
    pair = _completed(life, pair)
    new = revision_snapshot(library, policy_id, pair.new)
    go_on(1)
    title = new.title.text(pair.language or new.languages[0])
    found = Compared(policy_id, title, choices, pair)
    if not pair.old:
        return found
    old = revision_snapshot(library, policy_id, pair.old)
    go_on(2)
    latest = pair.new == life.latest.revision
    found = replace(
        found,
        languages=tuple(one for one in new.languages if one in old.languages),
        reasons=new.languages,
        notes=_notes(library, life, policy_id, pair),
        latest=latest,
        draft=latest and not library.read_only and life.latest.state == "draft",
        policies=(old, new),
    )
    language = pair.language if pair.language in found.languages else None
    language = language or next(iter(found.languages), None)
    if language is None:
        return found
    found = replace(found, pair=replace(pair, language=language), title=new.title.text(language))
    if known is not None and known.pair == found.pair and known.policies == found.policies:
        return replace(
            found,
            comparison=known.comparison,
            contexts=known.contexts,
            chapters=known.chapters,
            policies=known.policies,
        )
    sides = both_sides(old, new, language)
    go_on(3)
    comparison = compare_sides(*sides)
    go_on(4)
    return replace(
        found,
        comparison=comparison,
        contexts=tuple(_Contexts(*sides, comparison.changes)),
        chapters=_chapters(*sides),
    )


def _completed(life: PolicyLife, pair: Pair) -> Pair:
    """The revisions by name. Where the new one was begun from nothing, the one before it."""
    labels = [one.revision for one in life.revisions]
    new = pair.new or labels[-1]
    if pair.old or new not in labels:
        return replace(pair, new=new)
    own = life.revision(new)
    before = labels[: labels.index(new)]
    base = own.base if own is not None and own.base in labels else ""
    return replace(pair, new=new, old=base or (before[-1] if before else ""))


def _notes(library: Library, life: PolicyLife, policy_id: str, pair: Pair) -> dict[str, ChangeNote]:
    """What was said of all changes since the old revision; of what changed again, the latest."""
    labels = [one.revision for one in life.revisions]
    found: dict[str, ChangeNote] = {}
    for label in labels[labels.index(pair.old) + 1 : labels.index(pair.new) + 1]:
        found |= change_notes(library, policy_id, label)
    return found


def _chapters(old: Side, new: Side) -> dict[str, str]:
    """第三章 立项. What is gone is named as it was."""
    found: dict[str, str] = {}
    for side in (old, new):
        for anchor, chapter in side.chapters.items():
            number = side.numbers.mention(anchor)
            found[chapter.id] = f"{number} {chapter.title}".strip()
    return found


_Named: TypeAlias = tuple[str, Piece | tuple[str, str]]
"""Anchor, as in the new revision, and what stands there: a piece, or (first cell, other cells)."""


_Pair: TypeAlias = tuple[_Named | None, _Named | None]


class _Contexts:
    """The neighbours of every change that did not change themselves."""

    def __init__(self, old: Side, new: Side, changes: Sequence[ClauseChange]) -> None:
        self._old, self._new, self._changes = old, new, changes
        self._changed = {one.anchor for one in changes}
        self._names: dict[str, dict[str, str]] = {}
        self._grids: dict[tuple[bool, str], list[_Named]] = {}

    def __iter__(self) -> Iterator[tuple[Context, Context]]:
        for change in self._changes:
            before, after = self._around(change, old=True), self._around(change, old=False)
            if change.old is None:  # it would stand between the same neighbours
                before = self._across(change, after, old=True)
            elif change.new is None:
                after = self._across(change, before, old=False)
            yield self._context(before, old=True), self._context(after, old=False)

    def _around(self, change: ClauseChange, *, old: bool) -> "_Pair":
        """The neighbours on one side."""
        named = self._named(change, old=old) if (change.old if old else change.new) else []
        at = next((at for at, one in enumerate(named) if one[0] == change.anchor), None)
        if at is None or change.thing == "article":
            return None, None
        after = named[at + 1] if at + 1 < len(named) else None
        return self._unchanged(named[at - 1] if at else None), self._unchanged(after)

    def _across(self, change: ClauseChange, neighbours: "_Pair", *, old: bool) -> "_Pair":
        """What the neighbours are on the side where there is no such clause."""
        here = {one[0]: one for one in self._named(change, old=old)}
        first, last = neighbours
        return here.get(first[0]) if first else None, here.get(last[0]) if last else None

    def _named(self, change: ClauseChange, *, old: bool) -> "list[_Named]":
        """All that stands beside the change in its article or table."""
        place = (change.old or change.new) if old else (change.new or change.old)
        side = self._old if old else self._new
        article = side.articles.get(f"article:{place.article}") if place else None
        if article is None:
            return []
        if change.thing == "row":
            return self._rows(side, article.pieces, change.anchor)
        names = self._names_of(article.anchor) if old else {}
        return [(names.get(one.anchor, one.anchor), one) for one in article.pieces]

    def _unchanged(self, one: "_Named | None") -> "_Named | None":
        return None if one is None or one[0] in self._changed else one

    def _context(self, neighbours: "_Pair", *, old: bool) -> Context:
        side = self._old if old else self._new
        return Context(*(self._said(side, one) for one in neighbours))

    def _names_of(self, article: str) -> dict[str, str]:
        """Anchors of an old article's pieces → what they are in the new one."""
        if article not in self._names:
            was, now = self._old.articles.get(article), self._new.articles.get(article)
            self._names[article] = named_pieces(was, now) if was and now else {}
        return self._names[article]

    def _said(self, side: Side, one: "_Named | None") -> tuple[str, str] | None:
        if one is None:
            return None
        piece = one[1]
        if isinstance(piece, tuple):
            return piece
        if isinstance(piece, Clause):
            text = _plain(side.scribe.text(piece.text))
        else:
            text = _plain(piece_lines(side, piece)[0]).partition("\n")[0]
        return (side.numbers.mentions.get(piece.anchor, ""), _shortened(text)) if text else None

    def _rows(self, side: Side, pieces: Sequence[Piece], anchor: str) -> "list[_Named]":
        """The rows of the table that `anchor` is a row of."""
        name = anchor.partition(":")[2].rpartition("/")[0]
        key = side is self._old, name
        if key not in self._grids:
            grids = (one for one in pieces if isinstance(one, GridPiece) and one.field == name)
            grid = next(grids, None)
            self._grids[key] = [*_grid_rows(side, name, grid.grid)] if grid is not None else []
        return self._grids[key]


def _grid_rows(side: Side, name: str, grid: Grid) -> Iterator["_Named"]:
    between = words(side.language, "comparison.between_cells")
    for position, row in enumerate(grid.rows):
        cells = [
            " ".join(_plain(side.scribe.text(one)) for one in cell.paragraphs if one)
            for cell in row.cells
        ]
        filled = [one for one in cells if one]
        said = filled[0] if filled else "", _shortened(between.join(filled[1:]))
        yield f"part:{name}/{row.id or f'row {position}'}", said


def _plain(text: Text) -> str:
    return "".join(one.text for one in text if isinstance(one, Span))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
