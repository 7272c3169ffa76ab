"""A look at a template before one uses it: chapters, articles, fields and checklists."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.views.dialogs.frame import Frame, show_once
from desktop.views.dialogs.template_list import counts_of
from desktop.views.pages.start.outlines import TemplateOutline
from desktop.views.theme import font, icon
from desktop.views.widgets.card import Card
from desktop.views.widgets.labels import Label

if TYPE_CHECKING:
    from desktop.views.desk import Desk

__all__ = ["TemplateOutlineDialog", "look_at_template"]


def look_at_template(window: QWidget, desk: "Desk", outline: TemplateOutline) -> None:
    show_once(window, TemplateOutlineDialog, lambda: TemplateOutlineDialog(window, desk, outline))


class TemplateOutlineDialog(Frame):
    """Chapters as a tree, the checklists of the phases after them."""

    def __init__(self, window: QWidget, desk: "Desk", outline: TemplateOutline) -> None:
        super().__init__(window, desk, outline.title, QSize(640, 600))
        self._window = window
        self._outline = outline
        self.body.addWidget(Label(outline.title, "page"))
        self.body.addWidget(Label(outline.description, "body", "text2", wrap=True))
        self.body.addWidget(Label(counts_of(outline), "label", "text2"))
        card = Card(padding=0)
        self.tree = self._tree()
        card.body.addWidget(self.tree)
        self.body.addWidget(card, 1)
        use = self.add_primary(self.tr("Use this template…"), self._use)
        use.setEnabled(not desk.read_only)
        self.add_close()
        use.setDefault(True)
        self.tree.setFocus()

    def _tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(self.tr("Chapters and articles"))
        tree.setFrameShape(QFrame.Shape.NoFrame)
        tree.setColumnCount(2)
        tree.setHeaderLabels([self.tr("Chapter, article"), self.tr("Fields")])
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.setUniformRowHeights(True)
        for chapter in self._outline.chapters:
            top = _row(chapter.title, chapter.fields, chapter.guidance)
            top.setFont(0, font("strong"))
            for title, fields in chapter.articles:
                top.addChild(_row(title, fields))
            tree.addTopLevelItem(top)
        for title, items in self._outline.phases:
            words = self.tr("Checklist: {phase}").format(phase=title)
            row = _row(words, items)
            row.setIcon(0, icon("list-checks"))
            row.setToolTip(1, self.tr("Checklist items"))
            tree.addTopLevelItem(row)
        tree.setCurrentIndex(tree.model().index(0, 0))
        return tree

    def _use(self) -> None:
        from desktop.views.dialogs.new_policy import new_policy_from

        window, desk, template = self._window, self.desk, self._outline.id
        self.accept()
        new_policy_from(window, desk, template)


def _row(title: str, count: int, hint: str = "") -> QTreeWidgetItem:
    row = QTreeWidgetItem([title, str(count) if count else ""])
    row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row.setToolTip(0, hint)
    return row
