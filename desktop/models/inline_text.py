"""Text inside fields: `{zh: …, en: …}`, each a plain string or a list of runs.

Canonical: `{"zh": inline, "en": inline}` with only the languages that have text; an inline is a
plain string where it is one unstyled run, else a list of runs, each a string, `{"text": …,
"bold"?: true, "italic"?: true}` or `{"ref": target}`.
"""

import re
from collections.abc import Iterable
from typing import cast

from desktop.i18n import LANGUAGES, Language
from desktop.models.definitions import Json
from desktop.models.fields.base import Intake
from desktop.models.suggestions import unknown_name
from desktop.models.text_rules import (
    LONGEST_TEXT,
    fault_of,
    normalise_line_ends,
    one_line,
    shown,
    split_paragraphs,
)
from desktop.models.wording import Inline, Reference, Run

__all__ = [
    "check_target",
    "localised_line",
    "localised_lines",
    "read_inline",
    "to_json",
]

_TARGET = re.compile(r"(article|chapter|table|annex):[A-Za-z0-9_-]+|part:[A-Za-z0-9_-]+/[\w-]+")
_RUN_KEYS = ("text", "bold", "italic", "ref")


def localised_line(raw: Json, intake: Intake, place: str) -> Json:
    """One line of text in each language: line breaks become spaces. None where there is none."""
    lines = _by_language(raw, intake, place)
    canonical: dict[str, Json] = {}
    for language, runs in lines.items():
        inline = _tidy([_one_line_run(one) for one in runs])
        if inline:
            canonical[language] = to_json(inline)
    return cast(Json, canonical) or None


def localised_lines(raw: Json, intake: Intake, place: str) -> list[dict[str, Json]]:
    """A text with line breaks as paragraphs: the n-th of each language belong together."""
    lines: list[dict[str, Json]] = []
    for language, runs in _by_language(raw, intake, place).items():
        for position, inline in enumerate(_paragraphs(runs)):
            while len(lines) <= position:
                lines.append({})
            lines[position][language] = to_json(inline)
    return lines


def to_json(inline: Inline) -> Json:
    """The canonical JSON of runs."""
    if len(inline) == 1 and isinstance(inline[0], Run) and not (inline[0].bold or inline[0].italic):
        return inline[0].text
    return [_run_json(one) for one in inline]


def _run_json(one: Run | Reference) -> Json:
    if isinstance(one, Reference):
        return {"ref": one.target}
    if not (one.bold or one.italic):
        return one.text
    styled: dict[str, Json] = {"text": one.text}
    if one.bold:
        styled["bold"] = True
    if one.italic:
        styled["italic"] = True
    return styled


def read_inline(value: Json, language: Language) -> Inline:
    """The runs of a canonical text in `language`, or in the other where that is all there is."""
    if not isinstance(value, dict):
        return ()
    inline = value.get(language)
    if inline is None:
        inline = next((value[other] for other in LANGUAGES if other in value), None)
    if isinstance(inline, str):
        return (Run(inline),)
    if isinstance(inline, list):
        return tuple(_read_run(one) for one in inline)
    return ()


def _read_run(value: Json) -> Run | Reference:
    if isinstance(value, dict):
        if "ref" in value:
            return Reference(str(value["ref"]))
        return Run(str(value["text"]), bool(value.get("bold")), bool(value.get("italic")))
    return Run(str(value))


def check_target(raw: Json, intake: Intake, place: str) -> str | None:
    """The target of a cross reference, if it is written like one."""
    if isinstance(raw, str) and _TARGET.fullmatch(raw.strip()):
        return raw.strip()
    intake.wrong(place, "expected-reference", given=shown(raw))
    return None


def _by_language(raw: Json, intake: Intake, place: str) -> dict[Language, list[Run | Reference]]:
    """The runs of each language; a bare text is in the policy's leading language."""
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        return {intake.languages[0]: _runs(raw, intake, place)}
    for key in raw:
        if key not in LANGUAGES:
            code, facts = unknown_name("unknown-language", key, LANGUAGES)
            intake.wrong(f"{place}.{shown(key)}", code, **facts)
    return {
        language: _runs(raw[language], intake, f"{place}.{language}")
        for language in LANGUAGES
        if raw.get(language) is not None
    }


def _runs(raw: Json, intake: Intake, place: str) -> list[Run | Reference]:
    if not isinstance(raw, list):
        text = _text(raw, intake, place)
        return [] if text is None else [Run(text)]
    runs = [
        found
        for position, one in enumerate(raw, 1)
        if (found := _run(one, intake, f"{place}[{position}]")) is not None
    ]
    length = sum(len(one.text) for one in runs if isinstance(one, Run))
    if length > LONGEST_TEXT:
        intake.wrong(place, "text-too-long", length=length, limit=LONGEST_TEXT)
        return []
    return runs


def _run(raw: Json, intake: Intake, place: str) -> Run | Reference | None:
    if not isinstance(raw, dict):
        text = _text(raw, intake, place)
        return None if text is None else Run(text)
    unknown = [key for key in raw if key not in _RUN_KEYS]
    for key in unknown:
        code, facts = unknown_name("unknown-run-key", key, _RUN_KEYS)
        intake.wrong(f"{place}.{shown(key)}", code, **facts)
    if unknown:
        return None
    if "ref" in raw:
        target = check_target(raw["ref"], intake, f"{place}.ref")
        return None if target is None else Reference(target)
    if "text" in raw:
        text = _text(raw["text"], intake, f"{place}.text")
        return None if text is None else Run(text, raw.get("bold") is True, _true(raw, "italic"))
    # The short form of templates: {bold: words} or {italic: words}.
    look = next(iter(raw), None)
    if look is None or len(raw) > 1:
        intake.wrong(place, "expected-run", given=shown(raw))
        return None
    text = _text(raw[look], intake, f"{place}.{look}")
    return None if text is None else Run(text, bold=look == "bold", italic=look == "italic")


def _true(raw: dict[str, Json], key: str) -> bool:
    return raw.get(key) is True


def _text(raw: Json, intake: Intake, place: str) -> str | None:
    """The characters of one run, with line feeds as they are; None where it is refused."""
    if raw is None:
        return None
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(raw)
    if not isinstance(raw, str):
        intake.wrong(place, "expected-text", given=shown(raw))
        return None
    if len(raw) > LONGEST_TEXT:
        intake.wrong(place, "text-too-long", length=len(raw), limit=LONGEST_TEXT)
        return None
    text = normalise_line_ends(raw)
    fault = fault_of(text)
    if fault is not None:
        code, character, position = fault
        intake.wrong(place, code, character=character, position=position)
        return None
    return text


def _one_line_run(one: Run | Reference) -> Run | Reference:
    return Run(one_line(one.text), one.bold, one.italic) if isinstance(one, Run) else one


def _paragraphs(runs: list[Run | Reference]) -> list[Inline]:
    """Splits runs where they hold a line feed; empty paragraphs are left out."""
    paragraphs: list[list[Run | Reference]] = [[]]
    for one in runs:
        if isinstance(one, Reference):
            paragraphs[-1].append(one)
            continue
        first, *others = split_paragraphs(one.text)
        paragraphs[-1].append(Run(first, one.bold, one.italic))
        paragraphs.extend([Run(line, one.bold, one.italic)] for line in others)
    return [inline for inline in map(_tidy, paragraphs) if inline]


def _tidy(runs: Iterable[Run | Reference]) -> Inline:
    """Neighbours of one look joined, empty runs left out, no spaces at either end."""
    joined: list[Run | Reference] = []
    for one in runs:
        last = joined[-1] if joined else None
        if isinstance(one, Run) and isinstance(last, Run) and _same_look(one, last):
            joined[-1] = Run(last.text + one.text, one.bold, one.italic)
        elif not isinstance(one, Run) or one.text:
            joined.append(one)
    return _without_outer_spaces(joined)


def _without_outer_spaces(runs: list[Run | Reference]) -> Inline:
    while runs and isinstance(runs[0], Run):
        first = runs[0]
        if text := first.text.lstrip():
            runs[0] = Run(text, first.bold, first.italic)
            break
        del runs[0]
    while runs and isinstance(runs[-1], Run):
        last = runs[-1]
        if text := last.text.rstrip():
            runs[-1] = Run(text, last.bold, last.italic)
            break
        del runs[-1]
    return tuple(runs)


def _same_look(one: Run, other: Run) -> bool:
    return (one.bold, one.italic) == (other.bold, other.italic)
