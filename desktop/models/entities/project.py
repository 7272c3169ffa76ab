"""A project run under a policy: its frozen copy of the phases and what was ticked."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.entities.base import CanonicalJson, Content
from desktop.models.entities.policy import LATE, STRICT

__all__ = ["Project", "ProjectItem", "ProjectPhase"]


class Project(Content):
    """`revision`: the policy's (A/0) when the project was started. `trial`: under a draft."""

    __tablename__ = "project"
    __table_args__ = (
        CheckConstraint("project_class IN ('A', 'B', 'C')", name="project_class"),
        STRICT,
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    policy_id: Mapped[str] = mapped_column(ForeignKey("policy.id", **LATE), index=True)
    title: Mapped[str]
    number: Mapped[str]
    project_class: Mapped[str]
    trial: Mapped[bool]
    revision: Mapped[str]
    started: Mapped[datetime]


class ProjectPhase(Content):
    """`definition`: plain definitions.Phase without its items, as it was at the start."""

    __tablename__ = "project_phase"
    __table_args__ = (STRICT,)

    project_id: Mapped[str] = mapped_column(ForeignKey("project.id", **LATE), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    definition: Mapped[Any] = mapped_column(CanonicalJson)


class ProjectItem(Content):
    """One checklist item of a project: `definition` as it was at the start, and its state.

    `by_name` is the name as it was recorded; `at` is when; `evidence`: list of names.
    """

    __tablename__ = "project_item"
    __table_args__ = (
        ForeignKeyConstraint(
            ["project_id", "phase_id"], ["project_phase.project_id", "project_phase.id"], **LATE
        ),
        Index("ix_project_item_phase", "project_id", "phase_id"),
        CheckConstraint("state IN ('open', 'done', 'na', 'failed')", name="state"),
        STRICT,
    )

    project_id: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    phase_id: Mapped[str]
    position: Mapped[int]
    definition: Mapped[Any] = mapped_column(CanonicalJson)
    state: Mapped[str]
    note: Mapped[str]
    by_name: Mapped[str]
    at: Mapped[datetime | None]
    evidence: Mapped[Any] = mapped_column(CanonicalJson)
