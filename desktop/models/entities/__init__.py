"""The rows of a library (SQLAlchemy 2, no engine). They never leave their session."""

from desktop.models.entities.base import Base, Content, seal_of, stored_values
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

__all__ = [
    "Article",
    "AuditEntry",
    "Base",
    "Chapter",
    "ChecklistItem",
    "Content",
    "Field",
    "LibraryMeta",
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
