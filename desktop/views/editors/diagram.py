"""The editor of a figure: drawn from its table, with a line for the caption."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.models.definitions import FieldDefinition, Json
from desktop.models.snapshot import Policy
from desktop.views.editors.base import EditorContext, FieldEditor
from desktop.views.editors.prose.model import parts_of, value_of
from desktop.views.editors.prose.parts_edit import PartsEdit
from desktop.views.editors.simple.figure_view import FigureView
from desktop.views.editors.simple.frame import FieldFrame
from desktop.views.widgets.buttons import LinkButton
from desktop.views.widgets.labels import Label

__all__ = ["EDITORS", "DiagramEditor"]


class DiagramEditor(FieldEditor):
    """The figure follows its table: `refresh_figure` after the policy has changed."""

    table_wanted = Signal(str)
    """Id of the field whose table the figure is drawn from: the person wants to edit it."""

    def __init__(
        self, definition: FieldDefinition, context: EditorContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(definition, context, parent)
        self._drawn_from: object = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.refresh_figure)
        self.figure = FigureView(self)
        self.figure.setAccessibleName(definition.title.text(context.window_language))
        self.nothing = Label("", "body", "text3", self, wrap=True)
        self.edit_table = LinkButton("", "table", self)
        self.edit_table.clicked.connect(lambda: self.table_wanted.emit(definition.source))
        frame = FieldFrame(self)
        self._frame = frame
        box = QHBoxLayout(frame)
        box.setContentsMargins(2, 0, 2, 0)
        self.caption = PartsEdit("line", context, str(definition.id), frame)
        self.caption.setAccessibleName(self.tr("Caption of the figure"))
        self.caption.changed_by_person.connect(self.edited)
        box.addWidget(self.caption)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Caption"), "label", "text2", self))
        head.addStretch(1)
        head.addWidget(self.edit_table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.nothing)
        layout.addWidget(self.figure)
        layout.addLayout(head)
        layout.addWidget(frame)
        self.setFocusProxy(self.caption)
        written = definition.caption.text(context.language)
        self.caption.placeholder = written or definition.title.text(context.language)
        self._name_table()

    def show_value(self, value: Json) -> None:
        caption = value.get("caption") if isinstance(value, Mapping) else None
        if caption != value_of(self.caption.parts(), "line", self.context.language):
            self.caption.show_parts(parts_of(caption, "line", self.context.language))
        # The figure waits until what is to be seen first has been seen.
        self._later.start()

    def raw(self) -> Json:
        caption = value_of(self.caption.parts(), "line", self.context.language)
        return {"caption": caption} if caption is not None else None

    @property
    def composing(self) -> bool:
        return self.caption.composing

    def go_to(self, part: str, start: int = 0, length: int = 0) -> None:
        self.caption.go_to("", start, length)

    def mark_problem(self, parts: frozenset[str]) -> None:
        self._frame.set_invalid(bool(parts))

    def refresh_figure(self) -> None:
        """Draws anew where the policy is another one than before."""
        from desktop.documents.arrange import reader_of
        from desktop.documents.figures import drawing_of
        from desktop.models.fields.base import Drawing

        policy = self.context.policy()
        if policy is self._drawn_from:
            return
        self._drawn_from = policy
        content = Drawing(self.definition.diagram, self.definition.source)
        fields = {str(one.id): one for one in policy.fields}
        reader = reader_of(policy, self.context.language)
        drawing = drawing_of(content, fields.get, reader)
        self.figure.show_drawing(drawing)
        self.figure.setVisible(drawing is not None)
        self.nothing.setVisible(drawing is None)
        self._name_table()

    def refresh_references(self) -> None:
        """The policy has changed: references in the caption read anew, the figure is drawn anew."""
        self.caption.refresh_references()
        self.refresh_figure()

    def _name_table(self) -> None:
        table = _title(self.context.policy(), self.definition.source, self.context)
        self.edit_table.setVisible(bool(table))
        self.edit_table.set_words(self.tr("Edit the table “{table}”").format(table=table))
        self.nothing.setText(
            self.tr("The figure is drawn as soon as there are rows in the table “{table}”.").format(
                table=table
            )
        )


def _title(policy: Policy, field_id: str, context: EditorContext) -> str:
    field = next((one for one in policy.fields if one.id == field_id), None)
    return field.definition.title.text(context.window_language) if field is not None else ""


EDITORS: dict[str, type[FieldEditor]] = {"diagram": DiagramEditor}
