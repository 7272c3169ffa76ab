"""What is kept of a policy's revisions for ever: what was done, what was approved, what was
written. Triggers refuse to alter or delete any of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.entities.base import Base, CanonicalJson, Content, UtcTime
from desktop.models.entities.policy import LATE, STRICT

__all__ = ["ChangeNote", "FrozenRevision", "KeptFile", "LifeEvent"]


class LifeEvent(Content):
    """`event`: plain life.LifeEvent. Append-only."""

    __tablename__ = "life_event"
    __table_args__ = (STRICT,)

    policy_id: Mapped[str] = mapped_column(ForeignKey("policy.id", **LATE), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    event: Mapped[Any] = mapped_column(CanonicalJson)


class FrozenRevision(Content):
    """A revision as it was approved. `content`: plain snapshot.Policy; `content_hash`: its digest
    (services.freezing); `report`: what the check found, as plain models.errors.Problem;
    `notes`: the change notes by anchor. Append-only."""

    __tablename__ = "frozen_revision"
    __table_args__ = (STRICT,)

    policy_id: Mapped[str] = mapped_column(ForeignKey("policy.id", **LATE), primary_key=True)
    revision: Mapped[str] = mapped_column(primary_key=True)
    approved: Mapped[datetime]
    content: Mapped[Any] = mapped_column(CanonicalJson)
    content_hash: Mapped[str]
    report: Mapped[Any] = mapped_column(CanonicalJson)
    notes: Mapped[Any] = mapped_column(CanonicalJson)


class KeptFile(Base):
    """A finished file, byte for byte. `document`: name of the printed document; `sha256`: of
    `data`. Append-only."""

    __tablename__ = "kept_file"
    __table_args__ = (STRICT,)

    policy_id: Mapped[str] = mapped_column(ForeignKey("policy.id", **LATE), primary_key=True)
    revision: Mapped[str] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    made: Mapped[datetime] = mapped_column(UtcTime)
    sha256: Mapped[str]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class ChangeNote(Content):
    """What the preparer says of a change since the revision before. `note`: plain
    change_notes.ChangeNote; `anchor` as in documents.comparing."""

    __tablename__ = "change_note"
    __table_args__ = (STRICT,)

    policy_id: Mapped[str] = mapped_column(ForeignKey("policy.id", **LATE), primary_key=True)
    revision: Mapped[str] = mapped_column(primary_key=True)
    anchor: Mapped[str] = mapped_column(primary_key=True)
    note: Mapped[Any] = mapped_column(CanonicalJson)
