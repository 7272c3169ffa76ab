"""A policy's snapshot, made into the rows of its parts again."""

from collections.abc import Iterator

from desktop.models.entities import (
    Article,
    Chapter,
    ChecklistItem,
    Content,
    Field,
    Phase,
    PolicyRole,
)
from desktop.models.plain import to_plain
from desktop.models.snapshot import Policy
from desktop.services.definitions_kept import kept_field, kept_phase

__all__ = ["PARTS", "part_rows"]

PARTS: tuple[type[Content], ...] = (Field, Article, Chapter, ChecklistItem, Phase, PolicyRole)
"""The tables of a policy's parts; what refers to others comes first."""


def part_rows(policy: Policy) -> list[Content]:
    """Every row of a policy but its own."""
    return [*_roles(policy), *_chapters(policy), *_phases(policy)]


def _roles(policy: Policy) -> Iterator[Content]:
    for position, role in enumerate(policy.roles):
        yield PolicyRole(
            policy_id=policy.id, code=role.code, position=position, definition=to_plain(role)
        )


def _chapters(policy: Policy) -> Iterator[Content]:
    for at, chapter in enumerate(policy.chapters):
        yield Chapter(
            policy_id=policy.id,
            id=chapter.id,
            position=at,
            title=chapter.title.to_json(),
            code=chapter.code,
            guidance=chapter.guidance.to_json(),
            required=chapter.required,
        )
        for place, article in enumerate(chapter.articles):
            yield Article(
                policy_id=policy.id,
                id=article.id,
                chapter_id=chapter.id,
                position=place,
                title=article.title.to_json(),
                patterns=[one.to_json() for one in article.patterns],
                layout=article.layout,
                section=None if article.section is None else to_plain(article.section),
            )
            for position, field in enumerate(article.fields):
                yield Field(
                    policy_id=policy.id,
                    id=field.id,
                    article_id=article.id,
                    position=position,
                    definition=kept_field(field.definition),
                    value=field.value,
                )


def _phases(policy: Policy) -> Iterator[Content]:
    for position, phase in enumerate(policy.phases):
        yield Phase(
            policy_id=policy.id, id=phase.id, position=position, definition=kept_phase(phase)
        )
        for place, item in enumerate(phase.items):
            yield ChecklistItem(
                policy_id=policy.id,
                code=item.code,
                phase_id=phase.id,
                position=place,
                definition=to_plain(item),
            )
