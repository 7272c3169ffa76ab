"""Styled text in a cell that is edited as plain letters: what was not touched keeps its look.

A text of one language is a plain string or a list of runs (`models.inline_text`). A reference
reads as its present mention and is one piece: once a letter of it is changed, it is a word.
"""

from collections.abc import Callable

from desktop.i18n import Language
from desktop.models.definitions import Json
from desktop.models.inline_text import read_inline, to_json
from desktop.models.text_rules import normalise_line_ends, one_line
from desktop.models.wording import Inline, Reference, Run

__all__ = ["Mention", "letters_at", "letters_of", "own_text", "with_text"]

Mention = Callable[[str], str]
"""What a reference to a target reads like at present; "" where there is no such place."""


def letters_of(inline: Inline, mention: Mention) -> str:
    """The text as it is read. A broken reference shows its target."""
    return "".join(_letters(one, mention) for one in inline)


def own_text(value: Json, language: Language, mention: Mention) -> str:
    """The letters in this language alone; "" where only the other one is written."""
    if not isinstance(value, dict):
        return "" if value is None else str(value)
    inline = value.get(language)
    if isinstance(inline, str):
        return inline
    return letters_of(read_inline({language: inline}, language), mention) if inline else ""


def letters_at(
    value: Json, language: Language, start: int, length: int, mention: Mention
) -> tuple[int, int]:
    """Where a stretch lies in the letters. It is counted as search counts: a reference is one
    character."""
    inline = value.get(language) if isinstance(value, dict) else None
    if not isinstance(inline, list):
        return start, length
    widths: list[int] = []
    for one in read_inline({language: inline}, language):
        letters = _letters(one, mention)
        widths.extend([1] * len(letters) if isinstance(one, Run) else [len(letters)])
    before = sum(widths[:start])
    return before, sum(widths[start : start + length])


def with_text(value: Json, language: Language, text: str, mention: Mention) -> Json:
    """`value` with its part in `language` changed to `text`; None where nothing is left."""
    written = one_line(normalise_line_ends(text)).strip()
    texts: dict[str, Json] = dict(value) if isinstance(value, dict) else {}
    before = texts.pop(language, None)
    if written:
        kept: Json = written
        if isinstance(before, list):
            runs = read_inline({language: before}, language)
            kept = to_json(_spliced(runs, written, mention)) or written
        # In the order in which the kinds keep languages, so that equal values are equal bytes.
        texts = {
            key: kept if key == language else texts[key]
            for key in ("zh", "en")
            if key == language or key in texts
        }
    return texts or None


def _letters(one: Run | Reference, mention: Mention) -> str:
    return one.text if isinstance(one, Run) else mention(one.target) or f"[{one.target}]"


def _spliced(runs: Inline, written: str, mention: Mention) -> Inline:
    """The runs with the stretch between the common beginning and end replaced."""
    before = letters_of(runs, mention)
    head = _common(before, written)
    tail = _common(before[head:][::-1], written[head:][::-1])
    new = written[head : len(written) - tail]
    pieces = [*_cut(runs, 0, head, mention), *_cut(runs, len(before) - tail, len(before), mention)]
    left = _cut(runs, 0, head, mention)
    look = next((one for one in reversed(left) if isinstance(one, Run)), None)
    if new:
        # What is written on continues the look of the letter before it.
        pieces.insert(len(left), Run(new, look.bold, look.italic) if look else Run(new))
    return _joined(pieces)


def _cut(runs: Inline, start: int, end: int, mention: Mention) -> list[Run | Reference]:
    """The stretch of the runs; a reference that is cut through becomes the letters that stay."""
    pieces: list[Run | Reference] = []
    at = 0
    for one in runs:
        letters = _letters(one, mention)
        low, high = max(start - at, 0), min(end - at, len(letters))
        at += len(letters)
        if low >= high:
            continue
        if (low, high) == (0, len(letters)):
            pieces.append(one)
        elif isinstance(one, Run):
            pieces.append(Run(one.text[low:high], one.bold, one.italic))
        else:
            pieces.append(Run(letters[low:high]))
    return pieces


def _joined(pieces: list[Run | Reference]) -> Inline:
    joined: list[Run | Reference] = []
    for one in pieces:
        last = joined[-1] if joined else None
        if isinstance(one, Run) and isinstance(last, Run) and _same_look(one, last):
            joined[-1] = Run(last.text + one.text, one.bold, one.italic)
        else:
            joined.append(one)
    return tuple(joined)


def _same_look(one: Run, other: Run) -> bool:
    return (one.bold, one.italic) == (other.bold, other.italic)


def _common(one: str, other: str) -> int:
    for place, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return place
    return min(len(one), len(other))
