"""Removes a chapter with its articles; and puts it back exactly as it was."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.entities import Chapter
from desktop.models.errors import Refused
from desktop.models.identity import ChapterId, PolicyId
from desktop.services.command import Applied, Command, Work
from desktop.services.finding import (
    articles_of,
    chapter_of,
    chapters_of,
    draft_policy,
    fields_of,
    place_among,
    renumber,
)
from desktop.services.rows import Row, put_rows, rows_as_json, take_rows

__all__ = ["RemoveChapter", "RestoreChapter"]


@dataclass(frozen=True)
class RemoveChapter(Command[None]):
    """Refused for a chapter without which the policy would not be complete."""

    name: ClassVar[str] = "remove-chapter"

    policy_id: PolicyId
    chapter_id: ChapterId

    def apply(self, work: Work) -> Applied[None]:
        draft_policy(work, self.policy_id)
        chapter = chapter_of(work, self.policy_id, self.chapter_id)
        if chapter.required:
            raise Refused("chapter-required", policy=self.policy_id, chapter=self.chapter_id)
        others = [one for one in chapters_of(work, self.policy_id) if one is not chapter]
        articles = articles_of(work, self.policy_id, self.chapter_id)
        fields = fields_of(work, self.policy_id, [one.id for one in articles])
        position = chapter.position
        rows = take_rows(work.session, [*fields, *articles, chapter])
        renumber(others)
        return Applied(
            None,
            RestoreChapter(self.policy_id, self.chapter_id, position, rows),
            f"{self.policy_id}/chapter:{self.chapter_id}",
            rows_as_json(rows),
            None,
        )


@dataclass(frozen=True)
class RestoreChapter(Command[None]):
    name: ClassVar[str] = "restore-chapter"

    policy_id: PolicyId
    chapter_id: ChapterId
    position: int
    rows: tuple[Row, ...]

    def apply(self, work: Work) -> Applied[None]:
        draft_policy(work, self.policy_id)
        chapters = chapters_of(work, self.policy_id)
        position = place_among(len(chapters), min(self.position, len(chapters)))
        put_rows(work.session, self.rows)
        restored = work.session.get_one(Chapter, (self.policy_id, self.chapter_id))
        chapters.insert(position, restored)
        renumber(chapters)
        return Applied(
            None,
            RemoveChapter(self.policy_id, self.chapter_id),
            f"{self.policy_id}/chapter:{self.chapter_id}",
            None,
            rows_as_json(self.rows),
        )
