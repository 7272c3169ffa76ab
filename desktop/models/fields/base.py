"""What every field kind offers; one file a kind beside this one, found by the registry.

A kind turns what a person wrote (`parse`) into the one canonical JSON value that the library
keeps, and a canonical value into what there is to read (`contents`). Everything else that asks
about a value (plain text, search, checks, paper) is made from its contents.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, TypeAlias

from desktop.i18n import Language
from desktop.models.definitions import Column, FieldDefinition, Json
from desktop.models.errors import Problem
from desktop.models.identity import new_part_id
from desktop.models.wording import Inline, Localised

__all__ = [
    "Cell",
    "Content",
    "Drawing",
    "FieldKind",
    "Grid",
    "GridColumn",
    "GridRow",
    "Intake",
    "Part",
    "Prose",
    "Reader",
    "Scalar",
    "Spec",
]

Spec: TypeAlias = FieldDefinition | Column


@dataclass(slots=True)
class Intake:
    """What `parse` knows of its surroundings, and where it reports what is wrong.

    languages: the policy's languages, the leading one first.
    role_codes: codes of the policy's role dictionary; None accepts any.
    new_id: gives an id to a part that came without one.
    """

    languages: tuple[Language, ...]
    role_codes: frozenset[str] | None = None
    new_id: Callable[[], str] = new_part_id
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, place: str, code: str, **facts: object) -> None:
        self.problems.append(Problem(place, code, facts))


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom contents are made: the language and the names of the policy's roles."""

    language: Language
    role_names: Mapping[str, Localised]

    def role(self, code: str) -> str:
        name = self.role_names.get(code)
        return name.text(self.language) if name else code


@dataclass(frozen=True, slots=True)
class Scalar:
    """A simple value that can stand in a sentence."""

    text: Inline


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph (level 0, 款), item (1, 项) or sub-item (2, 目) with its stable id."""

    id: str
    level: int
    text: Inline


@dataclass(frozen=True, slots=True)
class Prose:
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class GridColumn:
    """`align`: left, centre or right. `unit` stands in the head. `width`: relative wish.

    `group`: columns that follow each other with the same non-empty group share a head above.
    `code`: a short code under the title (the role code of a RACI column).
    """

    id: str
    title: str
    align: str = "left"
    unit: str = ""
    width: float | None = None
    group: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: paragraphs, and what it means where that has a look of its own.

    `mark`: "" or `raci-A`, `raci-AR`, `raci-R`, `raci-C`, `raci-I`, `green`, `amber`, `red`,
    `orange`, `yes`, `no`.
    """

    paragraphs: tuple[Inline, ...]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    id: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to read. `look`: reading, form, kpi, raci."""

    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    look: str = "reading"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure drawn from another field's table."""

    diagram: str
    source: str
    caption: str = ""


Content: TypeAlias = Scalar | Prose | Grid | Drawing


class FieldKind(ABC):
    """One kind of field. Stateless: one instance serves all."""

    name: ClassVar[str]
    simple: ClassVar[bool] = False
    """Can stand in a sentence pattern."""
    in_tables: ClassVar[bool] = False
    """Can be the kind of a table column."""
    align: ClassVar[str] = "left"
    """How a table column of this kind is aligned: left, centre, right."""
    editor: ClassVar[str]
    """Which editor the window takes: line, text, list, grid, choice, checks, switch, date,
    number, money, role, raci, reference, diagram."""

    @abstractmethod
    def parse(self, raw: Json, spec: Spec, intake: Intake, place: str) -> Json:
        """The canonical value of what a person wrote; None where there is nothing.

        Reports to `intake.wrong` and goes on, so that every bad value is named at once.
        A canonical value parses to itself.
        """

    @abstractmethod
    def contents(self, value: Json, spec: Spec, reader: Reader) -> tuple[Content, ...]:
        """What there is to read in `reader.language`; () where the value is empty."""

    def is_empty(self, value: Json, spec: Spec) -> bool:
        """Counts as not filled in (below `minimum_rows`, too, where the kind has rows)."""
        return value is None

    def column(
        self, values: Sequence[Json], spec: Column, reader: Reader
    ) -> tuple[GridColumn, tuple[Cell, ...]]:
        """A table column: its head and a cell for each value (None: an empty cell)."""
        language = reader.language
        head = GridColumn(
            spec.id,
            spec.title.text(language),
            align=self.align,
            unit=spec.unit.text(language),
            width=spec.width,
        )
        cells = (Cell(()) if value is None else self.cell(value, spec, reader) for value in values)
        return head, tuple(cells)

    def cell(self, value: Json, spec: Column, reader: Reader) -> Cell:
        """A value in a table cell."""
        text = self.inline(value, spec, reader)
        return Cell((text,) if text else ())

    def inline(self, value: Json, spec: Spec, reader: Reader) -> Inline:
        """A simple kind's value inside a sentence or cell."""
        for content in self.contents(value, spec, reader):
            if isinstance(content, Scalar):
                return content.text
        return ()
