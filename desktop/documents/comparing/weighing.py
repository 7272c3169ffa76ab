"""Whether a change is editorial, and which roles a clause concerns."""

import re
import unicodedata
from collections.abc import Iterable

from desktop.documents.comparing.results import Weight
from desktop.i18n import Language
from desktop.models.definitions import Role

__all__ = ["RolesNamed", "weight_of"]

# Signs that are punctuation to Unicode and carry meaning: percentages, alternatives, addresses.
_MEANING = frozenset("%‰&@#*/\\＿_")
_WIDE = {**{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}, 0x3000: 0x20}
_LATIN_GAP = re.compile(r"(?<=[0-9A-Za-z])\s+(?=[0-9A-Za-z])")
_NUMBER_SIGN = re.compile(r"(?<=\d)[.,:](?=\d)|[-\u2212](?=\d)|(?<=\d)[-–—~](?=\d)")


def weight_of(old: str, new: str) -> Weight:
    """Editorial where nothing but punctuation, spaces and widths differs (emphasis is no text)."""
    return "editorial" if _bare(old) == _bare(new) else "substantive"


def _bare(text: str) -> str:
    """Letters, digits and signs with a meaning: a point inside a number, a minus, a limit."""
    narrow = text.translate(_WIDE)
    narrow = _LATIN_GAP.sub("\0", narrow)
    kept: list[str] = []
    numbers = {match.start() for match in _NUMBER_SIGN.finditer(narrow)}
    for at, one in enumerate(narrow):
        silent = one.isspace() or unicodedata.category(one).startswith("P")
        if not silent or at in numbers or one in _MEANING:
            kept.append(one)
    return "".join(kept)


class RolesNamed:
    """Finds the roles whose titles stand in a text. The longest title counts: 项目经理助理 names
    no 项目经理."""

    def __init__(self, roles: Iterable[Role], language: Language) -> None:
        self._codes: dict[str, str] = {}
        self._order: dict[str, int] = {}
        for role in roles:
            self._order.setdefault(role.code, len(self._order))
            title = role.title.text(language).casefold()
            if title:
                self._codes.setdefault(title, role.code)
        titles = sorted(self._codes, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_whole_word, titles))) if titles else None

    def within(self, texts: Iterable[str], others: Iterable[str] = ()) -> tuple[str, ...]:
        """Codes of the roles that `texts` name, and of `others`, in the dictionary's order."""
        found = {code for code in others if code in self._order}
        if self._pattern is not None:
            for text in texts:
                hits = self._pattern.findall(text.casefold())
                found.update(self._codes[one] for one in hits)
        return tuple(sorted(found, key=self._order.__getitem__))


def _whole_word(title: str) -> str:
    """A Latin title stands alone: PM is not in PMO."""
    begin = r"(?<![0-9a-z])" if title[0].isascii() else ""
    end = r"(?![0-9a-rt-z]|s[0-9a-z])" if title[-1].isascii() else ""
    return f"{begin}{re.escape(title)}{end}"
