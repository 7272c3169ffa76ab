import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.numerals import capital, chinese, circled, letter

VECTORS = {
    1: "一",
    9: "九",
    10: "十",
    11: "十一",
    20: "二十",
    21: "二十一",
    100: "一百",
    101: "一百零一",
    110: "一百一十",
    111: "一百一十一",
    120: "一百二十",
    200: "二百",
    1000: "一千",
    1001: "一千零一",
    1010: "一千零一十",
    10000: "一万",
    10010: "一万零一十",
    100000: "十万",
    1000100: "一百万零一百",
    100010001: "一亿零一万零一",
}


@pytest.mark.parametrize(("number", "words"), VECTORS.items())
def test_chinese_numerals_read_as_in_the_domain_brief(number: int, words: str) -> None:
    assert chinese(number) == words


def read_chinese(words: str) -> int:
    """The other way round, by the value of each character."""
    digits = {one: value for value, one in enumerate("零一二三四五六七八九")}
    places = {"十": 10, "百": 100, "千": 1000}
    total = group = digit = 0
    for one in words:
        if one in digits:
            digit = digits[one]
        elif one in places:
            group += (digit or 1) * places[one]
            digit = 0
        else:
            total += (group + digit) * {"万": 10**4, "亿": 10**8}[one]
            group = digit = 0
    return total + group + digit


@given(st.integers(0, 10**12 - 1))
def test_a_chinese_numeral_reads_back_as_its_number(number: int) -> None:
    words = chinese(number)
    assert read_chinese(words) == number
    assert "零零" not in words
    assert number == 0 or not words.endswith("零")


@given(st.integers(1, 10**6))
def test_letters_count_on_after_z(number: int) -> None:
    value = 0
    for one in letter(number):
        value = value * 26 + ord(one) - ord("a") + 1
    assert value == number
    assert capital(number) == letter(number).upper()


def test_letters_and_circles_at_their_limits() -> None:
    assert [letter(one) for one in (1, 2, 26, 27, 28, 52, 53)] == [
        "a", "b", "z", "aa", "ab", "az", "ba",
    ]  # fmt: skip
    assert [circled(one) for one in (1, 20, 21, 35, 36, 50, 51)] == [
        "①", "⑳", "㉑", "㉟", "㊱", "㊿", "(51)",
    ]  # fmt: skip


@pytest.mark.parametrize("wrong", [(chinese, -1), (chinese, 10**12), (letter, 0), (circled, 0)])
def test_what_has_no_numeral_is_refused(wrong: tuple) -> None:
    numeral, number = wrong
    with pytest.raises(ValueError, match=str(number)):
        numeral(number)
