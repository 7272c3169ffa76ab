"""A window system without a screen, and an end to every widget that a test has made."""

import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.views.texts import set_window_language
from desktop.views.theme import Theme

__all__ = ["application", "clean_window", "until"]

_OF_THE_PLATFORM = "This plugin does not support"


_PATIENCE = 30  # seconds: for machines that do much else besides, never a limit on the program


def until(condition: Callable[[], object], otherwise: str = "it did not happen") -> None:
    """Lets events happen until `condition` holds; fails with `otherwise` if it never does."""
    end = time.monotonic() + _PATIENCE
    while not condition():
        assert time.monotonic() < end, otherwise
        QTest.qWait(5)


@pytest.fixture(scope="session")
def application() -> QApplication:
    """The one application of the process, dressed."""
    found = QApplication.instance() or QApplication([])
    assert isinstance(found, QApplication)
    found.setQuitOnLastWindowClosed(False)
    Theme.current().apply(found)
    return found


@pytest.fixture(autouse=True)
def clean_window(application: QApplication) -> Iterator[None]:
    """English, light, 100 %; nothing of a test is left over; what Qt complains about fails."""
    complaints: list[str] = []

    def heed(kind: QtMsgType, _: object, message: str | None) -> None:
        if kind != QtMsgType.QtDebugMsg and not (message or "").startswith(_OF_THE_PLATFORM):
            complaints.append(message or "")

    before = qInstallMessageHandler(heed)
    theme = Theme.current()
    set_window_language(application, "en")
    theme.set_choice("light")
    theme.set_zoom(1.0)
    yield
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    application.sendPostedEvents(QObject(), QEvent.Type.DeferredDelete)
    application.processEvents()
    qInstallMessageHandler(before)
    assert complaints == []
