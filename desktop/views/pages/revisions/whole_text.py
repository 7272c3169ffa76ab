"""The pages of one revision, to be read: as they were approved, with their state on every page."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.models.errors import KnownError
from desktop.views.policy_in_hand import PolicyInHand
from desktop.views.preview.pane import PreviewPane
from desktop.views.theme import px
from desktop.views.widgets.buttons import Button, QuietButton
from desktop.views.widgets.chips import StateChip
from desktop.views.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from desktop.i18n import Language
    from desktop.views.desk import Desk

__all__ = ["WholeText"]


class WholeText(QWidget):
    """`show_revision` once for each revision that is looked at; `close_revision` lets go."""

    back_wanted = Signal()
    command_wanted = Signal(str)

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._in_hand: PolicyInHand | None = None
        bar = QFrame(self)
        bar.setProperty("role", "bar")
        self.back = QuietButton(self.tr("Back to the record"), "arrow-left", bar, small=True)
        self.back.clicked.connect(self.back_wanted)
        self._title = ElidedLabel("", "section", "text", bar)
        self._state = StateChip("draft", bar)
        self.print_button = Button(self.tr("Print…"), "printer", bar, small=True)
        self.print_button.clicked.connect(lambda: self.command_wanted.emit("file.print"))
        self.save_button = Button(self.tr("Save as PDF…"), "download", bar, small=True)
        self.save_button.clicked.connect(lambda: self.command_wanted.emit("file.save_pdf"))
        row = QHBoxLayout(bar)
        row.setContentsMargins(px(12), px(6), px(12), px(6))
        row.setSpacing(px(10))
        row.addWidget(self.back)
        row.addWidget(self._title, 1)
        row.addWidget(self._state)
        row.addWidget(self.print_button)
        row.addWidget(self.save_button)
        self.pages = PreviewPane(desk, self)
        self.pages.bar.hide_collapse()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.pages, 1)

    def show_revision(
        self, policy_id: str, revision: str, state: str, language: "Language"
    ) -> None:
        self.close_revision()
        self._title.setText(self.tr("{revision}, read only").format(revision=revision))
        self._state.set_state(state)
        in_hand = self._in_hand = PolicyInHand(self._desk, policy_id, revision)
        in_hand.failed.connect(self._cannot)
        self.pages.show_policy(in_hand, language)

    def close_revision(self) -> None:
        """Nothing is asked of the paper process after this."""
        in_hand, self._in_hand = self._in_hand, None
        if in_hand is not None:
            self.pages.close_policy()
            in_hand.failed.disconnect(self._cannot)
            in_hand.deleteLater()

    def _cannot(self, error: KnownError) -> None:
        self._desk.refuse(error)
        self.back_wanted.emit()
