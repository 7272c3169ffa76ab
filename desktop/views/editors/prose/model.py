"""Text parts between a field's canonical value and the document that is edited.

An editor writes one language; what a part says in the other one travels with it untouched.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from desktop.i18n import LANGUAGES, Language
from desktop.models.definitions import Json
from desktop.models.identity import new_part_id
from desktop.models.inline_text import read_inline, to_json
from desktop.models.wording import Inline, Reference, Run

__all__ = ["Others", "Shape", "TextPart", "joined_others", "parts_of", "tidy", "value_of"]

Shape = Literal["rich", "list", "line"]
"""rich: paragraphs, items and sub-items; list: items only; line: one text without parts."""

Others = tuple[tuple[Language, Inline], ...]
"""What a part says in the languages that are not being written."""


@dataclass(frozen=True, slots=True)
class TextPart:
    """A paragraph (level 0), item (1) or sub-item (2). In a line its id is ""."""

    id: str
    level: int
    runs: Inline
    others: Others = ()

    @property
    def blank(self) -> bool:
        """Nothing is written in the language that is being written."""
        return not any(isinstance(one, Reference) or one.text.strip() for one in self.runs)


def parts_of(value: Json, shape: Shape, language: Language) -> tuple[TextPart, ...]:
    """The parts of a canonical value, with the runs in `language` only."""
    if shape == "line":
        return (_part("", 0, value, language),) if isinstance(value, dict) else ()
    if not isinstance(value, list):
        return ()
    found = []
    for one in value:
        if isinstance(one, dict):
            level = one.get("level", 1 if shape == "list" else 0)
            depth = level if isinstance(level, int) else 0
            found.append(_part(str(one["id"]), depth, one["text"], language))
    return tuple(found)


def _part(identity: str, level: int, text: Json, language: Language) -> TextPart:
    words = text if isinstance(text, dict) else {}
    runs = {one: read_inline({one: words[one]}, one) for one in LANGUAGES if one in words}
    others = tuple((one, inline) for one, inline in runs.items() if one != language)
    return TextPart(identity, level, runs.get(language, ()), others)


def value_of(parts: Iterable[TextPart], shape: Shape, language: Language) -> Json:
    """The parts in the shape that the field's kind parses; parts without any text are left out."""
    written = [one for one in parts if one.others or not one.blank]
    if shape == "line":
        return _text(written[0], language) if written else None
    value: list[Json] = []
    seen: set[str] = set()
    for one in written:
        identity = one.id if one.id and one.id not in seen else new_part_id()
        seen.add(identity)
        entry: dict[str, Json] = {"id": identity, "text": _text(one, language)}
        if shape == "rich":
            entry["level"] = one.level
        value.append(entry)
    return value or None


def _text(part: TextPart, language: Language) -> dict[str, Json]:
    texts: dict[Language, Inline] = {one: inline for one, inline in part.others if inline}
    if not part.blank:
        texts[language] = part.runs
    return {one: to_json(texts[one]) for one in LANGUAGES if one in texts}


def tidy(runs: Iterable[Run | Reference]) -> Inline:
    """Neighbours of one look joined; empty runs left out."""
    joined: list[Run | Reference] = []
    for one in runs:
        last = joined[-1] if joined else None
        if (
            isinstance(one, Run)
            and isinstance(last, Run)
            and (one.bold, one.italic) == (last.bold, last.italic)
        ):
            joined[-1] = replace(last, text=last.text + one.text)
        elif not isinstance(one, Run) or one.text:
            joined.append(one)
    return tuple(joined)


def joined_others(first: Others, second: Others) -> Others:
    """The other languages' texts of two parts that become one: none is lost."""
    texts = dict(first)
    for language, inline in second:
        gap: Inline = (Run(" "),) if language == "en" else ()
        texts[language] = tidy((*texts[language], *gap, *inline)) if language in texts else inline
    return tuple(texts.items())
