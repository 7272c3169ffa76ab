"""Asking for Tab's order leaves no trace."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QScrollArea, QWidget
from shiboken6 import isValid

from desktop.views.widgets.focus_chain import next_in_focus


def test_what_was_asked_can_be_deleted_and_the_rest_stays(application: QApplication) -> None:
    window = QWidget()
    line, area = QLineEdit(window), QScrollArea(window)
    bar = area.verticalScrollBar()
    menu = QMenu(area)
    action = menu.addAction("x")
    assert next_in_focus(line) is area
    assert next_in_focus(area, forwards=False) is line
    line.deleteLater()
    del line
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]
    assert isValid(bar)
    assert isValid(action)
    assert isValid(area)


def test_the_order_is_a_ring_through_the_window(application: QApplication) -> None:
    window = QWidget()
    lines = [QLineEdit(window) for _ in range(3)]
    at, seen = next_in_focus(window), []
    while at is not None and at is not window:
        seen.append(at)
        at = next_in_focus(at)
    assert seen == lines
    assert isValid(window)
