"""What belongs to the library itself: its identity, settings, people, audit, search entries."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.entities.base import Base, CanonicalJson, Content, UtcTime
from desktop.models.entities.policy import STRICT

__all__ = ["AuditEntry", "LibraryMeta", "Person", "SearchEntry", "Setting"]


class LibraryMeta(Base):
    """Written once, when the library is made: `id`, `created`; and `search`, which version of the
    program has worded the search index."""

    __tablename__ = "library_meta"
    __table_args__ = (STRICT,)

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Setting(Content):
    __tablename__ = "setting"
    __table_args__ = (STRICT,)

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(CanonicalJson)


class Person(Content):
    """The people directory: takes up new names until access control is switched on."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("name"), STRICT)

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class AuditEntry(Base):
    """One change, for ever: triggers refuse to alter or delete it.

    `hash` is SHA-256 over the other columns in canonical JSON; `previous` is the hash of the
    entry before, for the first one the digest of the library's id.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (STRICT,)

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcTime)
    by: Mapped[str]
    command: Mapped[str]
    target: Mapped[str]
    before: Mapped[Any] = mapped_column(CanonicalJson)
    after: Mapped[Any] = mapped_column(CanonicalJson)
    previous: Mapped[str]
    hash: Mapped[str]


class SearchEntry(Base):
    """Which row of the full text index speaks of what. `owner`: id of a policy or project;
    `anchor`: `chapter:ID`, `article:ID`, `field:ID`, `item:CODE` or empty for the owner itself.
    """

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("owner", "anchor"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    owner: Mapped[str]
    anchor: Mapped[str]
