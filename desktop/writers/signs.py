"""Signs that no text file can hold, and those that turn others round."""

import re

__all__ = ["TURNING", "readable"]

TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Controls of writing direction (UAX #9): they can make a text read otherwise than it is."""

_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def readable(text: str) -> str:
    """The text with plain line ends, and � for each sign that HTML, XML and CommonMark refuse."""
    if text.isascii() and text.isprintable():
        return text
    return _UNPRINTABLE.sub("\ufffd", _LINE_END.sub("\n", text))
