"""Adds an article of the user's own, with one field of rich text to write it in."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.definitions import FieldDefinition
from desktop.models.entities import Article, Field
from desktop.models.identity import ArticleId, ChapterId, FieldId, PolicyId
from desktop.models.plain import to_plain
from desktop.models.wording import Localised
from desktop.services.command import Applied, Command, Work
from desktop.services.commands.remove_article import RemoveArticle
from desktop.services.definitions_kept import kept_field
from desktop.services.finding import articles_of, chapter_of, draft_policy, place_among, renumber
from desktop.services.own_ids import own_id
from desktop.services.words import checked_title

__all__ = ["AddArticle", "AddedArticle"]


@dataclass(frozen=True, slots=True)
class AddedArticle:
    article_id: ArticleId
    field_id: FieldId


@dataclass(frozen=True)
class AddArticle(Command[AddedArticle]):
    """`position` from 0 in the chapter; None puts it at the end."""

    name: ClassVar[str] = "add-article"

    policy_id: PolicyId
    chapter_id: ChapterId
    title: Localised
    position: int | None = None

    def apply(self, work: Work) -> Applied[AddedArticle]:
        draft_policy(work, self.policy_id)
        chapter_of(work, self.policy_id, self.chapter_id)
        title = checked_title(self.title, "title")
        articles = articles_of(work, self.policy_id, self.chapter_id)
        position = place_among(len(articles), self.position)
        added = AddedArticle(ArticleId(own_id()), FieldId(own_id()))
        article = Article(
            policy_id=self.policy_id,
            id=added.article_id,
            chapter_id=self.chapter_id,
            position=position,
            title=title.to_json(),
            patterns=[],
            layout="prose",
            section=None,
        )
        articles.insert(position, article)
        renumber(articles)
        field = Field(
            policy_id=self.policy_id,
            id=added.field_id,
            article_id=added.article_id,
            position=0,
            definition=kept_field(FieldDefinition(added.field_id, "rich", title)),
            value=None,
        )
        work.session.add_all([article, field])
        return Applied(
            added,
            RemoveArticle(self.policy_id, added.article_id),
            f"{self.policy_id}/article:{added.article_id}",
            None,
            {"chapter": self.chapter_id, "position": position, "title": to_plain(title)},
        )
