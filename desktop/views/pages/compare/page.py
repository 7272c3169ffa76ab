"""The page that compares two revisions of a policy."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.views.desk import Desk
from desktop.views.pages.base import Page, StatusPart
from desktop.views.pages.compare.view import CompareView
from desktop.views.pages.compare.words import counts
from desktop.views.places import COMPARE, POLICIES, POLICY, Place
from desktop.views.widgets.buttons import Button, IconButton, PrimaryButton
from desktop.views.widgets.head import PageHead

__all__ = ["ComparePage", "show_comparison"]


def show_comparison(desk: Desk, policy_id: str, old: str = "", new: str = "") -> None:
    """Goes to the comparison of two revisions. "" for `new`: the newest; for `old`: the one that
    the new one was begun from."""
    desk.go_to(Place(COMPARE, policy_id, base=old, revision=new))


class ComparePage(Page):
    """`view` is None until a place was shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.view: CompareView | None = None
        self._stack: QUndoStack | None = None
        self.head = PageHead(self.tr("Compare two revisions"), self)
        self._undo = self._icon("undo-2", self.tr("Undo"), "edit.undo")
        self._redo = self._icon("redo-2", self.tr("Redo"), "edit.redo")
        self.back = Button(self.tr("Back to the policy"), "arrow-left", self)
        self.back.clicked.connect(self._to_policy)
        self.copy = Button(self.tr("Copy as a table"), "copy", self)
        self.copy.set_tooltip(self.tr("The changes that are shown, for a spreadsheet"))
        self.copy.clicked.connect(self._copy)
        self.print_button = PrimaryButton(self.tr("Print and export…"), "printer", self)
        self.print_button.set_tooltip(self.tr("Comparison table and marked-up copy (Ctrl+P)"))
        self.print_button.clicked.connect(self.print)
        for button in (self.back, self.copy, self.print_button):
            self.head.add_trailing(button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._look()

    def _icon(self, icon: str, words: str, command: str) -> IconButton:
        button = IconButton(icon, words, self)
        button.clicked.connect(lambda: self.desk.command_wanted.emit(command))
        self.head.add_trailing(button)
        return button

    # -- what is compared ------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        if self.view is not None and self.view.policy_id == place.id:
            if (place.base, place.revision) != self._pair() and place.base + place.revision:
                self.view.compare(place.base, place.revision)
            return
        self._close()
        view = self.view = CompareView(self.desk, place.id, place.base, place.revision, self)
        view.shown.connect(self._look)
        self._column.addWidget(view, 1)
        self._watch(self.desk.stack(place.id))
        self.setTabOrder(self.print_button, view.choices.old)

    def _pair(self) -> tuple[str, str]:
        compared = self.view.compared if self.view is not None else None
        return (compared.pair.old, compared.pair.new) if compared is not None else ("", "")

    def _close(self) -> None:
        self._watch(None)
        if self.view is not None:
            self.view.close_policy()
            self.view.hide()
            self.view.deleteLater()
            self.view = None

    def _watch(self, stack: QUndoStack | None) -> None:
        """Undo and redo follow this stack from now on."""
        if self._stack is not None:
            self._stack.indexChanged.disconnect(self._show_undo)
        self._stack = stack
        if stack is not None:
            stack.indexChanged.connect(self._show_undo)
        self._show_undo()

    def _show_undo(self) -> None:
        self._undo.setEnabled(self._stack is not None and self._stack.canUndo())
        self._redo.setEnabled(self._stack is not None and self._stack.canRedo())

    def _look(self) -> None:
        compared = self.view.compared if self.view is not None else None
        found = compared is not None and bool(compared.comparison)
        self.copy.setEnabled(found)
        self.print_button.setEnabled(found)
        self.head.set_number(compared.title if compared is not None else "")
        self.title_changed.emit()
        self.status_changed.emit()
        self.commands_changed.emit()

    # -- what is done ----------------------------------------------------------------------------

    def _to_policy(self) -> None:
        if self.view is not None:
            self.desk.go_to(Place(POLICY, self.view.policy_id))

    def _copy(self) -> None:
        if self.view is not None:
            self.view.copy_list()

    def print(self) -> None:
        """The comparison table and the marked-up copy of what is shown."""
        from desktop.views.dialogs.print_comparison import print_comparison

        view = self.view
        if view is None or view.compared is None or not view.compared.comparison:
            return
        view.note.save()
        old, new = self._pair()
        language = view.compared.pair.language
        print_comparison(self.window(), self.desk, view.policy_id, old, new, language)

    # -- for the window --------------------------------------------------------------------------

    @property
    def title(self) -> str:
        old, new = self._pair()
        return f"{old} → {new}" if old else self.tr("Compare two revisions")

    @property
    def commands(self) -> Mapping[str, Callable[[], None]]:
        view = self.view
        if view is None:
            return {}
        return {
            "file.print": self.print,
            "edit.find": view.changes.words.setFocus,
        }

    def can(self, command: str) -> bool:
        return command != "file.print" or self.print_button.isEnabled()

    @property
    def undo_stack(self) -> QUndoStack | None:
        return self._stack

    @property
    def pending(self) -> bool:
        return self.view is not None and self.view.note.pending

    def place(self) -> Place:
        if self.view is None:
            return Place(POLICIES)
        old, new = self._pair()
        return Place(COMPARE, self.view.policy_id, base=old, revision=new)

    def status(self) -> tuple[StatusPart, ...]:
        compared = self.view.compared if self.view is not None else None
        if compared is None or compared.comparison is None:
            return ()
        changes = compared.comparison.changes
        given = sum(
            bool(note.reason.zh or note.reason.en)
            for note in (compared.notes.get(one.anchor) for one in changes)
            if note is not None
        )
        parts = [
            StatusPart(f"{compared.pair.old} → {compared.pair.new}", "git-commit-horizontal"),
            StatusPart(counts(compared.comparison.summary), "list-checks"),
        ]
        if changes:
            said = self.tr("Reasons {given} / {all}").format(given=given, all=len(changes))
            parts.append(StatusPart(said, "message-square"))
        return tuple(one for one in parts if one.text)

    def save(self) -> bool:
        if self.view is not None:
            self.view.note.save()
        return True

    def let_go(self) -> None:
        self._close()

    def entered(self) -> None:
        if self.view is not None:
            self.view.look_again()
            self.view.changes.view.setFocus()
