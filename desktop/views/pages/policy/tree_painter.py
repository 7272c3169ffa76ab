"""How a row of the chapter tree looks."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.views.item_models.chapters import (
    CAPTION,
    CHAPTER,
    CLAUSE,
    PHASE,
    ChapterTreeModel,
    Row,
)
from desktop.views.theme import font, line_height, paint_icon, px, tokens
from desktop.views.widgets.rings import paint_ring

__all__ = ["ROW_HEIGHT", "RowPainter", "wrapped"]

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 30
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_MARK = 14
_REMEMBERED = 4_000
_lines: dict[tuple[object, ...], int] = {}
"""How many lines rows need: a tree asks for all of its rows whenever one changes."""


class RowPainter(QStyledItemDelegate):
    """Rows of 30 px, higher where a title needs two lines: chevron, ring, words, and at the right
    what is missing or still reads as the sample."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        row: Row = index.data(ChapterTreeModel.ROW)
        if row.kind == CAPTION:
            return QSize(100, px(ROW_HEIGHT + 6))
        box = _box_of(option)
        face = font("strong")  # as wide as it gets: nothing moves when it is selected
        key = (face.key(), box.width(), row.kind, row.mark, row.title, _right_words(row),
               _has_mark(row))  # fmt: skip
        lines = _lines.get(key)
        if lines is None:
            if len(_lines) >= _REMEMBERED:
                _lines.clear()
            room = self._room(box, row, QFontMetrics(face))
            lines = _lines[key] = len(wrapped(row.title, face, room))
        return QSize(100, px(ROW_HEIGHT) + (lines - 1) * line_height("body"))

    def _room(self, box: QRect, row: Row, metrics: QFontMetrics) -> int:
        """For the title of a row."""
        number = metrics.horizontalAdvance(row.mark) + px(8) if row.mark else 0
        left, right = px(36 if row.kind == CLAUSE else 52), px(6)
        words = _right_words(row)
        if words:
            right += QFontMetrics(font("label")).horizontalAdvance(words) + px(6)
        if _has_mark(row):
            right += px(_MARK) + px(4)
        return max(0, box.width() - left - right - number)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ChapterTreeModel.ROW)
        colours = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = _box_of(option)
        if row.kind == CAPTION:
            self._paint_caption(painter, box, row)
            painter.restore()
            return
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            fill = colours.sel if selected else colours.hover
            painter.setBrush(fill)
            painter.drawRoundedRect(box, 4, 4)
            if selected and bool(state & QStyle.StateFlag.State_HasFocus):
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(colours.focus)
                painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        lines = wrapped(row.title, font("strong"), self._room(box, row, _strong()))
        first = QRect(box)
        first.setHeight(box.height() - (len(lines) - 1) * line_height("body"))
        left = self._paint_marks(painter, first, row, option)
        self._paint_right(painter, first, row, selected)
        strong = selected or (row.kind == CHAPTER and bool(state & QStyle.StateFlag.State_Open))
        painter.setFont(font("strong") if strong else font("body"))
        painter.setPen(colours.sel_text if selected else colours.text)
        if row.mark:
            width = painter.fontMetrics().horizontalAdvance(row.mark)
            painter.drawText(left, first.top(), width + 1, first.height(), _MIDDLE, row.mark)
            left += width + px(8)
        for place, line in enumerate(lines):
            top = first.top() + place * line_height("body")
            painter.drawText(left, top, box.right() - left, first.height(), _MIDDLE, line)
        painter.restore()

    def _paint_caption(self, painter: QPainter, box: QRect, row: Row) -> None:
        painter.setPen(tokens().line)
        painter.drawLine(box.left() + px(4), box.top() + px(4), box.right(), box.top() + px(4))
        painter.setPen(tokens().text2)
        painter.setFont(font("label"))
        words = box.adjusted(px(4), px(8), 0, 0)
        painter.drawText(words, _MIDDLE, row.title)

    def _paint_marks(
        self, painter: QPainter, box: QRect, row: Row, option: QStyleOptionViewItem
    ) -> int:
        """Chevron and ring; gives where the words begin."""
        middle = box.center().y() + 1
        if row.kind == CLAUSE:
            return box.left() + px(36)
        if row.kind == CHAPTER and row.below:
            opened = bool(option.state & QStyle.StateFlag.State_Open)
            side = px(12)
            place = QRectF(box.left() + px(8), middle - side / 2, side, side)
            paint_icon(painter, place, "chevron-down" if opened else "chevron-right", "text3")
        side = px(15)
        place = QRectF(box.left() + px(28), middle - side / 2, side, side)
        if row.kind == PHASE:
            paint_icon(painter, place, "list-checks", "text2")
        elif row.progress is not None and row.samples and row.progress.complete:
            paint_icon(painter, place, "sparkles", "sugg")  # all there, but not all one's own
        elif row.progress is not None:
            paint_ring(painter, place, row.progress.fraction)
        return box.left() + px(52)

    def _paint_right(self, painter: QPainter, box: QRect, row: Row, selected: bool) -> None:
        """What is missing, or how much still reads as the sample."""
        right = box.right() - px(6)
        colours = tokens()
        words = _right_words(row)
        if words:
            painter.setFont(font("label"))
            painter.setPen(colours.sel_text if selected else colours.text3)
            width = painter.fontMetrics().horizontalAdvance(words)
            painter.drawText(right - width, box.top(), width, box.height(), _MIDDLE, words)
        if not _has_mark(row) or row.progress is None:
            return
        side = px(_MARK)
        place = QRectF(right - side, box.center().y() + 1 - side / 2, side, side)
        if row.progress.required_filled < row.progress.required_total:
            paint_ring(painter, place.adjusted(1, 1, -1, -1), 0)
        elif row.samples:
            paint_icon(painter, place, "sparkles", "sel_text" if selected else "sugg")
        elif row.progress.filled:  # what is optional and empty is neither missing nor done
            paint_icon(painter, place, "check", "text3")


def _strong() -> QFontMetrics:
    return QFontMetrics(font("strong"))


def _box_of(option: QStyleOptionViewItem) -> QRect:
    """A row is as wide as the view, whatever it is indented."""
    view = option.widget
    box = QRect(px(6), option.rect.top(), view.width() - px(12), option.rect.height())
    if isinstance(view, QAbstractItemView):
        box.setWidth(view.viewport().width() - px(12))
    return box


def _right_words(row: Row) -> str:
    progress = row.progress
    if row.kind == PHASE:
        return str(row.count)
    if row.kind == CHAPTER and progress is not None and progress.total:
        if not progress.complete:
            return f"{progress.filled}/{progress.total}"
        return str(row.samples) if row.samples else ""
    return ""


def _has_mark(row: Row) -> bool:
    return row.kind == CLAUSE and row.progress is not None and bool(row.progress.total)


def wrapped(title: str, face: QFont, room: int) -> list[str]:
    """The title in at most two lines; what does not fit the second is cut with an ellipsis, and
    stands in the tooltip."""
    metrics = QFontMetrics(face)
    if metrics.horizontalAdvance(title) <= room or room < px(24):
        return [metrics.elidedText(title, Qt.TextElideMode.ElideRight, max(0, room))]
    layout = QTextLayout(title, face)
    layout.setTextOption(_wrapping())
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(room)
    end = line.textStart() + line.textLength()
    layout.endLayout()
    rest = metrics.elidedText(title[end:], Qt.TextElideMode.ElideRight, room)
    return [title[:end].rstrip(), rest]


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
