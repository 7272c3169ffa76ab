"""How a command finds what it is about: the row, or Refused naming what there is not."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import select

from desktop.models.entities import (
    Article,
    Chapter,
    ChecklistItem,
    Field,
    Phase,
    Policy,
    Project,
    ProjectItem,
)
from desktop.models.errors import Refused
from desktop.services.command import Work

__all__ = [
    "any_policy",
    "article_of",
    "articles_of",
    "chapter_of",
    "chapters_of",
    "draft_policy",
    "fields_of",
    "item_of",
    "items_of",
    "phase_of",
    "place_among",
    "project_of",
    "record_of",
    "renumber",
]

Placed = TypeVar("Placed", Chapter, Article, ChecklistItem, Field, Phase)


def any_policy(work: Work, policy_id: str) -> Policy:
    found = work.session.get(Policy, policy_id)
    if found is None:
        raise Refused("policy-unknown", policy=policy_id)
    return found


def draft_policy(work: Work, policy_id: str) -> Policy:
    """The policy, where it may be edited. Every command that edits one begins here."""
    found = any_policy(work, policy_id)
    found.require_draft()
    return found


def chapter_of(work: Work, policy_id: str, chapter_id: str) -> Chapter:
    found = work.session.get(Chapter, (policy_id, chapter_id))
    if found is None:
        raise Refused("chapter-unknown", policy=policy_id, chapter=chapter_id)
    return found


def article_of(work: Work, policy_id: str, article_id: str) -> Article:
    found = work.session.get(Article, (policy_id, article_id))
    if found is None:
        raise Refused("article-unknown", policy=policy_id, article=article_id)
    return found


def phase_of(work: Work, policy_id: str, phase_id: str) -> Phase:
    found = work.session.get(Phase, (policy_id, phase_id))
    if found is None:
        raise Refused("phase-unknown", policy=policy_id, phase=phase_id)
    return found


def item_of(work: Work, policy_id: str, code: str) -> ChecklistItem:
    found = work.session.get(ChecklistItem, (policy_id, code))
    if found is None:
        raise Refused("item-unknown", owner=policy_id, item=code)
    return found


def project_of(work: Work, project_id: str) -> Project:
    found = work.session.get(Project, project_id)
    if found is None:
        raise Refused("project-unknown", project=project_id)
    return found


def record_of(work: Work, project_id: str, code: str) -> ProjectItem:
    found = work.session.get(ProjectItem, (project_id, code))
    if found is None:
        raise Refused("item-unknown", owner=project_id, item=code)
    return found


def chapters_of(work: Work, policy_id: str) -> list[Chapter]:
    """In their order."""
    statement = select(Chapter).filter_by(policy_id=policy_id).order_by(Chapter.position)
    return list(work.session.scalars(statement))


def articles_of(work: Work, policy_id: str, chapter_id: str) -> list[Article]:
    """In their order."""
    statement = select(Article).filter_by(policy_id=policy_id, chapter_id=chapter_id)
    return list(work.session.scalars(statement.order_by(Article.position)))


def fields_of(work: Work, policy_id: str, article_ids: Sequence[str]) -> list[Field]:
    statement = (
        select(Field).filter_by(policy_id=policy_id).where(Field.article_id.in_(article_ids))
    )
    return list(work.session.scalars(statement.order_by(Field.article_id, Field.position)))


def items_of(work: Work, policy_id: str, phase_id: str) -> list[ChecklistItem]:
    """In their order."""
    statement = select(ChecklistItem).filter_by(policy_id=policy_id, phase_id=phase_id)
    return list(work.session.scalars(statement.order_by(ChecklistItem.position)))


def place_among(others: int, position: int | None) -> int:
    """Where a thing goes among `others` other things: `position` from 0, None for the end."""
    if position is None:
        return others
    if not 0 <= position <= others:
        raise Refused("position-out-of-range", position=position, last=others)
    return position


def renumber(rows: Sequence[Placed]) -> None:
    """Gives rows their positions 0, 1, 2 … as they stand."""
    for position, row in enumerate(rows):
        row.position = position
