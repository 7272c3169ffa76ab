"""The words that documents bring along, in the language of the document (texts/print.yaml)."""

import re
from datetime import date

from desktop.i18n import Language, catalogue
from desktop.models.figures import date_words
from desktop.models.wording import Inline, Run, plain

__all__ = [
    "date_in_table",
    "date_in_text",
    "end_marks",
    "first_lower",
    "form_number",
    "spaced_name",
    "words",
]

_END_MARKS = "。；，、：！？….;:,!?"
_HAN_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]{2}")


def words(language: Language, key: str, **facts: object) -> str:
    return catalogue("print").say(key, language, **facts)


def date_in_text(day: date, language: Language) -> str:
    """2026年2月1日; 1 February 2026."""
    return date_words(day, language)


def date_in_table(day: date) -> str:
    return day.isoformat()


def spaced_name(name: str) -> str:
    """A name of two Han characters gets an em between them: 沈　佩."""
    return f"{name[0]}\u3000{name[1]}" if _HAN_NAME.fullmatch(name) else name


def first_lower(text: str) -> str:
    """`Roles and duties` → `roles and duties`; `KPI list` and `RACI` stay."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def end_marks(items: list[Inline], language: Language) -> list[Inline]:
    """The items of a list, each with its closing mark where its author set none.

    Chinese items end with ；and the last with 。, or all with 。 where an item holds a sentence of
    its own. English items end with ; and . — or all with . where they begin with capitals.
    """
    texts = [plain(item).rstrip() for item in items]
    if language == "zh":
        sentences = any("。" in text[:-1] for text in texts)
        between, last = ("。" if sentences else "；"), "。"
    else:
        fragments = any(text[:1].islower() for text in texts)
        between, last = (";" if fragments else "."), "."
    ended: list[Inline] = []
    for position, (item, text) in enumerate(zip(items, texts, strict=True), start=1):
        open_end = text and text[-1] not in _END_MARKS
        mark = last if position == len(items) else between
        ended.append((*item, Run(mark)) if open_end else item)
    return ended


def form_number(policy_number: str, position: int) -> str:
    """Number of the policy's nth record form: QP-PM-01 gives QR-PM-01-03 (domain brief §1.4).

    "" where the policy has no number yet.
    """
    if not policy_number:
        return ""
    head, dash, rest = policy_number.partition("-")
    stem = rest if dash and head in {"QM", "QP", "WI"} else policy_number
    return f"QR-{stem}-{position:02d}"
