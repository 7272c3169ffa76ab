"""The columns of a responsibility matrix: the activity, a letter for each role, a quiet word."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QCoreApplication

from desktop.i18n import LANGUAGES
from desktop.models.builtin_columns import word
from desktop.models.definitions import Json, Role
from desktop.models.rows import rows_of
from desktop.views.item_models.grid_columns import CellColumn, Style, TextColumn, Typed
from desktop.views.item_models.grid_model import Row

__all__ = [
    "ACTIVITY",
    "LETTERS",
    "NOTE",
    "LetterColumn",
    "letter_after",
    "raci_columns",
    "raci_value",
    "role_of",
    "rows_of_raci",
]

ACTIVITY, NOTE = "activity", "note"
LETTERS = ("R", "A", "C", "I", "AR")
_ROLE = "role:"
_MEANT = {"R": "R", "A": "A", "C": "C", "I": "I"} | dict.fromkeys(
    ("AR", "RA", "A/R", "R/A", "A+R", "R+A"), "AR"
)
_HALF_WIDTH = str.maketrans("ＲＡＣＩｒａｃｉ／＋", "RACIraci/+")


class LetterColumn(CellColumn):
    """The letters of one role."""

    style: ClassVar[Style] = "letter"
    align = "centre"

    def __init__(self, role: Role | None, code: str, typed: Typed) -> None:
        name = role.title.text(typed.window_language) if role else code
        super().__init__(f"{_ROLE}{code}", name, typed)
        self.code = code
        self.tip = f"{code} · {name}"
        titles = {role.title.text(language) for language in LANGUAGES} if role else set()
        self.titles = frozenset(one.casefold() for one in {code, name, self.tip, *titles})

    def shown(self, value: Json) -> str:
        return "A/R" if value == "AR" else "" if value is None else str(value)

    def read(self, text: str, before: Json) -> Json:
        tidy = text.strip().translate(_HALF_WIDTH).upper().replace(" ", "")
        return _MEANT.get(tidy, text.strip() or None)


class NoteColumn(CellColumn):
    """Says where a row has no, or more than one, accountable role."""

    style: ClassVar[Style] = "words"

    def __init__(self, typed: Typed) -> None:
        super().__init__(NOTE, QCoreApplication.translate("Raci", "Note"), typed)
        self.tip = QCoreApplication.translate(
            "Raci", "Each activity should have exactly one accountable role (A)"
        )
        self.titles = frozenset()

    def shown(self, value: Json) -> str:
        return ""

    def shown_in(self, row: Row) -> str:
        letters = [value for key, value in row.items() if key.startswith(_ROLE)]
        accountable = sum(1 for letter in letters if letter in ("A", "AR"))
        if accountable == 1 or len(row) == 1:
            return ""
        if accountable == 0:
            return QCoreApplication.translate("Raci", "No A yet")
        return QCoreApplication.translate("Raci", "{count} × A").format(count=accountable)

    def read(self, text: str, before: Json) -> Json:
        return before


def raci_columns(
    codes: Sequence[str], roles: Sequence[Role], typed: Typed
) -> tuple[CellColumn, ...]:
    """The columns for these roles, in this order."""
    known = {str(role.code): role for role in roles}
    title = word("raci_activity")
    activity = TextColumn(ACTIVITY, title.text(typed.window_language), typed)
    activity.titles = frozenset(title.text(one).casefold() for one in LANGUAGES)
    letters = (LetterColumn(known.get(code), code, typed) for code in codes)
    return (activity, *letters, NoteColumn(typed))


def role_of(column_id: str) -> str:
    """The role code of a column; "" where it is no role's."""
    return column_id.removeprefix(_ROLE) if column_id.startswith(_ROLE) else ""


def rows_of_raci(value: Json) -> list[Row]:
    """The rows of a matrix, their letters beside the activity."""
    rows = rows_of(value.get("rows")) if isinstance(value, dict) else ()
    return [_flat(row) for row in rows]


def _flat(row: Row) -> Row:
    cells = row.get("cells")
    letters = cells.items() if isinstance(cells, dict) else ()
    rest = {key: value for key, value in row.items() if key != "cells"}
    return rest | {f"{_ROLE}{code}": letter for code, letter in letters}


def raci_value(rows: Sequence[Row], codes: Sequence[str]) -> Json:
    """The matrix of these rows and roles; letters of other roles stay out."""
    return {"roles": list[Json](codes), "rows": [_deep(row, codes) for row in rows]}


def _deep(row: Row, codes: Sequence[str]) -> Json:
    cells = {code: row[f"{_ROLE}{code}"] for code in codes if f"{_ROLE}{code}" in row}
    deep: Row = {"id": row["id"]}
    if ACTIVITY in row:
        deep[ACTIVITY] = row[ACTIVITY]
    deep["cells"] = cells
    return deep


def letter_after(before: Json, typed: str) -> str:
    """What a cell holds after a key: R and A join and part again, the same key empties."""
    if typed not in ("R", "A", "C", "I"):
        return ""
    if before == "AR":
        return "R" if typed == "A" else "A" if typed == "R" else typed
    if before == typed:
        return ""
    return "AR" if {str(before), typed} == {"A", "R"} else typed
