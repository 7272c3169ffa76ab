"""A policy and everything that belongs to it: its own copy of what its template gave it."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.entities.base import CanonicalJson, Content
from desktop.models.errors import Refused

__all__ = ["Article", "Chapter", "ChecklistItem", "Field", "Phase", "Policy", "PolicyRole"]

# Rows of one command are written in any order; what refers to what is judged at its end.
LATE: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
STRICT: dict[str, Any] = {"sqlite_strict": True}


class Policy(Content):
    """`facts`: plain snapshot.PolicyFacts; `history`: list of plain snapshot.RevisionEntry."""

    __tablename__ = "policy"
    __table_args__ = (
        CheckConstraint("numbering IN ('article', 'decimal')", name="numbering"),
        STRICT,
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    created: Mapped[datetime]
    title: Mapped[Any] = mapped_column(CanonicalJson)
    languages: Mapped[Any] = mapped_column(CanonicalJson)
    numbering: Mapped[str]
    template: Mapped[str]
    template_fingerprint: Mapped[str]
    state: Mapped[str]
    facts: Mapped[Any] = mapped_column(CanonicalJson)
    history: Mapped[Any] = mapped_column(CanonicalJson)

    def require_draft(self) -> None:
        """Only a draft can be edited: Refused for every other state."""
        if self.state != "draft":
            raise Refused("policy-not-draft", policy=self.id, state=self.state)


class Chapter(Content):
    __tablename__ = "chapter"
    __table_args__ = (STRICT,)

    policy_id: Mapped[str] = mapped_column(ForeignKey("policy.id", **LATE), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title: Mapped[Any] = mapped_column(CanonicalJson)
    code: Mapped[str]
    guidance: Mapped[Any] = mapped_column(CanonicalJson)
    required: Mapped[bool]


class Article(Content):
    """`section`: plain definitions.Section of the 节 that begins here, or None."""

    __tablename__ = "article"
    __table_args__ = (
        ForeignKeyConstraint(
            ["policy_id", "chapter_id"], ["chapter.policy_id", "chapter.id"], **LATE
        ),
        Index("ix_article_chapter", "policy_id", "chapter_id"),
        CheckConstraint("layout IN ('prose', 'card')", name="layout"),
        STRICT,
    )

    policy_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    chapter_id: Mapped[str]
    position: Mapped[int]
    title: Mapped[Any] = mapped_column(CanonicalJson)
    patterns: Mapped[Any] = mapped_column(CanonicalJson)
    layout: Mapped[str]
    section: Mapped[Any] = mapped_column(CanonicalJson)


class Field(Content):
    """`definition`: what the policy keeps of the template's field; `value`: canonical value."""

    __tablename__ = "field"
    __table_args__ = (
        ForeignKeyConstraint(
            ["policy_id", "article_id"], ["article.policy_id", "article.id"], **LATE
        ),
        Index("ix_field_article", "policy_id", "article_id"),
        STRICT,
    )

    policy_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    article_id: Mapped[str]
    position: Mapped[int]
    definition: Mapped[Any] = mapped_column(CanonicalJson)
    value: Mapped[Any] = mapped_column(CanonicalJson)


class PolicyRole(Content):
    """`definition`: plain definitions.Role."""

    __tablename__ = "policy_role"
    __table_args__ = (STRICT,)

    policy_id: Mapped[str] = mapped_column(ForeignKey("policy.id", **LATE), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    definition: Mapped[Any] = mapped_column(CanonicalJson)


class Phase(Content):
    """`definition`: plain definitions.Phase without its items."""

    __tablename__ = "phase"
    __table_args__ = (STRICT,)

    policy_id: Mapped[str] = mapped_column(ForeignKey("policy.id", **LATE), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    definition: Mapped[Any] = mapped_column(CanonicalJson)


class ChecklistItem(Content):
    """`definition`: plain definitions.ChecklistItem. A code is unique within its policy."""

    __tablename__ = "checklist_item"
    __table_args__ = (
        ForeignKeyConstraint(["policy_id", "phase_id"], ["phase.policy_id", "phase.id"], **LATE),
        Index("ix_checklist_item_phase", "policy_id", "phase_id"),
        STRICT,
    )

    policy_id: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    phase_id: Mapped[str]
    position: Mapped[int]
    definition: Mapped[Any] = mapped_column(CanonicalJson)
