"""The editors of fields: one module an editor; a module that offers `EDITORS` is found.

`EDITORS` maps the editor hints of field kinds (`FieldKind.editor`) to widget classes.
"""

from functools import cache
from typing import TYPE_CHECKING

from desktop.registry import modules_of

if TYPE_CHECKING:
    from desktop.models.definitions import FieldDefinition
    from desktop.views.editors.base import EditorContext, FieldEditor

__all__ = ["editor_for", "editor_kinds"]


@cache
def editor_kinds() -> "dict[str, type[FieldEditor]]":
    """Editor hint → widget class."""
    found: dict[str, type[FieldEditor]] = {}
    for module in modules_of(__name__):
        found.update(getattr(module, "EDITORS", {}))
    return found


def editor_for(definition: "FieldDefinition", context: "EditorContext") -> "FieldEditor":
    """A new editor for a field of that definition."""
    from desktop.models.fields import field_kind

    return editor_kinds()[field_kind(definition.kind).editor](definition, context)
