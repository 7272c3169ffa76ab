"""Rich text, lists, tables, measures, indicators, responsibility matrices."""

from itertools import count

import pytest

from desktop.models.definitions import Choice, Json
from desktop.models.fields import field_kind, plain_text
from desktop.models.fields.base import Intake, Reader
from desktop.models.wording import Localised
from tests.models.kinds import (
    COLOURS,
    ROLES,
    cell_letters,
    column,
    definition,
    grid,
    intake,
    parsed,
    problems,
    read,
)

TABLE = definition(
    "table",
    minimum_rows=2,
    columns=(
        column("code", "text"),
        column("name", "text", required=True),
        column("days", "number", unit=Localised("天", "days")),
        column("cost", "money"),
        column("due", "date"),
        column("duties", "list"),
        column("owner", "role", many=True),
        column("clause", "reference"),
        column("gate", "bool"),
        column("colour", "choice", choices=COLOURS),
    ),
)


def test_rich_text_has_paragraphs_items_and_sub_items() -> None:
    raw: Json = [
        {"zh": "总则：", "en": "General:"},
        {"item": {"zh": "甲；", "en": "first;"}, "id": "k-1"},
        {"subitem": {"zh": ["见", {"ref": "article:risk"}], "en": "see"}},
        "尾款",
    ]
    spec = definition("rich")
    value = parsed(raw, spec)
    assert value == [
        {"id": "id-1", "level": 0, "text": {"zh": "总则：", "en": "General:"}},
        {"id": "k-1", "level": 1, "text": {"zh": "甲；", "en": "first;"}},
        {"id": "id-2", "level": 2, "text": {"zh": ["见", {"ref": "article:risk"}], "en": "see"}},
        {"id": "id-3", "level": 0, "text": {"zh": "尾款"}},
    ]
    assert read(value, spec, "zh") == "总则：\n  甲；\n    见<article:risk>\n尾款"
    assert plain_text(value, spec, Reader("zh", ROLES)) == "总则：\n甲；\n见…\n尾款"


def test_line_breaks_in_rich_text_make_paragraphs() -> None:
    spec = definition("rich")
    assert parsed("一\r\n\r\n二\u2029三", spec) == [
        {"id": "id-1", "level": 0, "text": {"zh": "一"}},
        {"id": "id-2", "level": 0, "text": {"zh": "二"}},
        {"id": "id-3", "level": 0, "text": {"zh": "三"}},
    ]
    value = parsed([{"item": {"zh": "甲\n乙", "en": "first\nsecond\nthird"}, "id": "x"}], spec)
    assert value == [
        {"id": "x", "level": 1, "text": {"zh": "甲", "en": "first"}},
        {"id": "id-1", "level": 1, "text": {"zh": "乙", "en": "second"}},
        {"id": "id-2", "level": 1, "text": {"en": "third"}},
    ]


def test_a_styled_run_keeps_its_look_across_a_line_break() -> None:
    value = parsed([{"zh": ["甲", {"bold": "乙\n丙"}, "丁"]}], definition("rich"))
    assert value == [
        {"id": "id-1", "level": 0, "text": {"zh": ["甲", {"text": "乙", "bold": True}]}},
        {"id": "id-2", "level": 0, "text": {"zh": [{"text": "丙", "bold": True}, "丁"]}},
    ]


@pytest.mark.parametrize(
    ("raw", "place", "code"),
    [
        ([{"zh": "a", "item": {"zh": "b"}}], "f[1]", "text-twice"),
        ([{"itme": {"zh": "b"}}], "f[1].itme", "unknown-key-nearest"),
        ([{"text": {"zh": "b"}, "level": 3}], "f[1].level", "expected-level"),
        ([{"text": {"zh": "b"}, "level": True}], "f[1].level", "expected-level"),
        (["a", {"zh": "b\x07"}], "f[2].zh", "text-control-character"),
        ([{"zh": "a", "id": "x"}, {"zh": "b", "id": "x"}], "f[2].id", "part-id-twice"),
        ([{"zh": "a", "id": "x y"}], "f[1].id", "bad-part-id"),
        ([True], "f[1]", "expected-text"),
        ([{"zh": "a"}] * 20_001, "f", "too-many-parts"),
    ],
)
def test_rich_text_that_is_refused(raw: Json, place: str, code: str) -> None:
    assert problems(raw, definition("rich")) == [(place, code)]


def test_lists() -> None:
    spec = definition("list", minimum_rows=2)
    value = parsed([{"zh": "甲", "en": "a"}, "乙", {"text": {"zh": "丙"}, "id": "c"}, " "], spec)
    assert value == [
        {"id": "id-1", "text": {"zh": "甲", "en": "a"}},
        {"id": "id-2", "text": {"zh": "乙"}},
        {"id": "c", "text": {"zh": "丙"}},
    ]
    assert read(value, spec, "zh") == "  甲\n  乙\n  丙"
    kind = field_kind("list")
    assert not kind.is_empty(value, spec)
    assert kind.is_empty(parsed("只有一项", spec), spec)
    assert parsed("甲\n乙", spec) == [
        {"id": "id-1", "text": {"zh": "甲"}},
        {"id": "id-2", "text": {"zh": "乙"}},
    ]
    assert problems([{"zh": "a", "text": "b"}], spec) == [("f[1]", "text-twice")]
    assert problems([{"zh": "a", "x": 1}], spec) == [("f[1].x", "unknown-key")]


def test_a_table_keeps_what_is_filled_in_and_leaves_out_the_rest() -> None:
    raw: Json = [
        {
            "code": "A-1",
            "name": {"zh": "人工", "en": "Labour"},
            "days": 2.5,
            "cost": 12000,
            "due": "2026年2月1日",
            "duties": ["甲", "乙"],
            "owner": ["PM", "QA"],
            "clause": "article:risk",
            "gate": True,
            "colour": "yellow",
        },
        {},
        {"name": "差旅", "days": 10, "id": "travel", "cost": "", "gate": False},
    ]
    value = parsed(raw, TABLE)
    assert isinstance(value, list)
    assert [set(row) for row in value if isinstance(row, dict)] == [
        {"id", *(one.id for one in TABLE.columns)},
        {"id", "name", "days", "gate"},
    ]
    assert read(value, TABLE, "zh").split("\n") == [
        "列code|列name|列days(天)|列cost(元)|列due|列duties|列owner|列clause|列gate|列colour",
        "A-1|人工|2.5|12,000|2026-02-01|甲/乙|项目经理、质量负责人|<article:risk>|是|黄",
        "|差旅|10.0||||||否|",
    ]
    table = grid(value, TABLE)
    assert [one.align for one in table.columns] == [
        "centre",
        "left",
        "right",
        "right",
        "centre",
        "left",
        "left",
        "left",
        "centre",
        "centre",
    ]
    # English names of roles wrap, so they stand at the left; so do several roles in one cell.
    assert [one.align for one in grid(value, TABLE, "en").columns][6:] == [
        "left",
        "left",
        "centre",
        "centre",
    ]
    assert [cell.mark for cell in table.rows[0].cells[-2:]] == ["yes", "amber"]
    assert table.rows[1].cells[0].paragraphs == ()
    assert table.look == "reading"
    assert "人工\t2.5" in plain_text(value, TABLE, Reader("zh", ROLES))


def test_every_wrong_cell_is_named_at_once() -> None:
    raw: Json = [
        {"name": "人工", "days": "x"},
        "not a row",
        {"nmae": "差旅", "days": 3, "owner": "ZZ", "colour": "blue", "duties": [1, True]},
    ]
    assert problems(raw, TABLE) == [
        ("f[1].days", "expected-number"),
        ("f[2]", "expected-row"),
        ("f[3].nmae", "unknown-column-nearest"),
        ("f[3].duties[2]", "expected-text"),
        ("f[3].owner", "unknown-role"),
        ("f[3].colour", "unknown-choice"),
    ]
    assert problems({"name": "a"}, TABLE) == [("f", "expected-list")]


def test_a_table_is_filled_in_when_it_has_its_rows_and_their_required_cells() -> None:
    kind = field_kind("table")
    full: Json = [{"name": "a"}, {"name": "b"}]
    assert not kind.is_empty(parsed(full, TABLE), TABLE)
    assert kind.is_empty(parsed([{"name": "a"}], TABLE), TABLE)
    assert kind.is_empty(parsed([{"name": "a"}, {"name": "b"}, {"days": 1}], TABLE), TABLE)


def test_an_amount_in_another_currency_says_so_in_its_cell() -> None:
    spec = definition("table", columns=(column("cost", "money"),))
    value = parsed([{"cost": 5000.5}, {"cost": {"amount": 70000, "currency": "USD"}}], spec)
    assert read(value, spec, "zh") == "列cost(元)\n5,000.50\n7万美元"
    assert read(value, spec, "en") == "Column cost(CNY)\n5,000.50\nUSD 70,000"


@pytest.mark.parametrize(
    ("words", "align"),
    [(("G1", "G2"), "centre"), (("Paper", "Paper and electronic"), "left")],
)
def test_english_choices_of_several_words_stand_at_the_left(
    words: tuple[str, ...], align: str
) -> None:
    choices = tuple(
        Choice(f"c{index}", Localised("纸质", word)) for index, word in enumerate(words)
    )
    spec = definition("table", columns=(column("a", "choice", choices=choices),))
    value = parsed([{"a": "c0"}], spec)
    assert grid(value, spec, "en").columns[0].align == align
    assert grid(value, spec, "zh").columns[0].align == "centre"


def test_the_form_look_goes_to_the_grid() -> None:
    spec = definition("table", style="form", columns=(column("a", "text"),))
    assert grid(parsed([{"a": "x"}], spec), spec).look == "form"


def test_measures() -> None:
    raw: Json = [
        {
            "indicator": {"zh": "里程碑按期达成率", "en": "On-time milestones"},
            "baseline": 78,
            "target": "90.5",
            "unit": "%",
            "date": "2026-12-31",
        }
    ]
    spec = definition("measure")
    value = parsed(raw, spec)
    assert read(value, spec, "zh") == (
        "指标|基线|目标|单位|完成日期\n里程碑按期达成率|78|90.5|%|2026-12-31"
    )
    assert read(value, spec, "en").endswith("On-time milestones|78|90.5|%|2026-12-31")
    assert not field_kind("measure").is_empty(value, spec)
    assert field_kind("measure").is_empty(parsed([{"indicator": "x"}], spec), spec)


def kpi_row(**limits: Json) -> dict[str, Json]:
    return {
        "code": "KPI-01",
        "name": {"zh": "达成率", "en": "Rate"},
        "formula": "a÷b",
        "frequency": "month",
        "owner": "PMO",
        **limits,
    }


@pytest.mark.parametrize(
    ("limits", "zh", "en"),
    [
        (
            {"direction": "higher", "unit": "%", "green_from": 90, "amber_from": 80},
            ("≥90%", "80%～<90%", "<80%"),
            ("≥90%", "80% to <90%", "<80%"),
        ),
        (
            {"direction": "higher", "green_from": 0.95, "amber_from": 0.85},
            ("≥0.95", "0.85～<0.95", "<0.85"),
            ("≥0.95", "0.85 to <0.95", "<0.85"),
        ),
        (
            {"direction": "lower", "unit": "%", "green_to": 10, "amber_to": 15},
            ("≤10%", ">10%～15%", ">15%"),
            ("≤10%", ">10% to 15%", ">15%"),
        ),
        (
            {
                "direction": "lower",
                "unit": {"zh": "个工作日", "en": "working days"},
                "green_to": 5,
                "amber_to": 8,
            },
            ("≤5", ">5～8", ">8"),
            ("≤5", ">5 to 8", ">8"),
        ),
        (
            {
                "direction": "range",
                "unit": "%",
                "green_from": 75,
                "green_to": 85,
                "amber_from": 65,
                "amber_to": 95,
            },
            ("75%～85%", "65%～<75%或>85%～95%", "其他"),
            ("75% to 85%", "65% to <75% or >85% to 95%", "Outside"),
        ),
        ({"direction": "higher", "green_from": 90}, ("≥90", "", "<90"), ("≥90", "", "<90")),
        ({"direction": "lower", "green_to": -5}, ("≤−5", "", ">−5"), ("≤−5", "", ">−5")),
        ({"direction": "range"}, ("", "", ""), ("", "", "")),
        ({}, ("", "", ""), ("", "", "")),
    ],
)
def test_how_the_limits_of_an_indicator_read(
    limits: dict[str, Json], zh: tuple[str, ...], en: tuple[str, ...]
) -> None:
    spec = definition("kpi")
    value = parsed([kpi_row(**limits)], spec)
    for language, words in (("zh", zh), ("en", en)):
        cells = grid(value, spec, language).rows[0].cells  # type: ignore[arg-type]
        assert tuple(cell_letters(cell) for cell in cells[3:6]) == words
        assert [cell.mark for cell in cells[3:6] if cell.paragraphs] == [
            mark for mark, word in zip(("green", "amber", "red"), words, strict=True) if word
        ]


def test_indicators_as_a_table() -> None:
    spec = definition("kpi")
    value = parsed([kpi_row(direction="higher", green_from=90, amber_from=80)], spec)
    table = grid(value, spec)
    assert table.look == "kpi"
    assert [one.id for one in table.columns] == [
        "code",
        "name",
        "formula",
        "green",
        "amber",
        "red",
        "frequency",
        "owner",
    ]
    assert read(value, spec, "zh").split("\n")[1] == "KPI-01|达成率|a÷b|≥90|80～<90|<80|月|PMO"
    assert read(value, spec, "en").split("\n")[1].endswith("|Monthly|PMO")
    assert not field_kind("kpi").is_empty(value, spec)


@pytest.mark.parametrize(
    "missing", ["code", "name", "formula", "direction", "frequency", "owner", "amber_from"]
)
def test_an_indicator_without_what_it_needs_counts_as_empty(missing: str) -> None:
    row = kpi_row(direction="higher", green_from=90, amber_from=80)
    del row[missing]
    if missing == "direction":
        del row["green_from"], row["amber_from"]
    spec = definition("kpi")
    assert field_kind("kpi").is_empty(parsed([row], spec), spec)


@pytest.mark.parametrize(
    ("limits", "place", "code"),
    [
        ({"direction": "up"}, "f[2].direction", "unknown-choice"),
        ({"green_from": 1}, "f[2].direction", "kpi-direction-missing"),
        ({"direction": "higher", "green_to": 1}, "f[2].green_to", "kpi-limit-unused"),
        (
            {"direction": "higher", "green_from": 1, "amber_from": 2},
            "f[2].amber_from",
            "kpi-limits-crossed",
        ),
        (
            {"direction": "lower", "green_to": 2, "amber_to": 1},
            "f[2].green_to",
            "kpi-limits-crossed",
        ),
        (
            {"direction": "range", "green_from": 5, "green_to": 9, "amber_to": 8},
            "f[2].green_to",
            "kpi-limits-crossed",
        ),
        ({"frequency": "daily"}, "f[2].frequency", "unknown-choice"),
    ],
)
def test_indicators_that_are_refused(limits: dict[str, Json], place: str, code: str) -> None:
    # An empty row before it does not shift the place.
    assert problems([{}, kpi_row(**limits)], definition("kpi")) == [(place, code)]


def test_a_responsibility_matrix() -> None:
    raw: Json = {
        "roles": ["PM", "QA"],
        "rows": [
            {"activity": {"zh": "预算", "en": "Budget"}, "cells": {"QA": "c", "PM": "A/R"}},
            {"activity": "测试", "cells": {"PM": " Ａ ", "QA": "r"}, "id": "test"},
        ],
    }
    spec = definition("raci", minimum_rows=2)
    value = parsed(raw, spec)
    assert value == {
        "roles": ["PM", "QA"],
        "rows": [
            {
                "id": "id-1",
                "activity": {"zh": "预算", "en": "Budget"},
                "cells": {"PM": "AR", "QA": "C"},
            },
            {"id": "test", "activity": {"zh": "测试"}, "cells": {"PM": "A", "QA": "R"}},
        ],
    }
    table = grid(value, spec)
    assert table.look == "raci"
    assert [(one.title, one.code) for one in table.columns] == [
        ("活动", ""),
        ("项目经理", "PM"),
        ("质量负责人", "QA"),
    ]
    assert [cell.mark for row in table.rows for cell in row.cells] == [
        "",
        "raci-AR",
        "raci-C",
        "",
        "raci-A",
        "raci-R",
    ]
    assert read(value, spec, "en").split("\n")[1] == "Budget|A/R|C"
    assert not field_kind("raci").is_empty(value, spec)


def test_a_matrix_without_roles_takes_them_from_its_cells() -> None:
    value = parsed(
        {
            "rows": [
                {"activity": "a", "cells": {"QA": "R"}},
                {"activity": "b", "cells": {"PM": "A"}},
            ]
        },
        definition("raci"),
    )
    assert isinstance(value, dict)
    assert value["roles"] == ["QA", "PM"]


@pytest.mark.parametrize(
    ("raw", "place", "code"),
    [
        ([], None, None),
        ("x", "f", "expected-raci"),
        ({"role": ["PM"]}, "f.role", "unknown-key-nearest"),
        ({"roles": ["PM", "PM"]}, "f.roles[2]", "role-twice"),
        ({"roles": ["PMQ"]}, "f.roles[1]", "unknown-role-nearest"),
        ({"rows": ["x"]}, "f.rows[1]", "expected-row"),
        ({"rows": [{"activity": "a", "cells": ["A"]}]}, "f.rows[1].cells", "expected-raci-cells"),
        (
            {"rows": [{"activity": "a", "cells": {"PM": "X"}}]},
            "f.rows[1].cells.PM",
            "expected-raci-letter",
        ),
        (
            {"roles": ["PM"], "rows": [{"activity": "a", "cells": {"QA": "A"}}]},
            "f.rows[1].cells.QA",
            "raci-role-not-listed",
        ),
        (
            {"rows": [{"activity": "a", "cells": {"ZZ": "A"}}]},
            "f.rows[1].cells.ZZ",
            "unknown-role",
        ),
    ],
)
def test_matrices_that_are_refused(raw: Json, place: str | None, code: str | None) -> None:
    expected = [] if place is None else [(place, code)]
    assert problems(raw, definition("raci")) == expected


def test_new_parts_get_ids_that_no_other_part_has() -> None:
    numbers = count(1)
    surroundings = Intake(("zh",), new_id=lambda: f"n{next(numbers) % 4}")
    raw: Json = [{"zh": "a", "id": "n1"}, "b", "c"]
    value = field_kind("rich").parse(raw, definition("rich"), surroundings, "f")
    assert isinstance(value, list)
    ids = [part["id"] for part in value if isinstance(part, dict)]
    assert ids == ["n1", "n2", "n3"]


def test_any_role_is_taken_where_there_is_no_dictionary() -> None:
    surroundings = intake()
    surroundings.role_codes = None
    assert field_kind("role").parse("ANY", definition("role"), surroundings, "f") == "ANY"
    assert surroundings.problems == []
