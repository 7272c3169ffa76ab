"""Examining a library: everything that is wrong, in words, with the button that mends it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.services.places import default_library
from desktop.tasks.background import Task, in_background
from desktop.views.dialogs.frame import Frame, show_once
from desktop.views.theme import px
from desktop.views.widgets.busy import Busy
from desktop.views.widgets.card import Card
from desktop.views.widgets.labels import Label
from desktop.views.widgets.strip import InlineStrip

if TYPE_CHECKING:
    from desktop.models.errors import KnownError, Problem
    from desktop.services.care import Diagnosis
    from desktop.views.desk import Desk
    from desktop.views.main_window import MainWindow

__all__ = ["DoctorDialog", "examine", "examine_library"]

_OF_SEARCH = {"search-index-damaged", "search-index-differs"}
MOST_SHOWN = 40


def examine(window: "MainWindow") -> None:
    desk = window.desk
    examine_library(window, desk, default_library() if desk.library is None else desk.opened.path)


def examine_library(window: QWidget, desk: "Desk", path: Path) -> None:
    """Reads the library at `path` whole, whether it is open or refused."""
    show_once(window, DoctorDialog, lambda: DoctorDialog(window, desk, path))


class DoctorDialog(Frame):
    """Says first that it reads, then what it found."""

    def __init__(self, window: QWidget, desk: "Desk", path: Path) -> None:
        super().__init__(window, desk, self.tr("Examine the library"), QSize(700, 540))
        self._window = window
        self.path = path
        self.body.addWidget(Label(str(path), "label", "text2", wrap=True))
        self.verdict = InlineStrip(self)
        self.body.addWidget(self.verdict)
        self._card = Card(padding=16)
        self._card.hide()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        column.addStretch(1)
        scroll.setWidget(holder)
        self.body.addWidget(scroll, 1)
        self._busy = Busy(self)
        self.foot.insertWidget(0, self._busy)
        self.again = self.add_button(self.tr("Examine again"), self._examine)
        self.rebuild = self.add_button(self.tr("Rebuild the search index"), self._rebuild)
        self.restore = self.add_button(self.tr("Restore a backup…"), self._restore)
        self.add_close()
        self.rebuild.hide()
        self.restore.hide()
        self._examine()

    def _examine(self) -> None:
        path = self.path
        self.again.setEnabled(False)
        self._busy.start(self.tr("Every page, entry and backup is read…"))

        def work(_task: Task) -> "Diagnosis":
            from desktop.services.care import doctor

            return doctor(path)

        task = in_background(work)
        task.done.connect(self._show)
        task.failed.connect(self._failed)

    def _show(self, found: "Diagnosis") -> None:
        self._busy.stop()
        self.again.setEnabled(True)
        codes = {one.code for one in found.problems}
        can_rebuild = self.desk.library is not None and not self.desk.read_only
        self.rebuild.setVisible(bool(codes & _OF_SEARCH) and can_rebuild)
        self.restore.setVisible(found.integrity == "damaged" or found.audit_chain == "damaged")
        if found.ok:
            words = self.tr(
                "The library is sound. Audit log: %n entries.",
                "",
                found.audit_entries,
            )
            self.verdict.say("ok", words, closable=False)
        else:
            words = self.tr("%n problems were found.", "", len(found.problems))
            self.verdict.say("blocker", words, closable=False)
        self._list(found)

    def _list(self, found: "Diagnosis") -> None:
        column = self._card.body
        while (item := column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for problem in found.problems[:MOST_SHOWN]:
            column.addWidget(self._finding(problem))
        rest = len(found.problems) - MOST_SHOWN
        if rest > 0:
            column.addWidget(Label(self.tr("… and %n more", "", rest), "body", "text2"))
        for words in (
            self.tr("Content: {state}").format(state=self._state(found.integrity)),
            self.tr("Audit log: {state}").format(state=self._state(found.audit_chain)),
            self.tr("Search index: {state}").format(state=self._state(found.search)),
            self.tr("%n backups kept", "", len(found.backups)),
        ):
            column.addWidget(Label(words, "body", "text2"))
        self._card.show()

    def _finding(self, problem: "Problem") -> Label:
        from desktop.i18n import catalogue

        sentence = catalogue("errors").say(problem.code, self.desk.language, **problem.facts)
        label = Label(f"{problem.place}: {sentence}", "body", "blocker", wrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setMinimumWidth(px(100))
        return label

    def _state(self, state: str) -> str:
        return {"ok": self.tr("in order"), "damaged": self.tr("damaged")}.get(
            state, self.tr("could not be examined")
        )

    def _failed(self, error: "KnownError") -> None:
        self._busy.stop()
        self.again.setEnabled(True)
        self.say_wrong(error)

    def _rebuild(self) -> None:
        library = self.desk.opened
        self._busy.start(self.tr("The search index is made anew…"))

        def work(_task: Task) -> None:
            from desktop.services.care import rebuild_search

            rebuild_search(library)

        task = in_background(work)
        task.done.connect(self._rebuilt)
        task.failed.connect(self._failed)

    def _rebuilt(self, _none: object) -> None:
        self._examine()

    def _restore(self) -> None:
        from desktop.views.dialogs.restore import restore_backup

        window, desk, path = self._window, self.desk, self.path
        self.accept()
        restore_backup(window, desk, path)
