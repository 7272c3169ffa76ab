"""What text may come in. Nothing is dropped in silence: a text is taken as it is, or refused.

Refused are characters that cannot be stored, printed or trusted: lone surrogates (they pass
JSON and then fail in SQLite, docx and xlsx), control characters (a NUL ends SQLite's LIKE),
direction overrides (a text that reads differently from what it is) and noncharacters.
Full-width marks survive: text is never put through compatibility normalisation.
"""

import re
from typing import Literal

__all__ = [
    "LONGEST_TEXT",
    "TextFault",
    "fault_of",
    "normalise_line_ends",
    "one_line",
    "shown",
    "split_paragraphs",
]

LONGEST_TEXT = 1_000_000
"""Characters that one text may have. A paragraph of 200,000 is nothing unusual in an annex."""

TextFault = Literal[
    "text-lone-surrogate",
    "text-control-character",
    "text-direction-control",
    "text-noncharacter",
]

_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_PLANE_ENDS = "".join(chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
# One class, not one a kind: every text passes here, and alternatives cost four times as much.
_FORBIDDEN = re.compile(
    "[\ud800-\udfff\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
    f"\ufdd0-\ufdef{_PLANE_ENDS}]"
)
_BREAKS = re.compile("[ \u3000]*[\n\t]+[ \u3000\n\t]*")
_SHOWN_LENGTH = 60


def normalise_line_ends(raw: str) -> str:
    """Every kind of line end (Windows, old Mac, U+2028, U+2029) becomes a line feed."""
    return _LINE_ENDS.sub("\n", raw) if _LINE_ENDS.search(raw) else raw


def fault_of(text: str) -> tuple[TextFault, str, int] | None:
    """The first character that may not come in: error code, its name `U+202E`, place from 1.

    `text` has normalised line ends.
    """
    found = _FORBIDDEN.search(text)
    if found is None:
        return None
    return _code_of(found.group()), f"U+{ord(found.group()):04X}", found.start() + 1


def _code_of(character: str) -> TextFault:
    number = ord(character)
    if 0xD800 <= number <= 0xDFFF:
        return "text-lone-surrogate"
    if number <= 0x9F:
        return "text-control-character"
    if 0x202A <= number <= 0x2069:
        return "text-direction-control"
    return "text-noncharacter"


def one_line(text: str) -> str:
    """Line breaks and tabs, with the spaces around them, become one space."""
    return _BREAKS.sub(" ", text) if "\n" in text or "\t" in text else text


def split_paragraphs(text: str) -> list[str]:
    """The lines of a text; tabs inside them become one space."""
    return [one_line(line) for line in text.split("\n")]


def shown(raw: object) -> str:
    """`raw` as it may stand in a message: short, in one line, without forbidden characters."""
    text = raw if isinstance(raw, str) else _described(raw)
    # What is cut off does not need to be cleaned first: texts may have a million characters.
    text = one_line(normalise_line_ends(text[: _SHOWN_LENGTH * 2]))
    text = _FORBIDDEN.sub(lambda found: f"<U+{ord(found.group()):04X}>", text).strip()
    return text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + "…"


def _described(raw: object) -> str:
    if raw is None:
        return "null"
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, list):
        return "[" + ", ".join(shown(one) for one in raw[:3]) + (", …]" if len(raw) > 3 else "]")
    if isinstance(raw, dict):
        keys = [shown(key) for key in list(raw)[:3]]
        return "{" + ", ".join(f"{key}: …" for key in keys) + "}"
    return str(raw)
