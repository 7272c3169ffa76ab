"""A month to choose a day in, in the window's colours."""

from PySide6.QtCore import QDate, QLocale, QSize, Qt
from PySide6.QtGui import QPalette, QTextCharFormat
from PySide6.QtWidgets import QBoxLayout, QCalendarWidget, QToolButton, QWidget

from desktop.views.theme import Theme, dress, font, px, tokens

__all__ = ["Month"]


class Month(QCalendarWidget):
    """Weeks begin on Monday; Saturday and Sunday are paler, today is underlined in the accent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(QLocale())
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setGridVisible(False)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setAccessibleName(self.tr("Calendar"))
        for name, icon, words in (
            ("qt_calendar_prevmonth", "chevron-left", self.tr("Previous month")),
            ("qt_calendar_nextmonth", "chevron-right", self.tr("Next month")),
        ):
            button = self.findChild(QToolButton, name)
            if button is not None:
                dress(button, icon, "text2")
                button.setAccessibleName(words)
                button.setToolTip(words)
        if self.locale().language() == QLocale.Language.Chinese:
            self._put_year_first()
        Theme.current().changed.connect(self._dress)
        self._dress()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return super().minimumSizeHint().expandedTo(QSize(px(280), px(228)))

    def sizeHint(self) -> QSize:  # noqa: N802
        return self.minimumSizeHint()

    def _put_year_first(self) -> None:
        """2026 十一月, as it is read; Qt writes the month first in every language."""
        month = self.findChild(QToolButton, "qt_calendar_monthbutton")
        year = self.findChild(QToolButton, "qt_calendar_yearbutton")
        bar = self.findChild(QWidget, "qt_calendar_navigationbar")
        row = bar.layout() if bar is not None else None
        if month is not None and year is not None and isinstance(row, QBoxLayout):
            at = row.indexOf(month)
            row.removeWidget(year)
            row.insertWidget(at, year)

    def _dress(self) -> None:
        shown = tokens()
        self.setFont(font("body"))
        weekday, weekend, head, today = (QTextCharFormat() for _ in range(4))
        weekday.setForeground(shown.text)
        weekend.setForeground(shown.text3)
        head.setForeground(shown.text2)
        head.setBackground(shown.raised)
        today.setForeground(shown.accent_text)
        today.setFontUnderline(True)
        for day in Qt.DayOfWeek:
            self.setWeekdayTextFormat(day, weekend if day.value >= 6 else weekday)
        self.setHeaderTextFormat(head)
        self.setDateTextFormat(QDate(), QTextCharFormat())
        self.setDateTextFormat(QDate.currentDate(), today)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.AlternateBase, shown.raised)
        self.setPalette(palette)
