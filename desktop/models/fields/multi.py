"""Several of the choices that the template offers. Canonical: their ids in the offered order."""

from desktop.models.choices import choice_id, choice_title
from desktop.models.definitions import Json
from desktop.models.fields.base import Content, FieldKind, Intake, Reader, Scalar, Spec
from desktop.models.figures import join_words
from desktop.models.parts import part_list
from desktop.models.wording import run


class MultiKind(FieldKind):
    name = "multi"
    simple = True
    in_tables = True
    editor = "checks"

    def parse(self, raw: Json, spec: Spec, intake: Intake, place: str) -> Json:
        if isinstance(raw, str):
            one = choice_id(raw, spec.choices, intake, place)
            return None if one is None else [one]
        taken = {
            choice_id(one, spec.choices, intake, f"{place}[{position}]")
            for position, one in enumerate(part_list(raw, intake, place), 1)
        }
        return [choice.id for choice in spec.choices if choice.id in taken] or None

    def contents(self, value: Json, spec: Spec, reader: Reader) -> tuple[Content, ...]:
        if not isinstance(value, list):
            return ()
        titles = [choice_title(str(one), spec.choices, reader.language) for one in value]
        return (Scalar(run(join_words(titles, reader.language))),)


KIND = MultiKind()
