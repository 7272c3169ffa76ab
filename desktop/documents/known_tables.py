"""Tables whose look on paper is more than their columns: the process steps, the decision levels.

A field id means the same in every template; a table that a company changed beyond recognition
(the columns named here are missing) prints as it is.
"""

from dataclasses import replace

from desktop.documents.outline import GridPiece
from desktop.documents.words import words
from desktop.i18n import Language
from desktop.models.fields.base import Grid, GridRow

__all__ = ["as_printed"]

# What the swim-lane figure shows: arrows and their conditions. No page is wide enough for both.
_DRAWN = frozenset({"gate", "next", "next_note", "return_to", "return_note"})
# Relative widths. English sentences need more room than Chinese ones, English figures do not.
_STEP_WIDTHS = {
    "zh": {
        "no": 1.1,
        "name": 2.2,
        "role": 2.1,
        "input": 2.4,
        "action": 3.0,
        "output": 2.4,
        "days": 1.8,
        "form": 2.1,
    },
    "en": {
        "no": 1.1,
        "name": 2.2,
        "role": 2.5,
        "input": 2.4,
        "action": 3.8,
        "output": 2.4,
        "days": 1.6,
        "form": 2.2,
    },
}
_ENGLISH_LEVEL_WIDTHS = {
    "level": 1.2,
    "body": 2.5,
    "cost_above": 1.8,
    "cost": 1.8,
    "share": 1.8,
    "schedule": 2.4,
    "scope": 3.1,
    "days": 1.7,
    "emergency": 3.7,
}
_EMERGENCY = "emergency"


def as_printed(piece: GridPiece, language: Language) -> Grid:
    match piece.field:
        case "steps":
            return _steps(piece.grid, language)
        case "decision_levels":
            return _decision_levels(piece.grid, language)
        case _:
            return piece.grid


def _steps(grid: Grid, language: Language) -> Grid:
    """Without what the figure shows; the phases stand as bands over their steps."""
    ids = [column.id for column in grid.columns]
    if not {"no", "phase", "next"} <= set(ids):
        return grid
    phase = ids.index("phase")
    kept = [index for index, one in enumerate(ids) if one not in _DRAWN and one != "phase"]
    rows: list[GridRow] = []
    above = None
    for row in grid.rows:
        band = row.cells[phase]
        if band.paragraphs and band.paragraphs != above:
            above = band.paragraphs
            rows.append(GridRow("", (replace(band, mark=""),)))
        rows.append(replace(row, cells=tuple(row.cells[index] for index in kept)))
    columns = tuple(
        replace(column, width=_STEP_WIDTHS[language].get(column.id, column.width))
        for column in (grid.columns[index] for index in kept)
    )
    return Grid(columns, tuple(rows), grid.look)


def _decision_levels(grid: Grid, language: Language) -> Grid:
    """Heads 常规决策 and 紧急决策 over the columns of each."""
    ids = [column.id for column in grid.columns]
    if _EMERGENCY not in ids or ids.index(_EMERGENCY) < 3:
        return grid
    first = ids.index(_EMERGENCY)
    columns = []
    for index, column in enumerate(grid.columns):
        group = ""
        if 2 <= index < first:
            group = words(language, "group.routine")
        elif column.id == _EMERGENCY:
            group = words(language, "group.emergency")
        width = column.width
        if language == "en":
            width = _ENGLISH_LEVEL_WIDTHS.get(column.id, width)
        columns.append(replace(column, group=column.group or group, width=width))
    return replace(grid, columns=tuple(columns))
