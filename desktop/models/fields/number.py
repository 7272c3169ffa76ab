"""A number with its unit. Canonical: decimal text without exponent or trailing zeros."""

from collections.abc import Sequence

from desktop.models.definitions import Column, Json
from desktop.models.fields.base import (
    Cell,
    Content,
    FieldKind,
    GridColumn,
    Intake,
    Reader,
    Scalar,
    Spec,
)
from desktop.models.figures import canonical_number, grouped, read_number, with_unit
from desktop.models.limits import within
from desktop.models.parts import is_blank
from desktop.models.text_rules import shown
from desktop.models.wording import run


class NumberKind(FieldKind):
    name = "number"
    simple = True
    in_tables = True
    align = "right"
    editor = "number"

    def parse(self, raw: Json, spec: Spec, intake: Intake, place: str) -> Json:
        if is_blank(raw):
            return None
        number = read_number(raw, (spec.unit.zh, spec.unit.en))
        if number is None:
            intake.wrong(place, "expected-number", given=shown(raw))
            return None
        return canonical_number(number) if within(number, spec, intake, place) else None

    def contents(self, value: Json, spec: Spec, reader: Reader) -> tuple[Content, ...]:
        if not isinstance(value, str):
            return ()
        unit = spec.unit.text(reader.language)
        return (Scalar(run(with_unit(value, unit, reader.language))),)

    def column(
        self, values: Sequence[Json], spec: Column, reader: Reader
    ) -> tuple[GridColumn, tuple[Cell, ...]]:
        """The unit stands in the head; all numbers have equally many decimals."""
        head, _ = super().column((), spec, reader)
        numbers = [value if isinstance(value, str) else "" for value in values]
        decimals = max((len(one.partition(".")[2]) for one in numbers), default=0)
        cells = tuple(
            Cell((run(grouped(one, decimals=decimals)),) if one else ()) for one in numbers
        )
        return head, cells


KIND = NumberKind()
