"""The path of a revision from draft to force: what is done, by whom and when, and what comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget

from desktop.models.life import STEPS, LifeEvent, RevisionLife
from desktop.models.life_rules import asked_opinions, named, still_wanted
from desktop.views.pages.revisions.words import step_words
from desktop.views.theme import Theme, font, px, tokens
from desktop.views.widgets.rings import paint_tick

if TYPE_CHECKING:
    from desktop.services.revision_overview import Record

__all__ = ["LifePath", "Station", "stations"]

Progress = Literal["done", "now", "ahead"]
LEAST = 78
HEIGHT, LOW = 62, 28
"""Of a row; of one in which nothing stands below the names."""
_TO = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -1000,
    Qt.Key.Key_End: 1000,
}


@dataclass(frozen=True, slots=True)
class Station:
    """`first`, `second`: the lines below its name."""

    key: str
    name: str
    progress: Progress
    first: str = ""
    second: str = ""


def stations(record: "Record", life: RevisionLife) -> tuple[Station, ...]:
    """The steps that this revision takes; one that is left out by the rules does not show."""
    tr = QCoreApplication.translate
    state = record.states[life.revision]
    submitted = life.submitted
    drafted = life.is_open and life.state == "draft"
    found = [
        Station(
            "draft",
            tr("Path", "Draft"),
            "now" if drafted else "done",
            "、".join(life.preparers) if life.preparers else tr("Path", "being written"),
            _day(submitted) if submitted is not None and not drafted else "",
        )
    ]
    found += _opinion_stations(record, life)
    found.append(_approval(record, life))
    issued = life.issued
    waits = life.state == "approved"
    found.append(
        Station(
            "issue",
            tr("Path", "Issue"),
            "done" if issued is not None else "now" if waits else "ahead",
            issued.by if issued is not None else "",
            _day(issued),
        )
    )
    effective = life.effective
    begun = effective is not None and effective <= record.today
    from_day = tr("Path", "from {day}")
    found.append(
        Station(
            "force",
            _force_word(state),
            "done" if begun else "now" if issued is not None else "ahead",
            from_day.format(day=effective.isoformat()) if effective is not None else "",
            _until(record, life, state),
        )
    )
    return tuple(found)


def _force_word(state: str) -> str:
    tr = QCoreApplication.translate
    ended = {
        "superseded": tr("Path", "Superseded"),
        "withdrawn": tr("Path", "Withdrawn"),
        "expired": tr("Path", "Trial over"),
    }
    return ended.get(state, tr("Path", "In force"))


def _until(record: "Record", life: RevisionLife, state: str) -> str:
    tr = QCoreApplication.translate
    ended = record.life.ended(life.revision, state)
    if ended is not None:
        last = ended.since - timedelta(days=1)  # the last day it applied, as in the list
        if life.effective is not None:
            last = max(last, life.effective)
        return tr("Path", "until {day}").format(day=last.isoformat())
    if life.trial_until is not None:
        return tr("Path", "trial until {day}").format(day=life.trial_until.isoformat())
    return ""


def _opinion_stations(record: "Record", life: RevisionLife) -> list[Station]:
    asked = asked_opinions(life, record.rules)
    digest = life.submitted.digest if life.submitted is not None else ""
    order = [one for one in STEPS if asked[one] or life.standing(one)]
    over = life.state in ("approved", "issued", "withdrawn")
    found: list[Station] = []
    waiting = life.is_open and life.state != "draft"
    for step in order:
        given = life.standing(step)
        counting = [one for one in given if step == "consult" or one.digest == digest]
        lacking = still_wanted(life, record.facts, record.rules, step) if life.is_open else 0
        complete = over or (waiting and not lacking)
        progress: Progress = "done" if complete else "now" if waiting else "ahead"
        if progress == "now":
            waiting = False  # the ones after it have to wait
        counted = QCoreApplication.translate("Path", "{given} of {asked} opinions")
        many = max(asked[step], len(counting) + lacking)
        words = counted.format(given=len(counting), asked=many) if many else ""
        found.append(Station(step, step_words(step), progress, words, _days(given)))
    return found


def _approval(record: "Record", life: RevisionLife) -> Station:
    tr = QCoreApplication.translate
    name = tr("Path", "Approval")
    if life.approved is not None:
        who = "、".join(one.by for one in life.approvals)
        return Station("approve", name, "done", who, _day(life.approved))
    ready = (
        life.is_open
        and life.state != "draft"
        and not any(still_wanted(life, record.facts, record.rules, one) for one in STEPS)
    )
    approvers = len(named(record.facts, "approved"))
    words = ""
    if approvers > 1:
        words = tr("Path", "{given} of {asked} signed").format(
            given=len(life.approvals), asked=approvers
        )
    elif approvers == 1 and ready:
        words = tr("Path", "waits for {person}").format(
            person=named(record.facts, "approved")[0].name
        )
    return Station("approve", name, "now" if ready else "ahead", words)


def _day(event: LifeEvent | None) -> str:
    return "" if event is None else event.day.isoformat()


def _days(events: Sequence[LifeEvent]) -> str:
    """The last of them."""
    return max(one.day for one in events).isoformat() if events else ""


class LifePath(QFrame):
    """In one row, or in several where there is less room. Tab comes to the step that is due,
    arrows go along the path, Enter shows what is on record of it."""

    chosen = Signal(str)
    """Key of a station."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Path of the revision"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._buttons: list[_StationButton] = []
        Theme.current().changed.connect(self._lay_out)

    def show_stations(self, found: Sequence[Station]) -> None:
        while len(self._buttons) > len(found):
            gone = self._buttons.pop()
            gone.hide()
            gone.deleteLater()
        while len(self._buttons) < len(found):
            button = _StationButton(self)
            button.clicked.connect(lambda _=False, one=button: self.chosen.emit(one.station.key))
            button.moved.connect(self._move)
            self._buttons.append(button)
            button.show()
        due = next((at for at, one in enumerate(found) if one.progress == "now"), len(found) - 1)
        for at, (button, station) in enumerate(zip(self._buttons, found, strict=True)):
            following = found[at + 1].progress if at + 1 < len(found) else ""
            button.show_station(station, bool(following), following == "done")
            policy = Qt.FocusPolicy.StrongFocus if at == due else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        self._lay_out()

    def stations(self) -> tuple[Station, ...]:
        return tuple(one.station for one in self._buttons)

    def buttons(self) -> tuple[QAbstractButton, ...]:
        return tuple(self._buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._lay_out()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(LEAST + 24), self.height())

    def _lay_out(self) -> None:
        if not self._buttons:
            return
        side, room = px(10), self.width() - px(10) - px(4)
        least = max(px(LEAST), *(one.least() for one in self._buttons))
        last = max(least, self._buttons[-1].whole())
        columns = max(1, min(len(self._buttons), 1 + (room - last) // least))
        rows = -(-len(self._buttons) // columns)
        columns = -(-len(self._buttons) // rows)
        width, top = room // columns, px(12)
        if columns > 1:
            width = min(width, (room - last) // (columns - 1))
        for row in range(rows):
            these = self._buttons[row * columns : (row + 1) * columns]
            high = px(HEIGHT if any(one.station.first for one in these) else LOW)
            for at, button in enumerate(these):
                end = at == columns - 1  # what is left over is its own
                wide = room - at * width if end else width
                button.setGeometry(side + at * width, top, wide, high)
                button.set_last_of_row(end)
            top += high
        self.setFixedHeight(top + px(8))

    def _move(self, by: int) -> None:
        at = next((i for i, one in enumerate(self._buttons) if one.hasFocus()), 0)
        wanted = max(0, min(len(self._buttons) - 1, at + by))
        self._buttons[wanted].setFocus(Qt.FocusReason.TabFocusReason)


class _StationButton(QAbstractButton):
    moved = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.station = Station("", "", "ahead")
        self._linked = self._link_done = self._last = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_station(self, station: Station, linked: bool, link_done: bool) -> None:
        self.station, self._linked = station, linked
        self._link_done = link_done or station.progress == "done"
        word = {
            "done": self.tr("done"),
            "now": self.tr("under way"),
            "ahead": self.tr("to come"),
        }[station.progress]
        said = (station.name, word, station.first, station.second)
        self.setText(station.name)
        self.setAccessibleName(", ".join(filter(None, said)))
        self.setToolTip("\n".join(filter(None, (station.name, station.first, station.second))))
        self.update()

    def least(self) -> int:
        """The width at which its name and a day are whole."""
        name = QFontMetricsF(font("strong")).horizontalAdvance(self.station.name)
        small = QFontMetricsF(font("label"))
        details = max(small.horizontalAdvance(one) for one in self._details())
        day = small.horizontalAdvance("2026-12-31")
        return px(16 + 2 + 6) + max(int(name) + px(12), int(min(details, day)) + px(3))

    def whole(self) -> int:
        """The width at which everything it says is whole."""
        small = QFontMetricsF(font("label"))
        details = max(small.horizontalAdvance(one) for one in self._details())
        return max(self.least(), px(16 + 2 + 6) + int(details) + px(4))

    def _details(self) -> tuple[str, str]:
        return (self.station.first, self.station.second)

    def set_last_of_row(self, last: bool) -> None:
        self._last = last
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        move = _TO.get(Qt.Key(event.key()))
        if move is not None:
            self.moved.emit(move)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter, colours = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() and self.property("ring"):
            painter.setPen(QPen(colours.focus, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(4), px(4))
        side = px(16)
        mark = QRectF(px(2), px(3), side, side)
        self._paint_mark(painter, mark)
        face = font("strong" if self.station.progress != "ahead" else "body")
        painter.setFont(face)
        tone = colours.text if self.station.progress != "ahead" else colours.text2
        painter.setPen(tone)
        left = mark.right() + px(6)
        metrics = QFontMetricsF(face)
        room = self.width() - left - px(2)
        name = metrics.elidedText(self.station.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, 0, room, px(22)), Qt.AlignmentFlag.AlignVCenter, name)
        end = left + metrics.horizontalAdvance(name) + px(8)
        if self._linked and not self._last and self.width() - end > px(8):
            pen = QPen(colours.ok_fill if self._link_done else colours.line_strong, 2)
            painter.setPen(pen)
            middle = mark.center().y()
            painter.drawLine(int(end), int(middle), self.width() - px(4), int(middle))
        small = font("label")
        painter.setFont(small)
        painter.setPen(colours.text2)
        for at, words in enumerate(self._details()):
            place = QRectF(left, px(22) + at * px(18), room, px(18))
            shown = QFontMetricsF(small).elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_mark(self, painter: QPainter, mark: QRectF) -> None:
        colours = tokens()
        painter.setPen(Qt.PenStyle.NoPen)
        if self.station.progress == "done":
            painter.setBrush(colours.ok_fill)
            painter.drawEllipse(mark)
            paint_tick(painter, mark, colours.surface)
            return
        now = self.station.progress == "now"
        pen = QPen(colours.accent if now else colours.field_edge, 1.8)
        if not now:
            pen.setDashPattern([2, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(mark.adjusted(1, 1, -1, -1))
        if now:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.accent)
            inner = mark.width() * 0.3
            painter.drawEllipse(mark.adjusted(inner, inner, -inner, -inner))
