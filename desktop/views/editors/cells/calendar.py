"""A month to click a day in, for a cell with a date."""

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.views.theme import px

__all__ = ["CalendarPopup"]


class CalendarPopup(QFrame):
    """Closes when a day is chosen, with Esc and on a click elsewhere."""

    chosen = Signal(QDate)

    def __init__(self, day: QDate, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "raised")
        self.month = QCalendarWidget(self)
        self.month.setLocale(QLocale())
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setSelectedDate(day if day.isValid() else QDate.currentDate())
        self.month.setAccessibleName(self.tr("Calendar"))
        self.month.clicked.connect(self._take)
        self.month.activated.connect(self._take)
        today = QPushButton(self.tr("Today"), self)
        today.setProperty("role", "link")
        today.clicked.connect(lambda: self._take(QDate.currentDate()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(8), px(8), px(8), px(8))
        layout.setSpacing(px(4))
        layout.addWidget(self.month)
        layout.addWidget(today, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_below(self, widget: QWidget) -> None:
        """Below the widget; above it where the screen ends."""
        self.adjustSize()
        place = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        room = widget.screen().availableGeometry()
        if place.y() + self.height() > room.bottom():
            place = widget.mapToGlobal(QPoint(0, -self.height() - 2))
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        self.move(place)
        self.show()
        self.month.setFocus(Qt.FocusReason.PopupFocusReason)

    def _take(self, day: QDate) -> None:
        self.close()
        self.chosen.emit(day)
