"""Errors that a person can do something about: a code and the facts, no sentences.

The sentences stand in `resources/texts/errors.yaml` under the code, in every language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["Cancelled", "KnownError", "LibraryUnusable", "Problem", "Refused"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: its place, a code of `errors.yaml` and the facts of the sentence.

    `place` is a path a person can follow: `scope_exclusions[3].zh` or `initiation.gate1_days`.
    `line` is the line in a text file, counted from 1, where there is one.
    """

    place: str
    code: str
    facts: Mapping[str, object]
    line: int | None = None


class KnownError(Exception):
    """Shown to the person in their language; the program goes on."""

    def __init__(self, code: str, problems: Sequence[Problem] = (), **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts: Mapping[str, object] = MappingProxyType(dict(facts))
        self.problems = tuple(problems)

    def __reduce__(self) -> tuple[object, ...]:
        """Errors also cross from one process to another."""
        return _again, (type(self), self.code, self.problems, dict(self.facts))


def _again(
    kind: type[KnownError], code: str, problems: Sequence[Problem], facts: Mapping[str, object]
) -> KnownError:
    error = kind.__new__(kind)
    KnownError.__init__(error, code, problems, **facts)
    return error


class Refused(KnownError):
    """Bad usage or bad input: nothing was changed (exit status 2)."""


class LibraryUnusable(KnownError):
    """The library cannot be used: locked, damaged, newer, missing (exit status 3)."""


class Cancelled(KnownError):
    """The person stopped long work; nothing was written."""

    def __init__(self) -> None:
        super().__init__("cancelled")
