"""Settings of the person and this computer: name, language, look, zoom."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from desktop.views.pages.policy_actions import keep_local
from desktop.views.theme import Theme, px
from desktop.views.widgets.labels import Label
from desktop.views.widgets.segmented import Segmented

if TYPE_CHECKING:
    from desktop.views.desk import Desk

__all__ = ["AppearanceSection", "PersonSection"]

ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)


class PersonSection(QWidget):
    def __init__(self, desk: "Desk", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(px(16))
        form.setVerticalSpacing(px(10))
        self.name = QLineEdit(desk.person)
        self.name.setAccessibleName(self.tr("Your name"))
        self.name.setMaxLength(100)
        self.name.editingFinished.connect(self._keep)
        form.addRow(Label(self.tr("Your name"), "label", "text2"), self.name)
        hint = self.tr("Goes into the audit trail with every change, and into records of items.")
        form.addRow("", Label(hint, "label", "text3", wrap=True))

    def _keep(self) -> None:
        name = self.name.text().strip()
        if name != self._desk.person:
            self._desk.local.person = name
            keep_local(self._desk)


class AppearanceSection(QWidget):
    """Everything at once; another language makes the window anew."""

    def __init__(self, desk: "Desk", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        local = desk.local
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(px(16))
        form.setVerticalSpacing(px(12))
        self.language = Segmented(
            (("system", self.tr("As the system")), ("zh", "中文"), ("en", "English")),
            self.tr("Language of the window"),
        )
        self.language.set_key(local.language)
        self.language.chosen.connect(lambda key: desk.command_wanted.emit(f"language={key}"))
        form.addRow(Label(self.tr("Language of the window"), "label", "text2"), self.language)
        self.theme = Segmented(
            (
                ("system", self.tr("As the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
            ),
            self.tr("Appearance"),
        )
        self.theme.set_key(local.theme)
        self.theme.chosen.connect(lambda key: desk.command_wanted.emit(f"theme={key}"))
        form.addRow(Label(self.tr("Appearance"), "label", "text2"), self.theme)
        self.zoom = QComboBox()
        self.zoom.setAccessibleName(self.tr("Zoom of the window"))
        for percent in sorted({*ZOOMS, local.zoom}):
            self.zoom.addItem(f"{percent} %", percent)
        self.zoom.setCurrentIndex(self.zoom.findData(local.zoom))
        self.zoom.activated.connect(self._set_zoom)
        form.addRow(Label(self.tr("Zoom of the window"), "label", "text2"), self.zoom)

    def _set_zoom(self) -> None:
        percent = int(self.zoom.currentData())
        self._desk.local.zoom = percent
        Theme.current().set_zoom(percent / 100)
        keep_local(self._desk)
