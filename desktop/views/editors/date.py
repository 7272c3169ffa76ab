"""The editor of a date: typed in many ways, or taken from a calendar."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.models.definitions import FieldDefinition, Json
from desktop.models.figures import date_words
from desktop.models.written_signs import read_day
from desktop.views.editors.base import EditorContext, FieldEditor
from desktop.views.editors.simple.calendar import CalendarPopover, today
from desktop.views.editors.simple.typed import TypedEditor
from desktop.views.widgets.buttons import IconButton
from desktop.views.widgets.labels import Label

__all__ = ["EDITORS", "DateEditor"]


class DateEditor(TypedEditor):
    """Takes 2026-11-22, 20261122, 11-22, 今天, today, +3. Up and Down go by days, F4 opens the
    calendar. What the day reads like stands beside it."""

    def __init__(
        self, definition: FieldDefinition, context: EditorContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(definition, context, parent, width=320)
        self.line.setPlaceholderText(self.tr("2026-11-22, 11-22 or +3"))
        self.reading = Label("", "label", "text3", self.frame)
        self.row.addWidget(self.reading)
        self.button = IconButton("calendar", self.tr("Open the calendar (F4)"), self.frame, size=26)
        self.row.addWidget(self.button)
        self.button.clicked.connect(self.open_calendar)
        self.line.installEventFilter(self)
        self._calendar: CalendarPopover | None = None

    def show_value(self, value: Json) -> None:
        self.show_text("" if value is None else str(value))

    def raw(self) -> Json:
        day = self.day()
        return day.isoformat() if day is not None else self.line.text().strip() or None

    def day(self) -> date | None:
        """The day that is meant by what stands in the line."""
        return read_day(self.line.text(), today())

    def settle(self) -> None:
        day = self.day()
        if day is not None:
            self.show_text(day.isoformat())

    def step(self, count: int) -> None:
        day = self.day()
        if day is None and self.line.text().strip():
            return
        moved = day + timedelta(days=count) if day is not None else today()
        self.type_text(moved.isoformat())

    def say_hint(self) -> None:
        super().say_hint()
        day = self.day()
        if day is None:
            self.reading.setText("")
            return
        weekday = QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
        typed = self.line.text().strip() == day.isoformat()
        words = weekday if typed else f"{date_words(day, self.context.window_language)} {weekday}"
        self.reading.setText(words)

    def open_calendar(self) -> None:
        if self._calendar is None:
            self._calendar = CalendarPopover(self)
            self._calendar.day_chosen.connect(self._take)
        self._calendar.open_for(self.frame, self.day())

    def _take(self, day: date | None) -> None:
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self.type_text("" if day is None else day.isoformat())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            alt_down = event.key() == Qt.Key.Key_Down and bool(
                event.modifiers() & Qt.KeyboardModifier.AltModifier
            )
            if event.key() == Qt.Key.Key_F4 or alt_down:
                self.open_calendar()
                return True
        return False

    def _holds(self, widget: QWidget) -> bool:
        calendar = self._calendar
        in_calendar = calendar is not None and (widget is calendar or calendar.isAncestorOf(widget))
        return in_calendar or super()._holds(widget)


EDITORS: dict[str, type[FieldEditor]] = {"date": DateEditor}
