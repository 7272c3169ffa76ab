"""The settings, in sections; each change holds at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.views.dialogs.frame import Frame, show_once
from desktop.views.theme import icon, px
from desktop.views.widgets.labels import Label
from desktop.views.widgets.separators import VerticalLine

if TYPE_CHECKING:
    from desktop.views.desk import Desk
    from desktop.views.main_window import MainWindow

__all__ = ["SettingsDialog", "settings"]


def settings(window: "MainWindow") -> None:
    show_once(window, SettingsDialog, lambda: SettingsDialog(window, window.desk))


class SettingsDialog(Frame):
    """A section is made when it is first looked at."""

    def __init__(self, window: QWidget, desk: "Desk") -> None:
        super().__init__(window, desk, self.tr("Settings"), QSize(820, 560))
        self.fill_body()
        row = QHBoxLayout()
        row.setSpacing(0)
        self.sections = QListWidget()
        self.sections.setIconSize(QSize(px(16), px(16)))
        self.sections.setAccessibleName(self.tr("Sections"))
        self.sections.setFrameShape(QFrame.Shape.NoFrame)
        self.sections.setProperty("role", "panel")
        self.sections.setFixedWidth(px(190))
        self.sections.setSpacing(px(2))
        self._stack = QStackedWidget()
        self._makers: list[Callable[[], QWidget]] = []
        self._made: dict[int, QWidget] = {}
        self._pages: dict[int, QWidget] = {}
        self._add_sections()
        self.sections.currentRowChanged.connect(self._show)
        row.addWidget(self.sections)
        row.addWidget(VerticalLine())
        row.addWidget(self._stack, 1)
        self.body.addLayout(row)
        self.add_close()
        self.sections.setCurrentRow(0)
        self.sections.setFocus()

    def _add_sections(self) -> None:
        from desktop.views.dialogs.settings_parts.personal import AppearanceSection, PersonSection

        self._add(self.tr("You"), "user", lambda: PersonSection(self.desk))
        if self.desk.library is not None:
            self._add(self.tr("Organisation"), "building-2", self._organisation)
        self._add(self.tr("Appearance"), "palette", lambda: AppearanceSection(self.desk))
        if self.desk.library is not None:
            self._add(self.tr("New policies"), "file-plus", self._new_policies)
        self._add(self.tr("Paper and fonts"), "type", self._paper)
        if self.desk.library is not None:
            self._add(self.tr("Library"), "library", self._library)
            self._add(self.tr("Steps before approval"), "signature", self._approval)

    def _organisation(self) -> QWidget:
        from desktop.views.dialogs.settings_parts.organisation import OrganisationSection

        return OrganisationSection(self.desk)

    def _new_policies(self) -> QWidget:
        from desktop.views.dialogs.settings_parts.of_library import NewPoliciesSection

        return NewPoliciesSection(self.desk)

    def _approval(self) -> QWidget:
        from desktop.views.dialogs.settings_parts.approval import ApprovalSection

        return ApprovalSection(self.desk)

    def _paper(self) -> QWidget:
        from desktop.views.dialogs.settings_parts.faces import FacesSection
        from desktop.views.dialogs.settings_parts.paper import PaperSection

        return FacesSection() if self.desk.library is None else PaperSection(self.desk)

    def _library(self) -> QWidget:
        from desktop.views.dialogs.settings_parts.of_library import LibrarySection

        return LibrarySection(self.desk)

    def _add(self, words: str, icon_name: str, make: Callable[[], QWidget]) -> None:
        item = QListWidgetItem(icon(icon_name), words)
        item.setSizeHint(QSize(px(160), px(36)))
        self.sections.addItem(item)
        self._makers.append(make)

    def _show(self, at: int) -> None:
        if at not in self._made:
            section = self._makers[at]()
            page = self._framed(self.sections.item(at).text(), section)
            self._pages[at] = page
            self._stack.addWidget(page)
            self._made[at] = section
        self._stack.setCurrentWidget(self._pages[at])

    def section(self) -> QWidget:
        """The section that is shown."""
        return self._made[self.sections.currentRow()]

    def _framed(self, title: str, section: QWidget) -> QWidget:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(px(24), px(20), px(24), px(20))
        column.setSpacing(px(16))
        column.addWidget(Label(title, "page"), 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(section, 1 if section.layout() is not None else 0)
        scroll.setWidget(holder)
        return scroll
