"""The rows of a library (SQLAlchemy 2, no engine). They never leave their session."""

from desktop.models.entities.base import Base, Content, seal_of, stored_values
from desktop.models.entities.guard import LIFE_FACTS
from desktop.models.entities.ledger import AuditEntry, LibraryMeta, Person, SearchEntry, Setting
from desktop.models.entities.policy import (
    Article,
    Chapter,
    ChecklistItem,
    Field,
    Phase,
    Policy,
    PolicyRole,
)
from desktop.models.entities.project import Project, ProjectItem, ProjectPhase
from desktop.models.entities.revision import ChangeNote, FrozenRevision, KeptFile, LifeEvent

__all__ = [
    "LIFE_FACTS",
    "Article",
    "AuditEntry",
    "Base",
    "ChangeNote",
    "Chapter",
    "ChecklistItem",
    "Content",
    "Field",
    "FrozenRevision",
    "KeptFile",
    "LibraryMeta",
    "LifeEvent",
    "Person",
    "Phase",
    "Policy",
    "PolicyRole",
    "Project",
    "ProjectItem",
    "ProjectPhase",
    "SearchEntry",
    "Setting",
    "seal_of",
    "stored_values",
]
