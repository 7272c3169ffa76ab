"""The faces that paper is set in: what for, under which licence, whether they are there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.resource_files import resource_path
from desktop.views.theme import px
from desktop.views.widgets.card import Card
from desktop.views.widgets.labels import Label

__all__ = ["FacesSection"]


class FacesSection(QWidget):
    """All of them come along: the same policy gives the same pages on every computer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        words = self.tr(
            "Pages are A4 and set in faces that come with the program and are embedded in every "
            "file: the same policy looks the same on every computer and printer."
        )
        column.addWidget(Label(words, "body", "text2", wrap=True))
        card = Card(padding=0)
        tree = QTreeWidget()
        tree.setAccessibleName(self.tr("Faces"))
        tree.setFrameShape(QFrame.Shape.NoFrame)
        tree.setRootIsDecorated(False)
        tree.setHeaderLabels([self.tr("Face"), self.tr("Used for"), self.tr("Licence"), ""])
        tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for file, use in self._uses():
            there = resource_path("fonts", f"{file}.ttf").is_file()
            state = self.tr("there") if there else self.tr("missing")
            tree.addTopLevelItem(QTreeWidgetItem([file.replace("-", " "), use, "OFL 1.1", state]))
        card.body.addWidget(tree)
        column.addWidget(card)
        column.addStretch(1)
        # The section scrolls as a whole: all rows are there, and no second scroll bar.
        tree.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = tree.topLevelItemCount() * tree.sizeHintForRow(0)
        tree.setFixedHeight(tree.header().sizeHint().height() + rows + 2)

    def _uses(self) -> tuple[tuple[str, str], ...]:
        return (
            ("NotoSerifSC-Regular", self.tr("Chinese text")),
            ("NotoSerifSC-Bold", self.tr("Chinese emphasis")),
            ("NotoSerifSC-Full", self.tr("Rare characters")),
            ("NotoSansSC-Medium", self.tr("Chinese headings")),
            ("NotoSansSC-Bold", self.tr("Chinese headings")),
            ("NotoSansSC-Regular", self.tr("Small print, Hei text, the window")),
            ("LXGWWenKai-Regular", self.tr("Kai text, answers in forms, emphasis")),
            ("NotoSerif-Regular", self.tr("English text")),
            ("NotoSerif-Bold", self.tr("English emphasis")),
            ("NotoSerif-Italic", self.tr("English emphasis")),
            ("NotoSerif-BoldItalic", self.tr("English emphasis")),
            ("NotoSans-Regular", self.tr("Small print, Hei text, the window")),
            ("NotoSans-Medium", self.tr("English headings")),
            ("NotoSans-Bold", self.tr("English headings")),
            ("NotoSansMath-Regular", self.tr("Mathematical signs")),
            ("NotoSansSymbols2-Regular", self.tr("Symbols")),
            ("NotoEmoji-Regular", self.tr("Symbols")),
        )
