"""The organisation whose library this is: its name in both languages, its logo."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from desktop.views.theme import px
from desktop.views.widgets.buttons import Button
from desktop.views.widgets.card import Card
from desktop.views.widgets.labels import Label

if TYPE_CHECKING:
    from desktop.models.snapshot import Organisation
    from desktop.views.desk import Desk

__all__ = ["OrganisationSection", "name_organisation"]

LARGEST_READ = 20_000_000
"""Bytes that are read of a picture before the library judges it."""


def name_organisation(desk: "Desk", name: str) -> None:
    """Keeps the organisation's name in the window's language, as a step of undo."""
    from dataclasses import replace

    from desktop.models.wording import Localised
    from desktop.services.queries import organisation

    before = organisation(desk.opened)
    texts = {**before.name.to_json(), desk.language: name}
    _keep(desk, before, replace(before, name=Localised.from_json(texts)))


def _keep(desk: "Desk", before: "Organisation", after: "Organisation") -> None:
    from desktop.services.commands.set_organisation import SetOrganisation

    if after != before:
        label = QCoreApplication.translate("Settings", "Organisation")
        desk.attempt(SetOrganisation(after), label)


class OrganisationSection(QWidget):
    """What is written is kept when a field is left; a logo at once."""

    def __init__(self, desk: "Desk", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from desktop.services.queries import organisation

        self._desk = desk
        self._now = organisation(desk.opened)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(px(16))
        form.setVerticalSpacing(px(10))
        self.zh = self._line(self.tr("Name in Chinese"), self._now.name.zh)
        self.en = self._line(self.tr("Name in English"), self._now.name.en)
        form.addRow(Label(self.tr("Name in Chinese"), "label", "text2"), self.zh)
        form.addRow(Label(self.tr("Name in English"), "label", "text2"), self.en)
        self.logo = _LogoField()
        self.logo.picked.connect(self._take_file)
        self.logo.removed.connect(lambda: self._set_logo(None))
        form.addRow(Label(self.tr("Logo"), "label", "text2"), self.logo)
        self.logo.show_picture(self._now.logo)
        self.setEnabled(not desk.read_only)

    def _line(self, name: str, text: str) -> QLineEdit:
        line = QLineEdit(text)
        line.setAccessibleName(name)
        line.setMaxLength(200)
        line.editingFinished.connect(self._keep_names)
        return line

    def _keep_names(self) -> None:
        from dataclasses import replace

        from desktop.models.wording import Localised

        name = Localised(self.zh.text().strip(), self.en.text().strip())
        self._apply(replace(self._now, name=name))

    def _take_file(self, path: Path) -> None:
        from desktop.models.errors import Refused

        try:
            with path.open("rb") as stream:
                data = stream.read(LARGEST_READ)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self._desk.refuse(Refused("file-not-opened", file=path, reason=reason))
            return
        self._set_logo(data)

    def _set_logo(self, data: bytes | None) -> None:
        from dataclasses import replace

        self._apply(replace(self._now, logo=data))

    def _apply(self, after: "Organisation") -> None:
        from desktop.services.queries import organisation

        _keep(self._desk, self._now, after)
        self._now = organisation(self._desk.opened)  # as it was where it was refused
        self.logo.show_picture(self._now.logo)


class _LogoField(QWidget):
    """The picture, and where one can be dropped."""

    picked = Signal(object)
    """Path"""
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        card = Card(padding=8, dashed=True)
        self._picture = QLabel()
        self._picture.setFixedSize(px(180), px(72))
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setTextFormat(Qt.TextFormat.PlainText)
        self._picture.setWordWrap(True)
        card.body.addWidget(self._picture)
        row.addWidget(card)
        choose = Button(self.tr("Choose a picture…"), "image")
        choose.clicked.connect(self._choose)
        row.addWidget(choose)
        self._remove = Button(self.tr("Remove"), "trash-2")
        self._remove.clicked.connect(self.removed)
        row.addWidget(self._remove)
        row.addStretch(1)

    def show_picture(self, data: bytes | None) -> None:
        self._remove.setVisible(data is not None)
        picture = QPixmap()
        if data is None or not picture.loadFromData(data):
            self._picture.clear()
            self._picture.setText(self.tr("Drop a PNG or JPEG here"))
            self._picture.setAccessibleName(self.tr("No logo"))
            return
        self._picture.setAccessibleName(self.tr("Logo"))
        ratio = self.devicePixelRatioF()
        room: QSize = self._picture.size() * ratio
        shown = picture.scaled(
            room,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown.setDevicePixelRatio(ratio)
        self._picture.setPixmap(shown)

    def _choose(self) -> None:
        filter_words = f"{self.tr('Pictures')} (*.png *.jpg *.jpeg)"
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Logo"), str(Path.home()), filter_words)
        if name:
            self.picked.emit(Path(name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        event.acceptProposedAction()
        self.picked.emit(Path(event.mimeData().urls()[0].toLocalFile()))
