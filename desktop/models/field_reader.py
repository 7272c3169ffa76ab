"""Reading the fields of a template file, as resources/templates/FORMAT.md describes them."""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.i18n import LANGUAGES
from desktop.models.definitions import Choice, Column, FieldDefinition
from desktop.models.errors import Problem
from desktop.models.fields import column_kinds, field_kind, field_kinds
from desktop.models.fields.base import Intake
from desktop.models.figures import CURRENCIES
from desktop.models.identity import FieldId
from desktop.models.node_reader import Entry, Report, has_chinese, read_localised
from desktop.models.suggestions import unknown_name
from desktop.models.yaml_lines import Node, node_at, plain

__all__ = ["DIAGRAMS", "SampleNode", "check_sample", "field_kind_keys", "read_field"]

DIAGRAMS = ("swimlane", "risk_matrix")
STYLES = ("reading", "form")

_COMMON = ("id", "kind", "title", "guidance", "required", "sample")
_COLUMN_COMMON = ("id", "kind", "title", "required", "width")
_TABLES = ("table", "measure", "kpi", "raci")
# Which kinds a key has a meaning for; the first group also for columns.
_TYPED: dict[str, tuple[str, ...]] = {
    "unit": ("number",),
    "min": ("number", "money"),
    "max": ("number", "money"),
    "currency": ("money",),
    "choices": ("choice", "multi"),
    "many": ("role", "reference"),
}
_ONLY_FIELDS: dict[str, tuple[str, ...]] = {
    "columns": ("table",),
    "style": ("table",),
    "caption": (*_TABLES, "diagram"),
    "note": (*_TABLES, "diagram"),
    "diagram": ("diagram",),
    "source": ("diagram",),
    "min_rows": ("list", *_TABLES),
}


@dataclass(frozen=True, slots=True)
class SampleNode:
    """Where a sample stands in the file that is read."""

    node: Node
    place: str


def field_kind_keys(kind: str) -> tuple[str, ...]:
    """The keys that a field of that kind may have; of an unknown kind, all."""
    known = {**_TYPED, **_ONLY_FIELDS}
    names = {one.name for one in field_kinds()}
    return (*_COMMON, *(key for key, kinds in known.items() if kind in kinds or kind not in names))


def _column_keys(kind: str) -> tuple[str, ...]:
    allowed = column_kinds()
    return (
        *_COLUMN_COMMON,
        *(key for key, kinds in _TYPED.items() if kind in kinds or kind not in allowed),
    )


def _written_kind(node: Node) -> str:
    kind = node.value.get("kind") if isinstance(node.value, dict) else None
    return kind.value if kind is not None and isinstance(kind.value, str) else ""


def read_field(
    node: Node, place: str, report: Report, field_id: str = ""
) -> FieldDefinition | None:
    """A field that is written out; `field_id` where the id is the key it stands under."""
    kind = _written_kind(node)
    entry = Entry(node, place, report, field_kind_keys(kind))
    if not isinstance(node.value, dict):
        return None
    known = [one.name for one in field_kinds()]
    written_id = entry.identifier(required=not field_id)
    if written_id and field_id and written_id != field_id:
        entry.wrong("id", "id-differs", given=written_id, key=field_id)
    kind = entry.one_of("kind", known)
    if not kind:
        if "kind" not in entry:
            entry.missing("kind")
        return None
    sample = entry.get("sample")
    definition = FieldDefinition(
        FieldId(field_id or written_id),
        kind,
        entry.text("title", required=True),
        guidance=entry.text("guidance"),
        required=entry.flag("required"),
        sample=plain(sample) if sample is not None else None,
        unit=entry.text("unit"),
        choices=_choices(entry, kind),
        columns=tuple(_columns(entry)),
        many=entry.flag("many"),
        minimum=entry.number("min"),
        maximum=entry.number("max"),
        currency=_currency(entry),
        caption=entry.text("caption"),
        note=entry.text("note"),
        style=entry.one_of("style", STYLES, "reading"),
        diagram=entry.one_of("diagram", DIAGRAMS),
        source=entry.string("source"),
        minimum_rows=entry.whole("min_rows", 1) or 0,
    )
    _check_limits(definition, entry)
    for key in {"table": ("columns",), "diagram": ("diagram", "source")}.get(kind, ()):
        if key not in entry:
            entry.missing(key)
    return definition


def _check_limits(spec: FieldDefinition | Column, entry: Entry) -> None:
    if spec.minimum is not None and spec.maximum is not None and spec.minimum > spec.maximum:
        entry.wrong("min", "limits-crossed", minimum=spec.minimum, maximum=spec.maximum)


def _currency(entry: Entry) -> str:
    code = entry.string("currency") or "CNY"
    if code not in CURRENCIES:
        error, facts = unknown_name("unknown-currency", code, CURRENCIES)
        entry.wrong("currency", error, **facts)
        return "CNY"
    return code


def _choices(entry: Entry, kind: str) -> tuple[Choice, ...]:
    choices: list[Choice] = []
    for node, place in entry.items("choices"):
        one = Entry(node, place, entry.report, ("id", "zh", "en"))
        if not isinstance(node.value, dict):
            continue
        choice_id = one.string("id", required=True)
        if choice_id in [choice.id for choice in choices]:
            one.wrong("id", "id-twice", given=choice_id)
        words: dict[str, Node] = {
            key: value for key, value in node.value.items() if key in LANGUAGES
        }
        title = read_localised(Node(words, node.line), place, entry.report)
        choices.append(Choice(choice_id, title))
    if kind in _TYPED["choices"] and not choices:
        entry.missing("choices")
    return tuple(choices)


def _columns(entry: Entry) -> Iterator[Column]:
    seen = {"id"}
    for node, place in entry.items("columns"):
        column = _column(node, place, entry.report)
        if column is None:
            continue
        if column.id in seen:
            entry.report.wrong(f"{place}.id", "id-twice", node.line, given=column.id)
        seen.add(column.id)
        yield column


def _column(node: Node, place: str, report: Report) -> Column | None:
    entry = Entry(node, place, report, _column_keys(_written_kind(node)))
    if not isinstance(node.value, dict):
        return None
    column_id = entry.identifier()
    kind = entry.one_of("kind", column_kinds())
    if not kind:
        if "kind" not in entry:
            entry.missing("kind")
        return None
    width = entry.number("width")
    if width is not None and not 0 < width <= 100:
        entry.wrong("width", "bad-width", given=width)
        width = None
    column = Column(
        column_id,
        kind,
        entry.text("title", required=True),
        required=entry.flag("required"),
        unit=entry.text("unit"),
        choices=_choices(entry, kind),
        many=entry.flag("many"),
        minimum=entry.number("min"),
        maximum=entry.number("max"),
        currency=_currency(entry),
        width=float(width) if width is not None else None,
    )
    _check_limits(column, entry)
    return column


def check_sample(
    definition: FieldDefinition, sample: SampleNode, role_codes: frozenset[str], report: Report
) -> None:
    """A sample has to be a complete value of its kind, in both languages."""
    counter = iter(range(1, 10_000_000))
    intake = Intake(LANGUAGES, role_codes, new_id=lambda: f"new-{next(counter)}")
    kind = field_kind(definition.kind)
    value = kind.parse(definition.sample, definition, intake, "")
    for problem in intake.problems:
        _located(problem, sample, report)
    if intake.problems:
        return
    if kind.is_empty(value, definition):
        report.wrong(sample.place, "sample-incomplete", sample.node.line, field=definition.id)
    for place, language in _one_sided(sample.node, ""):
        _located(Problem(place, f"sample-without-{language}", {}), sample, report)


def _located(problem: Problem, sample: SampleNode, report: Report) -> None:
    _, line = node_at(sample.node, problem.place)
    place = problem.place.removeprefix(".")
    separator = "" if not place or place.startswith("[") else "."
    where = f"{sample.place}{separator}{place}"
    report.wrong(where, problem.code, line, **problem.facts)


def _one_sided(node: Node, place: str) -> Iterator[tuple[str, str]]:
    """Places of texts that are written in one language only, and the missing language."""
    value = node.value
    if isinstance(value, list):
        for position, one in enumerate(value, 1):
            yield from _one_sided(one, f"{place}[{position}]")
    elif isinstance(value, dict):
        written = [language for language in LANGUAGES if language in value]
        if written:
            yield from ((place, one) for one in LANGUAGES if one not in written)
            return
        for key, one in value.items():
            yield from _one_sided(one, f"{place}.{key}")
    elif isinstance(value, str) and has_chinese(value):
        yield place, "en"
