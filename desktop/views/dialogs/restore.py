"""Putting a backup in the place of the library: which one, what it replaces, a word."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop.services.places import LIBRARY_SUFFIX, default_library
from desktop.tasks.background import Task, in_background
from desktop.views.dialogs.frame import Frame, show_once
from desktop.views.dialogs.library_files import open_in, show_in_folder
from desktop.views.theme import px
from desktop.views.widgets.busy import Busy
from desktop.views.widgets.buttons import Button
from desktop.views.widgets.card import Card
from desktop.views.widgets.labels import Label

if TYPE_CHECKING:
    from desktop.models.errors import KnownError
    from desktop.services.care import BackupFile, Restored
    from desktop.views.desk import Desk
    from desktop.views.main_window import MainWindow

__all__ = ["RestoreDialog", "kind_words", "restore", "restore_backup"]

_PATH = Qt.ItemDataRole.UserRole + 1


def restore(window: "MainWindow") -> None:
    desk = window.desk
    path = default_library() if desk.library is None else desk.opened.path
    restore_backup(window, desk, path)


def restore_backup(window: QWidget, desk: "Desk", path: Path) -> None:
    """Of the library at `path`, which may be open, damaged or gone."""
    show_once(window, RestoreDialog, lambda: RestoreDialog(window, desk, path))


def kind_words(kind: str) -> str:
    tr = QCoreApplication.translate
    return {
        "daily": tr("Backups", "Daily"),
        "manual": tr("Backups", "By hand"),
        "before-schema": tr("Backups", "Before an update"),
    }.get(kind, tr("Backups", "Unknown"))


class RestoreDialog(Frame):
    """Nothing happens before the word is written that the dialog asks for."""

    def __init__(self, window: QWidget, desk: "Desk", path: Path) -> None:
        super().__init__(window, desk, self.tr("Restore a backup"), QSize(720, 540))
        self._window = window
        self.path = path
        where = self.tr("Backups of {path}, the newest first").format(path=path)
        self.body.addWidget(Label(where, "body", "text2", wrap=True))
        card = Card(padding=0)
        self.table = self._table()
        card.body.addWidget(self.table)
        self.body.addWidget(card, 1)
        self._what = Label("", "body", "text", wrap=True)
        self.body.addWidget(self._what)
        row = QHBoxLayout()
        self._asked = self.tr("restore")
        ask = self.tr("To go on, write “{word}” here:").format(word=self._asked)
        row.addWidget(Label(ask, "label", "text2"))
        self.word = QLineEdit()
        self.word.setAccessibleName(ask)
        self.word.setMaximumWidth(px(160))
        self.word.textChanged.connect(lambda _text: self._check())
        row.addWidget(self.word)
        row.addStretch(1)
        self.body.addLayout(row)
        self._busy = Busy(self)
        other = Button(self.tr("Another file…"), "folder-open")
        other.clicked.connect(self._choose_file)
        self.foot.insertWidget(0, other)
        self.foot.insertWidget(1, self._busy)
        self.restore_button = self.add_primary(self.tr("Restore this backup"), self._restore)
        self.add_cancel()
        self._read()
        self._check()

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 4)
        table.setAccessibleName(self.tr("Backups"))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setHorizontalHeaderLabels(
            [self.tr("Taken"), self.tr("Kind"), self.tr("Size"), self.tr("Verified")]
        )
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        table.itemSelectionChanged.connect(self._check)
        return table

    def _read(self) -> None:
        path = self.path

        def work(_task: Task) -> "tuple[BackupFile, ...]":
            from desktop.services.care import backups

            return backups(path)

        task = in_background(work)
        task.done.connect(self._show)
        task.failed.connect(self.say_wrong)

    def _show(self, found: "tuple[BackupFile, ...]") -> None:
        for one in found:
            self._add(one)
        if found:
            self.table.selectRow(0)
            self.table.setFocus()
        self._check()

    def _add(self, one: "BackupFile") -> None:
        taken = one.path.name if one.taken is None else f"{one.taken.astimezone():%Y-%m-%d %H:%M}"
        size = QLocale().formattedDataSize(one.size) if one.size else ""
        sound = self.tr("Yes") if one.verified else self.tr("Not known")
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, text in enumerate((taken, kind_words(one.kind), size, sound)):
            item = QTableWidgetItem(text)
            item.setData(_PATH, str(one.path))
            item.setToolTip(str(one.path))
            self.table.setItem(row, column, item)

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Restore a backup"),
            str(self.path.parent),
            f"{self.tr('PolicyDesk libraries')} (*{LIBRARY_SUFFIX})",
        )
        if name:
            from desktop.services.care import BackupFile

            self._add(BackupFile(Path(name), verified=False))
            self.table.selectRow(self.table.rowCount() - 1)

    def chosen(self) -> Path | None:
        found = self.table.currentIndex().data(_PATH)
        return Path(found) if isinstance(found, str) else None

    def _check(self) -> None:
        backup = self.chosen()
        if backup is None:
            words = self.tr(
                "There is no backup beside the library. Choose a file with “Another file…”."
            )
        elif self.path.exists():
            words = self.tr(
                "{backup} takes the place of the present library. The present file is kept beside "
                "it, under a name with “before-restore”; what was written since the backup is only "
                "in that one."
            ).format(backup=backup.name)
        else:
            words = self.tr("{backup} becomes the library.").format(backup=backup.name)
        self._what.setText(words)
        agreed = self.word.text().strip().casefold() == self._asked.casefold()
        self.restore_button.setEnabled(backup is not None and agreed)

    def _restore(self) -> None:
        backup = self.chosen()
        if backup is None:
            return
        path, person = self.path, self.desk.person
        save = getattr(self._window, "save", None)
        if callable(save) and not save():
            return
        self.desk.close_library()
        self.restore_button.setEnabled(False)
        self._busy.start(self.tr("The backup is verified and put in place…"))

        def work(_task: Task) -> "Restored":
            from desktop.services.care import restore as put_back

            return put_back(path, backup, by=person)

        task = in_background(work)
        task.done.connect(self._restored)
        task.failed.connect(self._not_restored)

    def _restored(self, restored: "Restored") -> None:
        desk = self.desk
        self.accept()
        open_in(self._window, desk, restored.path)
        kept = restored.kept
        if kept is None:
            desk.say(self.tr("The backup is restored"))
        else:
            said = self.tr("Restored. The old file is kept as {file}").format(file=kept.name)
            desk.say(said, self.tr("Show"), lambda: show_in_folder(desk, kept))

    def _not_restored(self, error: "KnownError") -> None:
        """The library is as it was: it is opened again, where it can be."""
        self._busy.stop()
        self.say_wrong(error)
        self._check()
        open_in(self._window, self.desk, self.path)
