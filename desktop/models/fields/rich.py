"""Rich text: paragraphs (款), items (项) and sub-items (目) with bold, italic and references."""

from desktop.models.definitions import Json
from desktop.models.fields.base import Content, FieldKind, Intake, Part, Prose, Reader, Spec
from desktop.models.inline_text import localised_lines, read_inline
from desktop.models.parts import PartIds, part_list, unknown_keys
from desktop.models.text_rules import shown

_KEYS = ("zh", "en", "item", "subitem", "id", "level", "text")
_LEVELS = {"item": 1, "subitem": 2}


class RichKind(FieldKind):
    name = "rich"
    editor = "text"

    def parse(self, raw: Json, spec: Spec, intake: Intake, place: str) -> Json:
        ids = PartIds(intake)
        if raw is not None and not isinstance(raw, list):
            return list[Json](self._parts(raw, intake, place, ids)) or None
        parts: list[Json] = []
        for position, one in enumerate(part_list(raw, intake, place), 1):
            parts.extend(self._parts(one, intake, f"{place}[{position}]", ids))
        return parts or None

    def _parts(self, raw: Json, intake: Intake, place: str, ids: PartIds) -> list[dict[str, Json]]:
        """The part that `raw` is: several where its text has line breaks."""
        if isinstance(raw, dict):
            if unknown_keys(raw, _KEYS, intake, place):
                return []
            level, words, words_place = self._anatomy(raw, intake, place)
            first = ids.take(raw.get("id"), f"{place}.id") if raw.get("id") is not None else None
        else:
            level, words, words_place, first = 0, raw, place, None
        lines = localised_lines(words, intake, words_place)
        return [
            {"id": first if first and not position else ids.new(), "level": level, "text": line}
            for position, line in enumerate(lines)
        ]

    def _anatomy(self, raw: dict[str, Json], intake: Intake, place: str) -> tuple[int, Json, str]:
        """Level, text and the text's place of a part that is written with keys."""
        ways: list[str] = [key for key in ("item", "subitem", "text") if key in raw]
        if "zh" in raw or "en" in raw:
            ways.append("")
        if len(ways) > 1:
            intake.wrong(place, "text-twice", given=shown(raw))
            return 0, None, place
        way = ways[0] if ways else ""
        if not way:
            return 0, {key: raw[key] for key in ("zh", "en") if key in raw}, place
        level = _LEVELS.get(way, 0)
        if way == "text":
            given = raw.get("level", 0)
            if isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= 2:
                level = given
            else:
                intake.wrong(f"{place}.level", "expected-level", given=shown(given))
        return level, raw[way], f"{place}.{way}"

    def contents(self, value: Json, spec: Spec, reader: Reader) -> tuple[Content, ...]:
        if not isinstance(value, list):
            return ()
        parts = tuple(
            Part(str(part["id"]), _level(part["level"]), read_inline(part["text"], reader.language))
            for part in value
            if isinstance(part, dict)
        )
        return (Prose(parts),) if parts else ()


def _level(value: Json) -> int:
    return value if isinstance(value, int) else 0


KIND = RichKind()
