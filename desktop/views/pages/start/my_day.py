"""The pane "my day": what is due and overdue, what comes next, and when the last backup was."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import Language
from desktop.views.places import POLICY, PROJECT, Place
from desktop.views.theme import Role, Theme, font, px, tokens
from desktop.views.when import day_words, distance_words
from desktop.views.widgets.chips import Tag, chip_size, paint_chip, tag_chip
from desktop.views.widgets.labels import Label
from desktop.views.widgets.separators import HorizontalLine
from desktop.views.widgets.strip import InlineStrip

if TYPE_CHECKING:
    from desktop.services.overview import Agenda, Due, LastBackup

__all__ = ["MyDay"]

WIDTH = 320
MOST_ROWS = 12


class MyDay(QFrame):
    """Each row leads to its place."""

    place_wanted = Signal(object)
    back_up_wanted = Signal()

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._language: Language = language
        self.setAccessibleName(self.tr("My day"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 24, 16, 12)
        head.setSpacing(8)
        head.addWidget(Label(self.tr("My day"), "section"))
        self._count = Label("", "label", "text2")
        head.addWidget(self._count, 1)
        column.addLayout(head)
        column.addWidget(HorizontalLine())
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(scroll, 1)
        self._scroll = scroll
        self._body: QWidget | None = None
        self._dress()
        Theme.current().changed.connect(self._dress)

    def _dress(self) -> None:
        self.setFixedWidth(px(WIDTH))

    def show_agenda(self, agenda: "Agenda", backup: "LastBackup", today: date) -> None:
        body = QFrame()
        body.setProperty("role", "panel")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(0)
        due = agenda.due[:MOST_ROWS]
        for one in due:
            row = DayRow(*self._words(one, today), *self._tag(one, today), body)
            row.clicked.connect(self._leading_to(one))
            column.addWidget(row)
            column.addWidget(HorizontalLine())
        if not due:
            nothing = Label(
                self.tr("Nothing is due. New tasks appear here by themselves."),
                "body",
                "text2",
                wrap=True,
            )
            nothing.setContentsMargins(16, 16, 16, 8)
            column.addWidget(nothing)
        self._add_coming(column, agenda, today)
        column.addWidget(self._backup_strip(backup, today))
        column.addStretch(1)
        self._count.setText(self.tr("%n to do", "", len(agenda.due)) if agenda.due else "")
        self._scroll.setWidget(body)
        self._body = body

    def _leading_to(self, one: "Due") -> Callable[[], None]:
        def lead() -> None:
            self.place_wanted.emit(_place_of(one))

        return lead

    def _add_coming(self, column: QVBoxLayout, agenda: "Agenda", today: date) -> None:
        if not agenda.coming:
            return
        title = Label(self.tr("Coming up"), "label", "text2")
        title.setContentsMargins(16, 16, 16, 8)
        column.addWidget(title)
        for one in agenda.coming[:5]:
            if one.day is None:
                continue
            row = ComingRow(day_words(one.day, today), self._title(one))
            row.clicked.connect(self._leading_to(one))
            column.addWidget(row)

    def _title(self, one: "Due") -> str:
        if one.kind == "review":
            return self.tr("Review of {title}").format(title=one.title)
        if one.kind == "trial":
            return self.tr("Trial of {title} ends").format(title=one.title)
        if one.kind == "effective":
            return self.tr("{title} comes into force").format(title=one.title)
        if one.kind == "failed":
            return self.tr("%n items failed", "", one.count)
        if one.kind == "items":
            phase = one.detail.text(self._language)
            text = self.tr("{phase}: {items}")
            return text.format(phase=phase, items=self.tr("%n mandatory items open", "", one.count))
        return self.tr("Fill in %n required fields", "", one.count)

    def _words(self, one: "Due", today: date) -> tuple[str, str]:
        """Title and second line of a row."""
        if one.kind in ("review", "trial", "effective"):
            return self._title(one), " · ".join(filter(None, (one.number, one.revision)))
        return self._title(one), " · ".join(filter(None, (one.title, one.number)))

    def _tag(self, one: "Due", today: date) -> tuple[str, str]:
        """(words, tone) at the right of a row."""
        if one.kind == "failed":
            return self.tr("Failed"), "blocker"
        if one.day is None:
            return "", ""
        days = (one.day - today).days
        if days < 0 and one.kind in ("review", "trial"):
            return self.tr("%n days overdue", "", -days), "blocker"
        return distance_words(one.day, today), "warn"

    def _backup_strip(self, backup: "LastBackup", today: date) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(16, 16, 16, 0)
        strip = InlineStrip(holder)  # without it, a window of its own for a moment
        if backup.taken is None:
            words = self.tr("No backup yet. The first is made by itself tomorrow.")
            strip.say("info", words, self.tr("Back up now"), closable=False)
            strip.acted.connect(lambda _at: self.back_up_wanted.emit())
        else:
            words = self.tr("Backed up {day} to {folder}")
            day = distance_words(backup.taken, today)
            strip.say("ok", words.format(folder=backup.folder, day=day), closable=False)
        column.addWidget(strip)
        return holder


def _place_of(one: "Due") -> Place:
    if one.kind in ("failed", "items"):
        return Place(PROJECT, one.owner, phase=one.phase)
    if one.revision:
        return Place(POLICY, one.owner, revision=one.revision)
    return Place(POLICY, one.owner, one.chapter, one.article, one.field)


class DayRow(QAbstractButton):
    """Two lines and a tag: what is due, where, and how soon."""

    def __init__(
        self, title: str, second: str, tag: str, tone: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title, self._second, self._tag, self._tone = title, second, tag, tone
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(filter(None, (title, tag, second))))
        self.setToolTip("\n".join(filter(None, (title, second))))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(WIDTH), px(56))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(self, painter)
        area = QRectF(self.rect()).adjusted(px(16), px(8), -px(16), -px(8))
        half = area.height() / 2
        right = area.right()
        if self._tag:
            tag: Tag = "overdue" if self._tone == "blocker" else "due"
            look = tag_chip(tag, text=self._tag)
            right -= chip_size(look).width()
            spot = QRectF(right, area.top(), area.right() - right, half)
            paint_chip(painter, spot.toRect(), look)
            right -= px(8)
        first = QRectF(area.left(), area.top(), right - area.left(), half)
        second = QRectF(area.left(), area.top() + half, area.width(), half)
        _paint_line(painter, first, self._title, "strong", "text")
        _paint_line(painter, second, self._second, "label", "text2")
        painter.end()


class ComingRow(QAbstractButton):
    """A day and what happens then."""

    def __init__(self, day: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day, self._title = day, title
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{day} {title}")
        self.setToolTip(title)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(WIDTH), px(30))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(self, painter)
        area = QRectF(self.rect()).adjusted(px(16), 0, -px(16), 0)
        day = QRectF(area)
        day.setWidth(px(76))
        _paint_line(painter, day, self._day, "label", "text2")
        area.setLeft(day.right())
        _paint_line(painter, area, self._title, "body", "text")
        painter.end()


def _paint_ground(button: QAbstractButton, painter: QPainter) -> None:
    colours = tokens()
    if button.underMouse() or button.isDown():
        painter.fillRect(button.rect(), colours.hover)
    if button.hasFocus() and button.property("ring"):
        painter.setPen(QPen(colours.focus, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(button.rect()).adjusted(2, 2, -2, -2), px(4), px(4))


def _paint_line(painter: QPainter, area: QRectF, text: str, role: Role, tone: str) -> None:
    made = font(role)
    painter.setFont(made)
    painter.setPen(tokens().colour(tone))
    shown = QFontMetricsF(made).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
