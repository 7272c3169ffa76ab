"""Keyboard focus where a row that held it is made anew."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

__all__ = ["focus_kept"]


@contextmanager
def focus_kept(within: QWidget, fallback: QWidget) -> Iterator[None]:
    """Whatever held the focus within `within` and is gone afterwards hands it to `fallback`, or
    Return and Tab would lead nowhere once a dialog that it opened is closed."""
    before: QWidget | None = within.window().focusWidget()
    if before is None or not within.isAncestorOf(before):
        yield
        return
    yield
    # Behind a dialog the focus stays where it was, though that is hidden.
    gone = within.window().focusWidget() is not before or not before.isVisibleTo(within)
    if gone and fallback.isEnabled():
        fallback.setFocus(Qt.FocusReason.OtherFocusReason)
