"""A calendar date. Canonical: ISO text; read as words in sentences, as ISO in tables."""

import datetime

from desktop.models.definitions import Column, Json
from desktop.models.fields.base import Cell, Content, FieldKind, Intake, Reader, Scalar, Spec
from desktop.models.figures import date_words, read_date
from desktop.models.parts import is_blank
from desktop.models.text_rules import shown
from desktop.models.wording import run


class DateKind(FieldKind):
    name = "date"
    simple = True
    in_tables = True
    align = "centre"
    editor = "date"

    def parse(self, raw: Json, spec: Spec, intake: Intake, place: str) -> Json:
        if is_blank(raw):
            return None
        day = read_date(raw)
        if day is None:
            intake.wrong(place, "expected-date", given=shown(raw))
            return None
        return day.isoformat()

    def contents(self, value: Json, spec: Spec, reader: Reader) -> tuple[Content, ...]:
        if not isinstance(value, str):
            return ()
        return (Scalar(run(date_words(datetime.date.fromisoformat(value), reader.language))),)

    def cell(self, value: Json, spec: Column, reader: Reader) -> Cell:
        return Cell((run(str(value)),))


KIND = DateKind()
