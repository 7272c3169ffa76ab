"""Sets many texts of a policy at once: what replacing words all over it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from desktop.models.definitions import ChecklistItem, Json, Role, Section
from desktop.models.errors import Refused
from desktop.models.identity import ArticleId, ChapterId, FieldId, PolicyId
from desktop.models.plain import from_plain, to_plain
from desktop.models.wording import Localised
from desktop.services.command import Applied, Command, Work
from desktop.services.commands.edit_checklist_item import EditChecklistItem
from desktop.services.commands.rename_article import RenameArticle
from desktop.services.commands.rename_chapter import RenameChapter
from desktop.services.commands.rename_policy import RenamePolicy
from desktop.services.commands.set_article_patterns import SetArticlePatterns
from desktop.services.commands.set_field_values import SetFieldValues
from desktop.services.commands.set_policy_roles import SetPolicyRoles
from desktop.services.finding import article_of, draft_policy
from desktop.services.words import checked_title

__all__ = ["ReplaceText"]


@dataclass(frozen=True)
class ReplaceText(Command[None]):
    """Titles, values and items whole, as they are to be; what is not named stays. `sections`: by
    the article with which they begin. `sentences`: all those around the fields of an article.
    `roles`: the whole dictionary, none where it stays. All or nothing."""

    name: ClassVar[str] = "replace-text"

    policy_id: PolicyId
    title: Localised | None = None
    chapters: Mapping[ChapterId, Localised] = field(default_factory=dict)
    sections: Mapping[ArticleId, Localised] = field(default_factory=dict)
    articles: Mapping[ArticleId, Localised] = field(default_factory=dict)
    values: Mapping[FieldId, Json] = field(default_factory=dict)
    items: tuple[ChecklistItem, ...] = ()
    sentences: Mapping[ArticleId, tuple[Localised, ...]] = field(default_factory=dict)
    roles: tuple[Role, ...] = ()

    def apply(self, work: Work) -> Applied[None]:
        draft_policy(work, self.policy_id)
        policy = self.policy_id
        done: list[Applied[Any]] = []

        def do(command: Command[Any]) -> Any:
            applied = command.apply(work)
            done.append(applied)
            return applied.inverse

        inverse = ReplaceText(
            policy,
            None if self.title is None else do(RenamePolicy(policy, self.title)).title,
            {n: do(RenameChapter(policy, n, title)).title for n, title in self.chapters.items()},
            {name: self._section(work, name, title) for name, title in self.sections.items()},
            {n: do(RenameArticle(policy, n, title)).title for n, title in self.articles.items()},
            do(SetFieldValues(policy, self.values)).values if self.values else {},
            tuple(do(EditChecklistItem(policy, one.code, one)).item for one in self.items),
            {
                n: do(SetArticlePatterns(policy, n, one)).patterns
                for n, one in self.sentences.items()
            },
            do(SetPolicyRoles(policy, self.roles)).roles if self.roles else (),
        )
        return Applied(
            None,
            inverse,
            policy,
            _told([(one.target, one.before) for one in done], inverse),
            _told([(one.target, one.after) for one in done], self),
        )

    def _section(self, work: Work, name: ArticleId, title: Localised) -> Localised:
        """Renames the section that begins with an article; its title before."""
        article = article_of(work, self.policy_id, name)
        if article.section is None:
            raise Refused("section-unknown", policy=self.policy_id, article=name)
        before = from_plain(Section, article.section)
        article.section = to_plain(Section(before.id, checked_title(title, "title")))
        return before.title


def _told(parts: list[tuple[str, Json]], of: ReplaceText) -> Json:
    told = [{"target": target, "value": value} for target, value in parts]
    return {"parts": list[Json](told), "sections": to_plain(of.sections)}
