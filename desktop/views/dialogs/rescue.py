"""When the library cannot be written: what is not kept yet goes into a file of its own."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from desktop.models.definitions import Json
from desktop.models.errors import Refused
from desktop.whole_files import write_whole

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow

__all__ = ["leave_without_saving", "save_elsewhere"]


def unsaved_values(window: "MainWindow") -> dict[str, dict[str, Json]]:
    """Chapter → field → what was typed and is not in the library: the form that `fill` takes."""
    page = window.page
    found = getattr(page, "unsaved_values", None)
    return found() if callable(found) else {}


def save_elsewhere(window: "MainWindow") -> bool:
    """Asks for a place and writes there what is not saved. False where the person did not."""
    tr = QCoreApplication.translate
    name, _ = QFileDialog.getSaveFileName(
        window,
        tr("Rescue", "Save what is not in the library yet"),
        str(Path.home() / "policydesk-unsaved.json"),
        tr("Rescue", "Values of fields (*.json)"),
    )
    if not name:
        return False
    text = json.dumps(unsaved_values(window), ensure_ascii=False, indent=2) + "\n"
    try:
        write_whole(Path(name), text.encode("utf-8", "surrogatepass"))
    except OSError as error:
        why = error.strerror or str(error)
        window.desk.refuse(Refused("file-not-written", path=name, why=why))
        return False
    window.desk.say(tr("Rescue", "Saved to {file}").format(file=Path(name).name))
    return True


def leave_without_saving(window: "MainWindow") -> bool:
    """Asks before the program ends with something unsaved; the usual answer keeps it open."""
    tr = QCoreApplication.translate
    if not unsaved_values(window):
        return True
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(tr("Rescue", "Some of what you typed could not be saved."))
    box.setInformativeText(
        tr("Rescue", "Stay and try again, or save it into a file of its own before you leave.")
    )
    stay = box.addButton(tr("Rescue", "Stay"), QMessageBox.ButtonRole.RejectRole)
    keep = box.addButton(tr("Rescue", "Save elsewhere…"), QMessageBox.ButtonRole.AcceptRole)
    leave = box.addButton(tr("Rescue", "Leave without it"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.exec()
    if box.clickedButton() is keep:
        return save_elsewhere(window)
    return box.clickedButton() is leave
