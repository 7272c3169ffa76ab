"""Numbers, amounts and dates: from what a person wrote to one canonical text, and back to words."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from desktop.i18n import Language, catalogue

__all__ = [
    "CURRENCIES",
    "TIGHT_UNITS",
    "amount_words",
    "canonical_number",
    "date_words",
    "grouped",
    "join_words",
    "read_amount",
    "read_date",
    "read_number",
    "with_unit",
]

# ISO 4217 codes that have a name in resources/texts/fields.yaml.
CURRENCIES = ("CNY", "USD", "EUR", "HKD", "JPY", "GBP", "MOP", "TWD", "SGD", "KRW", "AUD", "CHF")

_MOST_DIGITS = 30
_MINUS = "−"
# Full-width digits and marks, as a Chinese input method writes them.
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，－−＋％／", "0123456789.,--+%/")
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_DATES = (
    re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII),
    re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})", re.ASCII),
    re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日", re.ASCII),
)
_AMOUNT = re.compile(r"(?P<head>[^\d.+-]*)(?P<number>[\d.,+-]+)\s*(?P<scale>[万亿]?)(?P<tail>.*)")
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
_CURRENCY_MARKS = {
    "元": "CNY",
    "人民币": "CNY",
    "RMB": "CNY",
    "¥": "CNY",
    "￥": "CNY",
    "美元": "USD",
    "$": "USD",
    "欧元": "EUR",
    "€": "EUR",
    "港元": "HKD",
    "港币": "HKD",
    "日元": "JPY",
    "英镑": "GBP",
    "£": "GBP",
}
TIGHT_UNITS = ("%", "‰", "％", "℃", "°")
"""Units that follow their number without a space in English, too."""


def read_number(raw: object, unit_words: tuple[str, ...] = ()) -> Decimal | None:
    """The number that `raw` (int, float, Decimal or text) writes, or None where it writes none.

    Texts may have full-width digits, thousands commas in groups of three, and the field's own
    unit after the number. More than 30 digits before or after the point are no number here.
    """
    if isinstance(raw, bool):
        return None
    if isinstance(raw, (int, float, Decimal)):
        text = repr(raw) if isinstance(raw, float) else str(raw)
    elif isinstance(raw, str):
        text = raw.strip().translate(_HALF_WIDTH)
        for word in unit_words:
            half = word.translate(_HALF_WIDTH)
            if half and text.endswith(half):
                text = text[: -len(half)].rstrip()
                break
    else:
        return None
    if len(text) > 3 * _MOST_DIGITS or not (_PLAIN.fullmatch(text) or _GROUPED.fullmatch(text)):
        return None
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    exponent = number.as_tuple().exponent
    if number and number.adjusted() >= _MOST_DIGITS:
        return None
    # The lower limit also keeps 1e-999 from becoming a thousand zeros.
    return number if isinstance(exponent, int) and exponent >= -_MOST_DIGITS else None


def canonical_number(number: Decimal) -> str:
    """Without exponent, plus sign and trailing zeros: "0.95", "10", "-5"."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "0", "") else text


def grouped(number: str, *, decimals: int | None = None, from_digits: int = 5) -> str:
    """A canonical number to read: thousands commas from `from_digits` digits on, a true minus.

    `decimals` pads with zeros, so that a column of numbers lines up.
    """
    sign, digits = (_MINUS, number[1:]) if number.startswith("-") else ("", number)
    whole, _, fraction = digits.partition(".")
    if decimals:
        fraction = fraction.ljust(decimals, "0")
    if len(whole) >= from_digits:
        whole = f"{int(whole):,}"
    return f"{sign}{whole}.{fraction}" if fraction else f"{sign}{whole}"


def with_unit(number: str, unit: str, language: Language, *, grouped_number: str = "") -> str:
    """`10个工作日`, `10 working days`, `1 working day`, `8%`. `number` is canonical."""
    text = grouped_number or grouped(number)
    if not unit:
        return text
    if unit[0] in TIGHT_UNITS:
        return text + unit
    if language == "en" and number in ("1", "-1"):
        unit = _singular(unit)
    return f"{text} {unit}" if unit[0].isascii() else text + unit


def _singular(unit: str) -> str:
    """The English unit for one: `working days` → `working day`, `copies` → `copy`.

    A unit that begins with `per` stays: `1 per 100 person-days`.
    """
    if unit.startswith("per "):
        return unit
    if unit == "people":
        return "person"
    if unit.endswith("ies"):
        return unit[:-3] + "y"
    if unit.endswith(("sses", "xes", "ches", "shes")):
        return unit[:-2]
    return unit[:-1] if unit.endswith("s") and not unit.endswith("ss") else unit


def read_amount(raw: str) -> tuple[Decimal, str | None] | None:
    """Amount and currency (None: not said) of `20,000元`, `2万元`, `CNY 20,000` or `￥20000`."""
    found = _AMOUNT.fullmatch(raw.strip().translate(_HALF_WIDTH))
    if found is None:
        return None
    number = read_number(found["number"])
    if number is None:
        return None
    marks = [mark for mark in (found["head"].strip(), found["tail"].strip()) if mark]
    currencies = {_currency_of(mark) for mark in marks}
    if None in currencies or len(currencies) > 1:
        return None
    return number * _SCALES[found["scale"]], next(iter(currencies), None)


def _currency_of(mark: str) -> str | None:
    return mark.upper() if mark.upper() in CURRENCIES else _CURRENCY_MARKS.get(mark.upper())


def amount_words(amount: str, currency: str, language: Language) -> str:
    """`2万元`, `25,000元`, `300万元`; `CNY 20,000`. `amount` is canonical."""
    words = catalogue("fields")
    name = words.raw(f"currency_{currency}", language)
    if language == "en":
        return f"{name} {_money_digits(amount)}"
    number = Decimal(amount)
    for scale, key in ((100_000_000, "hundred_million"), (10_000, "ten_thousand")):
        if number and number % scale == 0:
            text = grouped(canonical_number(number / scale))
            return f"{text}{words.raw(key, language)}{name}"
    return f"{_money_digits(amount)}{name}"


def _money_digits(amount: str) -> str:
    return grouped(amount, decimals=2 if "." in amount else None, from_digits=4)


def read_date(raw: object) -> date | None:
    """A date from a date, `2026-02-01`, `2026/2/1` or `2026年2月1日` (1900 to 2999)."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if not isinstance(raw, str):
        return None
    text = raw.strip().translate(_HALF_WIDTH)
    for pattern in _DATES:
        found = pattern.fullmatch(text)
        if found and "1900" <= found[1] <= "2999":
            try:
                return date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                return None  # 30 February: the shape of a date, but there is none such
    return None


def date_words(day: date, language: Language) -> str:
    """`2026年2月1日` / `1 February 2026`."""
    words = catalogue("fields")
    month = words.raw("months", language).split()[day.month - 1]
    return words.say("date_text", language, year=day.year, month=month, day=day.day)


def join_words(texts: list[str], language: Language) -> str:
    """`甲、乙、丙` / `a, b and c`."""
    words = catalogue("fields")
    if len(texts) < 2:
        return "".join(texts)
    between, last = words.raw("joint", language), words.raw("last_joint", language)
    return between.join(texts[:-1]) + last + texts[-1]
