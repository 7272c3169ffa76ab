"""Figures drawn from a table of the policy: the swim lanes of the process, the risk matrix."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from desktop.documents.blocks import Box, RiskMatrix, SwimLanes
from desktop.documents.words import words
from desktop.models.choices import MARKS
from desktop.models.definitions import Json
from desktop.models.fields import field_kind
from desktop.models.fields.base import Cell, Drawing, Grid, Reader
from desktop.models.snapshot import Field
from desktop.models.wording import plain

__all__ = ["FieldFinder", "drawing_of"]

# More columns than these are not legible on the width of an A4 page (print style: p06 has six).
MOST_LANES = 7
RISK_SCORES = 25

# Columns of the step table: where it leads to, under which condition, and whether it goes back.
_ARROWS = (("next", "next_note", False), ("return_to", "return_note", True))
_SEPARATORS = re.compile(r"[\s、，,；;/／]+")


FieldFinder: TypeAlias = Callable[[str], Field | None]
"""The field of an id, anywhere in the policy."""


def drawing_of(
    content: Drawing, find: FieldFinder, reader: Reader
) -> SwimLanes | RiskMatrix | None:
    """The figure, or None where its table is missing or still empty."""
    draw = _DIAGRAMS.get(content.diagram)
    source = find(content.source)
    if draw is None or source is None:
        return None
    table = _Table.of(source, find, reader)
    return draw(table) if table is not None and table.rows else None


@dataclass(frozen=True, slots=True)
class _Row:
    """A table row twice: as it is kept, and as it reads in the document's language."""

    raw: Mapping[str, Json]
    cells: Mapping[str, Cell]

    def text(self, column: str) -> str:
        cell = self.cells.get(column)
        return "\n".join(plain(one) for one in cell.paragraphs).strip() if cell else ""

    def number(self, column: str) -> Decimal | None:
        try:
            return Decimal(str(self.raw.get(column)))
        except InvalidOperation:
            return None


@dataclass(frozen=True, slots=True)
class _Table:
    rows: tuple[_Row, ...]
    find: FieldFinder
    reader: Reader

    @classmethod
    def of(cls, field: Field, find: FieldFinder, reader: Reader) -> "_Table | None":
        contents = field_kind(field.definition.kind).contents(field.value, field.definition, reader)
        grid = next((one for one in contents if isinstance(one, Grid)), None)
        if grid is None or not isinstance(field.value, list):
            return None
        kept = {str(raw.get("id")): raw for raw in field.value if isinstance(raw, dict)}
        return cls(
            tuple(
                _Row(
                    kept.get(row.id, {}),
                    {column.id: cell for column, cell in zip(grid.columns, row.cells, strict=True)},
                )
                for row in grid.rows
            ),
            find,
            reader,
        )


# -- swim lanes --------------------------------------------------------------------------------


@dataclass(slots=True)
class _Step:
    number: str
    row: _Row
    role: str
    phase: str


def _swim_lanes(table: _Table) -> SwimLanes | None:
    """Lanes are roles in order of appearance, bands phases; steps without a number stay out."""
    steps = [
        _Step(number, row, row.text("role") or "—", row.text("phase"))
        for row in table.rows
        if (number := row.text("no"))
    ]
    if not steps:
        return None
    bands = list(dict.fromkeys(step.phase for step in steps))
    lane_of, lanes = _lanes(steps, words(table.reader.language, "figure.lane_joint"))
    taken: dict[tuple[int, int], int] = {}
    boxes = []
    for step in steps:
        lane, band = lane_of[step.role], bands.index(step.phase)
        slot = taken.get((lane, band), 0)
        taken[lane, band] = slot + 1
        boxes.append(
            Box(
                id=step.number,
                number=step.number,
                text=step.row.text("name"),
                lane=lane,
                band=band,
                slot=slot,
                gate=step.row.raw.get("gate") is True,
            )
        )
    return SwimLanes(lanes, tuple(bands), tuple(boxes), _flows(steps))


def _lanes(steps: list[_Step], joint: str) -> tuple[dict[str, int], tuple[str, ...]]:
    """Lane of each role, and the lanes' names; the least busy lanes are merged to `MOST_LANES`.

    Preferred are neighbours whose roles never act in the same phase, so that no box has to give
    way to another.
    """
    groups = [[role] for role in dict.fromkeys(step.role for step in steps)]

    def phases(group: list[str]) -> list[str]:
        return [step.phase for step in steps if step.role in group]

    while len(groups) > MOST_LANES:

        def cost(left: int) -> tuple[int, int, int]:
            ours, theirs = phases(groups[left]), phases(groups[left + 1])
            return (len(set(ours) & set(theirs)), len(ours) + len(theirs), left)

        left = min(range(len(groups) - 1), key=cost)
        groups[left : left + 2] = [groups[left] + groups[left + 1]]
    lane_of = {role: lane for lane, group in enumerate(groups) for role in group}
    return lane_of, tuple(joint.join(group) for group in groups)


def _flows(steps: list[_Step]) -> tuple[tuple[str, str, str, bool], ...]:
    known = {step.number for step in steps}
    flows = []
    for column, note, returning in (
        ("next", "next_note", False),
        ("return_to", "return_note", True),
    ):
        for step in steps:
            for target in _SEPARATORS.split(step.row.text(column)):
                if target in known:
                    flows.append((step.number, target, step.row.text(note), returning))
    return tuple(flows)


# -- risk matrix -------------------------------------------------------------------------------


def _risk_matrix(table: _Table) -> RiskMatrix | None:
    """5 × 5 scores coloured by the bands; a band without readable limits stays out."""
    bands = []
    for row in table.rows:
        low, high = row.number("from"), row.number("to")
        if low is None or high is None or not 1 <= low <= high <= RISK_SCORES:
            continue
        bands.append(
            (int(low), int(high), row.text("level"), MARKS.get(str(row.raw.get("colour")), ""))
        )
    if not bands:
        return None
    return RiskMatrix(
        tuple(bands),
        words(table.reader.language, "figure.probability"),
        words(table.reader.language, "figure.impact"),
        _level_words(table, "risk_probability"),
        _level_words(table, "risk_impact"),
    )


def _level_words(bands: _Table, field_id: str) -> tuple[str, ...]:
    """The names of the five levels from 1 to 5, each "" where the policy does not name all."""
    field = bands.find(field_id)
    table = _Table.of(field, bands.find, bands.reader) if field else None
    names = {row.number("level"): row.text("word") for row in table.rows} if table else {}
    found = tuple(names.get(Decimal(level), "") for level in range(1, 6))
    return found if all(found) else ("",) * 5


_DIAGRAMS: Mapping[str, Callable[[_Table], SwimLanes | RiskMatrix | None]] = {
    "swimlane": _swim_lanes,
    "risk_matrix": _risk_matrix,
}
