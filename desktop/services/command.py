"""What a person does: a command, what it gives back, and what it may touch while it works."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy.orm import Session

from desktop.models.definitions import Json
from desktop.models.errors import Refused
from desktop.models.identity import (
    ArticleId,
    ChapterId,
    FieldId,
    ItemCode,
    PolicyId,
    ProjectId,
)
from desktop.models.plain import to_plain

__all__ = ["Applied", "Changes", "Command", "FinalStep", "Outcome", "Work"]

Result = TypeVar("Result", covariant=True)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a command has touched. `policies`: the policy's own row (title, facts, state), or the
    whole policy where it came or went; the others with the policy or project they belong to.
    `notes`: what was said of changes, by their anchors.
    """

    policies: frozenset[PolicyId] = frozenset()
    chapters: frozenset[tuple[PolicyId, ChapterId]] = frozenset()
    articles: frozenset[tuple[PolicyId, ArticleId]] = frozenset()
    fields: frozenset[tuple[PolicyId, FieldId]] = frozenset()
    items: frozenset[tuple[PolicyId, ItemCode]] = frozenset()
    projects: frozenset[ProjectId] = frozenset()
    records: frozenset[tuple[ProjectId, ItemCode]] = frozenset()
    people: frozenset[str] = frozenset()
    settings: frozenset[str] = frozenset()
    notes: frozenset[tuple[PolicyId, str]] = frozenset()

    @property
    def nothing(self) -> bool:
        return not any(getattr(self, one.name) for one in fields(self))

    @property
    def all_policies(self) -> frozenset[PolicyId]:
        """Every policy of which anything has changed."""
        parts: tuple[frozenset[tuple[PolicyId, Any]], ...] = (
            self.chapters,
            self.articles,
            self.fields,
            self.items,
            self.notes,
        )
        return self.policies | {policy for part in parts for policy, _ in part}

    @property
    def all_projects(self) -> frozenset[ProjectId]:
        return self.projects | {project for project, _ in self.records}


@dataclass(frozen=True, slots=True)
class Work:
    """Where a command works: the session of its transaction, when, and on whose behalf."""

    session: Session
    now: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class Applied(Generic[Result]):
    """What `apply` has done. `target`, `before` and `after` go into the audit log."""

    result: Result
    inverse: "Command[Any]"
    target: str
    before: Json = None
    after: Json = None


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """What the bus gives back: the result, the command that undoes it, and what has changed."""

    result: Result
    inverse: "Command[Any]"
    changes: Changes


@dataclass(frozen=True)
class Command(ABC, Generic[Result]):
    """A frozen dataclass in a file of `commands/`, where the registry finds it by its `name`."""

    name: ClassVar[str]

    @abstractmethod
    def apply(self, work: Work) -> Applied[Result]:
        """Changes rows in the session and says what it did.

        Raises Refused, with nothing changed, where the change is not allowed.
        """

    def to_json(self) -> Json:
        plain = to_plain(self)
        return {"command": self.name, **plain} if isinstance(plain, dict) else plain


@dataclass(frozen=True)
class FinalStep(Command[None]):
    """Stands where an inverse would: what was done cannot be undone, only answered by a further
    step. Undo does not reach behind it."""

    name: ClassVar[str] = "final-step"

    def apply(self, work: Work) -> Applied[None]:
        raise Refused("step-is-final")
