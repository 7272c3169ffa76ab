"""Keeps a place of a form where one sees it, whatever is made above it meanwhile."""

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget
from shiboken6 import isValid

from desktop.views.theme import px

__all__ = ["Holding"]

SEEN = 120
"""Pixels of a field that must be seen for it to stay where it is."""


class Holding(QObject):
    """Scrolls `area`, whose content is `inside`, until the person scrolls."""

    def __init__(self, area: QScrollArea, inside: QWidget) -> None:
        super().__init__(area)
        self._area, self._inside = area, inside
        self._held: QWidget | None = None
        self._below = 0
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._keep)
        bar = area.verticalScrollBar()
        bar.actionTriggered.connect(self.let_go)
        bar.sliderPressed.connect(self.let_go)
        inside.installEventFilter(self)

    def show(self, widget: QWidget) -> None:
        """Scrolls to `widget` where it cannot be seen well, and holds it there."""
        top = self._top_of(widget)
        bar = self._area.verticalScrollBar()
        bottom = bar.value() + self._area.viewport().height()
        seen = bar.value() <= top and top + min(widget.height(), px(SEEN)) <= bottom
        self.hold(widget, top - bar.value() if seen else px(60))

    def hold(self, widget: QWidget, below: int) -> None:
        """Keeps `widget` that many pixels below the upper edge."""
        self._held, self._below = widget, below
        self._keep()

    def stay(self, widget: QWidget) -> None:
        """Keeps `widget` where it is just now, unless another is being held."""
        if self._held is None or not isValid(self._held):
            self.hold(widget, self._top_of(widget) - self._area.verticalScrollBar().value())

    def let_go(self) -> None:
        """The person goes elsewhere, or writes."""
        self._held = None

    def _top_of(self, widget: QWidget) -> int:
        return widget.mapTo(self._inside, QPoint(0, 0)).y()

    def _keep(self) -> None:
        held = self._held
        if held is not None and isValid(held):
            bar = self._area.verticalScrollBar()
            bar.setValue(max(0, self._top_of(held) - self._below))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize and self._held is not None:
            self._settle.start()
        return super().eventFilter(watched, event)
