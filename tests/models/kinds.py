"""Helpers for tests of field kinds: parse with all that is known, and say every problem."""

from collections.abc import Iterator
from itertools import count

from desktop.i18n import LANGUAGES, Language, catalogue
from desktop.models.definitions import Choice, Column, FieldDefinition, Json
from desktop.models.errors import Problem
from desktop.models.fields import field_kind
from desktop.models.fields.base import (
    Cell,
    Content,
    Drawing,
    Grid,
    Intake,
    Prose,
    Reader,
    Scalar,
)
from desktop.models.identity import FieldId
from desktop.models.wording import Inline, Localised, Run

ROLES = {
    "PM": Localised("项目经理", "Project Manager"),
    "QA": Localised("质量负责人", "Quality Lead"),
    "PMO": Localised("项目管理办公室", "Project Management Office"),
}
COLOURS = (
    Choice("green", Localised("绿", "Green")),
    Choice("yellow", Localised("黄", "Yellow")),
    Choice("red", Localised("红", "Red")),
)
LETTERS = (
    Choice("a", Localised("甲", "First")),
    Choice("b", Localised("乙", "Second")),
    Choice("c", Localised("丙", "Third")),
)


def definition(kind: str, **properties: object) -> FieldDefinition:
    return FieldDefinition(FieldId("f"), kind, Localised("字段", "Field"), **properties)  # type: ignore[arg-type]


def column(column_id: str, kind: str, **properties: object) -> Column:
    title = Localised(f"列{column_id}", f"Column {column_id}")
    return Column(column_id, kind, title, **properties)  # type: ignore[arg-type]


def intake(languages: tuple[Language, ...] = LANGUAGES) -> Intake:
    numbers = count(1)
    return Intake(languages, frozenset(ROLES), new_id=lambda: f"id-{next(numbers)}")


def parsed(raw: object, spec: FieldDefinition, languages: tuple[Language, ...] = LANGUAGES) -> Json:
    """The canonical value; fails where there is a problem, or where parsing again changes it."""
    surroundings = intake(languages)
    kind = field_kind(spec.kind)
    value = kind.parse(raw, spec, surroundings, "f")  # type: ignore[arg-type]
    assert [(one.place, one.code) for one in surroundings.problems] == []
    assert kind.parse(value, spec, surroundings, "f") == value
    assert surroundings.problems == []
    return value


def problems(raw: object, spec: FieldDefinition) -> list[tuple[str, str]]:
    """Place and code of every problem; each can be said in both languages."""
    surroundings = intake()
    field_kind(spec.kind).parse(raw, spec, surroundings, "f")  # type: ignore[arg-type]
    for problem in surroundings.problems:
        assert all(said(problem, language) for language in LANGUAGES)
    return [(one.place, one.code) for one in surroundings.problems]


def said(problem: Problem, language: Language) -> str:
    """The sentence of a problem: KeyError where a fact is missing."""
    sentence = catalogue("errors").say(problem.code, language, **problem.facts)
    assert sentence.isprintable(), sentence
    return sentence


def read(value: Json, spec: FieldDefinition, language: Language) -> str:
    """The contents as plain letters: paragraphs and rows on lines, cells between bars."""
    contents = field_kind(spec.kind).contents(value, spec, Reader(language, ROLES))
    return "\n".join(line for content in contents for line in _lines(content))


def grid(value: Json, spec: FieldDefinition, language: Language = "zh") -> Grid:
    (content,) = field_kind(spec.kind).contents(value, spec, Reader(language, ROLES))
    assert isinstance(content, Grid)
    return content


def _lines(content: Content) -> Iterator[str]:
    match content:
        case Scalar(text):
            yield letters(text)
        case Prose(parts):
            for part in parts:
                yield "  " * part.level + letters(part.text)
        case Grid(columns=columns, rows=rows):
            yield "|".join(f"{one.title}({one.unit})" if one.unit else one.title for one in columns)
            for row in rows:
                yield "|".join(cell_letters(cell) for cell in row.cells)
        case Drawing(diagram, source, caption):
            yield f"{diagram} of {source}: {caption}"


def cell_letters(cell: Cell) -> str:
    return "/".join(letters(one) for one in cell.paragraphs)


def letters(text: Inline) -> str:
    return "".join(one.text if isinstance(one, Run) else f"<{one.target}>" for one in text)
