"""The editor of yes or no, or not said yet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.models.definitions import FieldDefinition, Json
from desktop.views.editors.base import EditorContext, FieldEditor
from desktop.views.editors.simple.options import Options

__all__ = ["EDITORS", "SwitchEditor"]

_VALUES = {"yes": True, "no": False}


class SwitchEditor(FieldEditor):
    """Two buttons; neither is down as long as nothing was said."""

    def __init__(
        self, definition: FieldDefinition, context: EditorContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(definition, context, parent)
        self._shown: Json = None
        self.options = Options([("yes", self.tr("Yes")), ("no", self.tr("No"))], self)
        self.options.setAccessibleName(definition.title.text(context.window_language))
        self.options.chosen.connect(self._chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.options)
        row.addStretch(1)

    def show_value(self, value: Json) -> None:
        self._shown = value
        keys = {True: "yes", False: "no"}
        self.options.set_key(keys[value] if isinstance(value, bool) else "")

    def raw(self) -> Json:
        return self._shown

    def _chosen(self) -> None:
        self._shown = _VALUES.get(self.options.key())
        self.edited.emit()

    def go_to(self, part: str, start: int = 0, length: int = 0) -> None:
        self.options.first_stop().setFocus(Qt.FocusReason.OtherFocusReason)


EDITORS: dict[str, type[FieldEditor]] = {"switch": SwitchEditor}
