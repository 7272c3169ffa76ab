"""Paints the rows of a checklist: box, words, tag, role, when, evidence. No widget a row."""

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.i18n import Language
from desktop.views.item_models.checklist import GROUP_ROLE, LINE_ROLE, Group, Line, state_word
from desktop.views.item_models.checklist_columns import (
    GROUP_HEIGHT,
    ROW_HEIGHT,
    TALL_ROW_HEIGHT,
    RowColumns,
    row_columns,
)
from desktop.views.theme import Role, font, paint_icon, px, tokens
from desktop.views.widgets.chips import ChipLook, Tag, chip_size, note_chip, paint_chip, tag_chip
from desktop.views.widgets.marks import Tick, paint_tick_box
from desktop.views.widgets.two_lines import two_lines

__all__ = ["ChecklistDelegate"]

Index = QModelIndex | QPersistentModelIndex
_TICKS: dict[str, Tick] = {"open": "open", "done": "done", "na": "na", "failed": "failed"}
_VERTICALLY_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ChecklistDelegate(QStyledItemDelegate):
    """`ticks`: whether there are boxes to tick. `language`: of the items' words. `ringed`: several
    are selected, so the current one needs a mark of its own."""

    def __init__(self, language: Language, *, ticks: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._language: Language = language
        self._ticks = ticks
        self.writable = True
        self.ringed = False
        self._tag_width = 0

    def columns(self, row: QRect) -> RowColumns:
        """Where the parts of a row are, for the view to know what was clicked."""
        if not self._tag_width:
            tags: tuple[Tag, ...] = ("mandatory", "optional", "gate")
            self._tag_width = max(chip_size(tag_chip(one)).width() for one in tags)
        return row_columns(row, ticks=self._ticks, tag=self._tag_width)

    def measure_again(self) -> None:
        """After zoom or font have changed."""
        self._tag_width = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line):
            return QSize(px(320), px(GROUP_HEIGHT))
        return QSize(px(320), px(TALL_ROW_HEIGHT if self._is_long(line) else ROW_HEIGHT))

    def _is_long(self, line: Line) -> bool:
        """Whether its words, its role or its rule of when want a second line in the list as wide
        as it is. The rule counts also where it gives way to who ticked: no row moves by that."""
        view = self.parent()
        if not isinstance(view, QAbstractItemView):
            return False
        places = self.columns(QRect(0, 0, view.viewport().width(), px(ROW_HEIGHT)))
        item = line.item
        wanted: tuple[tuple[str, Role, QRect], ...] = (
            (item.text.text(self._language), "body", places.text),
            (line.role, "label", places.role),
            (item.due.text(self._language), "label", places.when),
        )
        return any(
            len(two_lines(words, font(role), place.width())) > 1
            for words, role, place in wanted
            if words and not place.isEmpty()
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, group = index.data(LINE_ROLE), index.data(GROUP_ROLE)
        painter.save()
        if isinstance(line, Line):
            self._paint_line(painter, option, line)
        elif isinstance(group, Group):
            self._paint_group(painter, option, group)
        painter.restore()

    # -- a group -------------------------------------------------------------------------------

    def _paint_group(self, painter: QPainter, option: QStyleOptionViewItem, group: Group) -> None:
        colours, row = tokens(), option.rect
        painter.fillRect(row, colours.panel)
        _underline(painter, row)
        opened = bool(option.state & QStyle.StateFlag.State_Open)
        side = px(14)
        arrow = QRectF(row.left() + px(15), row.top() + (row.height() - side) / 2, side, side)
        paint_icon(painter, arrow, "chevron-down" if opened else "chevron-right", "text2")
        left = int(arrow.right()) + px(6)
        left += self._write(
            painter,
            QRect(left, row.top(), row.width() - left, row.height()),
            group.title,
            "strong",
            "text",
        )
        count = f"{group.settled}/{group.total}" if self._ticks else str(group.total)
        place = QRect(left + px(8), row.top(), px(80), row.height())
        self._write(painter, place, count, "label", "text2")
        if option.state & QStyle.StateFlag.State_HasFocus:
            _ring(painter, row)

    # -- an item -------------------------------------------------------------------------------

    def _paint_line(self, painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
        colours, row, state = tokens(), option.rect, option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = colours.surface
        if selected:
            active = bool(state & QStyle.StateFlag.State_Active)
            ground = colours.sel if active else colours.sel_inactive
        elif hovered:
            ground = colours.panel
        painter.fillRect(row, ground)
        _underline(painter, row)
        places = self.columns(row)
        settled = line.state in ("done", "na")
        tone = "sel_text" if selected else "text2" if settled else "text"
        quiet = "sel_text" if selected else "text2" if settled else "text3"
        if self._ticks:
            tick = _TICKS.get(line.state, "open")
            over = hovered and self._is_over(option, places.box)
            paint_tick_box(painter, QRectF(places.box), tick, hover=over, enabled=self.writable)
        self._write(painter, places.code, line.item.code, "label", quiet)
        self._write(painter, places.text, line.item.text.text(self._language), "body", tone)
        paint_chip(painter, places.tag, _tag(line))
        self._write(painter, places.role, line.role, "label", tone if selected else "text2")
        self._paint_when(painter, places.when, line, "sel_text" if selected else "text2")
        if not places.evidence.isEmpty():
            self._paint_evidence(painter, places.evidence, line, "sel_text" if selected else "")
        if state & QStyle.StateFlag.State_HasFocus and (self.ringed or not selected):
            _ring(painter, row)

    def _paint_when(self, painter: QPainter, place: QRect, line: Line, tone: str) -> None:
        """The rule of when it is due; once it is judged, who did that and when."""
        if place.isEmpty():
            return
        record = line.record
        if record is None or record.state == "open" or record.at is None:
            self._write(painter, place, line.item.due.text(self._language), "label", tone)
            return
        said = f"{record.at.astimezone():%m-%d} {record.by}".strip()
        if record.state == "failed":
            look = ChipLook(state_word("failed"), "octagon-x", "blocker", "blocker_bg", height=18)
            taken = paint_chip(painter, place, look) + px(6)
            place = place.adjusted(taken, 0, 0, 0)
        self._write(painter, place, said, "label", tone)

    def _paint_evidence(self, painter: QPainter, place: QRect, line: Line, tone: str) -> None:
        record = line.record
        wanted = line.item.evidence.text(self._language)
        if record is None:
            self._write(painter, place, wanted, "label", tone or "text2")
        elif record.evidence:
            _paint_chips(painter, place, record.evidence)
        elif record.state == "done" and line.item.tag != "O" and wanted:
            look = ChipLook(_lacking(wanted), "triangle-alert", "warn", "warn_bg", height=20)
            paint_chip(painter, place, look)
        elif record.state == "na":
            if record.note:
                paint_chip(painter, place, note_chip(record.note, "message-square"))
        elif self.writable:
            side = px(12)
            sign = QRectF(place.left(), place.top() + (place.height() - side) / 2, side, side)
            paint_icon(painter, sign, "plus", tone or "text2")
            self._write(
                painter, place.adjusted(side + px(4), 0, 0, 0), wanted, "label", tone or "text2"
            )

    # -- tools ---------------------------------------------------------------------------------

    def _write(self, painter: QPainter, place: QRect, text: str, role: Role, tone: str) -> int:
        """One line, in a tall row two; they end in … where there is no room. The width taken."""
        chosen = font(role)
        metrics = QFontMetrics(chosen)
        shown: tuple[str, ...] = ()
        if place.height() >= px(TALL_ROW_HEIGHT):
            shown = two_lines(text, chosen, place.width())
        elif place.width() > 0 and text:
            shown = (metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width()),)
        painter.setFont(chosen)
        painter.setPen(tokens().colour(tone))
        height = px(18)
        top = place.top() + (place.height() - height * len(shown)) // 2
        for at, one in enumerate(shown):
            line = QRect(place.left(), top + at * height, place.width(), height)
            painter.drawText(line, _VERTICALLY_LEFT, one)
        return max((metrics.horizontalAdvance(one) for one in shown), default=0)

    def _is_over(self, option: QStyleOptionViewItem, place: QRect) -> bool:
        view = option.widget
        return place.adjusted(-4, -8, 4, 8).contains(view.mapFromGlobal(view.cursor().pos()))


def _underline(painter: QPainter, row: QRect) -> None:
    painter.fillRect(QRect(row.left(), row.bottom(), row.width(), 1), tokens().line)


def _ring(painter: QPainter, row: QRect) -> None:
    painter.setPen(QPen(tokens().focus, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(row).adjusted(1, 1, -1, -2))


def _tag(line: Line) -> ChipLook:
    if line.state == "na":
        return tag_chip("waived", text=state_word("na"))
    tag = line.item.tag
    return tag_chip("gate" if tag == "G" else "mandatory" if tag == "M" else "optional")


def _lacking(wanted: str) -> str:
    return QCoreApplication.translate("Checklist", "Lacks: {evidence}").format(evidence=wanted)


def _paint_chips(painter: QPainter, place: QRect, names: tuple[str, ...]) -> None:
    """As many names as there is room for, then how many more there are."""
    left = place.left()
    for at, name in enumerate(names):
        look = note_chip(name, "paperclip")
        rest = len(names) - at
        more = note_chip(f"+{rest - 1}")
        reserved = chip_size(more).width() + px(4) if rest > 1 else 0
        room = place.right() + 1 - left - reserved
        if at and chip_size(look).width() > room:
            paint_chip(
                painter,
                QRect(QPoint(left, place.top()), place.bottomRight()),
                note_chip(f"+{rest}"),
            )
            return
        taken = paint_chip(painter, QRect(left, place.top(), room, place.height()), look)
        left += taken + px(4)
