"""Whatever a table holds, its editor gives it back, and the clipboard carries it."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from desktop.models.definitions import FieldDefinition, Json
from desktop.models.fields import field_kind
from tests import factories
from tests.models.kinds import COLOURS, LETTERS, column, definition
from tests.views.editors.grids import Hand, application, clean_window, no_error_in_an_event, parsed

__all__ = ["application", "clean_window", "no_error_in_an_event"]
SETTINGS = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

TABLE = definition(
    "table",
    columns=(
        column("a", "text", required=True),
        column("b", "list"),
        column("n", "number"),
        column("m", "money"),
        column("d", "date"),
        column("y", "bool"),
        column("c", "choice", choices=COLOURS),
        column("s", "multi", choices=LETTERS),
        column("w", "role"),
        column("v", "role", many=True),
        column("r", "reference", many=True),
    ),
)
WORDS = st.text(st.sampled_from("甲乙丙ab \"'<&>;,%"), min_size=1, max_size=6)
ROLES = st.sampled_from([str(role.code) for role in factories.ROLES])
TARGETS = st.sampled_from(["article:risk", "chapter:scope", "annex:P1"])
LINES = st.fixed_dictionaries({}, optional={"zh": WORDS, "en": WORDS})
RUNS = st.lists(
    WORDS | st.fixed_dictionaries({"bold": WORDS}) | st.fixed_dictionaries({"ref": TARGETS}),
    min_size=1,
    max_size=3,
)
ROWS = st.fixed_dictionaries(
    {},
    optional={
        "a": LINES | st.fixed_dictionaries({"zh": RUNS, "en": WORDS}),
        "b": st.lists(LINES, max_size=3),
        "n": st.integers(-(10**7), 10**7),
        "m": st.integers(0, 10**9) | st.just({"amount": "5", "currency": "USD"}),
        "d": st.dates().map(lambda day: day.replace(year=2000 + day.year % 99).isoformat())
        | st.just("2026-02-28"),
        "y": st.booleans(),
        "c": st.sampled_from(["green", "yellow"]),
        "s": st.lists(st.sampled_from("abc"), max_size=3),
        "w": ROLES,
        "v": st.lists(ROLES, max_size=3),
        "r": st.lists(TARGETS, max_size=2),
    },
)
MATRICES = st.fixed_dictionaries(
    {
        "roles": st.just([str(role.code) for role in factories.ROLES]),
        "rows": st.lists(
            st.fixed_dictionaries(
                {
                    "activity": LINES,
                    "cells": st.dictionaries(
                        ROLES, st.sampled_from(["R", "A", "C", "I", "AR"]), max_size=4
                    ),
                }
            ),
            max_size=4,
        ),
    }
)
KPI = definition("kpi")
KPIS = st.fixed_dictionaries(
    {"code": WORDS, "direction": st.sampled_from(["higher", "lower"])},
    optional={"name": LINES, "baseline": st.integers(0, 99), "owner": ROLES, "action": WORDS},
)


def check(spec: FieldDefinition, raw: Json) -> None:
    value, wrong = parsed(raw, spec)
    assert wrong == []
    hand = Hand(spec)
    hand.editor.show_value(value)
    assert parsed(hand.editor.raw(), spec) == (value, [])
    assert hand.edits == 0
    hand.settle()
    assert not hand.cells.checks.found()
    hand.editor.show_value(None)
    assert hand.editor.raw() in (None, {"roles": [], "rows": []})
    hand.window.close()
    hand.window.deleteLater()


@SETTINGS
@given(st.lists(ROWS, max_size=5))
def test_tables_come_back(rows: list[Json]) -> None:
    check(TABLE, rows)


@SETTINGS
@given(MATRICES)
def test_matrices_come_back(matrix: Json) -> None:
    check(definition("raci"), matrix)


@SETTINGS
@given(st.lists(KPIS, max_size=4))
def test_kpis_come_back(rows: list[Json]) -> None:
    check(KPI, rows)


@SETTINGS
@given(st.lists(ROWS, min_size=1, max_size=4))
def test_what_is_copied_and_pasted_reads_the_same(rows: list[Json]) -> None:
    value, _ = parsed(rows, TABLE)
    hand, other = Hand(TABLE, value), Hand(TABLE)
    if hand.cells.rows:
        hand.view.selectAll()
        hand.editor.frame.actions_of_rows.copy()
        other.editor.frame.actions_of_rows.paste()
        other.cells.finish()
        every = [one.id for one in hand.cells.columns]
        assert [other.texts(one) for one in every] == [hand.texts(one) for one in every]
        assert parsed(other.editor.raw(), TABLE)[1] == []
    for one in (hand, other):
        one.window.close()
        one.window.deleteLater()


def test_the_kinds_have_these_editors() -> None:
    assert {kind: field_kind(kind).editor for kind in ("table", "measure", "kpi", "raci")} == {
        "table": "grid",
        "measure": "grid",
        "kpi": "grid",
        "raci": "raci",
    }


def test_what_nobody_can_read_is_kept() -> None:
    """What could not be saved comes back as it was (unsaved input after a crash)."""
    raw: Json = [{"id": "r1", "a": {"zh": "甲"}, "n": "viel", "w": "XX"}]
    hand = Hand(TABLE, raw)
    hand.settle()
    assert hand.editor.raw() == raw
    assert set(hand.cells.checks.found()["r1"]) == {"n", "w"}
    tip = hand.cells.index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert "viel" in str(tip)
