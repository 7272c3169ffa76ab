"""The calendar of a date: a month, with today and with nothing."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QTableView, QWidget

from desktop.views.widgets.buttons import LinkButton
from desktop.views.widgets.month import Month
from desktop.views.widgets.popover import Popover

__all__ = ["CalendarPopover", "today"]


def today() -> date:
    """The day on this computer's calendar."""
    return datetime.now().astimezone().date()


class CalendarPopover(Popover):
    """Opens beside a date; Enter or a click takes the day."""

    day_chosen = Signal(object)
    """date, or None: the date is taken away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Calendar"), padding=8)
        self.calendar = Month(self)
        self.calendar.clicked.connect(self._take)
        self.calendar.activated.connect(self._take)
        self.body.addWidget(self.calendar)
        row = QHBoxLayout()
        self.today = LinkButton(self.tr("Today"), parent=self)
        self.clear = LinkButton(self.tr("No date"), parent=self)
        self.today.clicked.connect(lambda: self._give(today()))
        self.clear.clicked.connect(lambda: self._give(None))
        row.addWidget(self.today)
        row.addStretch(1)
        row.addWidget(self.clear)
        self.body.addLayout(row)
        for table in self.calendar.findChildren(QTableView):
            table.installEventFilter(self)

    def open_for(self, anchor: QWidget, day: date | None) -> None:
        shown = day or today()
        self.calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.clear.setEnabled(day is not None)
        table = next(iter(self.calendar.findChildren(QTableView)), None)
        self.open_at(anchor, focus=table)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.isVisible():
                self.close()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
                watched, QTableView
            ):
                self._take(self.calendar.selectedDate())
                return True
        return super().eventFilter(watched, event)

    def _take(self, day: QDate) -> None:
        self._give(date(day.year(), day.month(), day.day()))

    def _give(self, day: date | None) -> None:
        self.close()
        self.day_chosen.emit(day)
