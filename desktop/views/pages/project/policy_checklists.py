"""A policy's own checklists, without a project: which items there are, and changing them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.models.definitions import ChecklistItem, Phase
from desktop.models.errors import KnownError
from desktop.models.identity import ItemCode, PhaseId
from desktop.views.desk import Desk
from desktop.views.item_models.checklist import ChecklistModel, Line
from desktop.views.pages.project.filters import FilterBar
from desktop.views.pages.project.item_dialog import ItemDialog
from desktop.views.pages.project.list_view import ChecklistView
from desktop.views.pages.project.words import role_titles
from desktop.views.theme import Theme, icon, px
from desktop.views.widgets.buttons import Button, IconButton
from desktop.views.widgets.labels import ElidedLabel, Label
from desktop.views.widgets.segmented import Segmented
from desktop.views.widgets.separators import HorizontalLine

if TYPE_CHECKING:
    from desktop.services.command import Command
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["PolicyChecklists"]


class PolicyChecklists(QWidget):
    """`show_phase` another list. Edits are steps of undo of the policy."""

    def __init__(self, desk: Desk, in_hand: "PolicyInHand", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._in_hand = in_hand
        self._phase = ""
        self.model = ChecklistModel(desk.language, self)
        self.model.set_grouping("paper")
        self._build()
        self.view.details_wanted.connect(lambda _code: self.edit())
        self.view.removal_wanted.connect(lambda _codes: self.remove())
        self.view.move_wanted.connect(self.move_item)
        self.view.menu_wanted.connect(self._context_menu)
        self.view.selection_changed.connect(self._look)
        self.filters.kept_chosen.connect(lambda kept: self._filter(kept=kept))
        self.filters.searched.connect(lambda text: self._filter(text=text))
        self.filters.role_chosen.connect(lambda role: self._filter(role=role))
        self.filters.left_downwards.connect(self.view.setFocus)
        in_hand.ready.connect(self.refresh)
        in_hand.changed.connect(self._changed)
        self._dress()
        Theme.current().changed.connect(self._dress)

    def _build(self) -> None:
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._title = Label("", "section", "text", self)
        self._sentence = ElidedLabel("", "label", "text2", self)
        letters = [("", self.tr("All classes")), *((one, one) for one in "ABC")]
        self.classes = Segmented(letters, self.tr("What a project of a class has to do"), self)
        self.classes.setToolTip(self.tr("What a project of a class has to do"))
        self.classes.chosen.connect(lambda letter: self._filter(project_class=letter))
        self.add_button = Button(self.tr("Add item…"), "plus", self)
        self.add_button.clicked.connect(self.add)
        self._up = IconButton("arrow-up", self.tr("Move up"), self)
        self._up.clicked.connect(lambda: self.move_item(-1))
        self._down = IconButton("arrow-down", self.tr("Move down"), self)
        self._down.clicked.connect(lambda: self.move_item(1))
        self._edit = IconButton("pencil", self.tr("Edit the item"), self)
        self._edit.clicked.connect(self.edit)
        self._remove = IconButton("trash-2", self.tr("Remove the item"), self)
        self._remove.clicked.connect(self.remove)
        self._head = QHBoxLayout()
        self._head.addWidget(self._title)
        self._head.addWidget(self._sentence, 1)
        for widget in (self.classes, self._up, self._down, self._edit, self._remove):
            self._head.addWidget(widget)
        self._head.addWidget(self.add_button)
        self.filters = FilterBar(states=False, parent=self)
        self.view = ChecklistView(self.model, ticks=False, parent=self)
        self.view.setAccessibleName(self.tr("Items of the phase"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self.filters)
        column.addWidget(HorizontalLine(self))
        column.addWidget(self.view, 1)

    # -- what is shown -------------------------------------------------------------------------

    @property
    def phase(self) -> Phase | None:
        policy = self._in_hand.policy
        phases = policy.phases if policy else ()
        return next((one for one in phases if one.id == self._phase), None)

    @property
    def writable(self) -> bool:
        policy = self._in_hand.policy
        return policy is not None and policy.state == "draft" and not self._desk.read_only

    def show_phase(self, phase_id: str, item: str = "") -> None:
        """The list of that phase; `item` becomes the current one."""
        if phase_id != self._phase:
            self._phase = phase_id
            self.model.show_lines(self._lines())
        self.refresh()
        if not item or not self.view.select_code(item):
            self.view.select_first()

    def refresh(self) -> None:
        phase = self.phase
        if phase is None:
            return
        current = self.view.current_code
        self.model.update_lines(self._lines())
        if current and self.view.current_code != current:
            self.view.select_code(current)
        self.filters.show_counts({"all": len(phase.items), **self._by_tag(phase)})
        self.filters.show_roles(self.model.roles(), self.model.filter.role)
        self._title.setText(phase.title.text(self._desk.language))
        self._sentence.setText(
            self.tr("{shown} of {total} items apply to class {letter}").format(
                shown=self.model.shown, total=len(phase.items), letter=self.classes.key()
            )
            if self.classes.key()
            else self.tr("{count} items").format(count=len(phase.items))
        )
        self.view.say_when_empty(
            self.tr("No item fits the filter.")
            if phase.items
            else self.tr("This phase has no items yet. Add what must be done before it ends.")
        )
        self._look()

    def _changed(self, *_: object) -> None:
        self.refresh()

    def _by_tag(self, phase: Phase) -> dict[str, int]:
        tags = [one.tag for one in phase.items]
        return {"gate": tags.count("G"), "mandatory": tags.count("M")}

    def _lines(self) -> list[Line]:
        phase = self.phase
        roles = role_titles(self._in_hand.policy, self._desk.language)
        return [
            Line(one, None, roles.get(one.role or "", one.role or ""))
            for one in (phase.items if phase else ())
        ]

    def _filter(self, **changes: str) -> None:
        current = self.view.current_code
        self.model.keep_filter(**changes)
        if not self.view.select_code(current):
            self.view.select_first()
        self.refresh()

    def _look(self) -> None:
        """Enables what can be done now, with the reason where it cannot."""
        code, writable = self.view.current_code, self.writable
        why = "" if writable else self.tr("Only a draft can be changed")
        self.add_button.setEnabled(writable)
        self.add_button.set_tooltip(why)
        shown = [one.item.code for one in self.model.shown_lines()]
        at = shown.index(ItemCode(code)) if code in shown else -1
        self._up.setEnabled(writable and at > 0)
        self._down.setEnabled(writable and 0 <= at < len(shown) - 1)
        for button in (self._edit, self._remove):
            button.setEnabled(writable and bool(code))

    # -- what is done --------------------------------------------------------------------------

    def add(self) -> None:
        """Writes a new item; it comes after the current one."""
        from desktop.services.commands.add_checklist_item import AddChecklistItem

        phase, policy = self.phase, self._in_hand.policy
        if phase is None or policy is None or not self.writable:
            return
        codes = [one.code for one in phase.items]
        current = self.view.current_code
        position = codes.index(ItemCode(current)) + 1 if current in codes else None
        dialog = ItemDialog(self._desk, policy, phase, None, self.window())

        def keep(item: ChecklistItem) -> None:
            label = self.tr("Add item {item}").format(item=item.code)
            command = AddChecklistItem(policy.id, PhaseId(phase.id), item, position)
            if self._keep(dialog, command, label):
                self.view.select_code(item.code)

        dialog.kept.connect(keep)
        dialog.open()

    def edit(self) -> None:
        from desktop.services.commands.edit_checklist_item import EditChecklistItem

        phase, policy = self.phase, self._in_hand.policy
        line = self.model.line(self.view.currentIndex())
        if phase is None or policy is None or line is None or not self.writable:
            return
        dialog = ItemDialog(self._desk, policy, phase, line.item, self.window())

        def keep(item: ChecklistItem) -> None:
            label = self.tr("Edit item {item}").format(item=item.code)
            self._keep(dialog, EditChecklistItem(policy.id, item.code, item), label)

        dialog.kept.connect(keep)
        dialog.open()

    def _keep(self, dialog: ItemDialog, command: "Command[None]", label: str) -> bool:
        try:
            self._desk.push(command, label, stack=self._in_hand.stack)
        except KnownError as error:
            dialog.refuse(error)
            return False
        dialog.accept()
        return True

    def remove(self) -> None:
        """Removes the current item and offers to take that back."""
        from desktop.services.commands.remove_checklist_item import RemoveChecklistItem

        code, policy = self.view.current_code, self._in_hand.policy
        if not code or policy is None or not self.writable:
            return
        codes = [one.item.code for one in self.model.shown_lines()]
        at = codes.index(ItemCode(code))
        label = self.tr("Remove item {item}").format(item=code)
        command = RemoveChecklistItem(policy.id, ItemCode(code))
        outcome = self._desk.attempt(command, label, stack=self._in_hand.stack)
        if outcome is None:
            return
        left = [one for one in codes if one != code]
        if left:
            self.view.select_code(left[min(at, len(left) - 1)])
        stack = self._desk.stack(self._in_hand.stack)
        after = stack.index()

        def back() -> None:
            if stack.index() == after and stack.undoText() == label:
                stack.undo()

        self._desk.say(self.tr("Removed {item}").format(item=code), self.tr("Undo"), back)

    def move_item(self, by: int) -> None:
        """Past its neighbour in the list as it is shown."""
        from desktop.services.commands.move_checklist_item import MoveChecklistItem

        phase, policy, code = self.phase, self._in_hand.policy, self.view.current_code
        shown = [one.item.code for one in self.model.shown_lines()]
        if phase is None or policy is None or code not in shown or not self.writable:
            return
        to = shown.index(ItemCode(code)) + by
        if not 0 <= to < len(shown):
            return
        position = [one.code for one in phase.items].index(shown[to])
        label = self.tr("Move item {item}").format(item=code)
        command = MoveChecklistItem(policy.id, ItemCode(code), PhaseId(phase.id), position)
        if self._desk.attempt(command, label, stack=self._in_hand.stack) is not None:
            self.view.select_code(code)

    def _context_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, name, act in (
            (self.tr("Edit the item"), "pencil", self.edit),
            (self.tr("Add item…"), "plus", self.add),
            (self.tr("Move up"), "arrow-up", lambda: self.move_item(-1)),
            (self.tr("Move down"), "arrow-down", lambda: self.move_item(1)),
            (self.tr("Remove the item"), "trash-2", self.remove),
        ):
            menu.addAction(icon(name), words, act).setEnabled(self.writable)
        menu.popup(place)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(280), px(160))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.classes.setVisible(self.width() >= px(480))
        self.add_button.set_compact(self.width() < px(620))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Insert:
            self.add()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self._head.setContentsMargins(px(14), px(8), px(14), px(6))
        self._head.setSpacing(px(6))
