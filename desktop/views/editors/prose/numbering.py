"""The numbers of items as they will be printed, for the text that is being written."""

from collections.abc import Sequence

from desktop.i18n import Language, catalogue
from desktop.models.definitions import NumberingProfile

__all__ = ["printed_numbers"]


def printed_numbers(
    levels: Sequence[int], profile: NumberingProfile, language: Language
) -> list[str]:
    """For each part its number, "" for a paragraph. Items count from 1 in each paragraph,
    sub-items in each item, as `documents.numbering` prints them."""
    from desktop.documents.numerals import chinese, letter

    words = catalogue("print")
    numbers: list[str] = []
    item = subitem = 0
    for level in levels:
        if level == 0:
            item = subitem = 0
            numbers.append("")
            continue
        if level == 1:
            item, subitem = item + 1, 0
        else:
            subitem += 1
        if profile == "decimal":
            own = letter(item) if level == 1 else str(subitem)
            numbers.append(words.say("number.list", language, number=own))
        elif level == 1:
            own = chinese(item) if language == "zh" else str(item)
            numbers.append(words.say("number.item", language, number=own))
        else:
            own = str(subitem) if language == "zh" else letter(subitem)
            numbers.append(words.say("number.subitem", language, number=own))
    return numbers
