"""Key performance indicators with their limits (domain brief §5.2).

`higher`: green at `green_from` and above, amber from `amber_from`; `lower`: green up to
`green_to`, amber up to `amber_to`; `range`: green from `green_from` to `green_to`, amber in the
rest of `amber_from` to `amber_to`.
"""

from decimal import Decimal
from functools import cache
from itertools import pairwise

from desktop.i18n import Language, catalogue
from desktop.models.builtin_columns import built_in, word
from desktop.models.definitions import Column, Json
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
from desktop.models.figures import TIGHT_UNITS, with_unit
from desktop.models.inline_text import read_inline
from desktop.models.rows import least_rows, missing_cells, parse_rows, rows_of
from desktop.models.wording import Inline, plain, run

FREQUENCIES = ("week", "month", "quarter", "half_year", "year", "project")
DIRECTIONS = ("higher", "lower", "range")
_LIMITS = ("green_from", "green_to", "amber_from", "amber_to")
_LIMITS_OF = {
    "higher": ("green_from", "amber_from"),
    "lower": ("green_to", "amber_to"),
    "range": _LIMITS,
}
# The order in which the limits of a direction have to rise.
_RISING = {
    "higher": ("amber_from", "green_from"),
    "lower": ("green_to", "amber_to"),
    "range": ("amber_from", "green_from", "green_to", "amber_to"),
}


@cache
def kpi_columns() -> tuple[Column, ...]:
    return (
        built_in("kpi", "code", "text", required=True),
        built_in("kpi", "name", "text", required=True),
        built_in("kpi", "purpose", "text"),
        built_in("kpi", "formula", "text", required=True),
        built_in("kpi", "unit", "text"),
        built_in("kpi", "direction", "choice", required=True, choices=DIRECTIONS),
        built_in("kpi", "baseline", "number"),
        built_in("kpi", "target", "number"),
        *(built_in("kpi", limit, "number") for limit in _LIMITS),
        built_in("kpi", "frequency", "choice", required=True, choices=FREQUENCIES),
        built_in("kpi", "cutoff_day", "text"),
        built_in("kpi", "source", "text"),
        built_in("kpi", "owner", "role", required=True),
        built_in("kpi", "reviewer", "role"),
        built_in("kpi", "action", "text"),
        built_in("kpi", "valid_from", "date"),
        built_in("kpi", "valid_to", "date"),
    )


class KpiKind(FieldKind):
    name = "kpi"
    editor = "grid"

    def parse(self, raw: Json, spec: Spec, intake: Intake, place: str) -> Json:
        def check(row: dict[str, Json], row_place: str) -> None:
            _check_limits(row, intake, row_place)

        return list[Json](parse_rows(raw, kpi_columns(), intake, place, check)) or None

    def contents(self, value: Json, spec: Spec, reader: Reader) -> tuple[Content, ...]:
        rows = tuple(_grid_row(row, reader) for row in rows_of(value))
        return (Grid(_heads(reader.language), rows, "kpi"),) if rows else ()

    def is_empty(self, value: Json, spec: Spec) -> bool:
        if not isinstance(value, list) or len(value) < least_rows(spec):
            return True
        return any(missing_cells(value, kpi_columns())) or any(
            limit not in row
            for row in rows_of(value)
            for limit in _LIMITS_OF[str(row["direction"])]
        )


def _check_limits(row: dict[str, Json], intake: Intake, place: str) -> None:
    """Limits without a direction cannot be read; limits must rise towards the wrong side. What
    is reported does not stay in the row."""
    given = [limit for limit in _LIMITS if limit in row]
    direction = row.get("direction")
    if not isinstance(direction, str):
        if given:
            intake.wrong(f"{place}.direction", "kpi-direction-missing")
        for limit in given:
            del row[limit]
        return
    for limit in given:
        if limit not in _LIMITS_OF[direction]:
            allowed = ", ".join(_LIMITS_OF[direction])
            intake.wrong(
                f"{place}.{limit}", "kpi-limit-unused", direction=direction, allowed=allowed
            )
            del row[limit]
    rising = [limit for limit in _RISING[direction] if limit in row]
    crossed = [
        (lower, upper)
        for lower, upper in pairwise(rising)
        if Decimal(str(row[lower])) > Decimal(str(row[upper]))
    ]
    for lower, upper in crossed:
        intake.wrong(
            f"{place}.{lower}",
            "kpi-limits-crossed",
            lower=lower,
            lower_value=row[lower],
            upper=upper,
            upper_value=row[upper],
        )
    for limit in rising if crossed else ():
        del row[limit]


def _heads(language: Language) -> tuple[GridColumn, ...]:
    shape = (
        ("code", "centre", 1.2),
        ("name", "left", 2.4),
        ("formula", "left", 2.8),
        ("green", "centre", 1.6),
        ("amber", "centre", 1.8),
        ("red", "centre", 1.5),
        ("frequency", "centre", 0.9),
        ("owner", "centre", 0.9),
    )
    return tuple(
        GridColumn(column, word(f"kpi_{column}").text(language), align=align, width=width)
        for column, align, width in shape
    )


def _grid_row(row: dict[str, Json], reader: Reader) -> GridRow:
    language = reader.language
    green, amber, red = limit_words(row, language)
    frequency = row.get("frequency")
    return GridRow(
        str(row["id"]),
        (
            _cell(read_inline(row.get("code"), language)),
            _cell(_name(row, language)),
            _cell(read_inline(row.get("formula"), language)),
            _cell(run(green), "green"),
            _cell(run(amber), "amber"),
            _cell(run(red), "red"),
            _cell(run(word(f"frequency_{frequency}").text(language) if frequency else "")),
            _cell(run(str(row.get("owner", "")))),
        ),
    )


def _cell(text: Inline, mark: str = "") -> Cell:
    return Cell((text,), mark) if text else Cell(())


def limit_words(row: dict[str, Json], language: Language) -> tuple[str, str, str]:
    """What counts as green, amber and red, in words: `≥90%`, `80%～<90%`, `<80%`.

    A text is empty where the limits that it needs are.
    """
    limits = _Limits(row, language)
    match row.get("direction"):
        case "higher":
            return (
                limits.at("≥", "green_from"),
                limits.span("amber_from", "green_from", before_high="<"),
                limits.at("<", "amber_from") or limits.at("<", "green_from"),
            )
        case "lower":
            return (
                limits.at("≤", "green_to"),
                limits.span("green_to", "amber_to", before_low=">"),
                limits.at(">", "amber_to") or limits.at(">", "green_to"),
            )
        case "range":
            green = limits.span("green_from", "green_to")
            below = limits.span("amber_from", "green_from", before_high="<")
            above = limits.span("green_to", "amber_to", before_low=">")
            words = catalogue("fields")
            amber = words.say("kpi_or", language, below=below, above=above)
            other = words.raw("kpi_other", language) if green else ""
            return green, amber if below and above else "", other
    return "", "", ""


class _Limits:
    """The limits of one indicator, ready to be put into words."""

    def __init__(self, row: dict[str, Json], language: Language) -> None:
        self._row = row
        self._language = language
        unit = unit_of(row, language)
        self._unit = unit if unit[:1] in TIGHT_UNITS else ""

    def _number(self, limit: str) -> str:
        value = self._row.get(limit)
        return with_unit(value, self._unit, self._language) if isinstance(value, str) else ""

    def at(self, sign: str, limit: str) -> str:
        number = self._number(limit)
        return sign + number if number else ""

    def span(self, low: str, high: str, *, before_low: str = "", before_high: str = "") -> str:
        """`80%～<90%`."""
        first, last = self._number(low), self._number(high)
        if not first or not last:
            return ""
        return catalogue("fields").say(
            "kpi_span", self._language, low=before_low + first, high=before_high + last
        )


def unit_of(row: dict[str, Json], language: Language) -> str:
    """The unit of an indicator. One that is a word stands behind the indicator's name, not behind
    every limit."""
    return plain(read_inline(row.get("unit"), language))


def _name(row: dict[str, Json], language: Language) -> Inline:
    name = read_inline(row.get("name"), language)
    unit = unit_of(row, language)
    if not name or not unit or unit[:1] in TIGHT_UNITS:
        return name
    return name + run(catalogue("fields").say("kpi_name_unit", language, unit=unit))


KIND = KpiKind()
