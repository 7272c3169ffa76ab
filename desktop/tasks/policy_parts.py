"""A policy on its way into another process: only the parts that are not there yet.

Articles are pickled one by one, so that a long policy never keeps the window's thread waiting for
long; parts that are the identical objects as the last time are named by their place then.
"""

import pickle
import time
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, TypeAlias

from desktop.models.snapshot import Article, Chapter, Policy

__all__ = ["PolicyParts", "joined", "parts_of"]

Place: TypeAlias = tuple[int, int]
"""Number of a chapter and of an article in it, in the policy before."""


@dataclass(frozen=True, slots=True)
class _ChapterParts:
    """`chapter`: without its articles, pickled. `articles`: place before, or pickled."""

    chapter: bytes
    articles: tuple[Place | bytes, ...]


@dataclass(frozen=True, slots=True)
class PolicyParts:
    """`facts`: what is new of the policy but its chapters, by the names of its fields, pickled.
    `chapters`: number before, or what is new."""

    facts: bytes
    chapters: tuple[int | _ChapterParts, ...]


def parts_of(policy: Policy, before: Policy | None) -> PolicyParts:
    """What a process that has `before` needs to have `policy`. Lets other threads run between the
    articles."""
    facts = {
        one.name: value
        for one in fields(policy)
        if one.name != "chapters"
        and ((value := getattr(policy, one.name)) is not getattr(before, one.name, _MISSING))
    }
    old = before.chapters if before is not None else ()
    chapters = {id(chapter): number for number, chapter in enumerate(old)}
    places: dict[int, Place] = {
        id(article): (number, position)
        for number, chapter in enumerate(old)
        for position, article in enumerate(chapter.articles)
    }
    return PolicyParts(
        pickle.dumps(facts),
        tuple(
            chapters[id(chapter)] if id(chapter) in chapters else _chapter_parts(chapter, places)
            for chapter in policy.chapters
        ),
    )


_MISSING = object()


def _chapter_parts(chapter: Chapter, places: dict[int, Place]) -> _ChapterParts:
    return _ChapterParts(
        pickle.dumps(replace(chapter, articles=())),
        tuple(
            places[id(article)] if id(article) in places else _pickled(article)
            for article in chapter.articles
        ),
    )


def _pickled(article: Article) -> bytes:
    data = pickle.dumps(article)
    time.sleep(0)  # gives way to the window
    return data


def joined(parts: PolicyParts, before: Policy | None) -> Policy:
    """The policy again. Articles that were sent and equal those of `before` stay those objects."""
    known: dict[str, Article] = {}
    old = before.chapters if before is not None else ()
    if any(isinstance(one, _ChapterParts) for one in parts.chapters):
        known = {article.id: article for chapter in old for article in chapter.articles}
    chapters = tuple(
        old[one] if isinstance(one, int) else _chapter(one, old, known) for one in parts.chapters
    )
    facts: dict[str, Any] = pickle.loads(parts.facts)
    if before is None:
        return Policy(chapters=chapters, **facts)
    return replace(before, chapters=chapters, **facts)


def _chapter(parts: _ChapterParts, old: tuple[Chapter, ...], known: dict[str, Article]) -> Chapter:
    def articles() -> Iterator[Article]:
        for one in parts.articles:
            if isinstance(one, tuple):
                yield old[one[0]].articles[one[1]]
                continue
            sent: Article = pickle.loads(one)
            kept = known.get(sent.id)
            yield kept if kept is not None and kept == sent else sent

    chapter: Chapter = pickle.loads(parts.chapter)
    return replace(chapter, articles=tuple(articles()))
