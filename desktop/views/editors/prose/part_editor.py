"""What the editors of text have in common: from a value to parts and back."""

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.definitions import FieldDefinition, Json
from desktop.models.fields.base import Intake
from desktop.views.editors.base import EditorContext, FieldEditor
from desktop.views.editors.prose.model import Shape, parts_of, value_of
from desktop.views.editors.prose.parts_edit import PartsEdit
from desktop.views.editors.simple.frame import FieldFrame

__all__ = ["PartEditor"]


class PartEditor(FieldEditor):
    """A box with a text of parts in it; `build` puts more around the text."""

    shape: ClassVar[Shape]

    def __init__(
        self, definition: FieldDefinition, context: EditorContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(definition, context, parent)
        self.frame = FieldFrame(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        self.box = QVBoxLayout(self.frame)
        self.box.setContentsMargins(2, 2, 2, 2)
        self.box.setSpacing(0)
        self.edit = self.text_widget()
        self.edit.setAccessibleName(definition.title.text(context.window_language))
        self.setFocusProxy(self.edit)
        self.edit.changed_by_person.connect(self.edited)
        self.edit.part_entered.connect(self.part_entered)
        self.build(self.edit)

    def text_widget(self) -> PartsEdit:
        return PartsEdit(self.shape, self.context, str(self.definition.id), self.frame)

    def build(self, edit: PartsEdit) -> None:
        """Puts the text and what goes with it into `self.box`."""
        raise NotImplementedError

    def show_value(self, value: Json) -> None:
        if self._canonical() == value:
            # Only spaces at an end, which are being typed, tell the two apart.
            self.edit.refresh_references()
            return
        self.edit.show_parts(parts_of(value, self.shape, self.context.language))

    def _canonical(self) -> Json:
        """What the field's kind makes of what stands here."""
        from desktop.models.fields import field_kind

        intake = Intake(self.context.policy().languages)
        kind = field_kind(self.definition.kind)
        value = kind.parse(self.raw(), self.definition, intake, "")
        return value if not intake.problems else "refused"

    def raw(self) -> Json:
        return value_of(self.edit.parts(), self.shape, self.context.language)

    @property
    def composing(self) -> bool:
        return self.edit.composing

    def go_to(self, part: str, start: int = 0, length: int = 0) -> None:
        self.edit.go_to(part, start, length)

    def mark_problem(self, parts: frozenset[str]) -> None:
        self.frame.set_invalid(bool(parts))
        self.edit.mark_problem(parts)

    def insert_reference(self) -> None:
        self.edit.setFocus()
        self.edit.citing.begin()

    def refresh_references(self) -> None:
        """Numbers in the policy may have changed: references read anew."""
        self.edit.refresh_references()
