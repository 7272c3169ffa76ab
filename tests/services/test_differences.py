"""The audit log tells what has changed, and enough of it to know all that was."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desktop.services.differences import difference

simple = st.one_of(st.none(), st.booleans(), st.integers(0, 3), st.sampled_from(["", "甲", "乙"]))
keys = st.sampled_from(["a", "b", "c"])
rows = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from("xyzuvw"), "cell": simple}), max_size=5
)
values = st.recursive(
    st.one_of(simple, rows), lambda inner: st.dictionaries(keys, inner, max_size=3), max_leaves=8
)


def patched(before: Any, told_before: Any, told_after: Any, after_is_parts: bool) -> Any:
    """`before` with the difference put into it."""
    if isinstance(told_after, dict) and isinstance(before, list) and after_is_parts:
        old = {one["id"]: one for one in before}
        changed = patched(old, told_before["parts"], told_after["parts"], False)
        order = told_after.get("order", list(old))
        return [changed[name] for name in order]
    if isinstance(before, dict) and isinstance(told_after, dict) and isinstance(told_before, dict):
        result = {key: one for key, one in before.items() if key not in told_before}
        for key, one in told_after.items():
            if key in told_before:
                parts = isinstance(before[key], list) and isinstance(one, dict) and "parts" in one
                result[key] = patched(before[key], told_before[key], one, parts)
            else:
                result[key] = one
        return result
    return told_after


@given(st.dictionaries(keys, values, max_size=3), st.dictionaries(keys, values, max_size=3))
def test_what_was_and_what_is_told_give_what_is(before: Any, after: Any) -> None:
    told_before, told_after = difference(before, after)
    assert patched(before, told_before, told_after, False) == after
    back_before, back_after = difference(after, before)
    assert (back_after, back_before) == (told_before, told_after)


def test_one_cell_of_a_table() -> None:
    before = {"kpis": [{"id": str(n), "name": f"指标{n}", "target": "90"} for n in range(12)]}
    after = {"kpis": [dict(row) for row in before["kpis"]]}
    after["kpis"][3]["target"] = "95"
    assert difference(before, after) == (  # type: ignore[arg-type]
        {"kpis": {"parts": {"3": {"target": "90"}}}},
        {"kpis": {"parts": {"3": {"target": "95"}}}},
    )


def test_rows_that_come_go_and_move() -> None:
    a, b, c = ({"id": name, "cell": 1} for name in "abc")
    assert difference([a, b], [b, a]) == (
        {"parts": {}, "order": ["a", "b"]},
        {"parts": {}, "order": ["b", "a"]},
    )
    assert difference([a, b], [a, c]) == (
        {"parts": {"b": b}, "order": ["a", "b"]},
        {"parts": {"c": c}, "order": ["a", "c"]},
    )


def test_what_is_the_same_is_not_told() -> None:
    assert difference({"a": [1, 2], "b": {"c": "x"}}, {"a": [1, 2], "b": {"c": "x"}}) == ({}, {})
