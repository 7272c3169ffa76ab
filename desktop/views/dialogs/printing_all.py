"""Saving all documents in one go: as what, and the button."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop.i18n import Language
from desktop.views.theme import px
from desktop.views.widgets.buttons import QuietButton

if TYPE_CHECKING:
    from desktop.writers.catalogue import Writer

__all__ = ["SaveAll"]


class SaveAll(QWidget):
    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Of no use until `show_formats`."""
        super().__init__(parent)
        self.format = QComboBox(self)
        self.format.setAccessibleName(self.tr("Format of all files"))
        self.format.setToolTip(self.tr("Format of all files"))
        self.format.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.format.setMinimumContentsLength(8)
        self.button = QuietButton(self.tr("Save all to a folder…"), "folder-open", self)
        self.button.clicked.connect(self.wanted)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, px(8), 0, 0)
        whole.setSpacing(px(4))
        whole.addWidget(self.format)
        whole.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setEnabled(False)

    def show_formats(self, formats: Sequence["Writer"], language: Language) -> None:
        """The first of them is chosen."""
        self.format.clear()
        for one in formats:
            self.format.addItem(one.title.text(language), one)
        self.setEnabled(True)

    @property
    def chosen(self) -> "Writer":
        return cast("Writer", self.format.currentData())
