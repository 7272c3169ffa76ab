"""Sets the values of fields, as many at once as there are: all or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from desktop.models.definitions import Json
from desktop.models.entities import Article, Field, PolicyRole
from desktop.models.errors import Problem
from desktop.models.identity import FieldId, PolicyId
from desktop.models.plain import to_plain
from desktop.models.suggestions import unknown_name
from desktop.services.command import Applied, Command, Work
from desktop.services.definitions_kept import read_field
from desktop.services.differences import difference
from desktop.services.finding import draft_policy
from desktop.services.values import Wanted, parse_values

__all__ = ["SetFieldValues"]


@dataclass(frozen=True)
class SetFieldValues(Command[tuple[FieldId, ...]]):
    """`values` in the shape that `fill` takes; None empties a field. Gives the fields that are
    different now."""

    name: ClassVar[str] = "set-field-values"

    policy_id: PolicyId
    values: Mapping[FieldId, Json]

    def apply(self, work: Work) -> Applied[tuple[FieldId, ...]]:
        policy = draft_policy(work, self.policy_id)
        rows = self._rows(work)
        wanted = {
            name: Wanted(read_field(rows[name][1].definition), raw, f"{rows[name][0]}.{name}")
            for name, raw in self.values.items()
            if name in rows
        }
        codes = work.session.scalars(select(PolicyRole.code).filter_by(policy_id=policy.id))
        unknown = self._unknown(work, [name for name in self.values if name not in rows])
        parsed = parse_values(wanted, tuple(policy.languages), frozenset(codes), unknown)
        before: dict[FieldId, Json] = {}
        for name, value in parsed.items():
            row = rows[name][1]
            if row.value != value:
                before[name] = row.value
                row.value = value
        return Applied(
            tuple(before),
            SetFieldValues(self.policy_id, before),
            self.policy_id,
            *difference(to_plain(before), to_plain({name: parsed[name] for name in before})),
        )

    def _rows(self, work: Work) -> dict[FieldId, tuple[str, Field]]:
        """The fields to be set, with the chapters they stand in."""
        statement = (
            select(Article.chapter_id, Field)
            .join(
                Article, (Article.policy_id == Field.policy_id) & (Article.id == Field.article_id)
            )
            .where(Field.policy_id == self.policy_id, Field.id.in_(self.values))
        )
        return {
            FieldId(row.id): (chapter_id, row)
            for chapter_id, row in work.session.execute(statement)
        }

    def _unknown(self, work: Work, names: Sequence[FieldId]) -> tuple[Problem, ...]:
        """A problem for every name that no field has, with the name that was perhaps meant."""
        if not names:
            return ()
        known = work.session.scalars(select(Field.id).filter_by(policy_id=self.policy_id)).all()
        return tuple(
            Problem(name, *unknown_name("field-unknown-name", name, sorted(known)))
            for name in names
        )
