"""Getting started: six steps, each with the button that does it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.views.commands import WINDOW
from desktop.views.dialogs.frame import Frame, show_once
from desktop.views.pages.base import Page
from desktop.views.places import POLICY, Place
from desktop.views.theme import px
from desktop.views.widgets.buttons import LinkButton
from desktop.views.widgets.labels import Label

if TYPE_CHECKING:
    from desktop.views.desk import Desk
    from desktop.views.main_window import MainWindow

__all__ = ["GuideDialog", "guide"]

LATEST = "latest"
"""No command of the window: opens the policy that was open last."""


def guide(window: "MainWindow") -> None:
    show_once(window, GuideDialog, lambda: GuideDialog(window, window.desk))


class GuideDialog(Frame):
    def __init__(self, window: QWidget, desk: "Desk") -> None:
        super().__init__(window, desk, self.tr("Getting started"), QSize(640, 560))
        self.body.addWidget(Label(self.tr("From a blank page to a printed policy"), "page"))
        self.links: dict[str, LinkButton] = {}
        for number, (title, text, words, command) in enumerate(self._steps(), 1):
            self.body.addLayout(self._step(number, title, text, words, command))
        self.body.addStretch(1)
        self.add_close()

    def _steps(self) -> tuple[tuple[str, str, str, str], ...]:
        return (
            (
                self.tr("Say who you are"),
                self.tr("Your name goes into the audit trail, the organisation onto the cover."),
                self.tr("Open the settings"),
                "file.settings",
            ),
            (
                self.tr("Choose a template"),
                self.tr("It brings chapters, forms, checklists and a sample for every field."),
                self.tr("New policy…"),
                "file.new_policy",
            ),
            (
                self.tr("Fill in the chapters"),
                self.tr("Beside each field stands what belongs there. Saving happens by itself."),
                self.tr("Open the latest policy"),
                LATEST,
            ),
            (
                self.tr("Check names, dates and roles"),
                self.tr("Number, signatories, distribution and revision history."),
                self.tr("Policy properties"),
                "file.properties",
            ),
            (
                self.tr("Print or save as PDF"),
                self.tr("The preview beside the form shows the pages as the printer gives them."),
                self.tr("Print…"),
                "file.print",
            ),
            (
                self.tr("Run a project by its checklists"),
                self.tr("Tick items phase by phase, with evidence, notes and names."),
                self.tr("New project…"),
                "file.new_project",
            ),
        )

    def _step(self, number: int, title: str, text: str, words: str, command: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(Label(str(number), "chapter", "accent_text"))
        column = QVBoxLayout()
        column.setSpacing(px(2))
        column.addWidget(Label(title, "strong"))
        column.addWidget(Label(text, "label", "text2", wrap=True))
        row.addLayout(column, 1)
        link = LinkButton(words)
        link.clicked.connect(lambda: self._do(command))
        self.links[command] = link
        row.addWidget(link)
        return row

    def _do(self, command: str) -> None:
        """What a page would have to do, and no page does now, begins with the latest policy."""
        window, desk = self.parent(), self.desk
        page = getattr(window, "page", None)
        offered = isinstance(page, Page) and command in page.commands and page.can(command)
        latest = "" if offered or command in WINDOW else self._latest()
        self.accept()
        if latest:
            desk.go_to(Place(POLICY, latest))
        else:
            desk.command_wanted.emit("file.new_policy" if command == LATEST else command)

    def _latest(self) -> str:
        """The policy opened last, else the newest; empty where there is none."""
        from desktop.services.queries import policy_summaries

        library = self.desk.library
        if library is None:
            return ""
        there = [one.id for one in policy_summaries(library)]
        opened = [one.policy for one in self.desk.local.recent_policies if one.policy in there]
        return next(iter((*opened, *reversed(there))), "")
