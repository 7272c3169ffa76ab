"""Where documents are saved: the system's own dialogs, in the folder of last time."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop.views.dialogs.documents import remember_folder, save_folder

if TYPE_CHECKING:
    from desktop.services.local_state import LocalState

__all__ = ["ask_folder", "ask_path", "open_path"]


def ask_path(parent: QWidget, local: "LocalState", name: str) -> Path | None:
    """Where one document goes; the system asks before a file is replaced."""
    tr = QCoreApplication.translate
    given, _ = QFileDialog.getSaveFileName(
        parent,
        tr("Printing", "Save as PDF"),
        str(save_folder(local) / name),
        tr("Printing", "PDF files (*.pdf)"),
    )
    if not given:
        return None
    path = Path(given)
    if path.suffix.casefold() != ".pdf":
        path = path.with_name(f"{path.name}.pdf")
        if path.exists() and not _replace(parent, path.parent, [path.name]):
            return None
    remember_folder(local, path.parent)
    return path


def ask_folder(parent: QWidget, local: "LocalState", names: Sequence[str]) -> Path | None:
    """Where many documents go. Asks before files of these names are replaced."""
    title = QCoreApplication.translate("Printing", "Save all documents to a folder")
    given = QFileDialog.getExistingDirectory(parent, title, str(save_folder(local)))
    if not given:
        return None
    folder = Path(given)
    there = [name for name in names if (folder / name).exists()]
    if there and not _replace(parent, folder, there):
        return None
    remember_folder(local, folder)
    return folder


def _replace(parent: QWidget, folder: Path, names: Sequence[str]) -> bool:
    """Asks whether these files may be replaced."""
    tr = QCoreApplication.translate
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("Printing", "Replace files"))
    if len(names) == 1:
        asked = tr("Printing", "{folder} already has {file}.").format(
            folder=folder.name or str(folder), file=names[0]
        )
    else:
        asked = tr("Printing", "{folder} already has {count} files of these names.").format(
            folder=folder.name or str(folder), count=len(names)
        )
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(asked)
    replace = box.addButton(tr("Printing", "Replace"), QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(tr("Printing", "Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.exec()
    chosen = box.clickedButton() is replace
    box.deleteLater()
    return chosen


def open_path(path: Path) -> None:
    """Opens a file or folder with the system's own program for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
