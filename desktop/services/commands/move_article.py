"""Moves an article within its chapter or into another one."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.identity import ArticleId, ChapterId, PolicyId
from desktop.services.command import Applied, Command, Work
from desktop.services.finding import (
    article_of,
    articles_of,
    chapter_of,
    draft_policy,
    place_among,
    renumber,
)

__all__ = ["MoveArticle"]


@dataclass(frozen=True)
class MoveArticle(Command[None]):
    """`position` from 0, among the other articles of the chapter it goes to."""

    name: ClassVar[str] = "move-article"

    policy_id: PolicyId
    article_id: ArticleId
    chapter_id: ChapterId
    position: int

    def apply(self, work: Work) -> Applied[None]:
        draft_policy(work, self.policy_id)
        article = article_of(work, self.policy_id, self.article_id)
        chapter_of(work, self.policy_id, self.chapter_id)
        old_chapter, old_position = ChapterId(article.chapter_id), article.position
        left = [one for one in articles_of(work, self.policy_id, old_chapter) if one is not article]
        if old_chapter == self.chapter_id:
            others = left
        else:
            renumber(left)
            others = articles_of(work, self.policy_id, self.chapter_id)
        others.insert(place_among(len(others), self.position), article)
        article.chapter_id = self.chapter_id
        renumber(others)
        return Applied(
            None,
            MoveArticle(self.policy_id, self.article_id, old_chapter, old_position),
            f"{self.policy_id}/article:{self.article_id}",
            {"chapter": old_chapter, "position": old_position},
            {"chapter": self.chapter_id, "position": self.position},
        )
