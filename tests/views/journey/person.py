"""Somebody who has a mouse, a keyboard and eyes, and knows nothing of the program's insides."""

from typing import TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QMenu, QWidget

from desktop.models.definitions import Json
from desktop.models.identity import PolicyId
from desktop.models.snapshot import Field, Policy
from desktop.services.queries import policy_snapshot
from desktop.views.item_models.chapters import CHAPTER, CLAUSE
from desktop.views.main_window import MainWindow
from desktop.views.pages.policy.page import PolicyPage
from desktop.views.pages.policy.view import PolicyView
from desktop.views.start import Program
from tests.views.programs import activate, until

__all__ = ["ALT", "CONTROL", "SHIFT", "Person"]

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
Kind = TypeVar("Kind", bound=QWidget)


class Person:
    """Acts by mouse and keyboard alone; looks at what the library holds, to compare."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.window.resize(1366, 700)
        activate(self.window)

    # -- hands -----------------------------------------------------------------------------------

    def key(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Into whatever has the keyboard."""
        QTest.keyClick(self.focus, key, modifiers)
        QApplication.processEvents()

    def write(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self.focus, letter)
        QApplication.processEvents()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
        QApplication.processEvents()

    def click_row(self, view: QAbstractItemView, index: QModelIndex) -> None:
        view.scrollTo(index)
        self.click(view.viewport(), view.visualRect(index).center())

    def choose(self, words: str) -> None:
        """An entry of the menu that is open, by its words."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        (action,) = (one for one in menu.actions() if one.text().replace("&", "") == words)
        self.click(menu, menu.actionGeometry(action).center())

    # -- eyes ------------------------------------------------------------------------------------

    @property
    def focus(self) -> QWidget:
        self.wake()
        until(lambda: QApplication.focusWidget() is not None, "nothing has the keyboard")
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def wake(self) -> None:
        """Without a screen nobody gives the keyboard on when a dialog has gone."""
        if QApplication.activeWindow() is None:
            activate(QApplication.activeModalWidget() or self.window)

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    @property
    def view(self) -> PolicyView:
        """The policy that is open."""
        page = self.window.page
        assert isinstance(page, PolicyPage)
        until(lambda: page.view is not None, "the policy was not opened")
        assert page.view is not None
        return page.view

    @property
    def policy(self) -> PolicyId:
        return self.view.in_hand.id

    def snapshot(self, policy: PolicyId | None = None) -> Policy:
        """What the library holds of it."""
        return policy_snapshot(self.program.desk.opened, policy or self.policy)

    def value(self, field: str) -> Json:
        return next(one.value for one in self.snapshot().fields if one.id == field)

    def dialog(self, kind: type[Kind]) -> Kind:
        """The dialog of that kind, once it is there and has the keyboard."""

        def shown() -> list[Kind]:
            every = (one for one in QApplication.allWidgets() if isinstance(one, kind))
            return [one for one in every if one.isVisible()]

        until(shown, f"no {kind.__name__}")
        (found,) = shown()
        activate(found.window())
        return found

    # -- where to --------------------------------------------------------------------------------

    def row(self, kind: str, identity: str) -> QModelIndex:
        """Of the tree, among those that are shown."""
        tree = self.view.tree
        model: QAbstractItemModel = tree.view.model()

        def look(above: QModelIndex) -> QModelIndex:
            for at in range(model.rowCount(above)):
                index = model.index(at, 0, above)
                row = index.data(tree.model.ROW)
                if (row.kind, row.id) == (kind, identity):
                    return index
                below = look(index)
                if below.isValid():
                    return below
            return QModelIndex()

        found = look(QModelIndex())
        assert found.isValid(), identity
        return found

    def go_to_article(self, article: str) -> Field:
        """Clicks the article in the tree; Enter leads into its first field."""
        chapter, first = next(
            (chapter.id, one.fields[0])
            for chapter in self.snapshot().chapters
            for one in chapter.articles
            if one.id == article
        )
        tree = self.view.tree.view
        index = self.row(CHAPTER, chapter)
        self.click_row(tree, index)
        if not tree.isExpanded(index):
            self.key(Qt.Key.Key_Right)
        self.click_row(tree, self.row(CLAUSE, article))
        tree.setFocus()
        self.key(Qt.Key.Key_Return)
        form = self.view.form

        def there() -> bool:
            self.wake()
            row = form.row(first.id)
            return row is not None and row.editor.has_focus_inside

        until(there, f"the keyboard did not come into {first.id}")
        return first

    def save(self) -> None:
        """Waits until what was typed has been kept by itself."""
        until(lambda: not self.view.keeper.pending, "what was typed was not kept")

    def undo_all(self) -> int:
        """By Ctrl+Z alone; the number of steps."""
        return self._all(Qt.Key.Key_Z)

    def redo_all(self) -> int:
        return self._all(Qt.Key.Key_Y)

    def _all(self, key: Qt.Key) -> int:
        stack = self.window.page.undo_stack if self.window.page is not None else None
        assert stack is not None
        steps = 0
        while stack.canUndo() if key == Qt.Key.Key_Z else stack.canRedo():
            before = stack.index()
            self.key(key, CONTROL)
            assert stack.index() != before, f"the key did nothing in {self.focus}"
            steps += 1
        return steps

    def close_dialog(self, dialog: QDialog) -> None:
        self.key(Qt.Key.Key_Escape)
        until(lambda: not dialog.isVisible(), "the dialog stayed open")
