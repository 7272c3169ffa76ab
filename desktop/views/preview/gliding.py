"""Scrolling that the eye can follow; at once where the system's animations are off."""

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QVariantAnimation
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

from desktop.views.widgets.motion import animations_on

__all__ = ["Gliding"]

MILLISECONDS = 180
FARTHEST = 1.5
"""In windows: what lies farther is jumped to first."""


class Gliding(QObject):
    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(MILLISECONDS)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._step)
        # The window may be closed while it glides.
        area.verticalScrollBar().destroyed.connect(self._animation.stop)

    @property
    def _bar(self) -> QScrollBar:
        """Asked for each time: Python's hold on a part that Qt made can end before the part."""
        return self._area.verticalScrollBar()

    @property
    def running(self) -> bool:
        return self._animation.state() == QAbstractAnimation.State.Running

    @property
    def goal(self) -> int:
        """Where it will stand."""
        return int(self._animation.endValue()) if self.running else self._bar.value()

    def stop(self) -> None:
        self._animation.stop()

    def to(self, value: int) -> None:
        """Scrolls there."""
        value = max(self._bar.minimum(), min(self._bar.maximum(), value))
        self.stop()
        if not self._bar.isVisible() or not animations_on(self._bar):
            self._bar.setValue(value)
            return
        near = round(FARTHEST * self._bar.pageStep())
        start = self._bar.value()
        if abs(value - start) > near:
            start = value - near if value > start else value + near
        self._animation.setStartValue(start)
        self._animation.setEndValue(value)
        self._animation.start()

    def _step(self, value: object) -> None:
        assert isinstance(value, int)
        self._bar.setValue(value)
