"""What a comparison gives: every change with its place and its words, old and new."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from desktop.i18n import Language

__all__ = [
    "ClauseChange",
    "Comparison",
    "Kind",
    "Place",
    "State",
    "Summary",
    "TextRun",
    "Thing",
    "Weight",
]

State: TypeAlias = Literal["same", "deleted", "inserted"]
Kind: TypeAlias = Literal["changed", "inserted", "deleted", "moved"]
Weight: TypeAlias = Literal["substantive", "editorial"]
Thing: TypeAlias = Literal[
    "fact",
    "role",
    "chapter",
    "section",
    "article",
    "clause",
    "table",
    "row",
    "figure",
    "annex",
    "item",
]


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of text; in the old text it is the same or deleted, in the new one the same or
    inserted. A line break is wanted: a paragraph, row or item of its own."""

    text: str
    state: State = "same"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a changed thing stands in one revision: how a reference to it reads there
    (第十四条第一款), and the ids of its chapter and article ("" outside of them)."""

    label: str
    chapter: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One change. `anchor`: as references name the place (`article:ID`, `part:FIELD/PART`,
    `table:FIELD`, `annex:PHASE`), else `item:CODE`, `role:CODE`, `fact:NAME`, `section:ID`,
    `sentence:ARTICLE/POSITION`.

    `kind` is moved where nothing but the place changed; a thing that was moved and says something
    else is changed and `moved`. `old` is None for what was inserted, `new` for what was deleted.
    `suggested`: editorial where only punctuation, spaces, widths or emphasis changed. `roles`:
    codes of the roles that the clause concerns, in the order of the policy's dictionary.
    """

    anchor: str
    thing: Thing
    kind: Kind
    moved: bool
    old: Place | None
    new: Place | None
    old_runs: tuple[TextRun, ...]
    new_runs: tuple[TextRun, ...]
    suggested: Weight
    roles: tuple[str, ...] = ()

    @property
    def old_text(self) -> str:
        return "".join(one.text for one in self.old_runs)

    @property
    def new_text(self) -> str:
        return "".join(one.text for one in self.new_runs)


@dataclass(frozen=True, slots=True)
class Summary:
    """How many changes there are of each kind; `moved` counts those, too, that also changed,
    `only_moved` does not.

    `renumbered`: chapters, sections, articles, tables, figures and annexes whose number alone is
    another now; `first_renumbered`: the first article of them as it was printed, "" for none.
    `references`: places that cite something by another number now.
    """

    changed: int = 0
    inserted: int = 0
    deleted: int = 0
    moved: int = 0
    only_moved: int = 0
    renumbered: int = 0
    first_renumbered: str = ""
    references: int = 0

    @property
    def changes(self) -> int:
        """All in all: what was moved and changed, too, is one."""
        return self.changed + self.inserted + self.deleted + self.only_moved


@dataclass(frozen=True, slots=True)
class Comparison:
    """`changes` in the order of the new revision; what was deleted comes where it stood.

    `redrawn`: figures (as they are printed now) that follow a changed table.
    """

    language: Language
    old_revision: str
    new_revision: str
    changes: tuple[ClauseChange, ...]
    summary: Summary
    redrawn: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is different."""
        return bool(self.changes)
