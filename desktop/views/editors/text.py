"""The editor of rich text: paragraphs, items and sub-items with a small toolbar."""

from desktop.views.editors.base import FieldEditor
from desktop.views.editors.prose.part_editor import PartEditor
from desktop.views.editors.prose.parts_edit import PartsEdit
from desktop.views.editors.prose.toolbar import TextToolbar

__all__ = ["EDITORS", "TextEditor"]


class TextEditor(PartEditor):
    """Policy text. Numbers of items stand beside it as they will be printed."""

    shape = "rich"

    def build(self, edit: PartsEdit) -> None:
        edit.placeholder = self.tr("Write here. Type @ to cite an article or a table.")
        self.toolbar = TextToolbar(edit)
        self.box.addWidget(self.toolbar)
        self.box.addWidget(edit)


EDITORS: dict[str, type[FieldEditor]] = {"text": TextEditor}
