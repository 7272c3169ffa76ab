"""Texts that come in with a command: taken as they are, or refused by name of their place."""

from desktop.models.definitions import Json
from desktop.models.errors import Problem, Refused
from desktop.models.text_rules import LONGEST_TEXT, fault_of, normalise_line_ends, one_line
from desktop.models.wording import Localised

__all__ = ["checked_json", "checked_line", "checked_localised", "checked_text", "checked_title"]

LONGEST_LINE = 1_000


def checked_text(text: str, place: str, longest: int = LONGEST_TEXT) -> str:
    """`text` with uniform line ends. Refused where it holds what cannot be kept or printed."""
    text = normalise_line_ends(text)
    fault = fault_of(text)
    if fault is not None:
        code, character, where = fault
        problem = Problem(place, code, {"character": character, "position": where})
        raise Refused("text-refused", [problem], place=place)
    if len(text) > longest:
        problem = Problem(place, "text-too-long", {"length": len(text), "limit": longest})
        raise Refused("text-refused", [problem], place=place)
    return text


def checked_line(text: str, place: str) -> str:
    """A text of one line: line breaks become spaces, outer spaces go."""
    return one_line(checked_text(text, place, LONGEST_LINE)).strip()


def checked_title(title: Localised, place: str) -> Localised:
    """A title in both languages, of which one may be empty."""
    checked = Localised(
        checked_line(title.zh, f"{place}.zh"), checked_line(title.en, f"{place}.en")
    )
    if not (checked.zh or checked.en):
        raise Refused("title-missing", place=place)
    return checked


def checked_localised(words: Localised, place: str) -> Localised:
    """A line in both languages; both may be empty."""
    return Localised(checked_line(words.zh, f"{place}.zh"), checked_line(words.en, f"{place}.en"))


def checked_json(value: Json, place: str) -> None:
    """Refused where a text inside `value` holds what cannot be kept."""
    if isinstance(value, str):
        checked_text(value, place)
    elif isinstance(value, list):
        for position, one in enumerate(value, 1):
            checked_json(one, f"{place}[{position}]")
    elif isinstance(value, dict):
        for key, one in value.items():
            checked_text(key, place)
            checked_json(one, f"{place}.{key}")
