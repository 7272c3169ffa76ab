"""Whether the cross references of a template lead somewhere."""

import re
from collections.abc import Iterator, Mapping, Sequence

from desktop.models.chapter_reader import PlacedField
from desktop.models.definitions import FieldDefinition, Json
from desktop.models.identity import FieldId
from desktop.models.node_reader import Report
from desktop.models.suggestions import unknown_name
from desktop.models.yaml_lines import node_at

__all__ = ["check_references", "targets_in"]

_TARGET = re.compile(r"(article|chapter|table|annex|part):([A-Za-z0-9_-]+)(?:/([\w-]+))?")
_CAPTIONED = ("table", "measure", "kpi", "raci", "diagram")


def targets_in(raw: Json, place: str = "") -> Iterator[tuple[str, str]]:
    """Place and target of every cross reference in a value (as written, or canonical)."""
    if isinstance(raw, str):
        if _TARGET.fullmatch(raw):
            yield place, raw
    elif isinstance(raw, list):
        for position, one in enumerate(raw, 1):
            yield from targets_in(one, f"{place}[{position}]")
    elif isinstance(raw, dict):
        for key, one in raw.items():
            yield from targets_in(one, f"{place}.{key}" if place else key)


def check_references(
    fields: Mapping[FieldId, PlacedField],
    chapters: Sequence[str],
    articles: Sequence[str],
    phases: Sequence[str],
    report: Report,
) -> None:
    """Reports every reference in a sample whose target is not in the template."""
    known: dict[str, Sequence[str]] = {
        "chapter": chapters,
        "article": articles,
        "annex": phases,
        "table": [
            one.definition.id for one in fields.values() if one.definition.kind in _CAPTIONED
        ],
        "part": [str(name) for name in fields],
    }
    for placed in fields.values():
        for place, target in targets_in(placed.definition.sample):
            found = _TARGET.fullmatch(target)
            if found is None:
                continue
            kind, name, part = found[1], found[2], found[3]
            line, where = placed.line, f"{placed.place} ({placed.definition.id})"
            if placed.sample is not None:
                line = node_at(placed.sample.node, place)[1]
                where = f"{placed.sample.place}{'' if place.startswith('[') else '.'}{place}"
            if name not in known[kind]:
                code, facts = unknown_name(f"no-such-{kind}", name, known[kind])
                report.wrong(where, code, line, field=placed.definition.id, **facts)
            elif kind == "part" and part not in _part_ids(fields[FieldId(name)].definition):
                report.wrong(where, "no-such-row", line, field=name, given=part or "")


def _part_ids(definition: FieldDefinition) -> set[str]:
    return set(_ids(definition.sample))


def _ids(raw: Json) -> Iterator[str]:
    if isinstance(raw, list):
        for one in raw:
            yield from _ids(one)
    elif isinstance(raw, dict):
        if "id" in raw:
            yield str(raw["id"])
        for key, one in raw.items():
            if key != "id":
                yield from _ids(one)
