"""Numbers in words and letters, as chapters, articles and items of a policy bear them."""

from desktop.models.numeral_groups import group_in_words

__all__ = ["capital", "chinese", "circled", "letter"]

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿")


def chinese(number: int) -> str:
    """1 一, 10 十, 11 十一, 20 二十, 101 一百零一, 110 一百一十 (domain brief §1.2).

    Leading ten reads 十, not 一十. Raises ValueError outside 0 … 999,999,999,999.
    """
    if not 0 <= number < 10 ** (4 * len(_GROUPS)):
        raise ValueError(f"no Chinese numeral for {number}")
    if number == 0:
        return _DIGITS[0]
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    words = ""
    gap = False
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        if group == 0:
            gap = True
            continue
        if words and (gap or group < 1_000):
            words += _DIGITS[0]
        words += group_in_words(group, _DIGITS, _PLACES) + _GROUPS[index]
        gap = False
    return words.removeprefix("一") if words.startswith("一十") else words


def letter(number: int) -> str:
    """1 a, 2 b … 26 z, 27 aa, 28 ab."""
    if number < 1:
        raise ValueError(f"no letter for {number}")
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def capital(number: int) -> str:
    """1 A, 2 B … 27 AA: annexes of the decimal profile."""
    return letter(number).upper()


def circled(number: int) -> str:
    """1 ① … 50 ㊿; above that there is no such character: (51)."""
    if number < 1:
        raise ValueError(f"no circled numeral for {number}")
    for first, last, code in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(code + number - first)
    return f"({number})"
