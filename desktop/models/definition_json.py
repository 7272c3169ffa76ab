"""Definitions as JSON and back, exactly: the shape in which a policy keeps its own.

A policy does not change when its template does, so it stores the definitions it was made with.
What holds its default is left out. Reading anything else than what was written: ValueError.
"""

from desktop.models.canonical import digest
from desktop.models.definitions import (
    ArticleDefinition,
    ChapterDefinition,
    FieldDefinition,
    Json,
    Phase,
    Role,
    Template,
)
from desktop.models.plain import from_plain, to_plain

__all__ = [
    "article_from_json",
    "article_to_json",
    "chapter_from_json",
    "chapter_to_json",
    "field_from_json",
    "field_to_json",
    "phase_from_json",
    "phase_to_json",
    "role_from_json",
    "role_to_json",
    "template_fingerprint",
]


def field_to_json(definition: FieldDefinition) -> Json:
    return to_plain(definition)


def field_from_json(raw: Json) -> FieldDefinition:
    return from_plain(FieldDefinition, raw)


def article_to_json(definition: ArticleDefinition) -> Json:
    return to_plain(definition)


def article_from_json(raw: Json) -> ArticleDefinition:
    return from_plain(ArticleDefinition, raw)


def chapter_to_json(definition: ChapterDefinition) -> Json:
    return to_plain(definition)


def chapter_from_json(raw: Json) -> ChapterDefinition:
    return from_plain(ChapterDefinition, raw)


def phase_to_json(phase: Phase) -> Json:
    return to_plain(phase)


def phase_from_json(raw: Json) -> Phase:
    return from_plain(Phase, raw)


def role_to_json(role: Role) -> Json:
    return to_plain(role)


def role_from_json(raw: Json) -> Role:
    return from_plain(Role, raw)


def template_fingerprint(template: Template) -> str:
    """SHA-256 over everything that a policy takes from the template: equal where it is equal."""
    return digest(
        {
            "id": template.id,
            "title": to_plain(template.title),
            "description": to_plain(template.description),
            "policy_title": to_plain(template.policy_title),
            "numbering": template.numbering,
            "chapters": to_plain(template.chapters),
            "phases": to_plain(template.phases),
            "roles": to_plain(template.roles),
        }
    )
