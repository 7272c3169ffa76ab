"""A goal that can be measured: indicator, baseline, target, unit, date."""

from functools import cache

from desktop.models.builtin_columns import built_in
from desktop.models.definitions import Column, Json
from desktop.models.fields.base import Content, FieldKind, Intake, Reader, Spec
from desktop.models.rows import grid, least_rows, missing_cells, parse_rows


@cache
def measure_columns() -> tuple[Column, ...]:
    return (
        built_in("measure", "indicator", "text", required=True, width=4),
        built_in("measure", "baseline", "number", width=1.5),
        built_in("measure", "target", "number", required=True, width=1.5),
        built_in("measure", "unit", "text", width=1.5),
        built_in("measure", "date", "date", required=True, width=2),
    )


class MeasureKind(FieldKind):
    name = "measure"
    editor = "grid"

    def parse(self, raw: Json, spec: Spec, intake: Intake, place: str) -> Json:
        return list[Json](parse_rows(raw, measure_columns(), intake, place)) or None

    def contents(self, value: Json, spec: Spec, reader: Reader) -> tuple[Content, ...]:
        table = grid(value, measure_columns(), reader, "reading")
        return () if table is None else (table,)

    def is_empty(self, value: Json, spec: Spec) -> bool:
        if not isinstance(value, list) or len(value) < least_rows(spec):
            return True
        return any(missing_cells(value, measure_columns()))


KIND = MeasureKind()
