"""Scrolls what has just come to be, or what has the keyboard again, to where one sees it."""

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtWidgets import QAbstractSlider, QScrollArea, QWidget

from desktop.views.theme import px

__all__ = ["bring_into_sight"]

MARGIN = 12


def bring_into_sight(widget: QWidget, part: QRect | None = None) -> None:
    """Scrolls the area around `widget` no further than needed, as soon as it is laid out; the
    upper edge where not everything has room. `part` of it, in its coordinates (None: all)."""
    QTimer.singleShot(0, widget, lambda: _scroll(widget, part or widget.rect()))


def _scroll(widget: QWidget, part: QRect) -> None:
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    inner = area.widget() if isinstance(area, QScrollArea) else None
    if not isinstance(area, QScrollArea) or inner is None or not widget.isVisible():
        return
    top = widget.mapTo(inner, QPoint(0, part.top())).y() - px(MARGIN)
    height = part.height() + 2 * px(MARGIN)
    bar, room = area.verticalScrollBar(), area.viewport().height()
    if top < bar.value() or height > room:
        wanted = top
    elif top + height > bar.value() + room:
        wanted = top + height - room
    else:
        return
    # As a person scrolls: an area that holds a place lets go of it.
    bar.setSliderPosition(wanted)
    bar.triggerAction(QAbstractSlider.SliderAction.SliderMove)
