"""Fades of 120 ms, and none where the person has switched animations off."""

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QPropertyAnimation
from PySide6.QtWidgets import QGraphicsOpacityEffect, QStyle, QWidget

__all__ = ["FADE", "animations_on", "fade_in"]

FADE = 120  # ms


def animations_on(widget: QWidget) -> bool:
    """Whether the system animates windows; a person may have switched that off."""
    return widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0


def fade_in(widget: QWidget) -> None:
    """Lets `widget` appear. It is opaque, and without any effect, afterwards."""
    if not animations_on(widget):
        return
    effect = QGraphicsOpacityEffect(widget)
    widget.setGraphicsEffect(effect)
    fade = QPropertyAnimation(effect, b"opacity", effect)
    fade.setDuration(FADE)
    fade.setStartValue(0.0)
    fade.setEndValue(1.0)
    fade.setEasingCurve(QEasingCurve.Type.OutCubic)
    fade.finished.connect(lambda: widget.setGraphicsEffect(None))  # type: ignore[arg-type]
    fade.start(QAbstractAnimation.DeletionPolicy.KeepWhenStopped)
