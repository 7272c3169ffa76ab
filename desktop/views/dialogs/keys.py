"""All shortcuts in a table that can be searched, copied and printed as text."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.views.commands import command_specs, menu_titles
from desktop.views.dialogs.anywhere import plain_words
from desktop.views.dialogs.frame import Frame, show_once
from desktop.views.widgets.card import Card
from desktop.views.widgets.search_field import SearchField

if TYPE_CHECKING:
    from desktop.views.desk import Desk
    from desktop.views.main_window import MainWindow

__all__ = ["KeysDialog", "keys"]


def keys(window: "MainWindow") -> None:
    show_once(window, KeysDialog, lambda: KeysDialog(window, window.desk))


class KeysDialog(Frame):
    def __init__(self, window: QWidget, desk: "Desk") -> None:
        super().__init__(window, desk, self.tr("Keyboard shortcuts"), QSize(560, 600))
        self.field = SearchField(self.tr("Filter commands and keys"))
        self.body.addWidget(self.field)
        card = Card(padding=0)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setRootIsDecorated(False)
        self.tree.setHeaderLabels([self.tr("Command"), self.tr("Menu"), self.tr("Keys")])
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.tree.setSortingEnabled(False)
        card.body.addWidget(self.tree)
        self.body.addWidget(card, 1)
        self._fill()
        self.field.textChanged.connect(self._filter)
        self.field.left_downwards.connect(self.tree.setFocus)
        copy = self.add_button(self.tr("Copy as text"), self._copy)
        self.foot.removeWidget(copy)
        self.foot.insertWidget(0, copy)
        self.add_close()
        self.field.setFocus()

    def _fill(self) -> None:
        menus = {key: plain_words(title) for key, title in menu_titles().items()}
        for spec in command_specs():
            shown = [
                one.toString(QKeySequence.SequenceFormat.NativeText) for one in spec.sequences()
            ]
            if shown:
                line = [plain_words(spec.text), menus[spec.menu], "  ".join(shown)]
                self.tree.addTopLevelItem(QTreeWidgetItem(line))
        checklist, comparison = self.tr("Checklist"), self.tr("Compare two revisions")
        for page, words, key in (
            (checklist, self.tr("Tick the item"), QKeySequence(Qt.Key.Key_Space)),
            (checklist, self.tr("Evidence"), QKeySequence(Qt.Key.Key_E)),
            (checklist, self.tr("Details"), QKeySequence(Qt.Key.Key_Return)),
            (comparison, self.tr("Next change"), QKeySequence("F8")),
            (comparison, self.tr("Previous change"), QKeySequence("Shift+F8")),
            (comparison, self.tr("Write the reason"), QKeySequence(Qt.Key.Key_Return)),
        ):
            text = key.toString(QKeySequence.SequenceFormat.NativeText)
            self.tree.addTopLevelItem(QTreeWidgetItem([words, page, text]))

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for at in range(self.tree.topLevelItemCount()):
            line = self._line(at).casefold()
            self.tree.setRowHidden(
                at, self.tree.rootIndex(), not all(word in line for word in words)
            )

    def _line(self, at: int) -> str:
        model = self.tree.model()
        return "\t".join(str(model.index(at, column).data()) for column in range(3))

    def text(self) -> str:
        """Every line of the table, tabs between the columns."""
        return "\n".join(self._line(at) for at in range(self.tree.topLevelItemCount()))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.strip.say("ok", self.tr("The list is in the clipboard; paste it to print it."))
