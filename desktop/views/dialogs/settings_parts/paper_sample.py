"""A few lines as they will stand on paper."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGlyphRun,
    QPainter,
    QPaintEvent,
    QPen,
    QRawFont,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from desktop.views.theme import Theme, font, px, tokens

if TYPE_CHECKING:
    from desktop.services.paper_sample import PaperSample

__all__ = ["SampleSheet"]

_LARGEST = 4 / 3
"""px a pt: as large as on paper."""


class SampleSheet(QWidget):
    """The upper part of a page, from edge to edge, as wide as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sample: PaperSample | None = None
        self._faces: dict[Path, QRawFont] = {}
        self.setFixedHeight(px(110))
        Theme.current().changed.connect(self.update)

    def show_sample(self, sample: "PaperSample") -> None:
        self._sample = sample
        self.setAccessibleDescription("".join(one.text for one in sample.glyphs))
        self._fit()
        self.update()

    def sample(self) -> "PaperSample | None":
        """What is shown; None until there was a first one."""
        return self._sample

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _scale(self) -> float:
        """px a pt."""
        assert self._sample is not None
        return min((self.width() - 1) / self._sample.width, px(100) / 100 * _LARGEST)

    def _fit(self) -> None:
        if self._sample is not None:
            self.setFixedHeight(round(self._sample.height * self._scale()) + 1)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        sample = self._sample
        if sample is None:
            return
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale()
        sheet = QRectF(0, 0, round(sample.width * scale), self.height() - 1)
        painter.fillRect(sheet, colours.paper)
        painter.save()
        painter.setClipRect(sheet)
        if sample.mark:
            _paint_mark(painter, sheet, sample.mark)
        painter.setPen(QPen(colours.accent, 0, Qt.PenStyle.DotLine))
        for edge in (sample.left, sample.right):
            painter.drawLine(QPointF(edge * scale, 0), QPointF(edge * scale, sheet.height()))
        painter.setPen(colours.paper_text)
        for one in sample.glyphs:
            run = QGlyphRun()
            face = self._face(one.file, one.size * scale)
            run.setRawFont(face)
            run.setGlyphIndexes(face.glyphIndexesForString(one.text))
            run.setPositions([QPointF(place * scale, 0) for place in one.places])
            painter.drawGlyphRun(QPointF(0, one.baseline * scale), run)
        painter.restore()
        painter.setPen(QPen(colours.line_strong, 0))
        painter.drawRect(sheet.translated(0.5, 0.5).adjusted(0, 0, -0.5, -0.5))

    def _face(self, file: Path, size: float) -> QRawFont:
        """`size` in px. A file is read once."""
        read = self._faces.get(file)
        if read is None:
            read = QRawFont(str(file), size, QFont.HintingPreference.PreferNoHinting)
            self._faces[file] = read
        sized = QRawFont(read)
        sized.setPixelSize(size)
        return sized


def _paint_mark(painter: QPainter, sheet: QRectF, words: str) -> None:
    colour = QColor(tokens().paper_text)
    colour.setAlpha(22)
    painter.save()
    painter.setPen(colour)
    painter.setFont(font("greeting", weight=600, size=56))
    painter.translate(sheet.center())
    painter.rotate(-8)
    wide = QRectF(-sheet.width() / 2, -sheet.height(), sheet.width(), 2 * sheet.height())
    painter.drawText(wide, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
