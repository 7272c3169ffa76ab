"""Printing a file: to a printer of CUPS, as pictures, and into another file."""

import os
import stat
import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from desktop.models.errors import Cancelled, KnownError, Refused
from desktop.tasks.printing import (
    PrintJob,
    PrintSettings,
    Sent,
    lp_arguments,
    page_sequence,
    print_file,
)
from tests.views.preview.fake_paper import FakePaper
from tests.views.screen import application, until

__all__ = ["application"]

needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="there is no CUPS")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Ten pages; the width of each says which it is."""
    writer = PdfWriter()
    for number in range(1, 11):
        writer.add_blank_page(100 + number, 200)
    path = tmp_path / "source.pdf"
    with path.open("wb") as stream:
        writer.write(stream)
    return path


def numbers(data: bytes) -> list[int]:
    return [round(page.mediabox.width) - 100 for page in PdfReader(BytesIO(data)).pages]


class Printed:
    """A job and its end."""

    def __init__(
        self, source: Path, settings: PrintSettings, printer: QPrinter | None = None
    ) -> None:
        self.owner = QObject()
        self.paper = FakePaper()
        self.printer = printer or QPrinter()
        self.job: PrintJob = print_file(
            self.paper,  # type: ignore[arg-type]
            source,
            10,
            settings,
            self.printer,
            self.owner,
        )
        self.finished = QSignalSpy(self.job.finished)
        self.failed = QSignalSpy(self.job.failed)

    def wait(self) -> Sent | KnownError:
        until(lambda: self.finished.count() + self.failed.count())
        assert self.finished.count() + self.failed.count() == 1
        ended = (self.finished if self.finished.count() else self.failed).at(0)[0]
        assert isinstance(ended, Sent | KnownError)
        return ended


# -- arguments


def test_lp_is_told_everything_and_can_take_no_file_for_an_option() -> None:
    settings = PrintSettings(
        printer="Office",
        title="--evil",
        copies=2,
        collate=False,
        reverse=True,
        sides="two-sided-long-edge",
        pages=((2, 4), (7, 7)),
        grey=True,
        options=(("media", "A4"), ("fit-to-page", "")),
    )
    said = lp_arguments(Path("-o.pdf"), settings)
    assert said[-2:] == ["--", "-o.pdf"]
    assert said[:6] == ["-d", "Office", "-n", "2", "-t", "--evil"]
    assert said[said.index("-P") + 1] == "2-4,7"
    given = {said[n + 1] for n, one in enumerate(said) if one == "-o"}
    assert given == {
        "collate=false",
        "outputorder=reverse",
        "sides=two-sided-long-edge",
        "print-color-mode=monochrome",
        "media=A4",
        "fit-to-page",
    }


def test_the_printers_own_way_is_not_overruled() -> None:
    said = " ".join(lp_arguments(Path("a.pdf"), PrintSettings(printer="Office")))
    for word in ("sides", "-P", "monochrome", "outputorder"):
        assert word not in said


@pytest.mark.parametrize(
    ("settings", "copies", "expected"),
    [
        (PrintSettings(), 1, [0, 1, 2, 3]),
        (PrintSettings(pages=((2, 3), (1, 1))), 1, [1, 2, 0]),
        (PrintSettings(pages=((3, 9),)), 2, [2, 3, 2, 3]),
        (PrintSettings(pages=((3, 9),), collate=False), 2, [2, 2, 3, 3]),
        (PrintSettings(reverse=True), 1, [3, 2, 1, 0]),
    ],
)
def test_the_order_of_pages(settings: PrintSettings, copies: int, expected: list[int]) -> None:
    assert page_sequence(4, settings, copies=copies) == expected


def test_pages_that_are_not_there_are_refused() -> None:
    with pytest.raises(Refused) as caught:
        page_sequence(4, PrintSettings(pages=((5, 9),)), copies=1)
    assert caught.value.code == "pages-outside"
    assert caught.value.facts["chosen"] == "5-9"


# -- into a file


def test_chosen_pages_become_a_file(
    application: QApplication, source: Path, tmp_path: Path
) -> None:
    target = tmp_path / "part.pdf"
    ended = Printed(source, PrintSettings(output=target, pages=((2, 4), (9, 9)))).wait()
    assert ended == Sent(path=target)
    assert numbers(target.read_bytes()) == [2, 3, 4, 9]


def test_all_pages_are_the_file_itself(
    application: QApplication, source: Path, tmp_path: Path
) -> None:
    target = tmp_path / "whole.pdf"
    Printed(source, PrintSettings(output=target, pages=((1, 10),))).wait()
    assert target.read_bytes() == source.read_bytes()


def test_a_folder_that_is_gone_is_said_and_nothing_is_left(
    application: QApplication, source: Path, tmp_path: Path
) -> None:
    ended = Printed(source, PrintSettings(output=tmp_path / "gone" / "a.pdf")).wait()
    assert isinstance(ended, Refused)
    assert ended.code == "file-folder-missing"
    assert [one.name for one in tmp_path.iterdir()] == ["source.pdf"]


# -- to CUPS


def put_lp(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A program `lp` that comes before any other."""
    program = folder / "lp"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@needs_shell
def test_a_printer_of_cups_gets_the_file_as_it_is(
    application: QApplication, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = tmp_path / "heard"
    put_lp(tmp_path, monkeypatch, f"printf '%s\\n' \"$@\" > '{heard}'")
    printed = Printed(source, PrintSettings(printer="O'Hare; rm -rf", title="制度", copies=3))
    assert printed.wait() == Sent(printer="O'Hare; rm -rf")
    said = heard.read_text("utf-8").splitlines()
    assert said[:4] == ["-d", "O'Hare; rm -rf", "-n", "3"]
    assert said[-1] == str(source)
    assert printed.paper.asked.files == [], "pictures were drawn for a printer that takes PDF"


@needs_shell
def test_what_the_printer_refuses_is_said_in_its_words(
    application: QApplication, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_lp(tmp_path, monkeypatch, "echo 'lp: The printer does not exist.' >&2; exit 1")
    ended = Printed(source, PrintSettings(printer="Gone")).wait()
    assert isinstance(ended, Refused)
    assert (ended.code, ended.facts["why"]) == ("printer-refused", "The printer does not exist.")


@needs_shell
def test_a_job_that_hangs_can_be_stopped(
    application: QApplication, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_lp(tmp_path, monkeypatch, "exec sleep 600")
    printed = Printed(source, PrintSettings(printer="Slow"))
    printed.job.cancel()
    assert isinstance(printed.wait(), Cancelled)


# -- as pictures


@pytest.fixture
def to_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> QPrinter:
    """A printer that takes no PDF: stood for by Qt's own writer of pages."""
    monkeypatch.setattr("desktop.tasks.printing.cups_program", lambda: "")
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    return printer


def test_other_printers_get_pictures(
    application: QApplication, source: Path, tmp_path: Path, to_pictures: QPrinter
) -> None:
    settings = PrintSettings(printer="Windows", pages=((2, 4),), copies=2)
    printed = Printed(source, settings, to_pictures)
    steps = QSignalSpy(printed.job.progressed)
    assert printed.wait() == Sent(printer="Windows")
    copies = 1 if to_pictures.supportsMultipleCopies() else 2
    assert printed.paper.asked.files == [1, 2, 3] * copies
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 3 * copies
    assert steps.at(steps.count() - 1) == [3 * copies, 3 * copies]


def test_printing_pictures_can_be_stopped(
    application: QApplication, source: Path, to_pictures: QPrinter
) -> None:
    printed = Printed(source, PrintSettings(printer="Windows"), to_pictures)
    until(lambda: printed.paper.asked.files)
    printed.job.cancel()
    assert isinstance(printed.wait(), Cancelled)
    assert len(printed.paper.asked.files) < 10


def test_no_page_to_print_is_refused_before_anything_is_printed(
    application: QApplication, source: Path, to_pictures: QPrinter
) -> None:
    settings = PrintSettings(printer="Windows", pages=((11, 12),))
    printed = Printed(source, settings, to_pictures)
    ended = printed.wait()
    assert isinstance(ended, Refused)
    assert ended.code == "pages-outside"
    assert printed.paper.asked.files == []
