"""The editor of several choices: check boxes in rows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.models.definitions import FieldDefinition, Json
from desktop.views.editors.base import EditorContext, FieldEditor
from desktop.views.editors.simple.readable import keep_readable
from desktop.views.widgets.flow_layout import FlowLayout

__all__ = ["EDITORS", "ChecksEditor"]


class ChecksEditor(FieldEditor):
    """Space ticks, arrows go to the next box, Tab as well."""

    def __init__(
        self, definition: FieldDefinition, context: EditorContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(definition, context, parent)
        flow = FlowLayout(self, spacing=20, row_spacing=8)
        flow.setContentsMargins(0, 5, 0, 5)
        self.boxes: dict[str, QCheckBox] = {}
        self._others: list[Json] = []
        for one in definition.choices:
            title = one.title.text(context.window_language)
            box = _Box(title.replace("&", "&&"), self)
            box.setAccessibleName(title)
            keep_readable(box)
            box.clicked.connect(lambda _checked=False: self.edited.emit())
            box.stepped.connect(lambda step, one=box: self._step(one, step))
            flow.addWidget(box)
            self.boxes[one.id] = box
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def show_value(self, value: Json) -> None:
        chosen = value if isinstance(value, list) else [] if value is None else [value]
        for key, box in self.boxes.items():
            box.setChecked(key in chosen)
        # What the template no longer offers stays until the kind has said so.
        self._others = [one for one in chosen if one not in self.boxes]

    def raw(self) -> Json:
        ticked: list[Json] = [key for key, box in self.boxes.items() if box.isChecked()]
        return [*ticked, *self._others] or None

    def _step(self, box: QCheckBox, step: int) -> None:
        boxes = list(self.boxes.values())
        at = boxes.index(box) + step
        if 0 <= at < len(boxes):
            boxes[at].setFocus(Qt.FocusReason.TabFocusReason)


class _Box(QCheckBox):
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        forwards = event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down)
        if forwards or event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.stepped.emit(1 if forwards else -1)
        else:
            super().keyPressEvent(event)


EDITORS: dict[str, type[FieldEditor]] = {"checks": ChecksEditor}
