"""A table whose typed columns the template defines."""

from desktop.models.definitions import Column, FieldDefinition, Json
from desktop.models.fields.base import Content, FieldKind, Intake, Reader, Spec
from desktop.models.rows import grid, least_rows, missing_cells, parse_rows


class TableKind(FieldKind):
    name = "table"
    editor = "grid"

    def parse(self, raw: Json, spec: Spec, intake: Intake, place: str) -> Json:
        return list[Json](parse_rows(raw, columns_of(spec), intake, place)) or None

    def contents(self, value: Json, spec: Spec, reader: Reader) -> tuple[Content, ...]:
        look = spec.style if isinstance(spec, FieldDefinition) else "reading"
        table = grid(value, columns_of(spec), reader, look)
        return () if table is None else (table,)

    def is_empty(self, value: Json, spec: Spec) -> bool:
        """Also where there are too few rows, or a required cell of a row is empty."""
        if not isinstance(value, list) or len(value) < least_rows(spec):
            return True
        return any(missing_cells(value, columns_of(spec)))


def columns_of(spec: Spec) -> tuple[Column, ...]:
    return spec.columns if isinstance(spec, FieldDefinition) else ()


KIND = TableKind()
