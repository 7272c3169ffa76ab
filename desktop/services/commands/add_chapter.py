"""Adds a chapter of the user's own; articles are added to it one by one."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.entities import Chapter
from desktop.models.identity import ChapterId, PolicyId
from desktop.models.plain import to_plain
from desktop.models.wording import Localised
from desktop.services.command import Applied, Command, Work
from desktop.services.commands.remove_chapter import RemoveChapter
from desktop.services.finding import chapters_of, draft_policy, place_among, renumber
from desktop.services.own_ids import own_id
from desktop.services.words import checked_localised, checked_title

__all__ = ["AddChapter"]


@dataclass(frozen=True)
class AddChapter(Command[ChapterId]):
    """`position` from 0; None puts it at the end. Gives the new chapter's id."""

    name: ClassVar[str] = "add-chapter"

    policy_id: PolicyId
    title: Localised
    position: int | None = None
    guidance: Localised = Localised()

    def apply(self, work: Work) -> Applied[ChapterId]:
        draft_policy(work, self.policy_id)
        title = checked_title(self.title, "title")
        chapters = chapters_of(work, self.policy_id)
        position = place_among(len(chapters), self.position)
        chapter_id = ChapterId(own_id())
        chapter = Chapter(
            policy_id=self.policy_id,
            id=chapter_id,
            position=position,
            title=title.to_json(),
            code="",
            guidance=checked_localised(self.guidance, "guidance").to_json(),
            required=False,
        )
        chapters.insert(position, chapter)
        renumber(chapters)
        work.session.add(chapter)
        return Applied(
            chapter_id,
            RemoveChapter(self.policy_id, chapter_id),
            f"{self.policy_id}/chapter:{chapter_id}",
            None,
            {"title": to_plain(title), "position": position},
        )
