"""Settings of the library: how new policies begin, where it lies, what it can do there."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from desktop.views.theme import px
from desktop.views.widgets.buttons import Button
from desktop.views.widgets.flow_layout import FlowLayout
from desktop.views.widgets.labels import Label
from desktop.views.widgets.segmented import Segmented
from desktop.views.widgets.strip import InlineStrip

if TYPE_CHECKING:
    from desktop.models.definitions import NumberingProfile
    from desktop.services.preferences import Preferences
    from desktop.views.desk import Desk

__all__ = ["LibrarySection", "NewPoliciesSection"]


class NewPoliciesSection(QWidget):
    """What the dialog of a new policy proposes."""

    def __init__(self, desk: "Desk", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from desktop.services.preferences import preferences

        self._desk = desk
        now = preferences(desk.opened)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(px(16))
        form.setVerticalSpacing(px(12))
        self.languages = Segmented(
            (
                ("zh", self.tr("Chinese")),
                ("en", self.tr("English")),
                ("zh+en", self.tr("Chinese + English")),
                ("en+zh", self.tr("English + Chinese")),
            ),
            self.tr("Languages"),
        )
        self.languages.set_key("+".join(now.languages))
        self.languages.chosen.connect(lambda _key: self._keep())
        form.addRow(Label(self.tr("Languages"), "label", "text2"), self.languages)
        self.numbering = Segmented(
            (
                ("", self.tr("As the template")),
                ("article", self.tr("By articles")),
                ("decimal", self.tr("Decimal")),
            ),
            self.tr("Numbering"),
        )
        self.numbering.set_key(now.numbering or "")
        self.numbering.chosen.connect(lambda _key: self._keep())
        form.addRow(Label(self.tr("Numbering"), "label", "text2"), self.numbering)
        self.setEnabled(not desk.read_only)

    def _wanted(self) -> "Preferences":
        from dataclasses import replace

        from desktop.services.preferences import preferences
        from desktop.views.dialogs.new_policy import LANGUAGE_CHOICES

        key = self.numbering.key()
        numbering: NumberingProfile | None
        numbering = "decimal" if key == "decimal" else "article" if key == "article" else None
        languages = LANGUAGE_CHOICES[self.languages.key()]
        now = preferences(self._desk.opened)
        return replace(now, languages=languages, numbering=numbering)

    def _keep(self) -> None:
        from desktop.services.preferences import changed_settings, preferences

        before = preferences(self._desk.opened)
        for command in changed_settings(before, self._wanted()):
            self._desk.attempt(command, self.tr("New policies"))


class LibrarySection(QWidget):
    def __init__(self, desk: "Desk", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from desktop.i18n import catalogue
        from desktop.services.overview import last_backup

        self._desk = desk
        library = desk.opened
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        for problem in library.warnings:
            strip = InlineStrip(self)
            sentence = catalogue("errors").say(problem.code, desk.language, **problem.facts)
            strip.say("warn", sentence, closable=False)
            column.addWidget(strip)
        backup = last_backup(library.path)
        newest = self.tr("none yet") if backup.taken is None else backup.taken.isoformat()
        for name, text in (
            (self.tr("File"), str(library.path)),
            (self.tr("Folder of the backups"), str(backup.folder)),
            (self.tr("Newest backup"), newest),
        ):
            column.addWidget(Label(name, "label", "text2"))
            value = Label(text, "body", wrap=True)
            column.addWidget(value)
        holder = QWidget()
        row = FlowLayout(holder, spacing=8)
        for words, icon, command in (
            (self.tr("Show in folder"), "folder-open", "library.show_folder"),
            (self.tr("Back up now"), "database-backup", "library.back_up"),
            (self.tr("Back up to…"), "hard-drive", "library.back_up_to"),
            (self.tr("Restore a backup…"), "history", "library.restore"),
            (self.tr("Examine…"), "stethoscope", "library.doctor"),
            (self.tr("Open another library…"), "library", "library.open"),
        ):
            button = Button(words, icon)
            button.clicked.connect(lambda _=False, wanted=command: self._leave_for(wanted))
            row.addWidget(button)
        column.addWidget(holder)
        column.addStretch(1)

    def _leave_for(self, command: str) -> None:
        """The settings make way for another dialog."""
        self.window().close()
        self._desk.command_wanted.emit(command)
