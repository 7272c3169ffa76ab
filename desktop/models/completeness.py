"""Whether what a policy asks for has been filled in."""

from desktop.models.fields import field_kind
from desktop.models.snapshot import Chapter, Field

__all__ = ["chapter_complete", "missing_fields"]


def missing_fields(chapter: Chapter) -> tuple[Field, ...]:
    """The required fields of a chapter that count as not filled in."""
    return tuple(
        one
        for one in chapter.fields
        if one.definition.required
        and field_kind(one.definition.kind).is_empty(one.value, one.definition)
    )


def chapter_complete(chapter: Chapter) -> bool:
    """Whether every required field of the chapter is filled in."""
    return not missing_fields(chapter)
