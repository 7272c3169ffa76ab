"""What a command is given and what it gives back."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from desktop.i18n import Language, catalogue

if TYPE_CHECKING:
    from desktop.models.definitions import Json

__all__ = [
    "DONE",
    "FOUND_PROBLEMS",
    "LIBRARY_UNUSABLE",
    "REFUSED",
    "Answer",
    "Request",
    "Values",
    "iso",
]

Values: TypeAlias = Mapping[str, "str | bool | tuple[str, ...]"]
"""What a line gave, by the name of argument or option; a switch is True."""

DONE, FOUND_PROBLEMS, REFUSED, LIBRARY_UNUSABLE = range(4)
"""The exit statuses of the command line."""


def iso(moment: date | None) -> str | None:
    """A date or a moment for JSON."""
    return None if moment is None else moment.isoformat()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found: `data` for `--json`, `lines` for people, and the exit status."""

    data: "Json"
    lines: Sequence[str] = ()
    status: int = DONE


@dataclass(frozen=True, slots=True)
class Request:
    """One run of a command: the values of its line and those of the whole program."""

    values: Values
    language: Language
    json: bool
    library: str | None = None

    def text(self, name: str, default: str = "") -> str:
        """Value of an argument or option; `default` where it was not given."""
        value = self.values.get(name, default)
        return value if isinstance(value, str) else default

    def given(self, name: str) -> str | None:
        value = self.values.get(name)
        return value if isinstance(value, str) else None

    def several(self, name: str) -> tuple[str, ...]:
        value = self.values.get(name, ())
        return value if isinstance(value, tuple) else ()

    def switched(self, name: str) -> bool:
        return self.values.get(name) is True

    def path(self, name: str) -> Path:
        return Path(self.text(name)).expanduser()

    def say(self, key: str, **facts: object) -> str:
        """A text of the catalogue `cli` in the person's language."""
        return catalogue("cli").say(key, self.language, **facts)

    def tell(self, key: str, **facts: object) -> None:
        """Tells how far things are, on stderr."""
        sys.stderr.write(self.say(key, **facts) + "\n")
        sys.stderr.flush()
