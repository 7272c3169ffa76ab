"""Texts for people, in every language that the program speaks, without Qt.

The texts live in `resources/texts/<catalogue>.yaml`: `key: {zh: …, en: …}`. A placeholder
`{name}` is filled by `say(..., name=value)`; a value is put in as it is and never read again.
"""

import os
import sys
from collections.abc import Mapping
from functools import cache
from typing import Literal

from desktop.resource_files import resource_path

__all__ = ["LANGUAGES", "Catalogue", "Language", "catalogue", "language_of_locale"]

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def language_of_locale() -> Language:
    """The language of this machine's person: Chinese for a Chinese locale, else English."""
    if sys.platform == "win32":
        import ctypes

        primary = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF
        return "zh" if primary == 0x04 else "en"
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    chosen = next(filter(None, names), None)
    if chosen is None:
        import locale

        chosen = locale.getlocale()[0] or ""
    return "zh" if chosen.lower().startswith("zh") else "en"


class Catalogue:
    """The texts of one file."""

    def __init__(self, name: str, texts: Mapping[str, Mapping[str, str]]) -> None:
        self.name = name
        self._texts = texts

    def keys(self) -> tuple[str, ...]:
        return tuple(self._texts)

    def raw(self, key: str, language: str) -> str:
        """The text with its placeholders. A missing key is a bug: KeyError."""
        return self._texts[key][language]

    def say(self, key: str, language: str, /, **facts: object) -> str:
        text = self.raw(key, language)
        return (
            text.format_map({name: str(value) for name, value in facts.items()}) if facts else text
        )


@cache
def catalogue(name: str) -> Catalogue:
    """Reads `resources/texts/<name>.yaml` once."""
    import yaml  # not needed by a window that has not asked for a text yet

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with resource_path("texts", f"{name}.yaml").open(encoding="utf-8") as stream:
        return Catalogue(name, yaml.load(stream, Loader=loader))
