"""One of the choices that the template offers. Canonical: the choice's id."""

from desktop.models.choices import MARKS, choice_id, choice_title
from desktop.models.definitions import Column, Json
from desktop.models.fields.base import Cell, Content, FieldKind, Intake, Reader, Scalar, Spec
from desktop.models.wording import run


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

    def cell(self, value: Json, spec: Column, reader: Reader) -> Cell:
        """A column whose choices are colours shows them as well as naming them."""
        colours = all(choice.id in MARKS for choice in spec.choices)
        mark = MARKS[value] if colours and isinstance(value, str) and value in MARKS else ""
        return Cell((self.inline(value, spec, reader),), mark=mark)


KIND = ChoiceKind()
