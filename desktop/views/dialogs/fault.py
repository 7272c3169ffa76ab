"""One honest dialog for a fault of the program; it goes on, and what was typed is kept."""

import logging

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QMessageBox

__all__ = ["say_fault"]

_log = logging.getLogger(__name__)
_shown: list[QMessageBox] = []


def say_fault(error: Exception) -> None:
    """Says it once: a fault that comes again while the dialog is open is only logged."""
    if _shown or QApplication.instance() is None:
        return
    tr = QCoreApplication.translate
    box = QMessageBox(QApplication.activeWindow())
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(tr("Fault", "PolicyDesk"))
    box.setText(tr("Fault", "Something in the program went wrong. What you have written is kept."))
    box.setInformativeText(
        tr(
            "Fault",
            "You can go on working. If something looks wrong, close the program and open it again: "
            "it opens where you are now.",
        )
    )
    box.setDetailedText(f"{type(error).__name__}: {error}")
    box.finished.connect(lambda _: _shown.clear())
    _shown.append(box)
    # Not `open`: PySide's own form of it, for a receiver and a slot, crashes without them.
    box.setModal(True)
    box.show()
