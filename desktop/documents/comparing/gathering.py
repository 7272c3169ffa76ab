"""Collects the changes of a comparison, each with its places, its weight and its roles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from desktop.documents.blocks import Text
from desktop.documents.comparing.results import ClauseChange, Kind, Place, TextRun, Thing
from desktop.documents.comparing.sides import Side
from desktop.documents.comparing.weighing import RolesNamed, weight_of
from desktop.documents.comparing.wording import (
    Stretch,
    differences,
    is_changed,
    new_runs,
    old_runs,
)
from desktop.documents.scribe import span

__all__ = ["Gathering", "Said", "lines"]


@dataclass(frozen=True, slots=True)
class Said:
    """What stands at a place of one revision. `roles`: codes that it names without words."""

    anchor: str
    text: Text
    label: str
    article: str = ""
    roles: tuple[str, ...] = ()


def lines(*texts: Text) -> Text:
    """Texts under each other."""
    joined: Text = ()
    for text in texts:
        if text:
            joined = (*joined, *span("\n"), *text) if joined else text
    return joined


@dataclass(slots=True)
class Gathering:
    """The two sides, and what was found to be different."""

    old: Side
    new: Side
    changes: list[ClauseChange] = field(default_factory=list)
    redrawn: list[str] = field(default_factory=list)
    _named: tuple[RolesNamed, RolesNamed] | None = None

    def compare(
        self, thing: Thing, old: Said, new: Said, *, moved: bool = False, other: bool = False
    ) -> None:
        """A thing that is in both; nothing is recorded where it is the same. `other`: something
        beside its words is different."""
        stretches = differences(old.text, new.text)
        if is_changed(stretches) or other:
            self._record(thing, "changed", old, new, stretches, moved=moved, other=other)
        elif moved:
            self._record(thing, "moved", old, new, stretches, moved=True)

    def inserted(self, thing: Thing, new: Said) -> None:
        self._record(thing, "inserted", None, new, differences((), new.text))

    def deleted(self, thing: Thing, old: Said) -> None:
        self._record(thing, "deleted", old, None, differences(old.text, ()))

    def _record(
        self,
        thing: Thing,
        kind: Kind,
        old: Said | None,
        new: Said | None,
        stretches: Sequence[Stretch],
        *,
        moved: bool = False,
        other: bool = False,
    ) -> None:
        was, now = old_runs(stretches), new_runs(stretches)
        shown = new or old
        if shown is None:
            raise ValueError("a change is of something")
        editorial = kind == "changed" and not moved and not other
        self.changes.append(
            ClauseChange(
                shown.anchor,
                thing,
                kind,
                moved,
                self._place(old, self.old) if old else None,
                self._place(new, self.new) if new else None,
                was,
                now,
                weight_of(_plain(was), _plain(now)) if editorial else "substantive",
                self._roles(old, new, was, now),
            )
        )

    def _place(self, said: Said, side: Side) -> Place:
        chapter = side.homes.get(said.article, "")
        if not said.article:
            chapter = side.homes.get(said.anchor, said.anchor)
        is_chapter = chapter.startswith("chapter:")
        return Place(
            said.label,
            chapter.removeprefix("chapter:") if is_chapter else "",
            said.article.removeprefix("article:"),
        )

    def _roles(
        self, old: Said | None, new: Said | None, was: Iterable[TextRun], now: Iterable[TextRun]
    ) -> tuple[str, ...]:
        if self._named is None:
            language = self.new.language
            roles = {one.code: one for one in self.old.policy.roles}
            roles = {one.code: one for one in self.new.policy.roles} | roles
            self._named = (
                RolesNamed(roles.values(), language),
                RolesNamed(self.new.policy.roles, language),
            )
        others = (*(old.roles if old else ()), *(new.roles if new else ()))
        before = self._named[0].within([_plain(was), _plain(now)], others)
        after = self._named[1].within([_plain(now)])
        return tuple(dict.fromkeys((*before, *after)))


def _plain(runs: Iterable[TextRun]) -> str:
    return "".join(one.text for one in runs)
