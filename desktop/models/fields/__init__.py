"""The field kinds: one file a kind; a file that offers `KIND` is found."""

from functools import cache

from desktop.models.definitions import FieldDefinition, Json
from desktop.models.fields.base import Content, Drawing, FieldKind, Grid, Prose, Reader, Scalar
from desktop.models.wording import Inline, Run
from desktop.registry import modules_of

__all__ = ["column_kinds", "field_kind", "field_kinds", "plain_text"]


@cache
def _kinds() -> dict[str, FieldKind]:
    offered = (getattr(module, "KIND", None) for module in modules_of(__name__))
    return {kind.name: kind for kind in offered if isinstance(kind, FieldKind)}


def field_kinds() -> tuple[FieldKind, ...]:
    """Every kind, in order of name."""
    return tuple(sorted(_kinds().values(), key=lambda kind: kind.name))


def field_kind(name: str) -> FieldKind:
    """The kind of that name; KeyError where there is none."""
    return _kinds()[name]


def column_kinds() -> tuple[str, ...]:
    """Names of the kinds that a table column may have."""
    return tuple(kind.name for kind in field_kinds() if kind.in_tables)


def plain_text(value: Json, definition: FieldDefinition, reader: Reader) -> str:
    """The words of a value, for search: a line for each paragraph and row."""
    contents = field_kind(definition.kind).contents(value, definition, reader)
    return "\n".join(text for content in contents if (text := _words(content)))


def _words(content: Content) -> str:
    match content:
        case Scalar(text):
            return _searchable(text)
        case Prose(parts):
            return "\n".join(_searchable(part.text) for part in parts)
        case Grid(rows=rows):
            return "\n".join(
                "\t".join(
                    _searchable(text) for cell in row.cells for text in cell.paragraphs if text
                )
                for row in rows
            )
        case Drawing(caption=caption):
            return caption


def _searchable(text: Inline) -> str:
    """A reference has no words of its own: what it reads like changes with the numbering."""
    return "".join(one.text if isinstance(one, Run) else "…" for one in text)
