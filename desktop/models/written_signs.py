"""Signs that people type in Chinese text and that an editor understands."""

import re
from datetime import date, timedelta

from desktop.models.figures import read_date

__all__ = ["begins_reference", "read_day", "typed_level"]

# How items are numbered in print; what stands so at the head of a line is a level, no text.
_ITEM = re.compile(r"\s*[（(][一二三四五六七八九十百]{1,5}[）)]\s*")
_SUBITEM = re.compile(r"\s*\d{1,2}[.．、](?=\D)\s*")

# 见 after one of these is the end of a word (意见, 可见, 常见 …), no "see".
_ENDS_A_WORD = set("意可常罕少偏预看听高主成政会接再远浅定短习想")
_TRIGGER = re.compile(r"(?P<opened>见《)|(?P<cited>见)|(?P<at>[@＠])|(?P<see>\b[Ss]ee )")

_DAYS = {
    "今天": 0,
    "今日": 0,
    "today": 0,
    "明天": 1,
    "明日": 1,
    "tomorrow": 1,
    "后天": 2,
    "昨天": -1,
    "昨日": -1,
    "yesterday": -1,
}
_RELATIVE = re.compile(r"([+-])\s*(\d{1,4})\s*([dwmy天周月年]?)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DOTTED = re.compile(r"(\d{4})[.](\d{1,2})[.](\d{1,2})")
_SHORT = re.compile(r"(\d{1,2})[-/.](\d{1,2})|(\d{1,2})月(\d{1,2})[日号]?")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．－＋／", "0123456789.-+/")


def typed_level(line: str) -> tuple[int, int]:
    """Level and length of a typed number at the head of a line: 1 for （一）, 2 for 1．; else 0."""
    for level, pattern in ((1, _ITEM), (2, _SUBITEM)):
        if found := pattern.match(line):
            return level, found.end()
    return 0, 0


def begins_reference(before: str) -> tuple[int, int] | None:
    """Whether the text before the cursor ends with a sign that begins a reference.

    Gives how many of its last characters the reference takes the place of, and how many belong
    to the sign: 见 and `see ` stay, 《 and @ go.
    """
    tail = before[-5:]
    found = next((one for one in _TRIGGER.finditer(tail) if one.end() == len(tail)), None)
    if found is None:
        return None
    if found["see"]:
        return 0, 4
    if found["at"]:
        # Not inside an address: name@company
        return None if before[-2:-1].isascii() and before[-2:-1].isalnum() else (1, 1)
    sign = len(found[0])
    if before[-1 - sign : -sign] in _ENDS_A_WORD and before[-1 - sign : -sign]:
        return None
    return sign - 1, sign


def read_day(text: str, today: date) -> date | None:
    """A day as it is typed: 2026-11-22, 2026/11/22, 20261122, 11-22, 11月22日, 今天, today, +3.

    A day without a year is the nearest one to come (or of the last 30 days). `+2w`, `+1m` count
    weeks and months. None where it is no day.
    """
    words = text.strip().translate(_HALF_WIDTH).lower()
    if words in _DAYS:
        return today + timedelta(days=_DAYS[words])
    if found := _RELATIVE.fullmatch(words):
        return _moved(today, int(found[1] + found[2]), found[3])
    for pattern in (_COMPACT, _DOTTED):
        if found := pattern.fullmatch(words):
            return read_date(f"{found[1]}-{found[2]}-{found[3]}")
    if found := _SHORT.fullmatch(words):
        month, day = int(found[1] or found[3]), int(found[2] or found[4])
        years = (today.year - 1, today.year, today.year + 1)
        days = [one for year in years if (one := read_date(f"{year}-{month}-{day}"))]
        return next((one for one in days if one >= today - timedelta(days=30)), None)
    return read_date(words)


def _moved(day: date, count: int, unit: str) -> date | None:
    if unit in ("", "d", "天"):
        return day + timedelta(days=count)
    if unit in ("w", "周"):
        return day + timedelta(weeks=count)
    months = count * (12 if unit in ("y", "年") else 1)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        if last <= day.day and (moved := read_date(f"{year}-{month + 1}-{last}")):
            return moved
    return None
