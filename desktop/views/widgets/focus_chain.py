"""Tab's order of widgets, asked for without harm.

PySide takes the widget that `nextInFocusChain` gives for a child of the one that was asked. When
that one is deleted, the scroll bars, menu actions and whatever else Qt itself had made in the
other count as deleted, too, though they are on the screen.
"""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

__all__ = ["next_in_focus", "tab_stops"]


def next_in_focus(widget: QWidget, *, forwards: bool = True) -> QWidget | None:
    """The widget after (or before) this one; the order runs in a ring through the window."""
    found = widget.nextInFocusChain() if forwards else widget.previousInFocusChain()
    if found is not None:
        # Qt sees that nothing changes; PySide learns whose child it is.
        QObject.setParent(found, found.parentWidget())
    return found


def tab_stops(widget: QWidget) -> list[QWidget]:
    """The widgets inside this one that Tab can reach, in its order."""
    inside = widget.findChildren(QWidget)
    stops = {one for one in inside if one.focusPolicy() & Qt.FocusPolicy.TabFocus}
    found: list[QWidget] = []
    at = next_in_focus(widget)
    while at is not None and at is not widget and len(found) < len(stops):
        if at in stops:
            found.append(at)
        at = next_in_focus(at)
    return found
