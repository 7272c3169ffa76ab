"""Gives a chapter another title."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.identity import ChapterId, PolicyId
from desktop.models.plain import to_plain
from desktop.models.wording import Localised
from desktop.services.command import Applied, Command, Work
from desktop.services.finding import chapter_of, draft_policy
from desktop.services.words import checked_title

__all__ = ["RenameChapter"]


@dataclass(frozen=True)
class RenameChapter(Command[None]):
    name: ClassVar[str] = "rename-chapter"

    policy_id: PolicyId
    chapter_id: ChapterId
    title: Localised

    def apply(self, work: Work) -> Applied[None]:
        draft_policy(work, self.policy_id)
        chapter = chapter_of(work, self.policy_id, self.chapter_id)
        before = chapter.title
        chapter.title = checked_title(self.title, "title").to_json()
        return Applied(
            None,
            RenameChapter(self.policy_id, self.chapter_id, Localised.from_json(before)),
            f"{self.policy_id}/chapter:{self.chapter_id}",
            before,
            to_plain(chapter.title),
        )
