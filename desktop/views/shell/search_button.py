"""The search field of the menu bar: a button that looks like one and opens "go to anything"."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.views.theme import font, paint_icon, px, tokens

__all__ = ["SearchButton"]


class SearchButton(QAbstractButton):
    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setText(self.tr("Find a policy, clause or command"))
        self.setAccessibleName(self.text())
        self.setToolTip(self.tr("{words} ({keys})").format(words=self.text(), keys=keys))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(312), px(34))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.5, 3.5, self.width() - px(12) - 1, self.height() - 7)
        painter.setPen(QPen(colours.focus, 2) if self.hasFocus() else QPen(colours.line_strong))
        painter.setBrush(colours.hover if self.underMouse() else colours.panel)
        painter.drawRoundedRect(box, 4, 4)
        side = px(15)
        middle = box.center().y()
        icon_box = QRectF(box.left() + px(9), middle - side / 2, side, side)
        paint_icon(painter, icon_box, "search", "text3")
        painter.setFont(font("body"))
        painter.setPen(colours.text3)
        keys_width = QFontMetrics(font("label")).horizontalAdvance(self._keys) + px(12)
        words = box.adjusted(px(31), 0, -keys_width - px(10), 0)
        metrics = painter.fontMetrics()
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        key_box = QRectF(box.right() - keys_width - px(6), middle - px(9), keys_width, px(18))
        painter.setPen(QPen(colours.line))
        painter.setBrush(colours.surface)
        painter.drawRoundedRect(key_box, 3, 3)
        painter.setFont(font("label"))
        painter.setPen(colours.text3)
        painter.drawText(key_box, Qt.AlignmentFlag.AlignCenter, self._keys)
