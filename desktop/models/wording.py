"""Texts of policies: bilingual names and inline text made of runs, never of markup."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from desktop.i18n import Language


@dataclass(frozen=True, slots=True)
class Localised:
    """A name in both languages; either may be empty in a policy of one language."""

    zh: str = ""
    en: str = ""

    def text(self, language: Language) -> str:
        """In `language`, or in the other one where that is all there is."""
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)

    def to_json(self) -> dict[str, str]:
        return {"zh": self.zh, "en": self.en}

    @classmethod
    def from_json(cls, raw: Mapping[str, str]) -> "Localised":
        return cls(raw.get("zh", ""), raw.get("en", ""))


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross reference. `target` is `article:ID`, `chapter:ID`, `table:FIELD`, `annex:PHASE`
    or `part:FIELD/PART`; what it reads like is decided where numbers are rendered."""

    target: str


Inline: TypeAlias = tuple[Run | Reference, ...]


def run(text: str, *, bold: bool = False) -> Inline:
    """One plain run; an empty text gives no runs."""
    return (Run(text, bold=bold),) if text else ()


def plain(inline: Inline) -> str:
    """The characters of `inline`; a reference reads as its target."""
    return "".join(one.text if isinstance(one, Run) else f"[{one.target}]" for one in inline)
