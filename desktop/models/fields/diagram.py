"""A figure drawn from another field's table; the value is no more than its caption."""

from desktop.models.definitions import FieldDefinition, Json
from desktop.models.fields.base import Content, Drawing, FieldKind, Intake, Reader, Spec
from desktop.models.inline_text import localised_line, read_inline
from desktop.models.parts import is_blank, unknown_keys
from desktop.models.text_rules import shown
from desktop.models.wording import plain


class DiagramKind(FieldKind):
    name = "diagram"
    editor = "diagram"

    def parse(self, raw: Json, spec: Spec, intake: Intake, place: str) -> Json:
        if is_blank(raw):
            return None
        if not isinstance(raw, dict):
            intake.wrong(place, "expected-diagram", given=shown(raw))
            return None
        if unknown_keys(raw, ("caption",), intake, place):
            return None
        caption = localised_line(raw.get("caption"), intake, f"{place}.caption")
        return None if caption is None else {"caption": caption}

    def contents(self, value: Json, spec: Spec, reader: Reader) -> tuple[Content, ...]:
        """The picture does not depend on the value: it comes from the field `source`."""
        if not isinstance(spec, FieldDefinition):
            return ()
        language = reader.language
        own = value.get("caption") if isinstance(value, dict) else None
        caption = plain(read_inline(own, language)) or (
            spec.caption.text(language) or spec.title.text(language)
        )
        return (Drawing(spec.diagram, spec.source, caption),)

    def is_empty(self, value: Json, spec: Spec) -> bool:
        """There is nothing to fill in."""
        return False


KIND = DiagramKind()
