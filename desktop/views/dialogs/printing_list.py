"""The list of documents in the print dialog."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.i18n import Language
from desktop.views.dialogs.documents import Printable
from desktop.views.theme import Theme, font, icon, px, tokens

__all__ = ["DocumentList"]

ROW, HEADING = 32, 30


class DocumentList(QListWidget):
    """Kinds of documents under two headings; one is chosen always."""

    kind_chosen = Signal(object)
    """DocumentKind."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language: Language = language
        self.setProperty("role", "panel")
        self.setAccessibleName(self.tr("Documents to print"))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentItemChanged.connect(self._tell)
        Theme.current().changed.connect(self._dress)

    def show_documents(self, printable: Printable) -> None:
        """The documents of the policy; the usual one is chosen."""
        self.clear()
        sheets = [one for one in printable.kinds if "checklist" not in one.name]
        lists = [one for one in printable.kinds if "checklist" in one.name]
        groups = [(self.tr("Policy documents"), sheets), (self.tr("Checklists"), lists)]
        if printable.project is not None:
            groups.reverse()
        for heading, kinds in groups:
            if not kinds:
                continue
            head = QListWidgetItem(heading, self)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            for kind in kinds:
                title = kind.title.text(self._language)
                row = QListWidgetItem(title, self)
                row.setToolTip(title)
                row.setData(Qt.ItemDataRole.UserRole, kind)
                if kind is printable.book:
                    self.setCurrentItem(row)
        self._dress()

    def choose(self, name: str) -> None:
        """As if the person had chosen the document of that name."""
        for number in range(self.count()):
            kind = self.item(number).data(Qt.ItemDataRole.UserRole)
            if kind is not None and kind.name == name:
                self.setCurrentRow(number)

    def _tell(self, row: QListWidgetItem | None) -> None:
        if row is not None:
            self.kind_chosen.emit(row.data(Qt.ItemDataRole.UserRole))

    def _dress(self) -> None:
        self.setIconSize(QSize(px(16), px(16)))
        for number in range(self.count()):
            row = self.item(number)
            heading = row.data(Qt.ItemDataRole.UserRole) is None
            row.setFont(font("label" if heading else "body"))
            row.setSizeHint(QSize(0, px(HEADING if heading else ROW)))
            if heading:
                row.setForeground(tokens().text2)
            else:
                row.setIcon(icon("file-text"))
