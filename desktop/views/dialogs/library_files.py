"""Libraries as files: opening another one, making a new one, backing up, showing the folder."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.services.clock import local_time
from desktop.services.places import LIBRARY_SUFFIX, data_folder
from desktop.tasks.background import Task, in_background

if TYPE_CHECKING:
    from desktop.services.care import BackupFile
    from desktop.views.desk import Desk
    from desktop.views.main_window import MainWindow

__all__ = [
    "back_up",
    "back_up_to",
    "begin_new_library",
    "choose_library",
    "new_library",
    "open_in",
    "open_library",
    "show_folder",
    "show_in_folder",
]


def open_in(
    window: QWidget,
    desk: "Desk",
    path: Path | None,
    *,
    create: bool = False,
    read_only: bool | None = None,
) -> None:
    """Opens a library in place of the present one, which is saved first where `window` holds
    pages that may have something to save."""
    save = getattr(window, "save", None)
    if callable(save) and not save():
        return
    desk.open_library(path, create=create, read_only=read_only)


def open_library(window: "MainWindow") -> None:
    choose_library(window, window.desk)


def choose_library(window: QWidget, desk: "Desk") -> None:
    """Asks for a file and opens it."""
    tr = QCoreApplication.translate
    name, _ = QFileDialog.getOpenFileName(
        window, tr("LibraryFiles", "Open a library"), str(_folder(desk)), _filter()
    )
    if name:
        open_in(window, desk, Path(name))


def new_library(window: "MainWindow") -> None:
    begin_new_library(window, window.desk)


def begin_new_library(window: QWidget, desk: "Desk") -> None:
    """Asks where, and makes an empty library there. A file that exists is opened, never replaced:
    `Library.open` makes one only where there is none."""
    tr = QCoreApplication.translate
    proposed = _folder(desk) / (tr("LibraryFiles", "Policies") + LIBRARY_SUFFIX)
    name, _ = QFileDialog.getSaveFileName(
        window,
        tr("LibraryFiles", "New library"),
        str(proposed),
        _filter(),
        "",
        QFileDialog.Option.DontConfirmOverwrite,
    )
    if not name:
        return
    path = Path(name)
    if path.suffix.casefold() != LIBRARY_SUFFIX:
        path = path.with_name(path.name + LIBRARY_SUFFIX)
    existed = path.exists()
    open_in(window, desk, path, create=True)
    if existed:
        said = tr("LibraryFiles", "{file} was there already; it is opened as it is.")
        desk.say(said.format(file=path.name))


def back_up(window: "MainWindow") -> None:
    """A verified copy in the library's own folder of backups, made beside the window."""
    if window.desk.library is not None and window.save():
        _back_up(window.desk, None)


def back_up_to(window: "MainWindow") -> None:
    """A verified copy wherever the person wants it: a stick, a drive of the network."""
    desk = window.desk
    if desk.library is None or not window.save():
        return
    tr = QCoreApplication.translate
    library = desk.opened
    day = local_time(library.clock()).date()
    proposed = Path.home() / f"{library.path.stem} {day}{LIBRARY_SUFFIX}"
    name, _ = QFileDialog.getSaveFileName(
        window, tr("LibraryFiles", "Back up to"), str(proposed), _filter()
    )
    if name:
        target = Path(name)
        if target.suffix.casefold() != LIBRARY_SUFFIX:
            target = _unused(target)
        _back_up(desk, target)


def _back_up(desk: "Desk", target: Path | None) -> None:
    library = desk.opened

    def work(_task: Task) -> "BackupFile":
        from desktop.services.care import make_library_backup

        return make_library_backup(library, target)

    tr = QCoreApplication.translate

    def told(made: "BackupFile") -> None:
        said = tr("LibraryFiles", "Backed up and verified: {file}").format(file=made.path.name)
        desk.say(said, tr("LibraryFiles", "Show"), lambda: show_in_folder(desk, made.path))

    task = in_background(work)
    task.done.connect(told)
    task.failed.connect(desk.refuse)


def _unused(path: Path) -> Path:
    """The name with the ending of libraries. The dialog has not asked about a file of that name:
    it is not replaced."""
    found, number = path.with_name(path.name + LIBRARY_SUFFIX), 2
    while found.exists():
        found, number = path.with_name(f"{path.name} {number}{LIBRARY_SUFFIX}"), number + 1
    return found


def show_folder(window: "MainWindow") -> None:
    if window.desk.library is not None:
        show_in_folder(window.desk, window.desk.opened.path)


def show_in_folder(desk: "Desk", path: Path) -> None:
    """Opens the folder of a file with the system's own program; says where it is where that
    cannot be done."""
    folder = path if path.is_dir() else path.parent
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        desk.say(QCoreApplication.translate("LibraryFiles", "It is here: {path}").format(path=path))


def _folder(desk: "Desk") -> Path:
    """Where file dialogs begin: beside the present library, or the one before."""
    if desk.library is not None:
        return desk.library.path.parent
    known = next((Path(one).parent for one in desk.local.recent_libraries), data_folder())
    return known if known.is_dir() else Path.home()


def _filter() -> str:
    name = QCoreApplication.translate("LibraryFiles", "PolicyDesk libraries")
    every = QCoreApplication.translate("LibraryFiles", "All files")
    return f"{name} (*{LIBRARY_SUFFIX});;{every} (*)"
