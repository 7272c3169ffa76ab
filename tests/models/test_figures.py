"""Numbers, amounts and dates: what is understood, what is kept, how it reads."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.figures import (
    amount_words,
    canonical_number,
    date_words,
    grouped,
    join_words,
    read_amount,
    read_date,
    read_number,
    with_unit,
)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (10, "10"),
        (0.95, "0.95"),
        (1e-7, "0.0000001"),
        (Decimal("1.500"), "1.5"),
        ("１２，３４５．６０", "12345.6"),
        ("1,234,567", "1234567"),
        ("-0.0", "0"),
        ("−5", "-5"),
        ("1e3", "1000"),
        (".5", "0.5"),
        (" 7 ", "7"),
    ],
)
def test_numbers_that_are_understood(raw: object, kept: str) -> None:
    number = read_number(raw)
    assert number is not None
    assert canonical_number(number) == kept


@pytest.mark.parametrize(
    "raw",
    [
        True,
        None,
        "",
        "ten",
        "1,23",
        "1.2.3",
        "1e999",
        "1e-999",
        "9" * 31,
        float("nan"),
        float("inf"),
        "NaN",
        [],
        "1_000",
        "٣",
    ],
)
def test_what_is_no_number(raw: object) -> None:
    assert read_number(raw) is None


def test_the_own_unit_may_stand_after_a_number() -> None:
    assert read_number("90％", ("%", "%")) == 90
    assert read_number("10个工作日", ("个工作日", "working days")) == 10
    assert read_number("10个月", ("个工作日", "working days")) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12))
def test_a_canonical_number_reads_as_itself(number: Decimal) -> None:
    kept = canonical_number(number.quantize(Decimal("1e-9")))
    again = read_number(kept)
    assert again is not None
    assert canonical_number(again) == kept
    assert Decimal(kept) == number.quantize(Decimal("1e-9"))


@pytest.mark.parametrize(
    ("number", "unit", "zh", "en"),
    [
        ("10", ("个工作日", "working days"), "10个工作日", "10 working days"),
        ("1", ("个工作日", "working days"), "1个工作日", "1 working day"),
        ("1", ("份", "copies"), "1份", "1 copy"),
        ("1", ("人", "people"), "1人", "1 person"),
        ("1", ("次", "class"), "1次", "1 class"),
        ("8", ("%", "%"), "8%", "8%"),
        ("5", ("km", "km"), "5 km", "5 km"),
        ("1", ("个/百人日", "per 100 person-days"), "1个/百人日", "1 per 100 person-days"),
        ("-20000", ("", ""), "−20,000", "−20,000"),
        ("1500", ("小时", "hours"), "1500小时", "1500 hours"),
    ],
)
def test_numbers_with_their_unit(number: str, unit: tuple[str, str], zh: str, en: str) -> None:
    assert with_unit(number, unit[0], "zh") == zh
    assert with_unit(number, unit[1], "en") == en


def test_decimals_of_a_column_line_up() -> None:
    assert [grouped(one, decimals=2) for one in ("1", "2.5", "3.25")] == ["1.00", "2.50", "3.25"]


@pytest.mark.parametrize(
    ("raw", "amount", "currency"),
    [
        ("20000", "20000", None),
        ("2万", "20000", None),
        ("2.5万元", "25000", "CNY"),
        ("3亿元", "300000000", "CNY"),
        ("CNY 20,000", "20000", "CNY"),
        ("￥１２００．５０", "1200.5", "CNY"),
        ("500 usd", "500", "USD"),
    ],
)
def test_amounts_that_are_understood(raw: str, amount: str, currency: str | None) -> None:
    found = read_amount(raw)
    assert found is not None
    assert (canonical_number(found[0]), found[1]) == (amount, currency)


@pytest.mark.parametrize("raw", ["", "元", "20000 apples", "CNY 5 USD", "1,23元", "2万万元"])
def test_what_is_no_amount(raw: str) -> None:
    assert read_amount(raw) is None


@pytest.mark.parametrize(
    ("amount", "currency", "zh", "en"),
    [
        ("20000", "CNY", "2万元", "CNY 20,000"),
        ("3000000", "CNY", "300万元", "CNY 3,000,000"),
        ("25000", "CNY", "25,000元", "CNY 25,000"),
        ("5000", "CNY", "5,000元", "CNY 5,000"),
        ("100000000", "CNY", "1亿元", "CNY 100,000,000"),
        ("1200.5", "CNY", "1,200.50元", "CNY 1,200.50"),
        ("0", "CNY", "0元", "CNY 0"),
        ("-20000", "USD", "−2万美元", "USD −20,000"),
    ],
)
def test_how_amounts_read(amount: str, currency: str, zh: str, en: str) -> None:
    assert amount_words(amount, currency, "zh") == zh
    assert amount_words(amount, currency, "en") == en


@pytest.mark.parametrize(
    "raw",
    [
        date(2026, 2, 1),
        datetime(2026, 2, 1, 23, 59),  # noqa: DTZ001  a date that a spreadsheet gives
        "2026-02-01",
        "2026-2-1",
        "2026/2/1",
        "2026年2月1日",
        "２０２６年２月１日",
        " 2026-02-01 ",
    ],
)
def test_dates_that_are_understood(raw: object) -> None:
    assert read_date(raw) == date(2026, 2, 1)


@pytest.mark.parametrize(
    "raw", ["2026-02-30", "1 Feb", "2026", "0026-01-01", 20260201, None, "2026-13-01"]
)
def test_what_is_no_date(raw: object) -> None:
    assert read_date(raw) is None


def test_how_dates_read() -> None:
    assert date_words(date(2026, 2, 1), "zh") == "2026年2月1日"
    assert date_words(date(2026, 12, 31), "en") == "31 December 2026"


def test_joining() -> None:
    assert join_words([], "zh") == ""
    assert join_words(["甲"], "zh") == "甲"
    assert join_words(["甲", "乙", "丙"], "zh") == "甲、乙、丙"
    assert join_words(["a", "b", "c"], "en") == "a, b and c"
