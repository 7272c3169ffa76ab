"""A role of the policy's role dictionary, by code; with `many` several."""

from collections.abc import Sequence
from dataclasses import replace

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
from desktop.models.figures import join_words
from desktop.models.parts import part_list
from desktop.models.role_codes import role_code
from desktop.models.text_rules import shown
from desktop.models.wording import run


class RoleKind(FieldKind):
    name = "role"
    simple = True
    in_tables = True
    align = "centre"
    editor = "role"

    def parse(self, raw: Json, spec: Spec, intake: Intake, place: str) -> Json:
        if not isinstance(raw, list):
            one = role_code(raw, intake, place)
            return [one] if one is not None and spec.many else one
        codes = [
            code
            for position, one in enumerate(part_list(raw, intake, place), 1)
            if (code := role_code(one, intake, f"{place}[{position}]")) is not None
        ]
        codes = list(dict.fromkeys(codes))
        if spec.many:
            return list[Json](codes) or None
        if len(codes) > 1:
            intake.wrong(place, "only-one-role", given=shown(raw))
            return None
        return codes[0] if codes else None

    def contents(self, value: Json, spec: Spec, reader: Reader) -> tuple[Content, ...]:
        codes = value if isinstance(value, list) else [value] if value is not None else []
        names = [reader.role(str(code)) for code in codes]
        return (Scalar(run(join_words(names, reader.language))),) if names else ()

    def column(
        self, values: Sequence[Json], spec: Column, reader: Reader
    ) -> tuple[GridColumn, tuple[Cell, ...]]:
        """Names that wrap stand at the left: English ones, and several in a cell."""
        head, cells = super().column(values, spec, reader)
        left = spec.many or reader.language == "en"
        return (replace(head, align="left") if left else head), cells


KIND = RoleKind()
