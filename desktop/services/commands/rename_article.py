"""Gives an article another title."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.identity import ArticleId, PolicyId
from desktop.models.plain import to_plain
from desktop.models.wording import Localised
from desktop.services.command import Applied, Command, Work
from desktop.services.finding import article_of, draft_policy
from desktop.services.words import checked_title

__all__ = ["RenameArticle"]


@dataclass(frozen=True)
class RenameArticle(Command[None]):
    name: ClassVar[str] = "rename-article"

    policy_id: PolicyId
    article_id: ArticleId
    title: Localised

    def apply(self, work: Work) -> Applied[None]:
        draft_policy(work, self.policy_id)
        article = article_of(work, self.policy_id, self.article_id)
        before = article.title
        article.title = checked_title(self.title, "title").to_json()
        return Applied(
            None,
            RenameArticle(self.policy_id, self.article_id, Localised.from_json(before)),
            f"{self.policy_id}/article:{self.article_id}",
            before,
            to_plain(article.title),
        )
