"""Fields of a form that leave the wheel to the page unless the person is in them."""

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QSpinBox, QWidget

from desktop.views.theme import Theme, px
from desktop.views.widgets.month import Month

__all__ = ["ChoiceField", "DateField", "NumberField"]


class ChoiceField(QComboBox):
    """A list to choose one of; as wide as its place allows, never as its longest entry."""

    def __init__(self, name_for_people: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name_for_people)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(4)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberField(QSpinBox):
    """A whole number."""

    def __init__(self, name_for_people: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name_for_people)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        Theme.current().changed.connect(self._dress)
        self._dress()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _dress(self) -> None:
        # A style sheet's padding does not reach the text of a spin box.
        self.lineEdit().setTextMargins(px(8), 0, 0, 0)


class DateField(QDateEdit):
    """A date as 2026-11-23 with the month one click, or Alt+Down, away."""

    def __init__(self, day: QDate, name_for_people: str, parent: QWidget | None = None) -> None:
        super().__init__(day, parent)
        self.setAccessibleName(name_for_people)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setDisplayFormat("yyyy-MM-dd")
        self.setCalendarPopup(True)
        self._month = Month()
        self.setCalendarWidget(self._month)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
