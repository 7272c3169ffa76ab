"""Dates and times as an office says them: 今天 10:24, 昨天, 11月19日, 22 天后."""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

__all__ = ["day_words", "distance_words", "long_day_words", "moment_words"]


def moment_words(moment: datetime, now: datetime) -> str:
    """When something was done: near moments with their time, far ones with their day."""
    local, today = moment.astimezone(), now.astimezone().date()
    clock = f"{local:%H:%M}"
    days = (today - local.date()).days
    if days == 0:
        return QCoreApplication.translate("When", "Today {clock}").format(clock=clock)
    if days == 1:
        return QCoreApplication.translate("When", "Yesterday {clock}").format(clock=clock)
    return day_words(local.date(), today)


def day_words(day: date, today: date) -> str:
    """A day of this year without its year."""
    if day.year != today.year:
        return day.isoformat()
    pattern = QCoreApplication.translate("When", "d MMM")
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def long_day_words(day: date) -> str:
    """A day with its weekday, for the head of the start page."""
    pattern = QCoreApplication.translate("When", "dddd, d MMMM")
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def distance_words(day: date, today: date) -> str:
    """How far a day lies from today."""
    days = (day - today).days
    if days == 0:
        return QCoreApplication.translate("When", "today")
    if days == 1:
        return QCoreApplication.translate("When", "tomorrow")
    if days > 0:
        return QCoreApplication.translate("When", "in %n days", "", days)
    return QCoreApplication.translate("When", "%n days ago", "", -days)
