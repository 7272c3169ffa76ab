"""Whether what a policy asks for has been filled in, and how far it is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from desktop.models.fields import field_kind
from desktop.models.identity import ArticleId, ChapterId, FieldId, PolicyId
from desktop.models.snapshot import Article, Chapter, Field, Policy

__all__ = [
    "ChapterProgress",
    "FieldPlace",
    "Progress",
    "chapter_complete",
    "chapter_progress",
    "missing_fields",
    "next_empty_required",
    "policy_progress",
    "progress_by_chapter",
]


def missing_fields(chapter: Chapter) -> tuple[Field, ...]:
    """The required fields of a chapter that count as not filled in."""
    return tuple(one for one in chapter.fields if one.definition.required and _empty(one))


def chapter_complete(chapter: Chapter) -> bool:
    """Whether every required field of the chapter is filled in."""
    return not missing_fields(chapter)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many fields there are to be filled in and how many are; of the required ones, too.

    `next_empty`: the first required field that is empty. A figure drawn from another field's
    table asks for nothing and is not counted.
    """

    filled: int = 0
    total: int = 0
    required_filled: int = 0
    required_total: int = 0
    next_empty: FieldId | None = None

    @property
    def complete(self) -> bool:
        """Nothing that is required is missing."""
        return self.required_filled == self.required_total

    @property
    def fraction(self) -> float:
        """How much of the required is there, 0 to 1; of everything where nothing is required."""
        filled, total = self.filled, self.total
        if self.required_total:
            filled, total = self.required_filled, self.required_total
        return filled / total if total else 1.0


@dataclass(frozen=True, slots=True)
class ChapterProgress:
    """A chapter as a whole, and each of its articles."""

    whole: Progress
    articles: Mapping[ArticleId, Progress]


class FieldPlace(NamedTuple):
    chapter: ChapterId
    article: ArticleId
    field: FieldId


def chapter_progress(chapter: Chapter) -> ChapterProgress:
    """The progress of one chapter, looked at afresh."""
    return _of_chapter(chapter, None)


def progress_by_chapter(policy: Policy) -> dict[ChapterId, ChapterProgress]:
    """The progress of every chapter, in their order. Only chapters and articles that are other
    objects than they were at the last call are looked at again."""
    before = _kept.pop(policy.id, {})
    now: _Kept = {}
    for chapter in policy.chapters:
        known = before.get(chapter.id)
        now[chapter.id] = (
            known
            if known is not None and known[0] is chapter
            else (chapter, _of_chapter(chapter, known))
        )
    _kept[policy.id] = now
    while len(_kept) > _MOST_KEPT:
        del _kept[next(iter(_kept))]
    return {name: found for name, (_, found) in now.items()}


def policy_progress(policy: Policy) -> Progress:
    """The progress of the whole policy."""
    return _sum(one.whole for one in progress_by_chapter(policy).values())


def next_empty_required(policy: Policy, after: FieldId | None = None) -> FieldPlace | None:
    """The first required field that is empty and stands behind `after`; from the beginning again
    where there is none behind it. None where all are filled in."""
    empty = list(_empty_places(policy))
    if after is None or not empty:
        return empty[0] if empty else None
    order = {one.id: place for place, one in enumerate(policy.fields)}
    here = order.get(after, -1)
    return next((one for one in empty if order[one.field] > here), empty[0])


def _empty_places(policy: Policy) -> Iterator[FieldPlace]:
    progress = progress_by_chapter(policy)
    for chapter in policy.chapters:
        if progress[chapter.id].whole.complete:
            continue
        for article in chapter.articles:
            if not progress[chapter.id].articles[article.id].complete:
                for one in article.fields:
                    if one.definition.required and _empty(one):
                        yield FieldPlace(chapter.id, article.id, one.id)


_Kept = dict[ChapterId, tuple[Chapter, ChapterProgress]]
_MOST_KEPT = 8
# The last state of the policies that were asked about: the window asks after every edit.
_kept: dict[PolicyId, _Kept] = {}


def _of_chapter(chapter: Chapter, known: tuple[Chapter, ChapterProgress] | None) -> ChapterProgress:
    before = {} if known is None else {one.id: one for one in known[0].articles}
    articles = {
        one.id: known[1].articles[one.id]
        if known is not None and before.get(one.id) is one
        else _of_article(one)
        for one in chapter.articles
    }
    return ChapterProgress(_sum(articles.values()), articles)


def _of_article(article: Article) -> Progress:
    filled = total = required_filled = required_total = 0
    next_empty = None
    for one in article.fields:
        if not field_kind(one.definition.kind).is_empty(None, one.definition):
            continue  # nothing to fill in
        there = not _empty(one)
        total += 1
        filled += there
        if one.definition.required:
            required_total += 1
            required_filled += there
            if not there and next_empty is None:
                next_empty = one.id
    return Progress(filled, total, required_filled, required_total, next_empty)


def _sum(parts: Iterable[Progress]) -> Progress:
    parts = tuple(parts)
    return Progress(
        sum(one.filled for one in parts),
        sum(one.total for one in parts),
        sum(one.required_filled for one in parts),
        sum(one.required_total for one in parts),
        next((one.next_empty for one in parts if one.next_empty is not None), None),
    )


def _empty(one: Field) -> bool:
    return field_kind(one.definition.kind).is_empty(one.value, one.definition)
