"""How a page looks on the desk: paper, text marker, the outline under the mouse, and a sheet that
has not been set yet."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRegion

from desktop.views.preview.pictures import PagePicture
from desktop.views.theme.present import tokens

__all__ = ["paint_outline", "paint_page", "paint_skeleton"]

MULTIPLY = QPainter.CompositionMode.CompositionMode_Multiply


def paint_page(
    painter: QPainter,
    rect: QRectF,
    picture: PagePicture | None,
    sharp: bool,
    marks: Sequence[QRectF],
) -> None:
    """`sharp`: the picture was drawn at the scale that is shown now. `marks` lie in the page."""
    colours = tokens()
    if picture is None:
        painter.fillRect(rect, colours.paper)
    elif sharp:
        painter.drawPixmap(rect.topLeft(), picture.pixmap)
    else:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(rect, picture.pixmap, QRectF(picture.pixmap.rect()))
    _tint(painter, rect, marks, tinted=picture is not None)
    painter.setPen(QPen(colours.line_strong, 0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))


def _tint(painter: QPainter, rect: QRectF, marks: Sequence[QRectF], *, tinted: bool) -> None:
    """Paper and marker lie under the text: where the page is white, they are seen."""
    colours = tokens()
    painter.save()
    painter.setCompositionMode(MULTIPLY)
    for mark in marks:
        painter.fillRect(mark, colours.mark)
    if tinted and colours.paper != QColor(Qt.GlobalColor.white):
        area = QRegion(rect.toAlignedRect())
        for mark in marks:
            area -= QRegion(mark.toAlignedRect())
        painter.setClipRegion(area, Qt.ClipOperation.IntersectClip)
        painter.fillRect(rect, colours.paper)
    painter.restore()


def paint_outline(painter: QPainter, areas: Sequence[QRectF]) -> None:
    """What a click would lead to."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(tokens().focus)
    colour.setAlpha(170)
    painter.setPen(QPen(colour, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for area in areas:
        painter.drawRoundedRect(area.adjusted(-3.5, -1.5, 3.5, 1.5), 3, 3)
    painter.restore()


# Lines of a page that is being set: from where to where, as parts of the text's width.
_LINES = (None, (0, 0.3), (0.06, 1), (0, 1), (0, 0.72), (0.06, 1), (0, 0.86), None)


def paint_skeleton(painter: QPainter, rect: QRectF) -> None:
    """Grey lines where text will stand."""
    colours = tokens()
    grey = QColor(colours.paper_text)
    grey.setAlpha(20)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(grey)
    unit = rect.height() / 64
    left, width = rect.left() + rect.width() * 0.12, rect.width() * 0.76
    for number in range(5, 56):
        line = _LINES[number % len(_LINES)]
        if line is not None:
            begin, end = line
            top = rect.top() + number * unit
            shape = QRectF(left + begin * width, top, (end - begin) * width, unit * 0.42)
            painter.drawRoundedRect(shape, 2, 2)
    painter.restore()
