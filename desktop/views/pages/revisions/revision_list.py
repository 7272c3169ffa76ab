"""The revisions of a policy, the newest first: what each was for, from when to when, its state."""

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.models.life import RevisionLife
from desktop.views.theme import Theme, font, px, tokens
from desktop.views.widgets.buttons import Button, QuietButton
from desktop.views.widgets.chips import chip_size, paint_chip, state_chip
from desktop.views.widgets.labels import Label
from desktop.views.widgets.separators import HorizontalLine

if TYPE_CHECKING:
    from desktop.services.revision_overview import Record

__all__ = ["RevisionList"]

ROW = 58
LINES = Qt.ItemDataRole.UserRole + 1
STATE = Qt.ItemDataRole.UserRole + 2
LABEL = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class RevisionList(QFrame):
    chosen = Signal(str)
    """Label of a revision."""
    new_wanted = Signal()
    compare_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.new_button = QuietButton(self.tr("New revision…"), "plus", self, small=True)
        self.new_button.clicked.connect(self.new_wanted)
        head = QHBoxLayout()
        head.setContentsMargins(px(14), px(8), px(8), px(8))
        head.addWidget(Label(self.tr("Revisions"), "section", "text", self), 1)
        head.addWidget(self.new_button)
        self.view = QListWidget(self)
        self.view.setProperty("role", "panel")
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setAccessibleName(self.tr("Revisions"))
        self.view.setItemDelegate(_Delegate(self.view))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.view.currentItemChanged.connect(lambda *_: self._tell())
        self.compare_button = Button(self.tr("Compare two revisions…"), "files", self)
        self.compare_button.clicked.connect(self.compare_wanted)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(14), px(10), px(14), px(12))
        foot.addWidget(self.compare_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(HorizontalLine(self))
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self._quiet = False

    def show_record(self, record: "Record", chosen: str) -> None:
        """`chosen`: the label of the revision that is shown."""
        self._quiet = True
        self.view.clear()
        for life in reversed(record.life.revisions):
            state = record.states[life.revision]
            lines = (_purpose(life), _dates(record, life, state))
            item = QListWidgetItem(life.revision)
            item.setData(LABEL, life.revision)
            item.setData(LINES, lines)
            item.setData(STATE, state)
            said = (life.revision, *lines, state_chip(state).text)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, said)))
            item.setToolTip("\n".join(filter(None, lines)))
            self.view.addItem(item)
            if life.revision == chosen:
                self.view.setCurrentItem(item)
        self._quiet = False

    def labels(self) -> tuple[str, ...]:
        return tuple(self.view.item(at).data(LABEL) for at in range(self.view.count()))

    def choose(self, label: str) -> None:
        for at in range(self.view.count()):
            if self.view.item(at).data(LABEL) == label:
                self.view.setCurrentRow(at)

    def set_new_allowed(self, why_not: str) -> None:
        self.new_button.setEnabled(not why_not)
        self.new_button.set_tooltip(why_not)

    def set_compare_allowed(self, why_not: str) -> None:
        self.compare_button.setEnabled(not why_not)
        self.compare_button.set_tooltip(why_not)

    def _tell(self) -> None:
        item = self.view.currentItem()
        if not self._quiet and self.view.currentRow() >= 0:
            self.chosen.emit(str(item.data(LABEL)))


def _purpose(life: RevisionLife) -> str:
    """What it was begun for."""
    if life.opened is not None and life.opened.comment:
        return life.opened.comment.splitlines()[0]
    if not life.base:
        return QCoreApplication.translate("Revisions", "First edition")
    return QCoreApplication.translate("Revisions", "Revision of {base}").format(base=life.base)


def _dates(record: "Record", life: RevisionLife, state: str) -> str:
    if life.is_open:
        return QCoreApplication.translate("Revisions", "under way")
    if life.effective is None:
        return QCoreApplication.translate("Revisions", "not issued")
    begin = life.effective.isoformat()
    ended = record.life.ended(life.revision, state)
    if ended is not None:
        last = max(ended.since - timedelta(days=1), life.effective)
        return f"{begin} – {last.isoformat()}"
    return QCoreApplication.translate("Revisions", "in force from {day}").format(day=begin)


class _Delegate(QStyledItemDelegate):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        Theme.current().changed.connect(self._dress)

    def _dress(self) -> None:
        view = self.parent()
        if isinstance(view, QListWidget):
            view.doItemsLayout()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802
        return QSize(px(160), px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, area = tokens(), QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if chosen or hovered:
            painter.fillRect(area, colours.sel if chosen else colours.hover)
        painter.setPen(colours.line)
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused and option.widget.property("ring"):
            painter.setPen(QPen(colours.focus, 2))
            painter.drawRect(area.adjusted(1, 1, -1, -2))
        area.adjust(px(14), px(8), -px(14), -px(8))
        half = area.height() // 2
        text = colours.sel_text if chosen else colours.text
        chip = state_chip(str(index.data(STATE)))
        width = min(chip_size(chip).width(), area.width() // 2)
        place = QRect(area.right() - width + 1, area.top(), width, half)
        paint_chip(painter, place, chip)
        label = font("strong", weight=600)
        painter.setFont(label)
        painter.setPen(text)
        name = str(index.data(LABEL))
        room = max(px(38), QFontMetrics(label).horizontalAdvance(name) + px(10))
        painter.drawText(QRect(area.left(), area.top(), room, half), _MIDDLE, name)
        purpose, dates = index.data(LINES)
        left = area.left() + room
        painter.setFont(font("body"))
        words = QRect(left, area.top(), place.left() - px(6) - left, half)
        painter.drawText(words, _MIDDLE, _cut(purpose, font("body"), words.width()))
        painter.setFont(font("label"))
        painter.setPen(text if chosen else colours.text2)
        below = QRect(left, area.top() + half, area.right() - left, half)
        painter.drawText(below, _MIDDLE, _cut(dates, font("label"), below.width()))
        painter.restore()


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def _cut(text: str, face: QFont, width: int) -> str:
    return QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, width)
