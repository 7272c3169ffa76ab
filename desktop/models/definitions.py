"""What a template asks for: chapters, articles, fields, phases, roles. Plain frozen data.

Read from YAML by `template_reader` and, field by field, from the JSON that a policy keeps of
its own definitions (a policy does not change when its template does).
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from desktop.models.identity import (
    ArticleId,
    ChapterId,
    FieldId,
    ItemCode,
    PhaseId,
    RoleCode,
    TemplateId,
)
from desktop.models.wording import Localised

__all__ = [
    "ArticleDefinition",
    "ChapterDefinition",
    "ChecklistItem",
    "Choice",
    "Column",
    "FieldDefinition",
    "Gate",
    "Json",
    "Layout",
    "NumberingProfile",
    "Phase",
    "ProjectClass",
    "Role",
    "Section",
    "Tag",
    "Template",
]

# A JSON value; numbers that matter are strings, so that 0.95 stays 0.95.
Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
NumberingProfile = Literal["article", "decimal"]
Layout = Literal["prose", "card"]
Tag = Literal["M", "O", "G"]
ProjectClass = Literal["A", "B", "C"]


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    title: Localised


@dataclass(frozen=True, slots=True)
class Column:
    """A typed column of a table; `kind` is a simple kind, `role`, `reference` or `list`."""

    id: str
    kind: str
    title: Localised
    required: bool = False
    unit: Localised = Localised()
    choices: tuple[Choice, ...] = ()
    many: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    currency: str = "CNY"
    width: float | None = None


@dataclass(frozen=True, slots=True)
class FieldDefinition:
    """One field. `sample` is in the shape that `fill` takes (FORMAT.md). `confirmed`, only of a
    policy's own copy: the person has said that the sample fits as it is."""

    id: FieldId
    kind: str
    title: Localised
    guidance: Localised = Localised()
    required: bool = False
    sample: Json = None
    unit: Localised = Localised()
    choices: tuple[Choice, ...] = ()
    columns: tuple[Column, ...] = ()
    many: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    currency: str = "CNY"
    caption: Localised = Localised()
    note: Localised = Localised()
    style: str = "reading"
    diagram: str = ""
    source: str = ""
    minimum_rows: int = 1
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: Localised


@dataclass(frozen=True, slots=True)
class ArticleDefinition:
    """One citable article. `patterns` are sentences with `{field_id}` slots, a paragraph each.

    `section` is set on the article with which a new 节 begins.
    """

    id: ArticleId
    title: Localised
    fields: tuple[FieldDefinition, ...]
    patterns: tuple[Localised, ...] = ()
    layout: Layout = "prose"
    section: Section | None = None


@dataclass(frozen=True, slots=True)
class ChapterDefinition:
    id: ChapterId
    title: Localised
    articles: tuple[ArticleDefinition, ...]
    code: str = ""
    guidance: Localised = Localised()
    required: bool = False

    @property
    def fields(self) -> tuple[FieldDefinition, ...]:
        return tuple(one for article in self.articles for one in article.fields)


@dataclass(frozen=True, slots=True)
class Gate:
    """The review that ends a phase: `body` decides within `days` working days."""

    id: str
    title: Localised
    body: RoleCode | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    code: ItemCode
    text: Localised
    tag: Tag
    evidence: Localised
    role: RoleCode | None
    classes: tuple[ProjectClass, ...] = ("A", "B", "C")
    guidance: Localised = Localised()
    article: ArticleId | None = None
    due: Localised = Localised()
    period: bool = False


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase with its checklist. `calendar`: runs by period (持续改进), not by project."""

    id: PhaseId
    title: Localised
    items: tuple[ChecklistItem, ...]
    goal: Localised = Localised()
    gate: Gate | None = None
    calendar: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    code: RoleCode
    title: Localised
    department: Localised = Localised()
    duties: tuple[Localised, ...] = ()
    authority: Localised = Localised()
    deputy: RoleCode | None = None
    appointed_by: Localised = Localised()
    competence: Localised = Localised()
    external: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A whole template. `source` is `built-in` or the path of the user's file.

    `fingerprint` is of the content: equal templates have equal ones, wherever their files lie.
    """

    id: TemplateId
    title: Localised
    description: Localised
    policy_title: Localised
    numbering: NumberingProfile
    chapters: tuple[ChapterDefinition, ...]
    phases: tuple[Phase, ...]
    roles: tuple[Role, ...]
    code: str = ""
    source: str = "built-in"
    fingerprint: str = ""
