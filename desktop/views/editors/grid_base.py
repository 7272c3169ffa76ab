"""What the editors of tables have in common, whatever their columns are."""

import re
from abc import abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.definitions import FieldDefinition, Json
from desktop.models.errors import Problem
from desktop.models.fields import field_kind
from desktop.models.fields.base import Intake
from desktop.views.editors.base import EditorContext, FieldEditor
from desktop.views.editors.cells.delegate import CellDelegate
from desktop.views.editors.grid_frame import GridFrame
from desktop.views.editors.grid_view import GridView
from desktop.views.item_models.grid_columns import CellColumn, Typed
from desktop.views.item_models.grid_model import GridModel, Row
from desktop.views.widgets.focus_chain import next_in_focus, tab_stops

__all__ = ["TableEditor", "surroundings"]

_PLACE_OF_KIND = re.compile(r"\[(\d+)\](?:\.cells)?\.([^.\[]+)")
_COLUMN_OF_PROBLEM = re.compile(r"\[1\](?:\.cells)?\.([^.\[]+)")


class TableEditor(FieldEditor):
    """A field of rows: shows them in a `GridFrame`, gives them back."""

    wide: ClassVar[bool] = True

    sample_wanted = Signal()
    """The person wants the template's sample in the empty table; for the form to bring."""

    def __init__(
        self,
        definition: FieldDefinition,
        context: EditorContext,
        columns: tuple[CellColumn, ...],
        delegate: CellDelegate,
        empty: str,
        view_class: type[GridView] = GridView,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(definition, context, parent)
        self.cells = GridModel(columns, self)
        self.cells.checks.check = self.check_row
        self.delegate = delegate
        delegate.setParent(self)
        self.frame = GridFrame(self.cells, delegate, self, empty, view_class)
        self.view = self.frame.view
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(0)
        self.box.addWidget(self.frame)
        self.setFocusProxy(self.view)
        self.view.setAccessibleName(definition.title.text(context.window_language))
        self.cells.edited.connect(self.edited)
        self.cells.block_begun.connect(self.edit_begun)
        self.view.left_by_key.connect(self.leave)
        self.view.part_reached.connect(self.part_entered)
        self.frame.sample_wanted.connect(self.sample_wanted)
        self.frame.problem_followed.connect(lambda row, column: self.go_to(f"{row}/{column}"))
        self.view.widths.chosen.connect(self.keep_widths)
        self.view.widths.keep(context.columns_kept(self.widths_name()))

    # The contract

    def show_value(self, value: Json) -> None:
        if self.composing or value == self.raw():
            return
        row = self.view.currentIndex().row()
        scrolled = self.view.verticalScrollBar().value()
        self.take_value(value)
        if not self.view.currentIndex().isValid() and self.cells.rows and self._inside:
            nearest = min(max(row, 0), len(self.cells.rows) - 1)
            self.view.go(nearest, self.view.visible_columns()[0])
        self.view.verticalScrollBar().setValue(scrolled)
        if not self.isVisible() or not scrolled:
            self.view.widths.fit()

    @abstractmethod
    def take_value(self, value: Json) -> None:
        """Puts a value into the model."""

    @abstractmethod
    def raw_row(self, row: Row) -> Json:
        """A field value of that row alone, for its kind to look at."""

    def widths_name(self) -> str:
        """Under which the widths of the columns are kept."""
        return str(self.definition.id)

    def keep_widths(self, widths: tuple[int, ...]) -> None:
        self.context.keep_columns(self.widths_name(), widths)

    @property
    def composing(self) -> bool:
        editor = self.view.open_editor
        return editor is not None and editor.composing

    @property
    def busy(self) -> bool:
        return self.cells.busy

    def go_to(self, part: str, start: int = 0, length: int = 0) -> None:
        row_id, column_id, item, *_ = [*part.split("/", 2), "", ""]
        row, column = self.cells.row_of(row_id), self.cells.column_of(column_id)
        self.view.setFocus()
        if row < 0:
            return
        if column < 0:
            self.view.go(row, self.view.visible_columns()[0])
            return
        if self.view.isColumnHidden(column):
            self.show_hidden(column)
        self.view.go(row, column)
        self.view.scrollTo(self.cells.index(row, column))
        if length:
            self.view.begin(at_end=False)
            if self.view.open_editor:
                value = self.cells.rows[row].get(column_id)
                found = self.cells.columns[column].stretch(value, start, length, item)
                self.view.open_editor.select_letters(*found)

    def show_hidden(self, column: int) -> None:
        """A column that is not seen at present is to be gone to."""

    def mark_problem(self, parts: frozenset[str]) -> None:
        """Cells that the table itself found nothing wrong with say at least that they are meant."""
        sentence = self.tr("The text in this cell does not fit its column.")
        rows = self.cells.written_rows() if parts else []
        places = (self._place_of(part, rows) for part in parts)
        self.cells.checks.say({place: sentence for place in places if place})

    def _place_of(self, part: str, rows: list[Row]) -> str:
        """`row/column` of `row/column`, or of `[3].column` as the kinds count written rows."""
        found = _PLACE_OF_KIND.search(part)
        if found is None:
            return part if "/" in part else ""
        at = int(found[1]) - 1
        return f"{rows[at]['id']}/{self.column_id(found[2])}" if at < len(rows) else ""

    def _holds(self, widget: QWidget) -> bool:
        editor = self.view.open_editor
        return super()._holds(widget) or (editor is not None and editor.holds(widget))

    # What is wrong with a row

    def check_row(self, row: Row) -> Mapping[str, str]:
        """Column → sentence, as the field's kind would refuse the row."""
        policy = self.context.policy()
        codes = frozenset(str(role.code) for role in policy.roles)
        intake = Intake(policy.languages, codes, new_id=lambda: "row")
        field_kind(self.definition.kind).parse(self.raw_row(row), self.definition, intake, "")
        said: dict[str, str] = {}
        for problem in intake.problems:
            found = _COLUMN_OF_PROBLEM.search(problem.place)
            if found:
                said.setdefault(self.column_id(found[1]), self.sentence(problem))
        return said

    def column_id(self, place: str) -> str:
        """The column of the model for a column of the kind's."""
        return place

    def sentence(self, problem: Problem) -> str:
        from desktop.i18n import catalogue

        words = catalogue("errors")
        return words.say(problem.code, self.context.window_language, **problem.facts)

    # Keyboard

    def leave(self, forwards: bool) -> None:
        """On to what follows the table, past its buttons; or back to what precedes it."""
        # The form puts the stops of a field in order, not the field itself.
        stops = tab_stops(self) or [self]
        begun = at = stops[-1 if forwards else 0]
        for _ in range(10_000):
            then = next_in_focus(at, forwards=forwards)
            if then is None or then is begun:
                return
            at = then
            reached = at.focusPolicy() & Qt.FocusPolicy.TabFocus
            inside = at is self or self.isAncestorOf(at)
            if reached and at.isVisible() and at.isEnabled() and not inside:
                reason = Qt.FocusReason.TabFocusReason
                at.setFocus(reason if forwards else Qt.FocusReason.BacktabFocusReason)
                return

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.view.setFocus(event.reason())


def surroundings(context: EditorContext) -> Typed:
    """What columns need to know."""
    return Typed(context.language, context.window_language, context.mention)
