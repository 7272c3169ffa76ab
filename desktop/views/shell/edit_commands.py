"""Undo, redo, cut, copy, paste: the commands whose words and state follow what is worked on."""

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QUndoStack
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from desktop.views.shell.menus import Menus
from desktop.views.undo import Step

if TYPE_CHECKING:
    from desktop.views.pages.base import Page

__all__ = ["EditCommands"]

_OF_FOCUS = {
    "edit.cut": "cut",
    "edit.copy": "copy",
    "edit.paste": "paste",
    "edit.select_all": "selectAll",
}
_TEXTS = (QLineEdit, QTextEdit, QPlainTextEdit)


class EditCommands(QObject):
    """Of one window; `follow` the page that is shown."""

    stepped = Signal()
    """Something was done, undone or redone: the step before is no longer the last one."""

    def __init__(self, menus: Menus, window: QWidget) -> None:
        super().__init__(window)
        self._actions = menus.actions
        self._page: Page | None = None
        self._stack: QUndoStack | None = None
        self._wanted: deque[bool] = deque()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)
        QGuiApplication.clipboard().dataChanged.connect(self.update_focus)

    def table(self) -> dict[str, Callable[[], object]]:
        return {
            "edit.undo": lambda: self._undo(back=True),
            "edit.redo": lambda: self._undo(back=False),
            **{name: partial(self._to_focus, slot) for name, slot in _OF_FOCUS.items()},
        }

    def follow(self, page: "Page | None") -> None:
        """Undo takes back what was done on this page."""
        if page is not self._page:
            self._wanted.clear()
        self._page = page
        stack = page.undo_stack if page is not None else None
        if stack is not self._stack:
            if self._stack is not None:
                self._stack.indexChanged.disconnect(self._step_done)
            self._stack = stack
            if stack is not None:
                stack.indexChanged.connect(self._step_done)
        self.update_undo()
        self.update_focus()

    def _step_done(self) -> None:
        self.update_undo()
        self.stepped.emit()

    def update_undo(self) -> None:
        """What is typed and not saved yet can be undone, too: it becomes a step first."""
        stack = self._stack
        undo, redo = self._actions["edit.undo"], self._actions["edit.redo"]
        pending = self._page is not None and self._page.pending
        undo.setEnabled(stack is not None and (stack.canUndo() or pending))
        redo.setEnabled(stack is not None and stack.canRedo())
        undo_words, redo_words = self.tr("&Undo"), self.tr("&Redo")
        if stack is not None and stack.canUndo():
            undo_words = self.tr("&Undo: {step}").format(step=stack.undoText().replace("&", "&&"))
        if stack is not None and stack.canRedo():
            redo_words = self.tr("&Redo: {step}").format(step=stack.redoText().replace("&", "&&"))
        undo.setText(undo_words)
        redo.setText(redo_words)

    def _undo(self, *, back: bool) -> None:
        page = self._page
        if page is None or page.undo_stack is None:
            return
        if page.desk.writing:
            self._wanted.append(back)  # one step after the other, in the order of the keys
            return
        page.save()
        stack = page.undo_stack
        step = stack.command(stack.index() - 1 if back else stack.index())
        if isinstance(step, Step) and step.beside:
            page.desk.turn_beside(stack, step, back=back)
        elif back:
            stack.undo()
        else:
            stack.redo()

    def go_on(self) -> None:
        """What was asked for while a step that takes long was still being turned."""
        while self._wanted and self._page is not None and not self._page.desk.writing:
            self._undo(back=self._wanted.popleft())

    def _to_focus(self, slot: str) -> None:
        call = getattr(QApplication.focusWidget(), slot, None)
        if callable(call):
            call()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(old, _TEXTS):
            old.removeEventFilter(self)
        if isinstance(new, _TEXTS):
            new.installEventFilter(self)
        self.update_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A text takes the keys of undo and redo for itself, also with nothing to take back: an
        empty field to search in leaves them to the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not _can_undo(watched)
            redo = event.matches(QKeySequence.StandardKey.Redo) and not _can_redo(watched)
            if undo or redo:
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def update_focus(self) -> None:
        """Cut, copy and paste are there for whoever has the focus and can do them."""
        focus = QApplication.focusWidget()
        for command, slot in _OF_FOCUS.items():
            self._actions[command].setEnabled(callable(getattr(focus, slot, None)))
        if isinstance(focus, _TEXTS) and focus.isReadOnly():
            self._actions["edit.cut"].setEnabled(False)
            self._actions["edit.paste"].setEnabled(False)


def _can_undo(text: QObject) -> bool:
    if isinstance(text, QLineEdit):
        return text.isUndoAvailable()
    return isinstance(text, QTextEdit | QPlainTextEdit) and text.document().isUndoAvailable()


def _can_redo(text: QObject) -> bool:
    if isinstance(text, QLineEdit):
        return text.isRedoAvailable()
    return isinstance(text, QTextEdit | QPlainTextEdit) and text.document().isRedoAvailable()
