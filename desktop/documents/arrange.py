"""From a frozen policy to its outline: which articles stand in what order, each arranged."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeAlias

from desktop.documents.arrange_article import ANNEXES_ARTICLE, Surroundings, arrange_article
from desktop.documents.outline import (
    AnnexOutline,
    ArticleOutline,
    ChapterOutline,
    Outline,
    SectionOutline,
)
from desktop.documents.words import words
from desktop.i18n import Language
from desktop.models.fields.base import Reader
from desktop.models.identity import ArticleId, ChapterId
from desktop.models.snapshot import Article, Chapter, Field, Policy

__all__ = ["KeptOutlines", "arrange", "reader_of"]


def reader_of(policy: Policy, language: Language) -> Reader:
    return Reader(language, {role.code: role.title for role in policy.roles})


def arrange(policy: Policy, language: Language) -> Outline:
    """The outline of `policy` in `language`; phases without items give no annex."""
    return KeptOutlines(reader_of(policy, language)).arrange(policy)


class KeptOutlines:
    """Arranges one state of a policy after the other, all for one reader.

    The outline of an article is made again only where the article is another object, where a
    field that its figures are drawn from is, or where it lists the annexes and they changed. An
    outline that reads the same stays the same object.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._kept: dict[ChapterId, _KeptChapter] = {}
        self._listed: object = None

    def arrange(self, policy: Policy) -> Outline:
        language = self._reader.language
        annexes = tuple(
            AnnexOutline(
                phase, words(language, "checklist.title", phase=phase.title.text(language))
            )
            for phase in policy.phases
            if phase.items
        )
        listed = (annexes, policy.facts.number)
        list_changed, self._listed = listed != self._listed, listed
        before, self._kept = self._kept, {}
        fields = _Fields(policy, _touched(policy, before))
        around = Surroundings(self._reader, annexes, policy.facts.number, fields.find)
        chapters: list[ChapterOutline] = []
        for chapter in policy.chapters:
            kept = before.get(chapter.id)
            lists = list_changed and any(one.id == ANNEXES_ARTICLE for one in chapter.articles)
            if (
                kept is None
                or kept.chapter is not chapter
                or lists
                or not fields.hold(kept.sources)
            ):
                kept = _arranged(chapter, around, fields, kept, lists)
            self._kept[chapter.id] = kept
            chapters.append(kept.outline)
        return Outline(language, policy.numbering, tuple(chapters), annexes)


def _arranged(
    chapter: Chapter,
    around: Surroundings,
    fields: "_Fields",
    before: "_KeptChapter | None",
    lists: bool,
) -> "_KeptChapter":
    """`lists`: its list of the annexes has to be made anew."""
    articles: dict[ArticleId, _KeptArticle] = {}
    for article in chapter.articles:
        kept = before.articles.get(article.id) if before is not None else None
        if (
            kept is None
            or kept.article is not article
            or (lists and article.id == ANNEXES_ARTICLE)
            or not fields.hold(kept.sources)
        ):
            kept = _arranged_article(article, around, kept)
        articles[article.id] = kept
    outline = _chapter_outline(chapter, articles, around.reader.language)
    if before is not None and before.outline == outline:
        outline = before.outline
    sources = tuple(chain.from_iterable(one.sources for one in articles.values()))
    return _KeptChapter(chapter, outline, articles, sources)


def _arranged_article(
    article: Article, around: Surroundings, before: "_KeptArticle | None"
) -> "_KeptArticle":
    sources: dict[str, Field | None] = {}

    def find(field_id: str) -> Field | None:
        sources[field_id] = around.find(field_id)
        return sources[field_id]

    outline = arrange_article(article, replace(around, find=find))
    if before is not None and before.outline == outline:
        outline = before.outline
    return _KeptArticle(article, outline, tuple(sources.items()))


def _chapter_outline(
    chapter: Chapter, articles: "Mapping[ArticleId, _KeptArticle]", language: Language
) -> ChapterOutline:
    sections: list[SectionOutline] = []
    identity = title = ""
    held: list[ArticleOutline] = []

    def close() -> None:
        if held or identity:
            sections.append(SectionOutline(identity, title, tuple(held)))
        held.clear()

    for article in chapter.articles:
        if article.section is not None:
            close()
            identity = f"{chapter.id}/{article.section.id}"
            title = article.section.title.text(language)
        held.append(articles[article.id].outline)
    close()
    return ChapterOutline(chapter.id, chapter.title.text(language), tuple(sections))


def _touched(policy: Policy, before: "Mapping[ChapterId, _KeptChapter]") -> frozenset[str]:
    """The fields of all chapters that came, went or are other objects now."""
    present = {id(chapter) for chapter in policy.chapters}
    known = {id(kept.chapter) for kept in before.values()}
    gone = (kept.chapter for kept in before.values() if id(kept.chapter) not in present)
    new = (chapter for chapter in policy.chapters if id(chapter) not in known)
    return frozenset(field.id for chapter in (*gone, *new) for field in chapter.fields)


Sources: TypeAlias = tuple[tuple[str, Field | None], ...]
"""Fields that were looked at elsewhere: id → what was there."""


@dataclass(frozen=True, slots=True)
class _KeptArticle:
    article: Article
    outline: ArticleOutline
    sources: Sources


@dataclass(frozen=True, slots=True)
class _KeptChapter:
    chapter: Chapter
    outline: ChapterOutline
    articles: Mapping[ArticleId, _KeptArticle]
    sources: Sources


class _Fields:
    """The fields of the policy. `touched`: ids of those that may have changed."""

    def __init__(self, policy: Policy, touched: frozenset[str]) -> None:
        self._policy = policy
        self._touched = touched
        self._by_id: dict[str, Field] = {}

    def find(self, field_id: str) -> Field | None:
        """The first field of that id."""
        if not self._by_id:
            for field in self._policy.fields:
                self._by_id.setdefault(field.id, field)
        return self._by_id.get(field_id)

    def hold(self, sources: Sources) -> bool:
        """Whether the fields are what they were."""
        return all(
            field_id not in self._touched or self.find(field_id) is field
            for field_id, field in sources
        )
