"""The library's settings that the window offers, typed. The organisation is `SetOrganisation`'s.

What belongs to one person or computer (name, language and look of the window) is `local_state`'s.
"""

from dataclasses import dataclass, fields
from typing import Any

from desktop.i18n import LANGUAGES, Language
from desktop.models.definitions import Json, NumberingProfile
from desktop.models.paper_style import PAPER, PaperStyle, read_paper_style
from desktop.models.plain import from_plain, to_plain
from desktop.services.commands.set_setting import SetSetting
from desktop.services.library import Library
from desktop.services.log_queries import settings

__all__ = ["KEYS", "Preferences", "changed_settings", "preferences"]


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a new policy begins with, and how all paper looks. `languages`: the leading one first;
    `numbering` None takes the template's."""

    languages: tuple[Language, ...] = ("zh",)
    numbering: NumberingProfile | None = None
    paper: PaperStyle = PaperStyle()


KEYS = {"languages": "new-policy.languages", "numbering": "new-policy.numbering", "paper": PAPER}
"""Attribute of Preferences → key of the setting that keeps it."""


def preferences(library: Library) -> Preferences:
    """The settings as they are; the default for what is not set, or set to what nobody knows."""
    kept = settings(library)
    known: dict[str, Any] = {}
    for name, key in KEYS.items():
        if key in kept:
            known |= _read(name, kept[key])
    return Preferences(**known)


def changed_settings(before: Preferences, after: Preferences) -> tuple[SetSetting, ...]:
    """The commands that make `after` of `before`. A default is taken out, not written down."""
    commands = []
    for one in fields(Preferences):
        new = getattr(after, one.name)
        if new != getattr(before, one.name):
            value = None if new == one.default else to_plain(new)
            commands.append(SetSetting(KEYS[one.name], value))
    return tuple(commands)


def _read(name: str, raw: Json) -> dict[str, Any]:
    if name == "paper":
        return {name: read_paper_style(raw)}
    try:
        found = getattr(from_plain(Preferences, {name: raw}), name)
    except ValueError:
        return {}  # a newer version's, or written by hand: the default holds
    if name == "languages" and not (found and set(found) <= set(LANGUAGES)):
        return {}
    return {name: found}
