"""A group of four digits in Chinese words: what ordinary and capital numerals are both made of."""

__all__ = ["group_in_words"]


def group_in_words(group: int, digits: str, places: tuple[str, ...]) -> str:
    """`group` is 0 to 9999, "" for 0. `digits`: the ten signs; `places`: of units, tens, hundreds,
    thousands. Zeros between digits read as one 零: 1001 一千零一."""
    words = ""
    gap = False
    for index in range(3, -1, -1):
        digit = group // 10**index % 10
        if digit == 0:
            gap = bool(words)
            continue
        if gap:
            words += digits[0]
        words += digits[digit] + places[index]
        gap = False
    return words
