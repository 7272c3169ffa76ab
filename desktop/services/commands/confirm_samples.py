"""Notes of fields that the template's sample fits as it is: then it counts as one's own words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from sqlalchemy import select

from desktop.models.entities import Field
from desktop.models.errors import Problem, Refused
from desktop.models.identity import FieldId, PolicyId
from desktop.models.plain import to_plain
from desktop.models.suggestions import unknown_name
from desktop.services.command import Applied, Command, Work
from desktop.services.definitions_kept import kept_field, read_field
from desktop.services.finding import draft_policy

__all__ = ["ConfirmSamples"]


@dataclass(frozen=True)
class ConfirmSamples(Command[None]):
    """`fields`: of each whether its sample is confirmed. It says nothing of other words that may
    stand there now or later."""

    name: ClassVar[str] = "confirm-samples"

    policy_id: PolicyId
    fields: Mapping[FieldId, bool]

    def apply(self, work: Work) -> Applied[None]:
        draft_policy(work, self.policy_id)
        statement = select(Field).filter_by(policy_id=self.policy_id)
        rows = {FieldId(row.id): row for row in work.session.scalars(statement)}
        for given in [name for name in self.fields if name not in rows]:
            problem = Problem(given, *unknown_name("field-unknown-name", given, sorted(rows)))
            raise Refused("values-refused", (problem,), count=1)
        before: dict[FieldId, bool] = {}
        for name, confirmed in self.fields.items():
            definition = read_field(rows[name].definition)
            if definition.confirmed != confirmed:
                before[name] = definition.confirmed
                rows[name].definition = kept_field(replace(definition, confirmed=confirmed))
        return Applied(
            None,
            ConfirmSamples(self.policy_id, before),
            self.policy_id,
            to_plain(before),
            to_plain({name: self.fields[name] for name in before}),
        )
