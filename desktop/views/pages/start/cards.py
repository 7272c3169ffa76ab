"""The cards "new from a template", and the card of the sample company."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from desktop.views.pages.start.miniature import paint_miniature
from desktop.views.theme import Role, Theme, font, line_height, paint_icon, px, tokens

if TYPE_CHECKING:
    from desktop.views.pages.start.outlines import TemplateOutline

__all__ = ["SampleCard", "TemplateCard", "WaitingCard"]

_HEIGHT = 142
_SHEET = (84, 118)


class _Card(QAbstractButton):
    """A surface that is one button. `width` grows with the page between these limits."""

    least, most = 210, 340

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._dress()
        Theme.current().changed.connect(self._dress)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(self.least), px(_HEIGHT))

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self.update()

    def _dress(self) -> None:
        self.setFixedHeight(px(_HEIGHT))
        self.updateGeometry()
        self.update()

    def _paint_frame(self, painter: QPainter, *, dashed: bool = False) -> None:
        colours = tokens()
        ring = self.hasFocus() and bool(self.property("ring"))
        hovered = self.underMouse() and self.isEnabled()
        edge = colours.focus if ring else colours.accent if hovered else colours.line_strong
        pen = QPen(edge, 2 if ring else 1)
        if dashed and not ring:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(colours.panel if self.isDown() else colours.surface)
        inset = 1.0 if ring else 0.5
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, px(6), px(6))

    def _words(
        self, painter: QPainter, area: QRectF, text: str, role: Role, tone: str, lines: int = 1
    ) -> float:
        """Paints `text` in at most `lines` lines, the last one elided; gives where it ends."""
        painter.setFont(font(role))
        painter.setPen(tokens().colour(tone))
        step = float(line_height(role))
        y = area.top()
        for line in _broken(text, area.width(), role, lines):
            spot = QRectF(area.left(), y, area.width(), step)
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, line)
            y += step
        return y


def _broken(text: str, width: float, role: Role, lines: int) -> list[str]:
    """`text` in at most `lines` lines of `width`."""
    layout = QTextLayout(text, font(role))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start, length = line.textStart(), line.textLength()
        if len(found) == lines - 1 and start + length < len(text):
            metrics = QFontMetricsF(font(role))
            found.append(metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, width))
            break
        found.append(text[start : start + length])
    layout.endLayout()
    return found


class TemplateCard(_Card):
    """A template with the miniature of its chapters. A click asks for its outline."""

    use_wanted = Signal(str)
    outline_wanted = Signal(str)

    def __init__(self, outline: "TemplateOutline", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outline = outline
        tr = QCoreApplication.translate
        self._counts = " · ".join(
            (
                tr("StartPage", "%n chapters", "", len(outline.chapters)),
                tr("StartPage", "%n fields", "", outline.fields),
            )
        )
        self.setAccessibleName(outline.title)
        self.setAccessibleDescription(f"{self._counts}. {outline.description}")
        self.setToolTip(outline.description)
        self.clicked.connect(lambda: self.outline_wanted.emit(self.outline.id))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        menu = QMenu(self)
        tr = QCoreApplication.translate
        look = menu.addAction(tr("StartPage", "Look at the template"))
        look.triggered.connect(lambda: self.outline_wanted.emit(self.outline.id))
        use = menu.addAction(tr("StartPage", "Use this template…"))
        use.triggered.connect(lambda: self.use_wanted.emit(self.outline.id))
        menu.exec(event.globalPos())
        menu.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        gap = px(12)
        sheet = QRectF(gap, gap, px(_SHEET[0]), px(_SHEET[1]))
        paint_miniature(painter, sheet, [one.title for one in self.outline.chapters])
        left = sheet.right() + gap
        area = QRectF(left, gap, self.width() - left - gap, self.height() - 2 * gap)
        y = self._words(painter, area, self.outline.title, "strong", "text", 2)
        y = self._words(painter, area.adjusted(0, y - gap, 0, 0), self._counts, "label", "text2")
        area.setTop(y + px(4))
        lines = max(1, int(area.height() // line_height("label")))
        self._words(painter, area, self.outline.suits, "label", "text2", min(4, lines))
        painter.end()


class SampleCard(_Card):
    """The sample company: a library of its own, to try everything in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = QCoreApplication.translate
        self._title = tr("StartPage", "Sample company")
        self._sentence = tr(
            "StartPage",
            "A complete policy and a project half-way, in a library of their own. Change what you "
            "like.",
        )
        self._action = tr("StartPage", "Open the sample")
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(self._sentence)

    def set_action(self, words: str) -> None:
        """What a click does, in words ("Being made…" while it is)."""
        self._action = words
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter, dashed=True)
        gap = px(12)
        area = QRectF(self.rect()).adjusted(gap, gap, -gap, -gap)
        paint_icon(painter, QRectF(gap, gap, px(18), px(18)), "building-2", "text2")
        area.setTop(gap + px(24))
        y = self._words(painter, area, self._title, "strong", "text")
        area.setTop(y)
        end = QRectF(area)
        end.setTop(area.bottom() - line_height("label"))
        lines = max(1, int((end.top() - y) // line_height("label")))
        self._words(painter, area, self._sentence, "label", "text2", lines)
        tone = "accent_text" if self.isEnabled() else "disabled"
        self._words(painter, end, self._action, "label", tone)
        painter.end()


class WaitingCard(_Card):
    """Stands where a card will be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEnabled(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens().sunken)
        gap = px(12)
        painter.drawRect(QRectF(gap, gap, px(_SHEET[0]), px(_SHEET[1])))
        left = px(_SHEET[0]) + 2 * gap
        room = self.width() - left - gap
        for line, share in enumerate((0.8, 0.5, 1.0, 0.7)):
            top = gap + px(4) + line * px(22)
            painter.drawRoundedRect(QRectF(left, top, room * share, px(10)), 2, 2)
        painter.end()
