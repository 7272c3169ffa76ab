"""Field values that come in: parsed by their kind, every bad one named, all or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.i18n import Language
from desktop.models.definitions import FieldDefinition, Json
from desktop.models.errors import Problem, Refused
from desktop.models.fields import field_kind
from desktop.models.fields.base import Intake
from desktop.models.identity import FieldId

__all__ = ["Wanted", "parse_values"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value for a field: what was written, and the place that a problem names."""

    definition: FieldDefinition
    raw: Json
    place: str


def parse_values(
    wanted: Mapping[FieldId, Wanted],
    languages: tuple[Language, ...],
    role_codes: frozenset[str],
    problems: tuple[Problem, ...] = (),
) -> dict[FieldId, Json]:
    """The canonical values. Refused with every problem, `problems` first, where there is one."""
    intake = Intake(languages, role_codes, problems=list(problems))
    parsed = {
        field_id: field_kind(one.definition.kind).parse(one.raw, one.definition, intake, one.place)
        for field_id, one in wanted.items()
    }
    if intake.problems:
        raise Refused("values-refused", intake.problems, count=len(intake.problems))
    return parsed
