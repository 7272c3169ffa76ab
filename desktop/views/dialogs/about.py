"""About the program: its version, the licences of its parts and fonts, facts for whoever helps."""

import platform
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QPlainTextEdit,
    QSplitter,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from desktop import __version__
from desktop.resource_files import resource_path
from desktop.views.dialogs.frame import Frame, show_once
from desktop.views.theme import px
from desktop.views.widgets.labels import Label

if TYPE_CHECKING:
    from desktop.views.desk import Desk
    from desktop.views.main_window import MainWindow

__all__ = ["AboutDialog", "about", "parts"]


_PACKAGES = (
    "alembic",
    "Mako",
    "MarkupSafe",
    "pillow",
    "platformdirs",
    "pypdfium2",
    "PySide6_Essentials",
    "PyYAML",
    "reportlab",
    "rl_accel",
    "shiboken6",
    "SQLAlchemy",
    "typing_extensions",
)
"""What the program runs with; a checkout has no metadata of its own that would say so."""


def about(window: "MainWindow") -> None:
    show_once(window, AboutDialog, lambda: AboutDialog(window, window.desk))


def parts() -> list[tuple[str, str, str]]:
    """(name, version, licence) of every package that the program runs with."""
    found = []
    for name in _PACKAGES:
        try:
            known = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        said = [
            *(known.get_all("License-Expression") or []),
            *_classified(known.get_all("Classifier") or []),
            *(known.get_all("License") or []),
        ]
        found.append((known["Name"], known["Version"], said[0] if said else ""))
    return found


def _classified(classifiers: list[str]) -> list[str]:
    """What the classifiers of a package say of its licence."""
    begin = "License :: "
    return [one.rpartition(" :: ")[2] for one in classifiers if one.startswith(begin)]


def licence_files() -> list[Path]:
    """The licence texts that come with the program: of the faces and of the icons."""
    found = [*resource_path("fonts", "licences").glob("*.txt")]
    found += [one for one in resource_path("icons").glob("*") if "licen" in one.name.casefold()]
    return sorted(found)


class AboutDialog(Frame):
    def __init__(self, window: QWidget, desk: "Desk") -> None:
        super().__init__(window, desk, self.tr("About PolicyDesk"), QSize(680, 560))
        self.body.addWidget(Label(self.tr("PolicyDesk"), "greeting"))
        words = self.tr("Version {version}. Everything stays on this computer.")
        self.body.addWidget(Label(words.format(version=__version__), "body", "text2"))
        tabs = QTabWidget()
        tabs.addTab(self._system(), self.tr("This computer"))
        tabs.addTab(self._parts(), self.tr("Parts"))
        tabs.addTab(self._licences(), self.tr("Fonts and icons"))
        self.body.addWidget(tabs, 1)
        copy = self.add_button(self.tr("Copy the facts"), self._copy)
        self.foot.removeWidget(copy)
        self.foot.insertWidget(0, copy)
        self.add_close()

    def facts(self) -> str:
        """What somebody who helps wants to know; nothing of what is written in the library."""
        library = self.desk.library
        lines = [
            f"PolicyDesk {__version__}",
            f"Python {platform.python_version()}",
            f"Qt {qVersion()}",
            platform.platform(),
        ]
        screen = self.screen()
        size = screen.size()
        lines.append(f"{size.width()} × {size.height()} @ {screen.devicePixelRatio():g}")
        if library is not None:
            lines.append(str(library.path))
            lines += [one.code for one in library.warnings]
        return "\n".join(lines)

    def _system(self) -> QWidget:
        text = QPlainTextEdit(self.facts())
        text.setReadOnly(True)
        text.setFrameShape(QFrame.Shape.NoFrame)
        text.setAccessibleName(self.tr("This computer"))
        return text

    def _parts(self) -> QWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(self.tr("Parts"))
        tree.setFrameShape(QFrame.Shape.NoFrame)
        tree.setRootIsDecorated(False)
        tree.setHeaderLabels([self.tr("Part"), self.tr("Version"), self.tr("Licence")])
        tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        tree.addTopLevelItem(QTreeWidgetItem(["Python", platform.python_version(), "PSF-2.0"]))
        for part in parts():
            tree.addTopLevelItem(QTreeWidgetItem(list(part)))
        return tree

    def _licences(self) -> QWidget:
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        tree = QTreeWidget()
        tree.setAccessibleName(self.tr("Fonts and icons"))
        tree.setFrameShape(QFrame.Shape.NoFrame)
        tree.setHeaderHidden(True)
        tree.setRootIsDecorated(False)
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setFrameShape(QFrame.Shape.NoFrame)
        text.setAccessibleName(self.tr("Licence"))
        files = licence_files()
        for path in files:
            tree.addTopLevelItem(QTreeWidgetItem([path.stem.replace("-", " ")]))
        tree.currentItemChanged.connect(
            lambda *_: text.setPlainText(files[tree.currentIndex().row()].read_text("utf-8"))
        )
        if files:
            tree.setCurrentIndex(tree.model().index(0, 0))
        splitter.addWidget(tree)
        splitter.addWidget(text)
        splitter.setSizes([px(180), px(440)])
        return splitter

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.facts())
        self.strip.say("ok", self.tr("The facts are in the clipboard."))
