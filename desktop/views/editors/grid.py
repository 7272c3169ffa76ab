"""Tables of typed columns: tables of the template's, goals that can be measured, and KPIs."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from desktop.i18n import catalogue
from desktop.models.definitions import FieldDefinition, Json
from desktop.models.errors import Problem
from desktop.models.fields.kpi import DIRECTIONS
from desktop.models.rows import rows_of
from desktop.views.editors.base import EditorContext, FieldEditor
from desktop.views.editors.cells.delegate import CellDelegate
from desktop.views.editors.grid_base import TableEditor, surroundings
from desktop.views.editors.grid_row_form import RowForm
from desktop.views.item_models.grid_columns import CellColumn
from desktop.views.item_models.grid_kinds import (
    LIMITS,
    LimitsColumn,
    cell_columns,
    columns_of_field,
    limit_words,
)
from desktop.views.item_models.grid_model import Row
from desktop.views.widgets.in_sight import bring_into_sight
from desktop.views.widgets.segmented import Segmented

__all__ = ["EDITORS", "GridEditor"]

_KEY_COLUMNS = ("code", "name", "formula", "target", LIMITS, "frequency", "owner")
"""What is seen of a KPI until the person asks for all of its columns."""


class GridEditor(TableEditor):
    """Rows of typed cells. Wide ones show their key columns first, and all fields of a row in a
    form below the table."""

    def __init__(
        self, definition: FieldDefinition, context: EditorContext, parent: QWidget | None = None
    ) -> None:
        self._kpi = definition.kind == "kpi"
        self._all = not self._kpi
        self.defined = columns_of_field(definition)
        typed = surroundings(context)
        columns = list(cell_columns(self.defined, typed, context.policy))
        super().__init__(definition, context, tuple(columns), CellDelegate(), "", parent=parent)
        self.frame.empty.sentence.setText(self._empty_sentence())
        self.form: RowForm | None = None
        self._choice: Segmented | None = None
        if self._kpi:
            self._add_limits(columns)
        self.cells.rowsInserted.connect(self._offer_columns)
        self.cells.rowsRemoved.connect(self._offer_columns)
        rows = self.frame.actions_of_rows
        rows.fields_wanted.connect(self.open_fields)
        rows.columns_wanted.connect(lambda: self.show_all(True))
        self.view.doubleClicked.connect(self._open_words)
        self.view.selectionModel().currentChanged.connect(self._current_moved)
        self.cells.dataChanged.connect(lambda *_: self._say_limits())
        self.cells.rowsRemoved.connect(self._rows_gone)

    def _empty_sentence(self) -> str:
        if self._kpi:
            return self.tr("Indicators by which the process is measured, one in a row.")
        titles = [column.title.text(self.context.window_language) for column in self.defined[:3]]
        joint = "、" if self.context.window_language == "zh" else ", "
        return self.tr(
            "Rows with {columns} … Type, or paste them from a spreadsheet (Ctrl+V)."
        ).format(columns=joint.join(titles))

    # The contract

    def take_value(self, value: Json) -> None:
        self.cells.show_rows(list(rows_of(value)))
        self._say_limits()
        if self.form is not None:
            self.form.show_row()

    def raw(self) -> Json:
        return list[Json](self.cells.written_rows()) or None

    def raw_row(self, row: Row) -> Json:
        return [row]

    @property
    def composing(self) -> bool:
        return super().composing or (self.form is not None and self.form.composing)

    def widths_name(self) -> str:
        return f"{self.definition.id}/all" if self._kpi and self._all else str(self.definition.id)

    def sentence(self, problem: Problem) -> str:
        """The limits of KPIs by their titles, not by their ids."""
        if not problem.code.startswith("kpi-"):
            return super().sentence(problem)
        titles = {column.id: column.title for column in self.cells.columns}
        facts = dict(problem.facts)
        for fact in ("lower", "upper"):
            facts[fact] = titles.get(str(facts.get(fact)), facts.get(fact))
        if "allowed" in facts:
            named = [titles.get(one, one) for one in str(facts["allowed"]).split(", ")]
            facts["allowed"] = ("、" if self.context.window_language == "zh" else ", ").join(named)
        if facts.get("direction") in DIRECTIONS:
            facts["direction"] = catalogue("fields").raw(
                f"direction_{facts['direction']}", self.context.window_language
            )
        return super().sentence(Problem(problem.place, problem.code, facts))

    # Wide tables

    def _add_limits(self, columns: list[CellColumn]) -> None:
        limits = LimitsColumn(LIMITS, self.tr("Limits"), surroundings(self.context))
        limits.tip = self.tr("Green, amber and red in words; written in the row's own fields")
        limits.wish = 3
        place = next(at for at, column in enumerate(columns) if column.id == "green_from")
        columns.insert(place, limits)
        self.cells.set_columns(columns)
        self._choice = Segmented(
            [("key", self.tr("Key columns")), ("all", self.tr("All columns"))],
            self.tr("Columns that are shown"),
            self,
        )
        self._choice.chosen.connect(lambda key: self.show_all(key == "all"))
        self.frame.foot.addWidget(self._choice)
        self._hide_columns()
        self._offer_columns()

    def _offer_columns(self) -> None:
        """The choice of columns is of use as soon as there are rows."""
        if self._choice:
            self._choice.setVisible(bool(self.cells.rows))

    def show_all(self, everything: bool) -> None:
        """Shows all columns, or only the key ones."""
        if not self._kpi or everything == self._all:
            return
        self.view.take_open()
        self._all = everything
        if self._choice:
            self._choice.set_key("all" if everything else "key")
        self._hide_columns()

    def show_hidden(self, column: int) -> None:
        self.show_all(True)

    def _hide_columns(self) -> None:
        for place, column in enumerate(self.cells.columns):
            shown = column.id != LIMITS if self._all else column.id in _KEY_COLUMNS
            self.view.setColumnHidden(place, not shown)
        current = self.view.currentIndex()
        if current.isValid() and self.view.isColumnHidden(current.column()):
            self.view.go(current.row(), self.view.visible_columns()[0])
        self.view.widths.keep(self.context.columns_kept(self.widths_name()))
        self.view.widths.fit()

    # All fields of a row

    def open_fields(self, row: int, column_id: str = "") -> None:
        """Opens the form of a row below the table, and puts the cursor into a field of it."""
        self.view.take_open()
        self.view.go(row, max(0, self.view.currentIndex().column()))
        if self.form is None:
            self.form = RowForm(self)
            self.form.closed.connect(self._close_fields)
            self.form.walked.connect(self._walk_fields)
            self.box.addWidget(self.form)
        self.form.open_row(str(self.cells.rows[row]["id"]), column_id)

    def _close_fields(self) -> None:
        if self.form is not None:
            form, self.form = self.form, None
            self.view.setFocus()
            form.hide()
            form.deleteLater()
            row = self.view.visualRect(self.view.currentIndex())
            bring_into_sight(self.view.viewport(), row)

    def _walk_fields(self, by: int) -> None:
        row = self.view.currentIndex().row() + by
        if 0 <= row < len(self.cells.rows):
            self.open_fields(row)

    def _rows_gone(self) -> None:
        if self.form is not None and self.cells.row_of(self.form.row_id) < 0:
            self._close_fields()

    def _open_words(self, index: QModelIndex) -> None:
        if self.cells.columns[index.column()].style == "words":
            self.open_fields(index.row(), "direction")

    def _current_moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._say_limits()
        if self.form is not None and current.isValid() and self.view.hasFocus():
            self.form.open_row(str(self.cells.rows[current.row()]["id"]), None)

    # KPI limits in words

    def _say_limits(self) -> None:
        if self._kpi:
            row = self.view.currentIndex().row()
            self.frame.hint(self.limit_words(self.cells.rows[row]) if row >= 0 else "")

    def limit_words(self, row: Row) -> str:
        """`绿 ≥95%，黄 90%～<95%，红 <90%`, as far as there are limits."""
        joint = "，" if self.context.window_language == "zh" else ", "
        return joint.join(limit_words(row, self.context.window_language))


EDITORS: dict[str, type[FieldEditor]] = {"grid": GridEditor}
