"""One of the choices that the template offers. Canonical: the choice's id."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.models.choices import MARKS, choice_id, choice_title
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
from desktop.models.wording import run

# Longer English choices are words that may wrap, and stand at the left like other text.
_SHORT = 6


class ChoiceKind(FieldKind):
    name = "choice"
    simple = True
    in_tables = True
    align = "centre"
    editor = "choice"

    def parse(self, raw: Json, spec: Spec, intake: Intake, place: str) -> Json:
        return choice_id(raw, spec.choices, intake, place)

    def contents(self, value: Json, spec: Spec, reader: Reader) -> tuple[Content, ...]:
        if not isinstance(value, str):
            return ()
        return (Scalar(run(choice_title(value, spec.choices, reader.language))),)

    def column(
        self, values: Sequence[Json], spec: Column, reader: Reader
    ) -> tuple[GridColumn, tuple[Cell, ...]]:
        head, cells = super().column(values, spec, reader)
        longest = max((len(choice.title.en) for choice in spec.choices), default=0)
        coloured = any(cell.mark for cell in cells)
        if reader.language == "en" and longest > _SHORT and not coloured:
            head = replace(head, align="left")
        return head, cells

    def cell(self, value: Json, spec: Column, reader: Reader) -> Cell:
        """A column whose choices are colours shows them as well as naming them."""
        colours = all(choice.id in MARKS for choice in spec.choices)
        mark = MARKS[value] if colours and isinstance(value, str) and value in MARKS else ""
        return Cell((self.inline(value, spec, reader),), mark=mark)


KIND = ChoiceKind()
