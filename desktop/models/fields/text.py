"""Short text: one line in each language."""

import re
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
from desktop.models.inline_text import localised_line, read_inline
from desktop.models.wording import plain

# Codes such as KPI-01, A/0 or P1 stand in the middle of their column.
_SHORT_CODE = re.compile(r"[A-Z0-9][A-Z0-9./-]{0,11}")


class TextKind(FieldKind):
    name = "text"
    simple = True
    in_tables = True
    editor = "line"

    def parse(self, raw: Json, spec: Spec, intake: Intake, place: str) -> Json:
        return localised_line(raw, intake, place)

    def contents(self, value: Json, spec: Spec, reader: Reader) -> tuple[Content, ...]:
        text = read_inline(value, reader.language)
        return (Scalar(text),) if text else ()

    def column(
        self, values: Sequence[Json], spec: Column, reader: Reader
    ) -> tuple[GridColumn, tuple[Cell, ...]]:
        head, cells = super().column(values, spec, reader)
        texts = [plain(paragraph) for cell in cells for paragraph in cell.paragraphs]
        if texts and all(_SHORT_CODE.fullmatch(text) for text in texts):
            head = replace(head, align="centre")
        return head, cells


KIND = TextKind()
