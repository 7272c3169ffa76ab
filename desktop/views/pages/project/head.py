"""The head of a project's page: what it is, what it runs under, its commands."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.models.snapshot import Policy, Project
from desktop.views.desk import Desk
from desktop.views.pages.project.history import ItemHistory
from desktop.views.pages.project.words import class_words
from desktop.views.widgets.buttons import Button, IconButton, QuietButton
from desktop.views.widgets.chips import Chip, ChipLook, note_chip
from desktop.views.widgets.head import PageHead
from desktop.views.widgets.labels import Label
from desktop.views.widgets.popover import Popover

__all__ = ["ProjectHead"]


class ProjectHead(PageHead):
    print_wanted = Signal()
    properties_wanted = Signal()
    policy_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("", parent)
        self._desk = desk
        self._project = ""
        self._class = Chip(note_chip(""), self)
        self._trial = Chip(ChipLook(self.tr("Trial"), "", "warn", "warn_bg"), self)
        self._trial.setToolTip(self.tr("The policy was still a draft when the project was started"))
        for chip in (self._class, self._trial):
            self.add_chip(chip)
        self._record = QuietButton(self.tr("Record"), "history", self)
        self._record.set_tooltip(self.tr("What was recorded lately"))
        self._record.clicked.connect(self._show_record)
        self._print = Button(self.tr("Print checklists"), "printer", self)
        self._print.clicked.connect(self.print_wanted)
        self._properties = IconButton("pencil", self.tr("Project properties"), self)
        self._properties.clicked.connect(self.properties_wanted)
        for widget in (self._properties, self._record, self._print):
            self.add_trailing(widget)
        self._popover = Popover(self, self.tr("Record"), width=400)
        self._popover.body.addWidget(Label(self.tr("Recorded lately"), "strong", "text"))
        self._history = ItemHistory(desk, self._popover)
        self._popover.body.addWidget(self._history)
        self._history.shown.connect(self._open_record)

    def show_project(self, project: Project, policy: Policy | None) -> None:
        self._project = project.id
        self.set_title(project.title)
        look = ChipLook(class_words(project.project_class), "", "text", "", "text2")
        self._class.set_look(look)
        self._trial.setVisible(project.trial)
        under = self.tr("under revision {revision}").format(revision=project.revision)
        if policy is not None:
            title = policy.title.text(self._desk.language)
            under = self.tr("under {policy} {revision}").format(
                policy=title, revision=project.revision
            )
        self.set_number("   ".join(one for one in (project.number, under) if one))
        self._properties.setEnabled(not self._desk.read_only)

    def _show_record(self) -> None:
        self._history.show_item(self._project)

    def _open_record(self) -> None:
        """Only now is it known how high it is."""
        self._popover.open_at(self._record)
