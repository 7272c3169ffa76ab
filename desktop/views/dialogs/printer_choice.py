"""The system's own dialog for a printer, and what was chosen in it."""

import sys
from pathlib import Path

from PySide6.QtGui import QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrintEngine, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from desktop.tasks.printing import PrintSettings, Sides

__all__ = ["ask_printer", "new_printer", "settings_of"]

_SIDES: dict[QPrinter.DuplexMode, Sides] = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexAuto: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}
# Under this key Qt keeps what was chosen on the tabs of its CUPS dialog: name, value, name, …
_CUPS_OPTIONS = QPrintEngine.PrintEnginePropertyKey(0xFE00)
_OURS = {
    "sides",
    "Duplex",
    "collate",
    "Collate",
    "copies",
    "page-ranges",
    "media",
    "ColorModel",
    "outputorder",
}


def new_printer(title: str) -> QPrinter:
    """The person's usual printer, A4 upright."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return printer


def ask_printer(printer: QPrinter, pages: int, parent: QWidget) -> bool:
    """Lets the person choose; False where they thought better of it."""
    dialog = QPrintDialog(printer, parent)
    option = QPrintDialog.PrintDialogOption
    dialog.setOption(option.PrintPageRange)
    dialog.setOption(option.PrintCollateCopies)
    dialog.setOption(option.PrintCurrentPage)
    dialog.setOption(option.PrintSelection, on=False)
    # On Windows a print file is no PDF but whatever the driver makes; saving is for that.
    dialog.setOption(option.PrintToFile, on=sys.platform != "win32")
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    dialog.setPrintRange(QPrintDialog.PrintRange.AllPages)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted


def settings_of(printer: QPrinter, title: str, current: int) -> PrintSettings:
    """What was chosen. `current`: the page that is looked at, from 1."""
    file = printer.outputFileName()
    return PrintSettings(
        printer=printer.printerName(),
        title=title,
        output=Path(file) if file else None,
        copies=max(1, printer.copyCount()),
        collate=printer.collateCopies(),
        reverse=printer.pageOrder() == QPrinter.PageOrder.LastPageFirst,
        sides=_SIDES[printer.duplex()],
        pages=_pages(printer, current),
        grey=printer.colorMode() == QPrinter.ColorMode.GrayScale,
        options=_options(printer),
    )


def _pages(printer: QPrinter, current: int) -> tuple[tuple[int, int], ...]:
    """The dialog leaves a list of pages (`1,5-7`) among the options of CUPS while it says that all
    are to be printed; what it says is no guide."""
    if printer.printRange() == QPrinter.PrintRange.CurrentPage:
        return ((current, current),)
    listed = dict(_kept_options(printer)).get("page-ranges", "")
    ranges = QPageRanges.fromString(listed) if listed else printer.pageRanges()
    return tuple((one.from_, one.to) for one in ranges.toRangeList())


def _options(printer: QPrinter) -> tuple[tuple[str, str], ...]:
    media = printer.pageLayout().pageSize().key()
    kept = [pair for pair in _kept_options(printer) if pair[0] not in _OURS]
    return (*([("media", media)] if media else []), *kept)


def _kept_options(printer: QPrinter) -> list[tuple[str, str]]:
    kept = printer.printEngine().property(_CUPS_OPTIONS)
    if not isinstance(kept, list):
        return []
    return [(str(name), str(value)) for name, value in zip(kept[::2], kept[1::2], strict=False)]
