"""Marks that are shape, colour and word together: severities, gates, boxes to tick."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.views.theme import Theme, px, tokens
from desktop.views.widgets.rings import paint_tick

__all__ = ["Gate", "Mark", "Severity", "Tick", "paint_gate", "paint_mark", "paint_tick_box"]

Severity = Literal["blocker", "warn", "sugg", "ok"]
Gate = Literal["passed", "conditional", "pending", "unreached"]
Tick = Literal["open", "done", "na", "failed"]


def paint_mark(painter: QPainter, rect: QRectF, severity: Severity) -> None:
    """Octagon with a cross, triangle with !, ring with i, filled circle with a tick."""
    shown = tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if severity == "blocker":
        painter.setBrush(shown.blocker_fill)
        painter.drawPolygon(_octagon(rect))
        _paint_cross(painter, rect, _on(shown.blocker_fill))
    elif severity == "warn":
        pen = QPen(shown.warn_line, max(1.0, rect.width() / 14))
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(shown.warn_fill)
        painter.drawPolygon(_triangle(rect))
        _paint_exclamation(painter, rect.translated(0, rect.height() * 0.08))
    elif severity == "sugg":
        line = max(1.4, rect.width() / 10)
        painter.setPen(QPen(shown.sugg_fill, line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = line / 2
        painter.drawEllipse(rect.adjusted(half, half, -half, -half))
        _paint_i(painter, rect, shown.sugg_fill)
    else:
        painter.setBrush(shown.ok_fill)
        painter.drawEllipse(rect)
        paint_tick(painter, rect, _on(shown.ok_fill))
    painter.restore()


def _on(fill: QColor) -> QColor:
    return tokens().surface if fill.lightness() < 130 and fill.value() < 200 else tokens().window


def _octagon(rect: QRectF) -> QPolygonF:
    cut = rect.width() * 0.293
    left, right, top, bottom = rect.left(), rect.right(), rect.top(), rect.bottom()
    return QPolygonF(
        [
            QPointF(left + cut, top),
            QPointF(right - cut, top),
            QPointF(right, top + cut),
            QPointF(right, bottom - cut),
            QPointF(right - cut, bottom),
            QPointF(left + cut, bottom),
            QPointF(left, bottom - cut),
            QPointF(left, top + cut),
        ]
    )


def _triangle(rect: QRectF) -> QPolygonF:
    side = rect.width()
    return QPolygonF(
        [
            QPointF(rect.center().x(), rect.top() + side * 0.08),
            QPointF(rect.right() - side * 0.04, rect.bottom() - side * 0.08),
            QPointF(rect.left() + side * 0.04, rect.bottom() - side * 0.08),
        ]
    )


def _round_pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def _paint_cross(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    painter.setPen(_round_pen(colour, max(1.4, rect.width() * 0.11)))
    reach, centre = rect.width() * 0.17, rect.center()
    painter.drawLine(centre + QPointF(-reach, -reach), centre + QPointF(reach, reach))
    painter.drawLine(centre + QPointF(-reach, reach), centre + QPointF(reach, -reach))


def _paint_exclamation(painter: QPainter, rect: QRectF) -> None:
    # The yellow is the same in both palettes, and so is what stands on it.
    colour = tokens().paper_text
    side, centre = rect.width(), rect.center()
    painter.setPen(_round_pen(colour, max(1.3, side * 0.1)))
    painter.drawLine(centre + QPointF(0, -0.14 * side), centre + QPointF(0, 0.06 * side))
    painter.drawPoint(centre + QPointF(0, 0.22 * side))


def _paint_i(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    side, centre = rect.width(), rect.center()
    painter.setPen(_round_pen(colour, max(1.3, side * 0.1)))
    painter.drawPoint(centre + QPointF(0, -0.2 * side))
    painter.drawLine(centre + QPointF(0, -0.01 * side), centre + QPointF(0, 0.21 * side))


def paint_gate(painter: QPainter, rect: QRectF, gate: Gate) -> None:
    """A diamond: tick for passed, ! for conditional, hollow for pending, dashed not reached."""
    shown = tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = rect.adjusted(1, 1, -1, -1)
    diamond = QPolygonF(
        [
            QPointF(inner.center().x(), inner.top()),
            QPointF(inner.right(), inner.center().y()),
            QPointF(inner.center().x(), inner.bottom()),
            QPointF(inner.left(), inner.center().y()),
        ]
    )
    line = max(1.4, rect.width() / 13)
    if gate == "passed":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shown.ok_fill)
        painter.drawPolygon(diamond)
        paint_tick(painter, _middle(rect), _on(shown.ok_fill))
    elif gate == "conditional":
        painter.setPen(QPen(shown.warn_line, 1))
        painter.setBrush(shown.warn_fill)
        painter.drawPolygon(diamond)
        _paint_exclamation(painter, _middle(rect))
    else:
        pen = QPen(shown.accent if gate == "pending" else shown.text3, line)
        if gate == "unreached":
            pen = QPen(shown.text3, 1.2)
            pen.setDashPattern([2.2, 1.8])
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(shown.surface if gate == "pending" else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(diamond)
    painter.restore()


def _middle(rect: QRectF) -> QRectF:
    quarter = rect.width() * 0.12
    return rect.adjusted(quarter, quarter, -quarter, -quarter)


def paint_tick_box(
    painter: QPainter, rect: QRectF, tick: Tick, *, hover: bool = False, enabled: bool = True
) -> None:
    """The box of a checklist item: empty, ticked, a bar (not applicable), a cross (failed)."""
    shown = tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    edge, fill = (shown.accent if hover else shown.field_edge), shown.surface
    if tick == "done":
        edge = fill = shown.accent
    elif tick == "failed":
        edge = fill = shown.blocker_fill
    elif tick == "na":
        edge, fill = shown.line_strong, shown.sunken
    if not enabled:
        edge = shown.line_strong
        fill = shown.disabled if tick in ("done", "failed") else shown.sunken
    painter.setPen(QPen(edge, 1))
    painter.setBrush(fill)
    radius = rect.width() * 0.19
    painter.drawRoundedRect(box, radius, radius)
    if tick == "done":
        paint_tick(painter, rect, shown.on_accent)
    elif tick == "failed":
        _paint_cross(painter, rect, _on(shown.blocker_fill))
    elif tick == "na":
        painter.setPen(_round_pen(shown.text2, max(1.4, rect.width() * 0.11)))
        reach = rect.width() * 0.2
        painter.drawLine(rect.center() - QPointF(reach, 0), rect.center() + QPointF(reach, 0))
    painter.restore()


class Mark(QWidget):
    """A severity as a widget; `name_for_people` says the word that goes with it."""

    def __init__(
        self,
        severity: Severity,
        name_for_people: str,
        parent: QWidget | None = None,
        *,
        size: int = 14,
    ) -> None:
        super().__init__(parent)
        self._size = size
        self._severity: Severity = severity
        self.setAccessibleName(name_for_people)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        Theme.current().changed.connect(self._dress)
        self._dress()

    def set_severity(self, severity: Severity, name_for_people: str) -> None:
        self._severity = severity
        self.setAccessibleName(name_for_people)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(self._size), px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        paint_mark(QPainter(self), QRectF(self.rect()), self._severity)

    def _dress(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()
