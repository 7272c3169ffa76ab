"""Paints a change in two lines: its mark and place, then the first words that are different."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.views.pages.compare.change_list import ROW, ChangeRow
from desktop.views.pages.compare.words import marks, weight_words
from desktop.views.theme import font, paint_icon, px, tokens

__all__ = ["TONES", "ChangeDelegate", "run_font"]

Index = QModelIndex | QPersistentModelIndex
HEADING, HEIGHT = 30, 50
TONES = {"deleted": ("blocker", "blocker_bg"), "inserted": ("sugg", "sugg_bg")}
"""What went and what came: text, background. Lines through and under say it, too."""


def run_font(state: str, plain: QFont) -> QFont:
    """What went is struck through, what came underlined."""
    made = QFont(plain)
    made.setStrikeOut(state == "deleted")
    made.setUnderline(state == "inserted")
    return made


class ChangeDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        row: ChangeRow = index.data(ROW)
        return QSize(px(120), px(HEADING if row.at < 0 else HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ChangeRow = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.at < 0:
            self._heading(painter, QRectF(option.rect), row)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
            self._change(painter, QRectF(option.rect), row, selected=selected, hovered=hovered)
            if option.state & QStyle.StateFlag.State_HasFocus and selected:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(tokens().focus, 2))
                painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1))
        painter.restore()

    def _heading(self, painter: QPainter, area: QRectF, row: ChangeRow) -> None:
        colours = tokens()
        box = area.adjusted(px(12), px(4), -px(12), 0)
        metrics = QFontMetricsF(font("label"))
        painter.setFont(font("label"))
        painter.setPen(colours.text2)
        number = str(row.count)
        room = box.width() - metrics.horizontalAdvance(number) - px(8)
        title = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, title)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(box, right, number)

    def _change(
        self, painter: QPainter, area: QRectF, row: ChangeRow, *, selected: bool, hovered: bool
    ) -> None:
        colours = tokens()
        if selected or hovered:
            painter.fillRect(area, colours.sel if selected else colours.hover)
        line = QRectF(area.left(), area.bottom() - 1, area.width(), 1)
        painter.fillRect(line, colours.line)
        tone = colours.sel_text if selected else colours.text
        muted = colours.sel_text if selected else colours.text2
        inner = area.adjusted(px(12), px(5), -px(12), -px(5))
        first = QRectF(inner.left(), inner.top(), inner.width(), px(20))
        small = QFontMetricsF(font("label"))
        painter.setFont(font("label"))
        mark = marks()[row.kind]
        box = QRectF(first.left(), first.top() + px(1), self._mark_width(small), px(18))
        painter.setPen(QPen(muted, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark)
        weight = weight_words()[row.weight]
        right = first.right()
        if row.reason:
            side = px(14)
            icon = QRectF(right - side, first.top() + px(3), side, side)
            paint_icon(painter, icon, "message-square", "sel_text" if selected else "text2")
            right -= side + px(6)
        if row.weight == "editorial":
            width = small.horizontalAdvance(weight)
            place = QRectF(right - width, first.top(), width, first.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, weight)
            right -= width + px(8)
        painter.setFont(font("strong"))
        painter.setPen(tone)
        title = QRectF(first)
        title.setLeft(box.right() + px(8))
        title.setRight(right)
        strong = QFontMetricsF(font("strong"))
        said = strong.elidedText(row.title, Qt.TextElideMode.ElideMiddle, title.width())
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, said)
        second = QRectF(inner.left(), first.bottom() + 1, inner.width(), px(19))
        self._words(painter, second, row, selected=selected)

    def _mark_width(self, metrics: QFontMetricsF) -> float:
        widest = max(metrics.horizontalAdvance(one) for one in marks().values())
        return widest + px(9)

    def _words(self, painter: QPainter, area: QRectF, row: ChangeRow, *, selected: bool) -> None:
        colours = tokens()
        painter.setClipRect(area)
        left = area.left()
        for run in row.runs:
            own = run_font(run.state, font("label"))
            metrics = QFontMetricsF(own)
            room = area.right() - left
            if room <= px(6):
                break
            text = metrics.elidedText(run.text, Qt.TextElideMode.ElideRight, room)
            width = metrics.horizontalAdvance(text)
            tone, background = TONES.get(run.state, ("text2", ""))
            spot = QRectF(left, area.top(), width, area.height())
            if background and not selected:
                painter.fillRect(spot.adjusted(0, px(1), 0, -px(1)), colours.colour(background))
            painter.setFont(own)
            painter.setPen(colours.sel_text if selected else colours.colour(tone))
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, text)
            left += width
