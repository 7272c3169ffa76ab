"""The whole program in a folder of its own, for tests of pages and journeys; and waiting for what
must come. A conftest imports the fixtures from here.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QWidget

from desktop.services.library import Library
from desktop.services.local_state import LocalState
from desktop.views.start import Program
from tests.views.screen import until

__all__ = ["activate", "data", "library_path", "no_faults", "program", "until"]


def activate(window: QWidget) -> None:
    """Makes the window the one that has the keyboard: nobody else does without a screen."""

    def asked() -> bool:
        if not window.isActiveWindow():
            window.activateWindow()
        return window.isActiveWindow()

    until(asked, "the window is not active")


@pytest.fixture(autouse=True)
def no_faults(application: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A fault in a slot fails the test in which it happened."""
    faults: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: faults.append(error))
    yield
    QThreadPool.globalInstance().waitForDone(30_000)
    application.processEvents()
    if faults:
        raise faults[0]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's data folder."""
    folder = tmp_path / "data"
    monkeypatch.setenv("POLICYDESK_DATA", str(folder))
    return folder


@pytest.fixture
def library_path(data: Path) -> Path:
    """A library of the person's own with nothing in it."""
    data.mkdir()
    path = data / "library.policydesk"
    Library.open(path, create=True).close()
    return path


@pytest.fixture
def program(application: QApplication, library_path: Path) -> Iterator[Program]:
    """The program as a person has it after starting it in Chinese."""
    program = Program(application, LocalState.load(), library_path, "zh")
    program.show()
    assert program.window is not None
    activate(program.window)
    until(lambda: program.desk.library is not None, "the library was not opened")
    yield program
    window = program.window
    assert window is not None
    window.closed.disconnect()
    window.close()
    program.end()
    window.deleteLater()
    application.processEvents()
