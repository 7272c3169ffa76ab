"""Which content rows a transaction changes: seen where they are written, so that no command can
forget to tell. Notices to the screens and the search index are made from it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from desktop.models.entities import (
    Article,
    ChangeNote,
    Chapter,
    ChecklistItem,
    Content,
    Field,
    LifeEvent,
    Person,
    Phase,
    Policy,
    PolicyRole,
    Project,
    ProjectItem,
    ProjectPhase,
    Setting,
)
from desktop.models.identity import (
    ArticleId,
    ChapterId,
    FieldId,
    ItemCode,
    PolicyId,
    ProjectId,
)
from desktop.services.command import Changes

__all__ = ["Touched"]

Key = tuple[Any, ...]


class Touched:
    """Collects the keys of the rows that `session` inserts, changes or deletes."""

    def __init__(self, session: Session) -> None:
        # The rows themselves are held, too: the session forgets what it has written.
        self._rows: dict[type[Content], dict[Key, Content | None]] = {}
        self._other_languages: set[str] = set()
        self._renamed_roles: dict[str, set[str]] = {}
        event.listen(session, "after_flush", self._note)

    def keys(self, kind: type[Content]) -> set[Key]:
        return set(self._rows.get(kind, {}))

    def rows(self, kind: type[Content]) -> dict[Key, Content | None]:
        """The rows as they are now, by their keys; None for those that are gone."""
        return dict(sorted(self._rows.get(kind, {}).items()))

    @property
    def other_languages(self) -> set[str]:
        """The policies that are in other languages now: all of their fields read otherwise."""
        return self._other_languages

    @property
    def renamed_roles(self) -> dict[str, set[str]]:
        """The roles with other titles, by policy: what names them reads otherwise."""
        return self._renamed_roles

    def changes(self) -> Changes:
        policies = {PolicyId(key[0]) for kind in _WHOLE_POLICY for key in self.keys(kind)}
        projects = {ProjectId(key[0]) for kind in _WHOLE_PROJECT for key in self.keys(kind)}
        return Changes(
            policies=frozenset(policies),
            chapters=self._pairs(Chapter, PolicyId, ChapterId),
            articles=self._pairs(Article, PolicyId, ArticleId),
            fields=self._pairs(Field, PolicyId, FieldId),
            items=self._pairs(ChecklistItem, PolicyId, ItemCode),
            projects=frozenset(projects),
            records=self._pairs(ProjectItem, ProjectId, ItemCode),
            people=frozenset(str(key[0]) for key in self.keys(Person)),
            settings=frozenset(str(key[0]) for key in self.keys(Setting)),
            notes=frozenset((PolicyId(key[0]), str(key[2])) for key in self.keys(ChangeNote)),
        )

    def _pairs(
        self, kind: type[Content], owner: Callable[[str], Any], part: Callable[[str], Any]
    ) -> frozenset[Any]:
        return frozenset((owner(key[0]), part(key[1])) for key in self.keys(kind))

    def _note(self, session: Session, _context: object) -> None:
        changed = [one for one in session.dirty if session.is_modified(one)]
        for one in [*session.deleted, *session.new, *changed]:
            if isinstance(one, Content):
                kind = type(one)
                key = tuple(inspect(kind).primary_key_from_instance(one))
                row = None if one in session.deleted else one
                self._rows.setdefault(kind, {})[key] = row
        for one in changed:
            self._note_wording(one)

    def _note_wording(self, row: object) -> None:
        """Asked after the flush, while the session still knows what was before. Roles that come
        or go are named nowhere."""
        if isinstance(row, Policy) and inspect(row).attrs.languages.history.has_changes():
            self._other_languages.add(row.id)
        if isinstance(row, PolicyRole):
            history = inspect(row).attrs.definition.history
            if any(one["title"] != row.definition["title"] for one in history.deleted or ()):
                self._renamed_roles.setdefault(row.policy_id, set()).add(row.code)


_WHOLE_POLICY: tuple[type[Content], ...] = (Policy, PolicyRole, Phase, LifeEvent)
_WHOLE_PROJECT: tuple[type[Content], ...] = (Project, ProjectPhase)
