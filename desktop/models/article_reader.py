"""Reading the articles of a template file, with the fields and sentences that belong to them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from desktop.models.definitions import ArticleDefinition, FieldDefinition, Layout
from desktop.models.field_reader import SampleNode, read_field
from desktop.models.fields import field_kind
from desktop.models.identity import ArticleId, FieldId
from desktop.models.node_reader import Entry, Report
from desktop.models.suggestions import unknown_name
from desktop.models.text_rules import shown
from desktop.models.wording import Localised
from desktop.models.yaml_lines import Node, plain

__all__ = ["PlacedArticle", "read_article"]

ARTICLE_KEYS = ("id", "title", "fields", "text", "layout")
_CHANGE_KEYS = ("field", "required", "guidance", "sample")
_SLOT = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class PlacedArticle:
    """An article and where it stands; `samples` are those that the same file writes out."""

    article: ArticleDefinition
    place: str
    line: int
    samples: Mapping[FieldId, SampleNode]


def read_article(
    node: Node,
    place: str,
    report: Report,
    known: Mapping[FieldId, FieldDefinition],
    article_id: str = "",
) -> PlacedArticle | None:
    """An article that is written out. `known`: the library's fields."""
    entry = Entry(node, place, report, ARTICLE_KEYS)
    if not isinstance(node.value, dict):
        return None
    written_id = entry.identifier(required=not article_id)
    if written_id and article_id and written_id != article_id:
        entry.wrong("id", "id-differs", given=written_id, key=article_id)
    samples: dict[FieldId, SampleNode] = {}
    fields: dict[FieldId, FieldDefinition] = {}
    unread: set[str] = set()
    for one, one_place in entry.items("fields"):
        field = _field(one, one_place, report, known, samples)
        if field is None:
            unread.update(_names(one))
            continue
        if field.id in fields:
            report.wrong(one_place, "field-twice", one.line, given=field.id)
        fields[field.id] = field
    if not fields and "fields" not in entry:
        entry.missing("fields")
    layout: Layout = "card" if entry.one_of("layout", ("prose", "card")) == "card" else "prose"
    article = ArticleDefinition(
        ArticleId(article_id or written_id),
        entry.text("title", required=True),
        tuple(fields.values()),
        entry.texts("text"),
        layout,
    )
    _check_patterns(article, entry, unread)
    return PlacedArticle(article, place, node.line, samples)


def _field(
    node: Node,
    place: str,
    report: Report,
    known: Mapping[FieldId, FieldDefinition],
    samples: dict[FieldId, SampleNode],
) -> FieldDefinition | None:
    """A library field by its id, a changed one, or one that is written out."""
    if isinstance(node.value, str):
        return _library_field(node.value, place, node.line, report, known)
    if not isinstance(node.value, dict):
        report.wrong(place, "expected-field", node.line, given=shown(node.value))
        return None
    if "field" in node.value:
        return _changed_field(node, place, report, known, samples)
    field = read_field(node, place, report)
    if field is None:
        return None
    library = known.get(field.id)
    if library is not None and library.kind != field.kind:
        report.wrong(place, "field-kind-differs", node.line, given=field.id, kind=library.kind)
    if "sample" in node.value:
        samples[field.id] = SampleNode(node.value["sample"], f"{place}.sample")
    return field


def _library_field(
    name: str, place: str, line: int, report: Report, known: Mapping[FieldId, FieldDefinition]
) -> FieldDefinition | None:
    field = known.get(FieldId(name))
    if field is None:
        code, facts = unknown_name("unknown-field", name, known)
        report.wrong(place, code, line, **facts)
    return field


def _changed_field(
    node: Node,
    place: str,
    report: Report,
    known: Mapping[FieldId, FieldDefinition],
    samples: dict[FieldId, SampleNode],
) -> FieldDefinition | None:
    entry = Entry(node, place, report, _CHANGE_KEYS)
    name = entry.string("field", required=True)
    field = _library_field(name, entry.at("field"), node.line, report, known) if name else None
    if field is None:
        return None
    sample = entry.get("sample")
    if sample is not None:
        samples[field.id] = SampleNode(sample, entry.at("sample"))
        field = replace(field, sample=plain(sample))
    if "guidance" in entry:
        field = replace(field, guidance=entry.text("guidance", required=True))
    if "required" in entry:
        field = replace(field, required=entry.flag("required"))
    return field


def _names(node: Node) -> Iterator[str]:
    """The id that a field goes by, however it is written."""
    if isinstance(node.value, str):
        yield node.value
    elif isinstance(node.value, dict):
        named = (node.value[key].value for key in ("id", "field") if key in node.value)
        yield from (name for name in named if isinstance(name, str))


def _check_patterns(article: ArticleDefinition, entry: Entry, unread: set[str]) -> None:
    """Slots name simple fields of the article, the same ones in both languages.

    `unread`: fields with faults of their own, which have been reported.
    """
    fields = {field.id: field for field in article.fields}
    for number, pattern in enumerate(article.patterns, 1):
        slots = {text: list(_slots(text)) for text in (pattern.zh, pattern.en)}
        for name in dict.fromkeys(slot for found in slots.values() for slot in found):
            field = fields.get(FieldId(name))
            if name in unread:
                continue
            if field is None:
                code, facts = unknown_name("unknown-slot", name, fields)
                entry.wrong("text", code, **facts)
            elif not field_kind(field.kind).simple:
                entry.wrong("text", "slot-not-simple", given=name, kind=field.kind)
        if pattern.zh and pattern.en and set(slots[pattern.zh]) != set(slots[pattern.en]):
            differing = set(slots[pattern.zh]) ^ set(slots[pattern.en])
            given = ", ".join(sorted(differing))
            entry.wrong("text", "slots-differ", number=number, given=given)
        if _stray_brace(pattern):
            entry.wrong("text", "stray-brace", number=number)


def _slots(text: str) -> Iterator[str]:
    for found in _SLOT.finditer(text):
        yield found[1]


def _stray_brace(pattern: Localised) -> bool:
    rest = _SLOT.sub("", pattern.zh) + _SLOT.sub("", pattern.en)
    return "{" in rest or "}" in rest
