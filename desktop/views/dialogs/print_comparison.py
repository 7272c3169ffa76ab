"""Print and export of two revisions beside each other: comparison table and marked-up copy."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.i18n import Language
from desktop.views.dialogs.documents import Printable, read_compared
from desktop.views.dialogs.printing import PrintDialog

if TYPE_CHECKING:
    from desktop.views.desk import Desk

__all__ = ["print_comparison"]


def print_comparison(
    window: QWidget,
    desk: "Desk",
    policy_id: str,
    base: str,
    revision: str,
    language: Language | None = None,
) -> PrintDialog:
    """Opens the dialog; the reasons that are still being typed are to be saved before."""
    library = desk.opened

    def read() -> Printable:
        return read_compared(library, policy_id, base, revision, language)

    dialog = PrintDialog(desk, read, window)
    dialog.open()
    return dialog
