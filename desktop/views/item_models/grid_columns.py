"""Columns of an editable table: what a cell reads, and what a text written into it means.

A cell holds what its kind parses: a canonical value, or, where a text makes no sense to the
column, the text as it was written. Reading (`read`) is quick and reports nothing; what is wrong
with a cell is for the kind to say.
"""

import datetime
import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from desktop.i18n import Language
from desktop.models.definitions import Json
from desktop.models.figures import (
    canonical_number,
    grouped,
    read_amount,
    read_date,
    read_number,
)
from desktop.models.inline_text import read_inline
from desktop.views.item_models.grid_ids import fresh_id
from desktop.views.item_models.grid_inline import (
    Mention,
    letters_at,
    letters_of,
    own_text,
    with_text,
)

__all__ = [
    "BoolColumn",
    "CellColumn",
    "DateColumn",
    "ListColumn",
    "MoneyColumn",
    "MultiColumn",
    "NumberColumn",
    "PickColumn",
    "Style",
    "Suggestion",
    "TextColumn",
    "Typed",
]

Style = Literal["text", "lines", "pick", "picks", "date", "letter", "words"]
"""How a cell is edited: letters, several lines, one or several of a list, a day, a letter of
responsibility; `words` is only read."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What can be picked: the text that stands in the cell then, and a quiet word beside it."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a column needs to know of its surroundings."""

    language: Language
    window_language: Language
    mention: Mention


class CellColumn(ABC):
    """One column. `titles`: what a header cell may read, in any language."""

    style: ClassVar[Style] = "text"
    align: str = "left"

    def __init__(self, column_id: str, title: str, typed: Typed) -> None:
        self.id = column_id
        self.title = title
        self.typed = typed
        self.unit = ""
        self.required = False
        self.titles: frozenset[str] = frozenset({title})
        self.wish: float | None = None
        self.tip = ""

    @property
    def head(self) -> str:
        """What stands in the header."""
        bracket = "（{}）" if self.typed.window_language == "zh" else " ({})"
        title = self.title + (bracket.format(self.unit) if self.unit else "")
        return f"{title} *" if self.required else title

    @abstractmethod
    def shown(self, value: Json) -> str:
        """What the cell reads."""

    @abstractmethod
    def read(self, text: str, before: Json) -> Json:
        """What `text` means here; None for nothing, the text where it makes no sense."""

    def copied(self, value: Json) -> str:
        """What the clipboard gets."""
        return self.shown(value)

    def typed_text(self, value: Json) -> str:
        """What stands in the cell while it is edited."""
        return self.copied(value)

    def stretch(self, value: Json, start: int, length: int, item: str) -> tuple[int, int]:
        """Where a stretch of text (in an item of a list) lies in what is edited."""
        return start, length

    def borrowed(self, value: Json) -> bool:
        """The cell reads in the other language, as there is nothing in this one."""
        return False

    def shown_in(self, row: "dict[str, Json]") -> str:
        """What the cell of this row reads."""
        return self.shown(row.get(self.id))

    def suggestions(self) -> tuple[Suggestion, ...]:
        """What can be picked, in order."""
        return ()

    def following(self, value: Json) -> str | None:
        """What stands in the cell after it was switched on; None where it is no switch."""
        return None

    def refreshed(self) -> None:  # noqa: B027 - most columns have nothing to look at
        """Looks again at what can be picked, where that stands in the policy."""


class TextColumn(CellColumn):
    """A line of text in the language that is written; the other one's stays."""

    def shown(self, value: Json) -> str:
        if not isinstance(value, dict):
            return "" if value is None else str(value)
        typed = self.typed
        own = own_text(value, typed.language, typed.mention)
        return own or letters_of(read_inline(value, typed.language), typed.mention)

    def read(self, text: str, before: Json) -> Json:
        return with_text(before, self.typed.language, text, self.typed.mention)

    def typed_text(self, value: Json) -> str:
        return own_text(value, self.typed.language, self.typed.mention)

    def stretch(self, value: Json, start: int, length: int, item: str) -> tuple[int, int]:
        return letters_at(value, self.typed.language, start, length, self.typed.mention)

    def borrowed(self, value: Json) -> bool:
        return isinstance(value, dict) and bool(value) and self.typed.language not in value


class NumberColumn(CellColumn):
    align = "right"
    units: tuple[str, ...] = ()

    def shown(self, value: Json) -> str:
        text = self.copied(value)
        number = read_number(text)
        return grouped(canonical_number(number)) if number is not None else text

    def copied(self, value: Json) -> str:
        return "" if value is None else str(value)

    def read(self, text: str, before: Json) -> Json:
        number = read_number(text, self.units)
        return (text.strip() or None) if number is None else canonical_number(number)


class MoneyColumn(CellColumn):
    align = "right"
    currency = "CNY"

    def shown(self, value: Json) -> str:
        if not isinstance(value, dict):
            return self.copied(value)
        number = read_number(str(value.get("amount")))
        amount = str(value.get("amount"))
        if number is not None:
            plain = canonical_number(number)
            amount = grouped(plain, decimals=2 if "." in plain else None, from_digits=4)
        return self._with_currency(amount, value)

    def copied(self, value: Json) -> str:
        if isinstance(value, dict):
            return self._with_currency(str(value.get("amount")), value)
        return "" if value is None else str(value)

    def _with_currency(self, amount: str, value: dict[str, Json]) -> str:
        currency = str(value.get("currency", self.currency))
        return amount if currency == self.currency else f"{currency} {amount}"

    def read(self, text: str, before: Json) -> Json:
        found = read_amount(text) if text.strip() else None
        if found is None:
            return text.strip() or None
        amount, currency = found
        return {"amount": canonical_number(amount), "currency": currency or self.currency}


_OTHER_DATES = re.compile(
    r"(\d{4})(\d{2})(\d{2})|(\d{4})\.(\d{1,2})\.(\d{1,2})|(\d{1,2})[-/.](\d{1,2})", re.ASCII
)


class DateColumn(CellColumn):
    style: ClassVar[Style] = "date"
    align = "centre"

    def shown(self, value: Json) -> str:
        return "" if value is None else str(value)

    def read(self, text: str, before: Json) -> Json:
        day = read_date(text) or _other_date(text.strip())
        return (text.strip() or None) if day is None else day.isoformat()


def _other_date(text: str) -> datetime.date | None:
    """`20261122`, `2026.11.22`, and `11-22` of this year."""
    found = _OTHER_DATES.fullmatch(text)
    if found is None:
        return None
    numbers = [number for number in found.groups() if number is not None]
    if len(numbers) == 2:
        numbers.insert(0, str(datetime.date.today().year))  # noqa: DTZ011 - the person's calendar
    return read_date("-".join(numbers))


class PickColumn(CellColumn):
    """One or several of named things. `names`: value → what it reads; `known`: every text that
    means a value."""

    align = "centre"

    def __init__(self, column_id: str, title: str, typed: Typed, *, many: bool = False) -> None:
        super().__init__(column_id, title, typed)
        self.many = many
        self.names: dict[str, str] = {}
        self.notes: dict[str, str] = {}
        self.known: dict[str, str] = {}
        self.joint = ", " if typed.window_language == "en" else "、"
        if many:
            self.align = "left"

    @property
    def style(self) -> Style:  # type: ignore[override]
        return "picks" if self.many else "pick"

    def offer(self, value: str, name: str, note: str, *others: str) -> None:
        """A thing that can be picked, by its value, name and other texts."""
        self.names[value] = name
        self.notes[value] = note
        for text in (value, name, *others):
            if text:
                self.known.setdefault(_folded(text), value)

    def shown(self, value: Json) -> str:
        if isinstance(value, list):
            return self.joint.join(self._name(one) for one in value)
        return "" if value is None else self._name(value)

    def _name(self, value: Json) -> str:
        return self.names.get(str(value), str(value))

    def suggestions(self) -> tuple[Suggestion, ...]:
        return tuple(Suggestion(name, self.notes[value]) for value, name in self.names.items())

    def read(self, text: str, before: Json) -> Json:
        whole = self.known.get(_folded(text))
        if whole is not None:
            return self._values([whole]) if self.many else whole
        if not self.many:
            return text.strip() or None
        parts = [part for part in re.split(r"[、,，;；\n]", text) if part.strip()]
        values = [self.known.get(_folded(part), part.strip()) for part in parts]
        return self._values(list(dict.fromkeys(values))) if values else None

    def _values(self, values: list[str]) -> Json:
        return list[Json](values)


class MultiColumn(PickColumn):
    """Several choices, kept in the order in which they are offered."""

    def _values(self, values: list[str]) -> Json:
        order = {value: place for place, value in enumerate(self.names)}
        ranked = sorted((order.get(one, len(order)), one) for one in values)
        return [one for _, one in ranked]


def _folded(text: str) -> str:
    return text.strip().casefold()


class BoolColumn(PickColumn):
    """Yes or no. Values are kept as such, texts as "true" and "false" inside `names`."""

    def shown(self, value: Json) -> str:
        return super().shown(str(value).lower() if isinstance(value, bool) else value)

    def following(self, value: Json) -> str | None:
        return "true" if value is None else "false" if value is True else ""

    def read(self, text: str, before: Json) -> Json:
        found = super().read(text, before)
        if not isinstance(found, str):
            return found
        return found == "true" if found in ("true", "false") else found


class ListColumn(CellColumn):
    """Several lines, each an item with an id of its own."""

    style: ClassVar[Style] = "lines"

    def shown(self, value: Json) -> str:
        return "\n".join(self._line(item) for item in _items(value)) or self._loose(value)

    def shown_in(self, row: dict[str, Json]) -> str:
        """With a point before each of several items: wrapped, they would run into each other."""
        lines = self.shown(row.get(self.id)).split("\n")
        return "\n".join(f"· {line}" for line in lines) if len(lines) > 1 else lines[0]

    def _line(self, item: dict[str, Json]) -> str:
        typed = self.typed
        return letters_of(read_inline(item.get("text"), typed.language), typed.mention)

    def _loose(self, value: Json) -> str:
        return value if isinstance(value, str) else ""

    def typed_text(self, value: Json) -> str:
        return "" if self.borrowed(value) else self.shown(value)

    def stretch(self, value: Json, start: int, length: int, item: str) -> tuple[int, int]:
        above = 0
        for one in _items(value):
            if one.get("id") == item:
                text, typed = one.get("text"), self.typed
                inside, wide = letters_at(text, typed.language, start, length, typed.mention)
                return above + inside, wide
            above += len(self._line(one)) + 1
        return start, length

    def borrowed(self, value: Json) -> bool:
        items = _items(value)
        return bool(items) and not any(
            isinstance(texts := item.get("text"), dict) and self.typed.language in texts
            for item in items
        )

    def read(self, text: str, before: Json) -> Json:
        """Lines that did not change keep their items; changed ones keep the ids in order."""
        lines = [line for line in (one.strip() for one in text.split("\n")) if line]
        items = _items(before)
        borrowed = self.borrowed(before)
        old = ["" if borrowed else self._line(item) for item in items]
        head = _equal_at_start(old, lines)
        tail = _equal_at_start(old[head:][::-1], lines[head:][::-1])
        middle = items[head : len(items) - tail]
        written = [
            item
            for place, line in enumerate(lines[head : len(lines) - tail])
            if (item := self._item(line, middle[place] if place < len(middle) else None))
        ]
        left = [] if not borrowed else [dict(item) for item in middle[len(written) :]]
        ends = items[len(items) - tail :] if tail else []
        return list[Json]([*items[:head], *written, *left, *ends]) or None

    def _item(self, line: str, before: dict[str, Json] | None) -> dict[str, Json] | None:
        texts = before.get("text") if before else None
        text = with_text(texts, self.typed.language, line, self.typed.mention)
        if text is None:
            return None
        return {"id": before["id"] if before else fresh_id(), "text": text}


def _items(value: Json) -> list[dict[str, Json]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _equal_at_start(old: Sequence[str], new: Sequence[str]) -> int:
    count = 0
    while count < min(len(old), len(new)) and old[count] == new[count]:
        count += 1
    return count
