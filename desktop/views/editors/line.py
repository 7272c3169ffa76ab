"""The editor of a short text: one line that wraps where it grows long."""

from desktop.views.editors.base import FieldEditor
from desktop.views.editors.prose.part_editor import PartEditor
from desktop.views.editors.prose.parts_edit import PartsEdit

__all__ = ["EDITORS", "LineEditor"]


class LineEditor(PartEditor):
    """One text without parts; it can hold references."""

    shape = "line"

    def build(self, edit: PartsEdit) -> None:
        self.box.addWidget(edit)


EDITORS: dict[str, type[FieldEditor]] = {"line": LineEditor}
