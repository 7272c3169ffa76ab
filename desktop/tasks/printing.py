"""Prints a PDF file: to a printer of CUPS as it is, to any other as pictures of its pages, or the
chosen pages into another file. Nothing of it runs in the window's thread for long."""

import queue
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QProcess, QRect, QStandardPaths, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from desktop.models.errors import Cancelled, KnownError, Refused
from desktop.tasks.background import Task, in_background

if TYPE_CHECKING:
    from desktop.tasks.paper import Paper, PaperJob

__all__ = ["PrintJob", "PrintSettings", "Sent", "lp_arguments", "page_sequence", "print_file"]

Sides = Literal["", "one-sided", "two-sided-long-edge", "two-sided-short-edge"]
Pages = tuple[tuple[int, int], ...]
DOTS = 300
"""Dots an inch of pages that are printed as pictures."""
BAND = 128
"""Lines of such a picture that are painted at once."""


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """What the person chose. `pages`: ranges from 1, none for all. `output`: a file instead of a
    printer. `sides` "": as the printer is set. `options`: more of the printer's own, by name."""

    printer: str = ""
    title: str = ""
    output: Path | None = None
    copies: int = 1
    collate: bool = True
    reverse: bool = False
    sides: Sides = ""
    pages: Pages = ()
    grey: bool = False
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """What was done: `printer` has it, or it is the file `path`."""

    printer: str = ""
    path: Path | None = None


class PrintJob(QObject):
    """Exactly one of `finished` and `failed` comes."""

    progressed = Signal(int, int)
    """(pages done, pages in all); not sent where that is the printer's matter."""
    finished = Signal(object)
    """Sent."""
    failed = Signal(object)
    """KnownError; Cancelled where the person stopped it."""

    def cancel(self) -> None:
        """Stops it as soon as it can be stopped."""
        raise NotImplementedError


def print_file(
    paper: "Paper",
    source: Path,
    pages: int,
    settings: PrintSettings,
    printer: QPrinter,
    parent: QObject,
) -> PrintJob:
    """Prints the PDF `source` of so many pages. It must stay until the job has ended."""
    if settings.output is not None:
        return _SaveJob(source, pages, settings, parent)
    program = cups_program()
    if program and settings.printer:
        return _CupsJob(program, source, settings, parent)
    return _PictureJob(paper, source, pages, settings, printer, parent)


def cups_program() -> str:
    """The program that hands a file to CUPS; "" where there is none."""
    return "" if sys.platform == "win32" else QStandardPaths.findExecutable("lp")


def lp_arguments(source: Path, settings: PrintSettings) -> list[str]:
    """Arguments of `lp`. The file stands behind `--`: no name of it can be an option."""
    arguments = ["-d", settings.printer, "-n", str(settings.copies)]
    arguments += ["-t", settings.title or source.stem]
    arguments += ["-o", f"collate={'true' if settings.collate else 'false'}"]
    if settings.reverse:
        arguments += ["-o", "outputorder=reverse"]
    if settings.sides:
        arguments += ["-o", f"sides={settings.sides}"]
    if settings.grey:
        arguments += ["-o", "print-color-mode=monochrome"]
    for name, value in settings.options:
        arguments += ["-o", f"{name}={value}" if value else name]
    if settings.pages:
        arguments += ["-P", _ranges(settings.pages)]
    return [*arguments, "--", str(source)]


def page_sequence(pages: int, settings: PrintSettings, *, copies: int) -> list[int]:
    """The pages (from 0) in the order in which they leave the printer."""
    chosen = list(range(pages))
    if settings.pages:
        chosen = [
            number - 1
            for first, last in settings.pages
            for number in range(max(1, first), min(pages, last) + 1)
        ]
    if not chosen:
        raise Refused("pages-outside", pages=pages, chosen=_ranges(settings.pages))
    if settings.reverse:
        chosen.reverse()
    if settings.collate:
        return chosen * copies
    return [number for number in chosen for _ in range(copies)]


def _ranges(pages: Pages) -> str:
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in pages)


class _SaveJob(PrintJob):
    """The chosen pages as a file of their own."""

    def __init__(self, source: Path, pages: int, settings: PrintSettings, parent: QObject) -> None:
        super().__init__(parent)
        target = settings.output
        assert target is not None
        self._target = target

        def save(_task: Task) -> None:
            from desktop.services.printing import not_written
            from desktop.whole_files import write_whole

            numbers = page_sequence(pages, settings, copies=1)
            whole = numbers == list(range(pages))
            data = source.read_bytes() if whole else _selected(source, numbers)
            try:
                write_whole(target, data)
            except OSError as error:
                raise not_written(error, target) from error

        self._task = in_background(save)
        self._task.done.connect(lambda _: self.finished.emit(Sent(path=target)))
        self._task.failed.connect(self.failed)

    def cancel(self) -> None:
        self._task.cancel()


def _selected(source: Path, numbers: list[int]) -> bytes:
    """A PDF of some pages of `source`; ours, so that nothing foreign is read here."""
    from io import BytesIO

    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]  # it has no types

    kept = BytesIO()
    with PdfDocument(source) as whole, PdfDocument.new() as part:
        part.import_pages(whole, numbers)
        part.save(kept)
    return kept.getvalue()


class _CupsJob(PrintJob):
    """The file as it is: sharp, small, and the printer's own program does copies and sides."""

    def __init__(
        self, program: str, source: Path, settings: PrintSettings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._printer = settings.printer
        self._stopped = self._ended = False
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        self._process.finished.connect(self._done)
        self._process.errorOccurred.connect(self._trouble)
        self._process.start(program, lp_arguments(source, settings))

    def cancel(self) -> None:
        self._stopped = True
        self._process.kill()

    def _done(self, code: int, _status: QProcess.ExitStatus) -> None:
        said = bytes(self._process.readAll().data()).decode("utf-8", "replace").strip()
        if self._stopped:
            self._end(Cancelled())
        elif code == 0:
            self._end(None)
        else:
            why = said.removeprefix("lp: ") or str(code)
            self._end(Refused("printer-refused", printer=self._printer, why=why))

    def _trouble(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            why = self._process.errorString()
            self._end(Refused("printer-refused", printer=self._printer, why=why))

    def _end(self, error: KnownError | None) -> None:
        if self._ended:
            return
        self._ended = True
        if error is None:
            self.finished.emit(Sent(printer=self._printer))
        else:
            self.failed.emit(error)


class _PictureJob(PrintJob):
    """Page by page as pictures, for printers that take no PDF. A thread of its own paints, because
    a driver takes its time; it is given the next picture when it has painted the last one."""

    _painted = Signal(int)
    _closed = Signal(object)

    def __init__(
        self,
        paper: "Paper",
        source: Path,
        pages: int,
        settings: PrintSettings,
        printer: QPrinter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._paper = paper
        self._source = source
        self._name = settings.printer
        self._drawing: PaperJob | None = None
        self._stopped = False
        self._pictures: queue.SimpleQueue[QImage | None] = queue.SimpleQueue()
        self._printer = printer
        printer.setFullPage(True)
        self._painted.connect(self._next, Qt.ConnectionType.QueuedConnection)
        self._closed.connect(self._end, Qt.ConnectionType.QueuedConnection)
        own_copies = 1 if printer.supportsMultipleCopies() else settings.copies
        try:
            self._order = page_sequence(pages, settings, copies=own_copies)
        except Refused as error:
            self._closed.emit(error)
            return
        self._thread = threading.Thread(target=self._paint_all, name="printing", daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        self._stopped = True
        if self._drawing is not None:
            self._drawing.cancel()
        self._pictures.put(None)

    def _paint_all(self) -> None:
        """In the thread: paints until all pages are done, or None says that no more will come."""
        painter = QPainter()
        if not painter.begin(self._printer):
            self._closed.emit(Refused("printer-silent", printer=self._name))
            return
        error: KnownError | None = None
        for number in range(len(self._order)):
            self._painted.emit(number)
            picture = self._pictures.get()
            if picture is None:
                error = Cancelled()
                break
            if number and not self._printer.newPage():
                error = Refused("printer-silent", printer=self._name)
                break
            _paint(painter, self._printer, picture)
        if error is not None:
            self._printer.abort()
        painter.end()
        self._closed.emit(error)

    def _next(self, number: int) -> None:
        """In the window: has the next page drawn."""
        self.progressed.emit(number, len(self._order))
        if self._stopped:
            return
        job = self._drawing = self._paper.draw_file(self._source, self._order[number], DOTS / 72)
        job.finished.connect(self._pictures.put)
        job.failed.connect(self._no_picture)

    def _no_picture(self, error: KnownError) -> None:
        if not self._stopped:
            self._trouble = error
            self._pictures.put(None)

    _trouble: KnownError | None = None

    def _end(self, error: KnownError | None) -> None:
        if error is None:
            self.progressed.emit(len(self._order), len(self._order))
            self.finished.emit(Sent(printer=self._name))
        else:
            self.failed.emit(self._trouble or error)


def _paint(painter: QPainter, printer: QPrinter, picture: QImage) -> None:
    """The picture in the middle of the sheet, as large as it was set or as the sheet allows.

    In bands: a driver that packs a whole page at once would hold up the window, which cannot run
    Python meanwhile.
    """
    sheet = printer.pageLayout().fullRectPixels(printer.resolution())
    factor = printer.resolution() / DOTS
    # A sheet that is smaller by a hair (A4 in whole dots) is not shrunk to.
    least = min(
        sheet.width() / (picture.width() * factor), sheet.height() / (picture.height() * factor)
    )
    if least < 0.99:
        factor *= least
    left = round((sheet.width() - picture.width() * factor) / 2)
    above = (sheet.height() - picture.height() * factor) / 2
    for top in range(0, picture.height(), BAND):
        band = picture.copy(0, top, picture.width(), min(BAND, picture.height() - top))
        # Whole dots, so that no seam is seen between two bands.
        begin, end = round(above + top * factor), round(above + (top + band.height()) * factor)
        painter.drawImage(QRect(left, begin, round(picture.width() * factor), end - begin), band)
