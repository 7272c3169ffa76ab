"""Rings of progress: dashed at nothing, an arc, a filled circle with a tick at the end."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.views.theme import Theme, font, px, tokens
from desktop.views.theme.tokens import Tokens

__all__ = ["ProgressRing", "paint_ring", "paint_tick"]


def paint_ring(
    painter: QPainter,
    rect: QRectF,
    fraction: float,
    colours: Tokens | None = None,
    *,
    thickness: float = 0.0,
) -> None:
    """Paints a ring that fills `rect` (a square). `fraction`: 0 to 1; below 0 is "nothing to do".

    `thickness` in px, by default an eighth of the side.
    """
    shown = colours or tokens()
    side = min(rect.width(), rect.height())
    line = thickness or max(1.5, side / 8)
    circle = QRectF(0, 0, side - line, side - line)
    circle.moveCenter(rect.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if fraction >= 1:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shown.ok_fill)
        painter.drawEllipse(rect.center(), side / 2, side / 2)
        paint_tick(painter, rect, _on_fill(shown))
    elif fraction <= 0:
        _paint_dashed(painter, circle, shown.text3, max(1.2, line * 0.6))
    else:
        painter.setPen(QPen(shown.line_strong, line))
        painter.drawEllipse(circle)
        pen = QPen(shown.accent, line)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(circle, 90 * 16, -round(360 * 16 * min(0.97, max(0.04, fraction))))
    painter.restore()


def _paint_dashed(painter: QPainter, circle: QRectF, colour: QColor, line: float) -> None:
    dashes = 10
    step = 3.14159 * circle.width() / line / dashes
    pen = QPen(colour, line)
    pen.setDashPattern([step * 0.55, step * 0.45])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawEllipse(circle)


def _on_fill(shown: Tokens) -> QColor:
    """White on the dark fills of the light palette, the window's ground on the light ones."""
    return shown.surface if shown.ok_fill.lightness() < 110 else shown.window


def paint_tick(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """A tick in the middle half of `rect`."""
    side = min(rect.width(), rect.height())
    pen = QPen(colour, max(1.4, side * 0.11))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    centre = rect.center()
    painter.drawPolyline(
        QPolygonF(
            [
                centre + QPointF(-0.23 * side, 0.01 * side),
                centre + QPointF(-0.06 * side, 0.18 * side),
                centre + QPointF(0.24 * side, -0.15 * side),
            ]
        )
    )


class ProgressRing(QWidget):
    """A ring `size` px wide; from 32 px on it says `number` in its middle."""

    def __init__(self, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._fraction = 0.0
        self._number = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        Theme.current().changed.connect(self._dress)
        self._dress()

    def set_progress(self, done: int, total: int, name_for_people: str, number: str = "") -> None:
        """`name_for_people` is what a screen reader says ("5 of 8 filled in")."""
        self._fraction = done / total if total else 0.0
        self._number = number
        self.setAccessibleName(name_for_people)
        self.setToolTip(name_for_people)
        self.update()

    def fraction(self) -> float:
        return self._fraction

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(self._size), px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        if not self._number:
            paint_ring(painter, QRectF(self.rect()), self._fraction)
            return
        shown = tokens()
        line = px(4)
        circle = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(shown.line_strong, line))
        painter.drawEllipse(circle)
        pen = QPen(shown.ok_fill if self._fraction >= 1 else shown.accent, line)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(circle, 90 * 16, -round(360 * 16 * self._fraction))
        painter.setPen(shown.text)
        painter.setFont(font("section"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._number)

    def _dress(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()
