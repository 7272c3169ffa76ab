"""A drawn miniature of a policy: its title page with the list of chapters."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from desktop.views.theme import font, px, tokens

__all__ = ["paint_miniature"]

_LINE = 10.5
"""Height of a line of the miniature, px at 100 %."""


def paint_miniature(painter: QPainter, area: QRectF, chapters: Sequence[str]) -> None:
    """Paints the page into `area`: a heading, and as many chapters as there is room for."""
    colours = tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colours.line_strong, 1))
    painter.setBrush(colours.surface)
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.text2)
    heading = QRectF(0, 0, area.width() * 0.48, px(3))
    heading.moveCenter(QPointF(area.center().x(), area.top() + px(12)))
    painter.drawRect(heading)
    small = font("label", size=8)
    painter.setFont(small)
    metrics = QFontMetricsF(small)
    top, step = area.top() + px(20), px(_LINE * 10) / 10
    numbers = QCoreApplication.translate("Miniature", "1 2 3 4 5 6 7 8 9 10").split()
    for number, title in zip(numbers, chapters, strict=False):
        if top + step > area.bottom() - px(4):
            break
        line = QRectF(area.left() + px(7), top, area.width() - px(14), step)
        painter.setPen(colours.text2)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, number)
        words = QRectF(line)
        words.setLeft(line.left() + px(14))
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        begin = words.left() + metrics.horizontalAdvance(shown) + px(3)
        if begin < line.right():
            painter.setPen(QPen(colours.line_strong, 1, Qt.PenStyle.DotLine))
            painter.drawLine(
                QPointF(begin, line.center().y() + px(3)),
                QPointF(line.right(), line.center().y() + px(3)),
            )
        top += step
    painter.restore()
