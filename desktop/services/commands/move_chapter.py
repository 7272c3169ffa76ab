"""Moves a chapter to another place in its policy."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.identity import ChapterId, PolicyId
from desktop.services.command import Applied, Command, Work
from desktop.services.finding import chapter_of, chapters_of, draft_policy, place_among, renumber

__all__ = ["MoveChapter"]


@dataclass(frozen=True)
class MoveChapter(Command[None]):
    """`position` from 0, among the other chapters."""

    name: ClassVar[str] = "move-chapter"

    policy_id: PolicyId
    chapter_id: ChapterId
    position: int

    def apply(self, work: Work) -> Applied[None]:
        draft_policy(work, self.policy_id)
        chapter = chapter_of(work, self.policy_id, self.chapter_id)
        before = chapter.position
        others = [one for one in chapters_of(work, self.policy_id) if one is not chapter]
        others.insert(place_among(len(others), self.position), chapter)
        renumber(others)
        return Applied(
            None,
            MoveChapter(self.policy_id, self.chapter_id, before),
            f"{self.policy_id}/chapter:{self.chapter_id}",
            before,
            self.position,
        )
