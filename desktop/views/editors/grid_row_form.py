"""All fields of one row, each in the editor that a field of its kind has elsewhere."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.models.definitions import Column, FieldDefinition, Json
from desktop.models.fields import field_kind
from desktop.models.fields.base import Intake
from desktop.models.identity import FieldId
from desktop.views.editors import editor_for
from desktop.views.editors.base import FieldEditor
from desktop.views.theme import px
from desktop.views.widgets.buttons import IconButton
from desktop.views.widgets.in_sight import bring_into_sight
from desktop.views.widgets.labels import ElidedLabel, Label

if TYPE_CHECKING:
    from desktop.views.editors.grid import GridEditor

__all__ = ["RowForm"]

_TWO_COLUMNS = 520


class RowForm(QFrame):
    """Stands below its table. What is written in it stands in the row at once."""

    closed = Signal()
    walked = Signal(int)
    """To the row above (-1) or below (1)."""

    def __init__(self, table: "GridEditor") -> None:
        super().__init__(table)
        self.row_id = ""
        self._table = table
        self._fields: dict[str, _Field] = {}
        self._across = 0
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("All fields of the row"))
        self.title = ElidedLabel("", "strong", "text", self)
        self._words = Label("", "label", "text2", self, wrap=True)
        self._words.hide()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(8))
        box = QVBoxLayout(self)
        box.setContentsMargins(px(12), px(6), px(12), px(12))
        box.setSpacing(px(8))
        box.addLayout(self._head())
        box.addWidget(self._words)
        box.addLayout(self._grid)
        for column in table.defined:
            self._fields[column.id] = _Field(column, self, table)

    def _head(self) -> QHBoxLayout:
        self.above = IconButton("chevron-up", self.tr("Row above (Ctrl+Page Up)"), self)
        self.below = IconButton("chevron-down", self.tr("Row below (Ctrl+Page Down)"), self)
        self.close_button = IconButton("x", self.tr("Close (Esc)"), self)
        self.above.clicked.connect(lambda: self.walked.emit(-1))
        self.below.clicked.connect(lambda: self.walked.emit(1))
        self.close_button.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setSpacing(px(4))
        head.addWidget(self.title, 1)
        for button in (self.above, self.below, self.close_button):
            head.addWidget(button)
        return head

    @property
    def composing(self) -> bool:
        return any(field.editor.composing for field in self._fields.values())

    def open_row(self, row_id: str, column_id: str | None = "") -> None:
        """Shows a row. The cursor goes into the field of that column ("": the first; None: it
        stays where it is)."""
        if row_id != self.row_id:
            self.row_id = row_id
            self.show_row()
        self.show()
        if column_id is not None:
            field = self._fields.get(column_id) or next(iter(self._fields.values()))
            field.editor.setFocus(Qt.FocusReason.TabFocusReason)
            bring_into_sight(self)  # below a long table nobody would see it

    def show_row(self) -> None:
        """Shows what stands in the row now."""
        cells = self._table.cells
        at = cells.row_of(self.row_id)
        if at < 0:
            return
        name = cells.columns[0].shown_in(cells.rows[at])
        title = self.tr("Row {row}").format(row=at + 1)
        self.title.setText(f"{title} · {name}" if name else title)
        self.above.setEnabled(at > 0)
        self.below.setEnabled(at < len(cells.rows) - 1)
        for column_id, field in self._fields.items():
            field.show_value(cells.rows[at].get(column_id))
            field.say(cells.checks.sentence(self.row_id, column_id))
        self._say_words()

    def take(self, column_id: str, value: Json, *, checked: bool) -> None:
        """A field was written."""
        cells = self._table.cells
        row, column = cells.row_of(self.row_id), cells.column_of(column_id)
        if row < 0 or column < 0:
            return
        cells.put(row, column, value, checked=checked)
        self._say_words()
        if checked:
            for other, field in self._fields.items():
                field.say(cells.checks.sentence(self.row_id, other))

    def _say_words(self) -> None:
        cells = self._table.cells
        row = cells.row_of(self.row_id)
        words = self._table.limit_words(cells.rows[row]) if row >= 0 else ""
        self._words.setText(words)
        self._words.setVisible(bool(words))

    # Layout and keys

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange(2 if self.width() >= px(_TWO_COLUMNS) else 1)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._arrange(2 if self._table.width() >= px(_TWO_COLUMNS) else 1)

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for place, field in enumerate(self._fields.values()):
            self._grid.addWidget(field, place // across, place % across, Qt.AlignmentFlag.AlignTop)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif control and event.key() == Qt.Key.Key_PageUp:
            self.walked.emit(-1)
        elif control and event.key() == Qt.Key.Key_PageDown:
            self.walked.emit(1)
        else:
            super().keyPressEvent(event)


class _Field(QWidget):
    """Label, editor and what is wrong with it."""

    def __init__(self, column: Column, form: RowForm, table: "GridEditor") -> None:
        super().__init__(form)
        self._form = form
        self._table = table
        self._id = column.id
        self._definition = FieldDefinition(
            FieldId(column.id),
            column.kind,
            column.title,
            required=column.required,
            unit=column.unit,
            choices=column.choices,
            many=column.many,
            minimum=column.minimum,
            maximum=column.maximum,
            currency=column.currency,
        )
        title = column.title.text(table.context.window_language)
        self.label = Label(f"{title} *" if column.required else title, "label", "text2", self)
        self.editor: FieldEditor = editor_for(self._definition, table.context)
        self.editor.setAccessibleName(title)
        self._wrong = Label("", "label", "blocker", self, wrap=True)
        self._wrong.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(2))
        box.addWidget(self.label)
        box.addWidget(self.editor)
        box.addWidget(self._wrong)
        self.editor.edited.connect(lambda: self._take(checked=False))
        self.editor.left.connect(lambda: self._take(checked=True))
        self._shown: Json = None

    def show_value(self, value: Json) -> None:
        if not self.editor.composing and value != self._shown:
            self.editor.show_value(value)
        self._shown = value

    def say(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        self.editor.mark_problem(frozenset({""}) if sentence else frozenset())

    def _take(self, *, checked: bool) -> None:
        """Written text that makes sense is kept at once, other on leaving the field."""
        if self.editor.composing:
            return
        raw = self.editor.raw()
        policy = self._table.context.policy()
        codes = frozenset(str(role.code) for role in policy.roles)
        intake = Intake(policy.languages, codes)
        value = field_kind(self._definition.kind).parse(raw, self._definition, intake, "")
        if intake.problems and not checked:
            return
        taken = raw if intake.problems else value
        self._shown = taken
        self._form.take(self._id, taken, checked=checked)
