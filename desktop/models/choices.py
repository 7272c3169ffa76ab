"""Choices of a template: found by id, or by the title in either language."""

from collections.abc import Sequence

from desktop.i18n import Language
from desktop.models.definitions import Choice, Json
from desktop.models.fields.base import Intake
from desktop.models.parts import is_blank
from desktop.models.suggestions import unknown_name
from desktop.models.text_rules import shown

__all__ = ["MARKS", "choice_id", "choice_title"]

MARKS = {
    "green": "green",
    "yellow": "amber",
    "amber": "amber",
    "orange": "orange",
    "red": "red",
}
"""Choice ids that are colours, and the cell mark that shows each."""


def choice_id(raw: Json, choices: Sequence[Choice], intake: Intake, place: str) -> str | None:
    """The id of the choice that `raw` names; None for nothing and, reported, for no choice."""
    if is_blank(raw):
        return None
    if isinstance(raw, bool) or not isinstance(raw, (str, int)):
        intake.wrong(place, "expected-choice", given=shown(raw), allowed=_named(choices))
        return None
    given = str(raw).strip()
    for choice in choices:
        if given == choice.id:
            return choice.id
    for choice in choices:
        if given in (choice.title.zh, choice.title.en):
            return choice.id
    code, facts = unknown_name("unknown-choice", given, [choice.id for choice in choices])
    intake.wrong(place, code, **{**facts, "allowed": _named(choices)})
    return None


def choice_title(one: str, choices: Sequence[Choice], language: Language) -> str:
    """The title of a choice; its id where the template no longer offers it."""
    return next((choice.title.text(language) for choice in choices if choice.id == one), one)


def _named(choices: Sequence[Choice]) -> str:
    return ", ".join(f"{choice.id} ({choice.title.text('zh')})" for choice in choices)
