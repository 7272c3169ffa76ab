"""Where documents are saved, and as what: the system's dialogs, in the folder of last time."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop.views.dialogs.documents import remember_folder, save_folder

if TYPE_CHECKING:
    from desktop.i18n import Language
    from desktop.services.local_state import LocalState

__all__ = ["ask_folder", "ask_path", "ask_target", "open_path"]


USUAL = "pdf"


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


def ask_target(
    parent: QWidget, local: "LocalState", name: str, language: "Language"
) -> tuple[Path, str] | None:
    """Where one document goes, and the name of its format: the one that the name ends like, or
    the one that was chosen in the list of kinds. PDF comes first; `name` ends like one."""
    from desktop.writers.catalogue import format_of, writers

    tr = QCoreApplication.translate
    formats = sorted(writers(), key=lambda one: (one.name != USUAL, one.name))
    kinds = {
        tr("Printing", "{format} (*{suffix})").format(
            format=one.title.text(language), suffix=one.suffix
        ): one
        for one in formats
    }
    given, kind = QFileDialog.getSaveFileName(
        parent, tr("Printing", "Save as"), str(save_folder(local) / name), ";;".join(kinds)
    )
    if not given:
        return None
    chosen = kinds.get(kind, formats[0])
    path = Path(given)
    ending = format_of(path.name, "")
    if ending in ("", USUAL) and ending != chosen.name:
        # Nothing was typed that says another format than the list does.
        path = path.with_name(f"{path.stem if ending else path.name}{chosen.suffix}")
        if path.exists() and not _replace(parent, path.parent, [path.name]):
            return None
        ending = chosen.name
    remember_folder(local, path.parent)
    return path, ending


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
