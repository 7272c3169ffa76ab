"""Removes an article with its fields; and puts it back exactly as it was."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.entities import Article
from desktop.models.errors import Refused
from desktop.models.identity import ArticleId, ChapterId, PolicyId
from desktop.services.command import Applied, Command, Work
from desktop.services.definitions_kept import read_field
from desktop.services.finding import (
    article_of,
    articles_of,
    chapter_of,
    draft_policy,
    fields_of,
    place_among,
    renumber,
)
from desktop.services.rows import Row, put_rows, rows_as_json, take_rows

__all__ = ["RemoveArticle", "RestoreArticle"]


@dataclass(frozen=True)
class RemoveArticle(Command[None]):
    """Refused for an article with a field that its template requires.

    Where a section (节) begins with the article, it then begins with the next one.
    """

    name: ClassVar[str] = "remove-article"

    policy_id: PolicyId
    article_id: ArticleId

    def apply(self, work: Work) -> Applied[None]:
        draft_policy(work, self.policy_id)
        article = article_of(work, self.policy_id, self.article_id)
        fields = fields_of(work, self.policy_id, [self.article_id])
        required = [one.id for one in fields if read_field(one.definition).required]
        if required:
            raise Refused(
                "article-required",
                policy=self.policy_id,
                article=self.article_id,
                fields=", ".join(required),
            )
        chapter_id, position = ChapterId(article.chapter_id), article.position
        others = [
            one for one in articles_of(work, self.policy_id, chapter_id) if one is not article
        ]
        follower = others[position] if position < len(others) else None
        passed_on = bool(article.section and follower is not None and follower.section is None)
        if follower is not None and passed_on:
            follower.section = article.section
        rows = take_rows(work.session, [*fields, article])
        renumber(others)
        return Applied(
            None,
            RestoreArticle(self.policy_id, self.article_id, chapter_id, position, rows, passed_on),
            f"{self.policy_id}/article:{self.article_id}",
            rows_as_json(rows),
            None,
        )


@dataclass(frozen=True)
class RestoreArticle(Command[None]):
    """`section_passed_on`: the article after it holds the section that begins with this one."""

    name: ClassVar[str] = "restore-article"

    policy_id: PolicyId
    article_id: ArticleId
    chapter_id: ChapterId
    position: int
    rows: tuple[Row, ...]
    section_passed_on: bool = False

    def apply(self, work: Work) -> Applied[None]:
        draft_policy(work, self.policy_id)
        chapter_of(work, self.policy_id, self.chapter_id)
        articles = articles_of(work, self.policy_id, self.chapter_id)
        position = place_among(len(articles), min(self.position, len(articles)))
        put_rows(work.session, self.rows)
        restored = work.session.get_one(Article, (self.policy_id, self.article_id))
        if self.section_passed_on and position < len(articles):
            articles[position].section = None
        articles.insert(position, restored)
        renumber(articles)
        return Applied(
            None,
            RemoveArticle(self.policy_id, self.article_id),
            f"{self.policy_id}/article:{self.article_id}",
            None,
            rows_as_json(self.rows),
        )
