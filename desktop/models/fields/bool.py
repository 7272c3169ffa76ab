"""Yes or no."""

from desktop.i18n import catalogue
from desktop.models.definitions import Column, Json
from desktop.models.fields.base import Cell, Content, FieldKind, Intake, Reader, Scalar, Spec
from desktop.models.parts import is_blank
from desktop.models.text_rules import shown
from desktop.models.wording import run

_WORDS = {
    "true": True,
    "yes": True,
    "是": True,
    "false": False,
    "no": False,
    "否": False,
}


class BoolKind(FieldKind):
    name = "bool"
    simple = True
    in_tables = True
    align = "centre"
    editor = "switch"

    def parse(self, raw: Json, spec: Spec, intake: Intake, place: str) -> Json:
        if isinstance(raw, bool) or is_blank(raw):
            return raw if isinstance(raw, bool) else None
        if isinstance(raw, str) and raw.strip().lower() in _WORDS:
            return _WORDS[raw.strip().lower()]
        intake.wrong(place, "expected-bool", given=shown(raw))
        return None

    def contents(self, value: Json, spec: Spec, reader: Reader) -> tuple[Content, ...]:
        if not isinstance(value, bool):
            return ()
        word = catalogue("fields").raw("bool_true" if value else "bool_false", reader.language)
        return (Scalar(run(word)),)

    def cell(self, value: Json, spec: Column, reader: Reader) -> Cell:
        return Cell((self.inline(value, spec, reader),), mark="yes" if value is True else "no")


KIND = BoolKind()
