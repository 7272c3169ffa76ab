"""Who is responsible, accountable, consulted, informed: activities by roles (domain brief §5.1).

Canonical: `{"roles": ["SP", …], "rows": [{"id", "activity": {…}, "cells": {"PM": "A"}}]}`, the
cells in the order of the roles. That each row has exactly one A is for the policy check to say.
"""

from desktop.models.builtin_columns import word
from desktop.models.definitions import Json
from desktop.models.fields.base import (
    Cell,
    Content,
    FieldKind,
    Grid,
    GridColumn,
    GridRow,
    Intake,
    Reader,
    Spec,
)
from desktop.models.inline_text import localised_line, read_inline
from desktop.models.parts import PartIds, is_blank, part_list, unknown_keys
from desktop.models.role_codes import role_code
from desktop.models.rows import least_rows, rows_of
from desktop.models.text_rules import shown
from desktop.models.wording import run

_LETTERS = {
    "R": "R",
    "A": "A",
    "C": "C",
    "I": "I",
    "AR": "AR",
    "A/R": "AR",
    "R/A": "AR",
    "RA": "AR",
}
_FULL_WIDTH = str.maketrans("ＲＡＣＩｒａｃｉ／", "RACIraci/")


class RaciKind(FieldKind):
    name = "raci"
    editor = "raci"

    def parse(self, raw: Json, spec: Spec, intake: Intake, place: str) -> Json:
        if is_blank(raw):
            return None
        if not isinstance(raw, dict):
            intake.wrong(place, "expected-raci", given=shown(raw))
            return None
        if unknown_keys(raw, ("roles", "rows"), intake, place):
            return None
        roles = _roles(raw.get("roles"), intake, f"{place}.roles")
        open_ended = raw.get("roles") is None
        ids = PartIds(intake)
        rows: list[dict[str, Json]] = []
        for position, one in enumerate(part_list(raw.get("rows"), intake, f"{place}.rows"), 1):
            row_place = f"{place}.rows[{position}]"
            row = _row(one, roles, open_ended, ids, intake, row_place)
            if row is not None:
                rows.append(row)
        if not rows and not roles:
            return None
        return {"roles": list[Json](roles), "rows": [_in_order(row, roles) for row in rows]}

    def contents(self, value: Json, spec: Spec, reader: Reader) -> tuple[Content, ...]:
        if not isinstance(value, dict) or not value["rows"]:
            return ()
        listed = value["roles"]
        codes = [str(code) for code in listed] if isinstance(listed, list) else []
        heads = (
            GridColumn("activity", word("raci_activity").text(reader.language), width=4),
            *(
                GridColumn(code, reader.role(code), align="centre", width=1, code=code)
                for code in codes
            ),
        )
        rows = tuple(_grid_row(row, codes, reader) for row in rows_of(value["rows"]))
        return (Grid(heads, rows, "raci"),)

    def is_empty(self, value: Json, spec: Spec) -> bool:
        rows = list(rows_of(value["rows"])) if isinstance(value, dict) else []
        return len(rows) < least_rows(spec) or any(
            "activity" not in row or not row["cells"] for row in rows
        )


def _roles(raw: Json, intake: Intake, place: str) -> list[str]:
    codes: list[str] = []
    for position, one in enumerate(part_list(raw, intake, place), 1):
        code = role_code(one, intake, f"{place}[{position}]")
        if code in codes:
            intake.wrong(f"{place}[{position}]", "role-twice", given=code)
        elif code is not None:
            codes.append(code)
    return codes


def _row(
    raw: Json, roles: list[str], open_ended: bool, ids: PartIds, intake: Intake, place: str
) -> dict[str, Json] | None:
    """One activity. Without a list of roles (`open_ended`) its roles are added to `roles`."""
    if is_blank(raw):
        return None
    if not isinstance(raw, dict):
        intake.wrong(place, "expected-row", given=shown(raw))
        return None
    unknown_keys(raw, ("id", "activity", "cells"), intake, place)
    row: dict[str, Json] = {"id": ids.take(raw.get("id"), f"{place}.id")}
    activity = localised_line(raw.get("activity"), intake, f"{place}.activity")
    if activity is not None:
        row["activity"] = activity
    cells: dict[str, Json] = {}
    given = raw.get("cells")
    if not is_blank(given) and not isinstance(given, dict):
        intake.wrong(f"{place}.cells", "expected-raci-cells", given=shown(given))
    for code, letter in (given if isinstance(given, dict) else {}).items():
        cell_place = f"{place}.cells.{shown(code)}"
        letters = _letters(letter, intake, cell_place)
        if letters is None or role_code(code, intake, cell_place) is None:
            continue
        if code not in roles:
            if not open_ended:
                intake.wrong(
                    cell_place, "raci-role-not-listed", given=code, allowed=", ".join(roles)
                )
                continue
            roles.append(code)
        cells[code] = letters
    row["cells"] = cells
    return row if activity is not None or cells else None


def _letters(raw: Json, intake: Intake, place: str) -> str | None:
    if is_blank(raw):
        return None
    letter = raw.strip().translate(_FULL_WIDTH).upper() if isinstance(raw, str) else ""
    if letter not in _LETTERS:
        intake.wrong(place, "expected-raci-letter", given=shown(raw))
        return None
    return _LETTERS[letter]


def _in_order(row: dict[str, Json], roles: list[str]) -> dict[str, Json]:
    cells = row["cells"]
    ordered = {code: cells[code] for code in roles if isinstance(cells, dict) and code in cells}
    return {**row, "cells": dict[str, Json](ordered)}


def _grid_row(row: dict[str, Json], codes: list[str], reader: Reader) -> GridRow:
    cells = row["cells"]
    activity = read_inline(row.get("activity"), reader.language)
    letters = [str(cells.get(code, "")) if isinstance(cells, dict) else "" for code in codes]
    return GridRow(
        str(row["id"]),
        (
            Cell((activity,) if activity else ()),
            *(
                Cell((run("A/R" if one == "AR" else one),), f"raci-{one}") if one else Cell(())
                for one in letters
            ),
        ),
    )


KIND = RaciKind()
