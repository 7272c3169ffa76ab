"""The head of the policy page: title, number, state, language that is written, commands."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QWidget

from desktop.i18n import Language
from desktop.models.snapshot import Policy
from desktop.views.widgets.buttons import Button, IconButton, PrimaryButton
from desktop.views.widgets.chips import StateChip
from desktop.views.widgets.head import PageHead
from desktop.views.widgets.segmented import Segmented

__all__ = ["PolicyHead"]


class PolicyHead(PageHead):
    """`command_wanted(id)` of its buttons; `language_chosen` of a bilingual policy."""

    command_wanted = Signal(str)
    language_chosen = Signal(str)
    part_chosen = Signal(str)
    """text or revisions."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self._stack: QUndoStack | None = None
        self._has_drawer = False
        self._state = StateChip("draft", self)
        self.add_chip(self._state)
        parts = (("text", self.tr("Main text")), ("revisions", self.tr("Revisions and signatures")))
        self.parts = Segmented(parts, self.tr("Part of the page"), self)
        self.parts.chosen.connect(self.part_chosen)
        self.add_centre(self.parts)
        names = (("zh", "中文"), ("en", "English"))
        self._writing = Segmented(names, self.tr("Language that is written"), self)
        self._writing.chosen.connect(self.language_chosen)
        self.add_centre(self._writing)
        self._tree = self._icon("list-tree", self.tr("Chapters"), "view.tree")
        self._undo = self._icon("undo-2", self.tr("Undo"), "edit.undo")
        self._redo = self._icon("redo-2", self.tr("Redo"), "edit.redo")
        find = self._find = self._button(Button(self.tr("Find"), "search", self), "edit.find")
        find.set_tooltip(self.tr("Find and replace (Ctrl+F)"))
        self._button(Button(self.tr("Properties"), "pencil", self), "file.properties")
        # The filled button of the revisions is the next step.
        self._print = self._button(Button(self.tr("Print"), "printer", self), "file.print")
        self._print.hide()
        main = PrimaryButton(self.tr("Print"), "printer", self)
        self._print_main = self._button(main, "file.print")
        self.show_policy(None, "zh")

    def _icon(self, icon: str, words: str, command: str) -> IconButton:
        button = IconButton(icon, words, self)
        button.clicked.connect(lambda: self.command_wanted.emit(command))
        self.add_trailing(button)
        return button

    def _button(self, button: Button, command: str) -> Button:
        button.clicked.connect(lambda: self.command_wanted.emit(command))
        self.add_trailing(button)
        return button

    def show_part(self, revisions: bool) -> None:
        """Which part of the page is shown."""
        self.parts.set_key("revisions" if revisions else "text")
        self._find.setVisible(not revisions)
        self._tree.setVisible(self._has_drawer and not revisions)
        self._print.setVisible(revisions)
        self._print_main.setVisible(not revisions)
        self._fit()

    def show_policy(self, policy: Policy | None, language: Language, standing: str = "") -> None:
        """Title and state of the policy in the language that is written; None: none yet.
        `standing`: which revision applies, where that is another."""
        several = policy is not None and len(policy.languages) > 1
        self.show_centre(policy is not None, self.parts)
        self.show_centre(several, self._writing)
        self._state.setVisible(policy is not None)
        if policy is None:
            self.set_title("")
            self.set_number("")
            return
        self.set_title(policy.title.text(language))
        self.set_number(" · ".join(filter(None, (policy.facts.number, standing))))
        self._state.set_state(policy.state)
        if several:
            self._writing.set_key(language)

    def show_drawer_button(self, shown: bool) -> None:
        """Where the tree is a drawer, a button opens it."""
        self._has_drawer = shown
        self._tree.setVisible(shown and not self._print.isVisibleTo(self))

    def watch(self, stack: QUndoStack | None) -> None:
        """Undo and redo follow this stack from now on."""
        if self._stack is not None:
            self._stack.indexChanged.disconnect(self._show_undo)
        self._stack = stack
        if stack is not None:
            stack.indexChanged.connect(self._show_undo)
        self._show_undo()

    def _show_undo(self) -> None:
        stack = self._stack
        self._undo.setEnabled(stack is not None and stack.canUndo())
        self._redo.setEnabled(stack is not None and stack.canRedo())
        undo, redo = self.tr("Undo"), self.tr("Redo")
        if stack is not None and stack.canUndo():
            undo = self.tr("Undo: {step}").format(step=stack.undoText())
        if stack is not None and stack.canRedo():
            redo = self.tr("Redo: {step}").format(step=stack.redoText())
        self._undo.set_name(undo)
        self._redo.set_name(redo)
