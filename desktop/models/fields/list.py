"""A list of items (项), each one line; a whole list can stand in a table cell."""

from desktop.models.definitions import Column, FieldDefinition, Json
from desktop.models.fields.base import (
    Cell,
    Content,
    FieldKind,
    Intake,
    Part,
    Prose,
    Reader,
    Spec,
)
from desktop.models.inline_text import localised_line, localised_lines, read_inline
from desktop.models.parts import PartIds, part_list, unknown_keys
from desktop.models.text_rules import shown

_KEYS = ("zh", "en", "id", "text")


class ListKind(FieldKind):
    name = "list"
    in_tables = True
    editor = "list"

    def parse(self, raw: Json, spec: Spec, intake: Intake, place: str) -> Json:
        ids = PartIds(intake)
        if isinstance(raw, dict) or (raw is not None and not isinstance(raw, list)):
            # One text: each of its lines is an item.
            return _as_json(
                [{"id": ids.new(), "text": line} for line in localised_lines(raw, intake, place)]
            )
        items: list[dict[str, Json]] = []
        for position, one in enumerate(part_list(raw, intake, place), 1):
            item = self._item(one, intake, f"{place}[{position}]", ids)
            if item is not None:
                items.append(item)
        return _as_json(items)

    def _item(self, raw: Json, intake: Intake, place: str, ids: PartIds) -> dict[str, Json] | None:
        if not isinstance(raw, dict):
            text = localised_line(raw, intake, place)
            return None if text is None else {"id": ids.new(), "text": text}
        if unknown_keys(raw, _KEYS, intake, place):
            return None
        if "text" in raw and ("zh" in raw or "en" in raw):
            intake.wrong(place, "text-twice", given=shown(raw))
            return None
        if "text" in raw:
            text = localised_line(raw["text"], intake, f"{place}.text")
        else:
            words = {key: one for key, one in raw.items() if key != "id"}
            text = localised_line(words, intake, place)
        part_id = ids.take(raw.get("id"), f"{place}.id")
        return None if text is None else {"id": part_id, "text": text}

    def contents(self, value: Json, spec: Spec, reader: Reader) -> tuple[Content, ...]:
        if not isinstance(value, list):
            return ()
        parts = tuple(
            Part(str(item["id"]), 1, read_inline(item["text"], reader.language))
            for item in value
            if isinstance(item, dict)
        )
        return (Prose(parts),) if parts else ()

    def is_empty(self, value: Json, spec: Spec) -> bool:
        least = spec.minimum_rows if isinstance(spec, FieldDefinition) else 1
        return not isinstance(value, list) or len(value) < least

    def cell(self, value: Json, spec: Column, reader: Reader) -> Cell:
        return Cell(
            tuple(
                part.text
                for content in self.contents(value, spec, reader)
                if isinstance(content, Prose)
                for part in content.parts
            )
        )


def _as_json(items: list[dict[str, Json]]) -> Json:
    return list[Json](items) or None


KIND = ListKind()
