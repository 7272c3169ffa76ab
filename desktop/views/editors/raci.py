"""The responsibility matrix: activities by roles, a letter in each cell."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from desktop.models.definitions import FieldDefinition, Json, Role
from desktop.views.editors.base import EditorContext, FieldEditor
from desktop.views.editors.grid_base import TableEditor, surroundings
from desktop.views.editors.raci_roles import RolePicker
from desktop.views.editors.raci_view import RaciDelegate, RaciHead, RaciView
from desktop.views.item_models.grid_columns import TextColumn
from desktop.views.item_models.grid_model import Row
from desktop.views.item_models.raci_columns import (
    ACTIVITY,
    NOTE,
    LetterColumn,
    raci_columns,
    raci_value,
    role_of,
    rows_of_raci,
)
from desktop.views.theme import dress
from desktop.views.widgets.buttons import QuietButton

__all__ = ["EDITORS", "RaciEditor"]

_FIRST_ROLES = 6


class RaciEditor(TableEditor):
    """Activities by roles. An empty matrix begins with the first roles of the policy."""

    def __init__(
        self, definition: FieldDefinition, context: EditorContext, parent: QWidget | None = None
    ) -> None:
        self.codes = self._first_codes(context)
        self._roles_given = False
        self._typed = surroundings(context)
        columns = raci_columns(self.codes, context.policy().roles, self._typed)
        super().__init__(definition, context, columns, RaciDelegate(), "", RaciView, parent)
        self.frame.empty.sentence.setText(
            self.tr("Who does, answers for, is asked about and is told of each activity.")
        )
        self.roles_button = QuietButton(self.tr("Roles"), "users", self, small=True)
        self.roles_button.set_tooltip(self.tr("Choose the roles that have a column"))
        self.roles_button.clicked.connect(self.pick_roles)
        self.frame.foot.addWidget(self.roles_button)
        self.frame.hint(
            self.tr("R does it · A answers for it · C is asked before · I is told after")
        )
        rows = self.frame.actions_of_rows
        rows.can_open_fields = False
        rows.before_heads = self._take_heads
        assert isinstance(self.view, RaciView)
        self.view.role_moved.connect(self.move_role)
        assert isinstance(self.view.column_head, RaciHead)
        self.view.column_head.menu_wanted.connect(self._head_menu)
        for signal in (
            self.cells.dataChanged,
            self.cells.rowsInserted,
            self.cells.rowsRemoved,
            self.cells.modelReset,
        ):
            signal.connect(lambda *_: self._show_notes())
        self._show_notes(anew=True)

    def _first_codes(self, context: EditorContext) -> list[str]:
        return [str(role.code) for role in context.policy().roles[:_FIRST_ROLES]]

    # The contract

    def take_value(self, value: Json) -> None:
        listed = value.get("roles") if isinstance(value, dict) else None
        self._roles_given = isinstance(listed, list)
        codes = [str(code) for code in listed] if isinstance(listed, list) else None
        self._show_roles(self._first_codes(self.context) if codes is None else codes)
        self.cells.show_rows(rows_of_raci(value))
        self._show_notes(anew=True)

    def raw(self) -> Json:
        rows = self.cells.written_rows()
        if not rows and not self._roles_given:
            return None
        return raci_value(rows, self.codes) if rows or self.codes else None

    def raw_row(self, row: Row) -> Json:
        return raci_value([row], self.codes)

    def column_id(self, place: str) -> str:
        return place if place == ACTIVITY else f"role:{place}"

    def widths_name(self) -> str:
        return f"{self.definition.id}/{len(self.codes)}"

    def go_to(self, part: str, start: int = 0, length: int = 0) -> None:
        row, _, column = part.partition("/")
        if column in self.codes:
            column = f"role:{column}"
        super().go_to(f"{row}/{column}" if column else row, start, length)

    # Roles

    def pick_roles(self) -> None:
        """Opens the list of roles below its button."""
        self.view.take_open()
        picker = RolePicker(
            self._roles(), self.codes, self.context.window_language, self.roles_button
        )
        picker.chosen.connect(self.set_roles)
        picker.show_below(self.roles_button)

    def set_roles(self, codes: list[str]) -> None:
        """These roles have columns, in this order. Letters of a role that goes are kept as long
        as the editor lives, should it come back."""
        if codes != self.codes:
            self._roles_given = True
            self._show_roles(codes)
            self.edited.emit()

    def move_role(self, code: str, by: int) -> None:
        """Moves a role's column to the left (-1) or right (1)."""
        at = self.codes.index(code)
        if 0 <= at + by < len(self.codes):
            codes = [one for one in self.codes if one != code]
            codes.insert(at + by, code)
            self.set_roles(codes)

    def _roles(self) -> tuple[Role, ...]:
        return self.context.policy().roles

    def _show_roles(self, codes: list[str]) -> None:
        if codes == self.codes:
            return
        self.view.take_open()
        current = self.view.currentIndex()
        row = current.row()
        column = self.cells.columns[current.column()].id if current.isValid() else ""
        # The head remembers by place what it hides: a role is going to stand there.
        self.view.setColumnHidden(self.cells.column_of(NOTE), False)
        self.codes = codes
        self.cells.set_columns(raci_columns(codes, self._roles(), self._typed))
        self._show_notes(anew=True)
        self.view.widths.keep(self.context.columns_kept(self.widths_name()))
        self.view.widths.fit()
        if row >= 0:
            self.view.go(row, max(0, self.cells.column_of(column)))

    def _head_menu(self, section: int, place: QPoint) -> None:
        code = role_of(self.cells.columns[section].id)
        if not code:
            return
        at = self.codes.index(code)
        menu = QMenu(self)
        left = menu.addAction(self.tr("Move to the left"), lambda: self.move_role(code, -1))
        right = menu.addAction(self.tr("Move to the right"), lambda: self.move_role(code, 1))
        dress(left, "arrow-left")
        dress(right, "arrow-right")
        left.setEnabled(at > 0)
        right.setEnabled(at < len(self.codes) - 1)
        menu.addSeparator()
        gone = menu.addAction(
            self.tr("Remove the role's column"),
            lambda: self.set_roles([one for one in self.codes if one != code]),
        )
        dress(gone, "trash-2")
        menu.addAction(self.tr("Choose roles …"), self.pick_roles)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _take_heads(self, titles: list[str]) -> None:
        """A pasted head that names roles without a column gives them one."""
        texts = [title.strip().casefold() for title in titles]
        first = self.cells.columns[0]
        if not isinstance(first, TextColumn) or not texts or texts[0] not in first.titles:
            return
        columns = [LetterColumn(role, str(role.code), self._typed) for role in self._roles()]
        named = [
            next((one.code for one in columns if text in one.titles), "") for text in texts[1:]
        ]
        fresh = [code for code in named if code and code not in self.codes]
        if named and all(named) and fresh:
            self._roles_given = True
            self._show_roles([*self.codes, *dict.fromkeys(fresh)])

    def _show_notes(self, *, anew: bool = False) -> None:
        """The column of words comes when there is something to say. It does not go under the
        person's hands, only when the matrix is shown `anew`."""
        place = self.cells.column_of(NOTE)
        note = self.cells.columns[place]
        wanted = any(note.shown_in(row) for row in self.cells.rows)
        if self.view.isColumnHidden(place) == wanted and (wanted or anew):
            self.view.setColumnHidden(place, not wanted)
            self.view.widths.fit()


EDITORS: dict[str, type[FieldEditor]] = {"raci": RaciEditor}
