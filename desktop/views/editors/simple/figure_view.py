"""Draws a figure of the policy small: swim lanes of a process, or the risk matrix."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.documents.blocks import Box, RiskMatrix, SwimLanes
from desktop.views.theme import Theme, font, px, tokens

__all__ = ["FigureView"]

_HEAD, _BAND, _ROW, _CELL = 38, 64, 52, 34
_TINTS = {"green": "ok_bg", "amber": "warn_bg", "yellow": "warn_bg", "red": "blocker_bg"}


class FigureView(QWidget):
    """As wide as there is room, as high as the figure needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing: SwimLanes | RiskMatrix | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        Theme.current().changed.connect(self._fit)

    @property
    def drawing(self) -> SwimLanes | RiskMatrix | None:
        return self._drawing

    def show_drawing(self, drawing: SwimLanes | RiskMatrix | None) -> None:
        if drawing != self._drawing:
            self._drawing = drawing
            self._fit()
            self.update()

    def _fit(self) -> None:
        self.setFixedHeight(self._wanted_height())
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(480), self._wanted_height())

    def _wanted_height(self) -> int:
        if isinstance(self._drawing, SwimLanes):
            return px(_HEAD) + px(_ROW) * len(_rows(self._drawing)) + 2
        if isinstance(self._drawing, RiskMatrix):
            return px(_CELL) * 5 + px(26)
        return 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("label"))
        if isinstance(self._drawing, SwimLanes):
            _Lanes(self._drawing, painter, self.width(), self.height()).paint()
        elif isinstance(self._drawing, RiskMatrix):
            _paint_matrix(self._drawing, painter, self.width())


def _rows(drawing: SwimLanes) -> dict[tuple[int, int], int]:
    """Number of the row of each band and slot."""
    rows: dict[tuple[int, int], int] = {}
    for band in range(len(drawing.bands)):
        slots = 1 + max((box.slot for box in drawing.boxes if box.band == band), default=0)
        for slot in range(slots):
            rows[band, slot] = len(rows)
    return rows


class _Lanes:
    """One painting of a process: lanes side by side, phases below each other."""

    def __init__(self, drawing: SwimLanes, painter: QPainter, width: int, height: int) -> None:
        self._drawing, self._painter = drawing, painter
        self._height = height - 1
        self._rows = _rows(drawing)
        room = width - px(_BAND) - 1
        self._lane = room / max(1, len(drawing.lanes))
        self._right = width - 1
        self._boxes = {box.id: box for box in drawing.boxes}

    def paint(self) -> None:
        self._grid()
        for start, end, _label, returning in self._drawing.flows:
            if start in self._boxes and end in self._boxes:
                self._flow(self._boxes[start], self._boxes[end], returning)
        for box in self._drawing.boxes:
            self._box(box)

    def _place(self, box: Box) -> QRectF:
        left = px(_BAND) + box.lane * self._lane + px(6)
        top = px(_HEAD) + self._rows[box.band, box.slot] * px(_ROW) + px(8)
        return QRectF(left, top, self._lane - px(12), px(_ROW) - px(16))

    def _grid(self) -> None:
        painter, colours = self._painter, tokens()
        painter.fillRect(QRectF(0, 0, self._right, self._height), colours.surface)
        painter.fillRect(QRectF(0, 0, self._right, px(_HEAD)), colours.panel)
        painter.fillRect(QRectF(0, px(_HEAD), px(_BAND), self._height), colours.panel)
        for at, name in enumerate(self._drawing.lanes):
            left = px(_BAND) + at * self._lane
            painter.setPen(QPen(colours.line, 1))
            painter.drawLine(QPointF(left, 0), QPointF(left, self._height))
            self._words(QRectF(left + 4, 0, self._lane - 8, px(_HEAD)), name, colours.text2)
        for at, name in enumerate(self._drawing.bands):
            first = self._rows[at, 0]
            count = sum(1 for band, _ in self._rows if band == at)
            top = px(_HEAD) + first * px(_ROW)
            painter.setPen(QPen(colours.line, 1))
            painter.drawLine(QPointF(0, top), QPointF(self._right, top))
            self._words(QRectF(4, top, px(_BAND) - 8, count * px(_ROW)), name, colours.text2)
        painter.setPen(QPen(colours.line_strong, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(0.5, 0.5, self._right - 0.5, self._height - 0.5))

    def _box(self, box: Box) -> None:
        painter, colours = self._painter, tokens()
        place = self._place(box)
        painter.setPen(QPen(colours.accent if box.gate else colours.field_edge, 1))
        painter.setBrush(colours.accent_soft if box.gate else colours.surface)
        if box.gate:
            tip = px(8)
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(place.left(), place.center().y()),
                        QPointF(place.left() + tip, place.top()),
                        QPointF(place.right() - tip, place.top()),
                        QPointF(place.right(), place.center().y()),
                        QPointF(place.right() - tip, place.bottom()),
                        QPointF(place.left() + tip, place.bottom()),
                    ]
                )
            )
        else:
            painter.drawRoundedRect(place, px(3), px(3))
        words = f"{box.number} {box.text.partition(chr(10))[0]}"
        self._words(place.adjusted(px(6), 1, -px(6), -1), words, colours.text)

    def _flow(self, source: Box, target: Box, returning: bool) -> None:
        colours = tokens()
        start, end = self._place(source), self._place(target)
        if returning and start.top() == end.top():
            points = self._under(start, end)
        elif source.lane == target.lane or end.top() > start.bottom():
            points = self._downwards(start, end)
        else:
            points = self._across(start, end)
        colour = colours.text3 if returning else colours.text2
        style = Qt.PenStyle.DashLine if returning else Qt.PenStyle.SolidLine
        self._painter.setPen(QPen(colour, 1.2, style))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPolyline(QPolygonF(points))
        self._head(points[-2], points[-1], colour)

    def _downwards(self, start: QRectF, end: QRectF) -> list[QPointF]:
        if end.top() > start.bottom():
            middle = end.top() - px(5)
            first = QPointF(start.center().x(), start.bottom())
            last = QPointF(end.center().x(), end.top())
        else:
            middle = end.bottom() + px(8)
            first = QPointF(start.center().x() - px(8), start.top())
            last = QPointF(end.center().x() - px(8), end.bottom())
        if abs(first.x() - last.x()) < 1:
            return [first, last]
        return [first, QPointF(first.x(), middle), QPointF(last.x(), middle), last]

    def _under(self, start: QRectF, end: QRectF) -> list[QPointF]:
        """Back within a row, so that it does not lie on the way there."""
        depth = start.bottom() + px(4)
        first, last = start.center().x() - px(8), end.center().x() + px(8)
        return [
            QPointF(first, start.bottom()),
            QPointF(first, depth),
            QPointF(last, depth),
            QPointF(last, end.bottom()),
        ]

    def _across(self, start: QRectF, end: QRectF) -> list[QPointF]:
        to_right = end.left() > start.left()
        first = QPointF(start.right() if to_right else start.left(), start.center().y())
        last = QPointF(end.left() if to_right else end.right(), end.center().y())
        if abs(first.y() - last.y()) < 1:
            return [first, last]
        side = last.x() + (-px(6) if to_right else px(6))
        return [first, QPointF(side, first.y()), QPointF(side, last.y()), last]

    def _head(self, before: QPointF, tip: QPointF, colour: QColor) -> None:
        size = px(4)
        dx = (tip.x() > before.x()) - (tip.x() < before.x())
        dy = (tip.y() > before.y()) - (tip.y() < before.y())
        back = QPointF(tip.x() - dx * size * 1.6, tip.y() - dy * size * 1.6)
        side = QPointF(dy * size * 0.8, dx * size * 0.8)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        self._painter.drawPolygon(QPolygonF([tip, back + side, back - side]))

    def _words(self, place: QRectF, words: str, colour: QColor) -> None:
        _words(self._painter, place, words, colour)


def _words(painter: QPainter, place: QRectF, words: str, colour: QColor) -> None:
    """Centred, in as many lines as there is room for; … where there is none."""
    painter.setPen(colour)
    metrics = painter.fontMetrics()
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    lines = max(1, int(place.height() // metrics.height()))
    room = int(place.width() * lines * 0.94)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    painter.drawText(place, int(flags), shown)


def _paint_matrix(matrix: RiskMatrix, painter: QPainter, width: int) -> None:
    colours = tokens()
    label = px(96)
    side = min(px(96), (width - label) // 5)
    high = px(_CELL)
    for row in range(5):
        probability = 5 - row
        word = matrix.probability_words[probability - 1]
        place = QRectF(0, row * high, label - 8, high)
        _words(painter, place, f"{probability} {word}".strip(), colours.text2)
        for impact in range(1, 6):
            score = probability * impact
            name, colour = _band(matrix, score)
            cell = QRectF(label + (impact - 1) * side, row * high, side, high)
            painter.fillRect(cell.adjusted(1, 1, -1, -1), colour)
            _words(painter, cell, f"{score} {name}".strip(), colours.text)
    for impact in range(1, 6):
        word = matrix.impact_words[impact - 1]
        place = QRectF(label + (impact - 1) * side, 5 * high, side, px(24))
        _words(painter, place, f"{impact} {word}".strip(), colours.text2)


def _band(matrix: RiskMatrix, score: int) -> tuple[str, QColor]:
    colours = tokens()
    for low, high, name, colour in matrix.bands:
        if low <= score <= high:
            if colour == "orange":
                return name, _between(colours.warn_bg, colours.blocker_bg)
            return name, colours.colour(_TINTS[colour]) if colour in _TINTS else colours.sunken
    return "", colours.sunken


def _between(first: QColor, second: QColor) -> QColor:
    return QColor(
        (first.red() + second.red()) // 2,
        (first.green() + second.green()) // 2,
        (first.blue() + second.blue()) // 2,
    )
