"""The simple kinds: what may be written, what is refused, how it reads."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.models.definitions import Json
from desktop.models.fields import column_kinds, field_kind, field_kinds, plain_text
from desktop.models.fields.base import Reader
from desktop.models.wording import Localised
from tests.models.kinds import COLOURS, LETTERS, ROLES, definition, parsed, problems, read

DAYS = Localised("个工作日", "working days")
PERCENT = Localised("%", "%")


SIMPLE = {"text", "number", "money", "date", "role", "choice", "multi", "bool"}
OTHER = {"rich", "list", "table", "measure", "kpi", "raci", "reference", "diagram"}


def test_every_kind_of_the_format_is_found() -> None:
    assert [kind.name for kind in field_kinds()] == sorted(SIMPLE | OTHER)
    assert {kind.name for kind in field_kinds() if kind.simple} == SIMPLE
    assert set(column_kinds()) == SIMPLE | {"list", "reference"}
    with pytest.raises(KeyError):
        field_kind("nothing")


@pytest.mark.parametrize("kind", [kind.name for kind in field_kinds()])
@pytest.mark.parametrize("raw", [None, "", "   ", [], {}])
def test_nothing_is_nothing(kind: str, raw: Json) -> None:
    spec = definition(kind, choices=LETTERS, diagram="swimlane", source="steps")
    assert parsed(raw, spec) is None
    assert field_kind(kind).is_empty(None, spec) == (kind != "diagram")
    # A figure is drawn from its source, whatever its own value.
    assert bool(read(None, spec, "zh")) == (kind == "diagram")


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ({"zh": "目的", "en": "Purpose"}, {"zh": "目的", "en": "Purpose"}),
        ("目的", {"zh": "目的"}),
        (5, {"zh": "5"}),
        ({"zh": "一行\n两行\t三", "en": None}, {"zh": "一行 两行 三"}),
        ({"zh": "　　缩进　", "en": "  "}, {"zh": "缩进"}),
        ({"zh": "ＡＢ（全角）；"}, {"zh": "ＡＢ（全角）；"}),
        (
            {"zh": ["按照", {"ref": "article:risk"}, "办理"]},
            {"zh": ["按照", {"ref": "article:risk"}, "办理"]},
        ),
        ({"zh": ["甲", "乙", {"bold": ""}, "丙"]}, {"zh": "甲乙丙"}),
        (
            {"zh": [{"bold": "重"}, {"text": "要", "bold": True}]},
            {"zh": [{"text": "重要", "bold": True}]},
        ),
        (
            {
                "en": [
                    {
                        "italic": "both",
                    }
                ]
            },
            {"en": [{"text": "both", "italic": True}]},
        ),
        ({"zh": "<b>&amp;</b> {x} %s"}, {"zh": "<b>&amp;</b> {x} %s"}),
        ({"zh": "字" * 200_000}, {"zh": "字" * 200_000}),
    ],
)
def test_text_that_is_taken(raw: Json, kept: Json) -> None:
    assert parsed(raw, definition("text")) == kept


@pytest.mark.parametrize(
    ("raw", "place", "code"),
    [
        (True, "f", "expected-text"),
        ({"zh": ["甲", {"ref": "somewhere"}]}, "f.zh[2].ref", "expected-reference"),
        ({"zh": ["甲", {"bald": "乙"}]}, "f.zh[2].bald", "unknown-run-key-nearest"),
        ({"zh": [{}]}, "f.zh[1]", "expected-run"),
        ({"zh": [{"bold": "x", "italic": "y"}]}, "f.zh[1]", "expected-run"),
        ({"zh": {"text": "x"}}, "f.zh", "expected-text"),
        ({"fr": "Objet"}, "f.fr", "unknown-language"),
        ({"zh": "坏\x00字"}, "f.zh", "text-control-character"),
        ({"zh": "坏\ud800字"}, "f.zh", "text-lone-surrogate"),
        ({"en": "ab\u202ecd"}, "f.en", "text-direction-control"),
        ({"en": "x\uffff"}, "f.en", "text-noncharacter"),
        ({"zh": "字" * 1_000_001}, "f.zh", "text-too-long"),
        ({"zh": ["字" * 600_000, {"bold": "字" * 600_000}]}, "f.zh", "text-too-long"),
    ],
)
def test_text_that_is_refused(raw: Json, place: str, code: str) -> None:
    assert problems(raw, definition("text")) == [(place, code)]


def test_a_bare_text_is_in_the_leading_language() -> None:
    assert parsed("Purpose", definition("text"), ("en", "zh")) == {"en": "Purpose"}


def test_a_text_of_one_language_is_read_in_the_other_rather_than_lost() -> None:
    assert read({"zh": "目的"}, definition("text"), "en") == "目的"
    assert read({"zh": "目的", "en": "Purpose"}, definition("text"), "en") == "Purpose"


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (10, "10"),
        ("０．９５", "0.95"),
        ("1,000", "1000"),
        ("5个工作日", "5"),
        ("7 working days", "7"),
    ],
)
def test_numbers_that_are_taken(raw: Json, kept: str) -> None:
    assert parsed(raw, definition("number", unit=DAYS)) == kept


@pytest.mark.parametrize("raw", ["ten", True, ["1"], {"a": 1}, "1,23", "1e400"])
def test_numbers_that_are_refused(raw: Json) -> None:
    assert problems(raw, definition("number", unit=DAYS)) == [("f", "expected-number")]


def test_limits_are_inclusive() -> None:
    spec = definition("number", minimum=Decimal(1), maximum=Decimal("2.5"))
    assert parsed("1", spec) == "1"
    assert parsed("2.5", spec) == "2.5"
    assert problems("0.99", spec) == [("f", "number-too-small")]
    assert problems("2.51", spec) == [("f", "number-too-large")]


@pytest.mark.parametrize(
    ("kind", "raw", "zh", "en"),
    [
        ("number", 10, "10个工作日", "10 working days"),
        ("number", 1, "1个工作日", "1 working day"),
        ("date", "2026-02-01", "2026年2月1日", "1 February 2026"),
        ("money", 20000, "2万元", "CNY 20,000"),
        ("money", {"amount": "12,345.5", "currency": "USD"}, "12,345.50美元", "USD 12,345.50"),
        ("bool", True, "是", "Yes"),
        ("bool", "否", "否", "No"),
        ("choice", "b", "乙", "Second"),
        ("multi", ["c", "a"], "甲、丙", "First and Third"),
        ("multi", ["a", "b", "c"], "甲、乙、丙", "First, Second and Third"),
        ("role", "PM", "项目经理", "Project Manager"),
    ],
)
def test_how_simple_values_read_in_a_sentence(kind: str, raw: Json, zh: str, en: str) -> None:
    spec = definition(kind, unit=DAYS, choices=LETTERS)
    value = parsed(raw, spec)
    assert read(value, spec, "zh") == zh
    assert read(value, spec, "en") == en
    assert plain_text(value, spec, Reader("zh", ROLES)) == zh
    assert not field_kind(kind).is_empty(value, spec)


def test_percentages_stand_close() -> None:
    spec = definition("number", unit=PERCENT)
    assert read(parsed("8%", spec), spec, "zh") == "8%"
    assert read("8", spec, "en") == "8%"


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (20000, {"amount": "20000", "currency": "CNY"}),
        ("2万元", {"amount": "20000", "currency": "CNY"}),
        ({"amount": 5, "currency": "EUR"}, {"amount": "5", "currency": "EUR"}),
        ({"amount": "￥5"}, {"amount": "5", "currency": "CNY"}),
        ({"currency": "EUR"}, None),
    ],
)
def test_money_that_is_taken(raw: Json, kept: Json) -> None:
    assert parsed(raw, definition("money")) == kept


@pytest.mark.parametrize(
    ("raw", "place", "code"),
    [
        ("a lot", "f", "expected-amount"),
        ("5 USD", "f", "other-currency"),
        ({"amount": 5, "currency": "XYZ"}, "f.currency", "unknown-currency"),
        ({"amount": 5, "currency": "CYN"}, "f.currency", "unknown-currency-nearest"),
        ({"amout": 5}, "f.amout", "unknown-key-nearest"),
        ({"amount": "11"}, "f.amount", "number-too-large"),
    ],
)
def test_money_that_is_refused(raw: Json, place: str, code: str) -> None:
    assert problems(raw, definition("money", maximum=Decimal(10))) == [(place, code)]


@pytest.mark.parametrize("raw", [date(2026, 2, 1), "2026年2月1日", "2026/2/1"])
def test_dates_that_are_taken(raw: object) -> None:
    assert parsed(raw, definition("date")) == "2026-02-01"


@pytest.mark.parametrize("raw", ["2026-02-30", "soon", 20260201, True])
def test_dates_that_are_refused(raw: Json) -> None:
    assert problems(raw, definition("date")) == [("f", "expected-date")]


def test_yes_and_no() -> None:
    spec = definition("bool")
    assert [parsed(raw, spec) for raw in (True, "YES", "是", "true")] == [True] * 4
    assert [parsed(raw, spec) for raw in (False, "no", "否", "False")] == [False] * 4
    assert problems("maybe", spec) == [("f", "expected-bool")]
    assert problems(1, spec) == [("f", "expected-bool")]
    assert not field_kind("bool").is_empty(False, spec)


def test_choices_by_id_or_title() -> None:
    spec = definition("choice", choices=COLOURS)
    assert parsed("red", spec) == "red"
    assert parsed("红", spec) == "red"
    assert parsed("Red", spec) == "red"
    assert problems("rad", spec) == [("f", "unknown-choice-nearest")]
    assert problems("blau", spec) == [("f", "unknown-choice")]
    assert problems(["red"], spec) == [("f", "expected-choice")]
    assert read("gone", spec, "zh") == "gone"


def test_several_choices_come_in_the_offered_order_once() -> None:
    spec = definition("multi", choices=LETTERS)
    assert parsed(["c", "a", "甲"], spec) == ["a", "c"]
    assert parsed("b", spec) == ["b"]
    assert problems(["a", "z", 5.5], spec) == [
        ("f[2]", "unknown-choice"),
        ("f[3]", "expected-choice"),
    ]


def test_roles_must_exist() -> None:
    assert parsed("PM", definition("role")) == "PM"
    assert parsed(["PM"], definition("role")) == "PM"
    assert parsed("PM", definition("role", many=True)) == ["PM"]
    assert parsed(["QA", "PM", "QA"], definition("role", many=True)) == ["QA", "PM"]
    assert problems("pm", definition("role")) == [("f", "unknown-role-nearest")]
    assert problems(["PM", "ZZ"], definition("role", many=True)) == [("f[2]", "unknown-role")]
    assert problems(["PM", "QA"], definition("role")) == [("f", "only-one-role")]
    assert problems(7, definition("role")) == [("f", "expected-role")]
    assert problems("P\x00M", definition("role")) == [("f", "expected-role")]


def test_several_roles_read_as_names() -> None:
    spec = definition("role", many=True)
    assert read(["PM", "QA", "OLD"], spec, "zh") == "项目经理、质量负责人、OLD"
    assert read(["PM", "QA"], spec, "en") == "Project Manager and Quality Lead"


@pytest.mark.parametrize(
    "target", ["article:risk", "chapter:risk", "table:raci", "annex:P1", "part:budget_lines/b-1"]
)
def test_references_that_are_taken(target: str) -> None:
    assert parsed(target, definition("reference")) == target
    assert parsed([target], definition("reference", many=True)) == [target]


@pytest.mark.parametrize(
    "raw", ["risk", "article:", "part:x", "page:5", "article:a b", 5, {"a": 1}]
)
def test_references_that_are_refused(raw: Json) -> None:
    assert problems(raw, definition("reference")) == [("f", "expected-reference")]


def test_several_references() -> None:
    spec = definition("reference", many=True)
    value = parsed(["article:a", "annex:P1", "article:a", "table:t"], spec)
    assert value == ["article:a", "annex:P1", "table:t"]
    assert read(value, spec, "zh") == "<article:a>、<annex:P1>、<table:t>"
    assert read(value, spec, "en") == "<article:a>, <annex:P1> and <table:t>"
    assert problems(["article:a", "article:b"], definition("reference")) == [
        ("f", "only-one-reference")
    ]
    assert plain_text(value, spec, Reader("zh", ROLES)) == "…、…、…"


def test_a_diagram_shows_its_caption_or_its_title() -> None:
    spec = definition("diagram", diagram="swimlane", source="steps")
    value = parsed({"caption": {"zh": "流程图", "en": "Flow"}}, spec)
    assert read(value, spec, "en") == "swimlane of steps: Flow"
    assert read(None, spec, "zh") == "swimlane of steps: 字段"
    assert problems({"captain": "x"}, spec) == [("f.captain", "unknown-key-nearest")]
    assert problems("x", spec) == [("f", "expected-diagram")]
