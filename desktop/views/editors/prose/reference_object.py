"""A reference in the text: one tinted word that cannot be edited, only put in or taken out."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QWidget

from desktop.views.editors.prose.document import target_at
from desktop.views.theme import px, tokens

__all__ = ["ReferenceObject"]

_PADDING = 4


class ReferenceObject(QPyTextObject):
    """Draws references in a document. `reads`: the words of a target, and whether it exists."""

    def __init__(self, parent: QWidget, reads: Callable[[str], tuple[str, bool]]) -> None:
        super().__init__(parent)
        self._widget = parent
        self._reads = reads

    def intrinsicSize(  # noqa: N802
        self,
        doc: QTextDocument,
        posInDocument: int,  # noqa: N803
        format: QTextFormat,  # noqa: A002
    ) -> QSizeF:
        words, _ = self._reads(target_at(format))
        metrics = QFontMetricsF(self._widget.font())
        width = metrics.horizontalAdvance(words) + 2 * px(_PADDING)
        room = doc.textWidth() - 2 * doc.documentMargin()
        return QSizeF(min(width, room) if room > 0 else width, metrics.height())

    def drawObject(  # noqa: N802
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,  # noqa: N803
        format: QTextFormat,  # noqa: A002
    ) -> None:
        words, known = self._reads(target_at(format))
        colours = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect).adjusted(1, 0, -1, 0)
        painter.setBrush(colours.accent_soft if known else colours.blocker_bg)
        painter.setPen(Qt.PenStyle.NoPen if known else QPen(colours.blocker_fill, 1))
        painter.drawRoundedRect(box, px(3), px(3))
        painter.setFont(self._widget.font())
        painter.setPen(colours.accent_text if known else colours.blocker)
        metrics = QFontMetricsF(self._widget.font())
        room = box.width() - 2 * px(_PADDING) + 3
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), shown)
        painter.restore()
