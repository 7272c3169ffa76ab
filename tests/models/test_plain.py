"""Frozen dataclasses to JSON and back."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.canonical import canonical_json, digest
from desktop.models.definitions import Column, FieldDefinition, Json, Phase, Role
from desktop.models.plain import from_plain, to_plain
from desktop.models.snapshot import Organisation, Policy, PolicyFacts, Project


@dataclass(frozen=True)
class Inner:
    name: str = ""
    number: int | None = None


@dataclass(frozen=True)
class Everything:
    flag: bool
    word: Literal["a", "b"]
    exact: Decimal
    width: float | None
    day: date | None
    at: datetime | None
    raw: Json
    content: bytes
    inner: tuple[Inner, ...]
    pair: tuple[int, str]
    names: frozenset[str]
    table: dict[str, Inner] = field(default_factory=dict)


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(
    st.builds(
        Everything,
        exact=st.decimals(allow_nan=False, allow_infinity=False),
        width=st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)),
        raw=json_values,
        names=st.frozensets(st.text(max_size=3)),
    )
)
def test_there_and_back(value: Everything) -> None:
    assert from_plain(Everything, json.loads(canonical_json(to_plain(value)))) == value


@pytest.mark.parametrize(
    "kind",
    [FieldDefinition, Column, Phase, Role, PolicyFacts, Organisation, Policy, Project],
)
def test_every_part_of_a_policy_can_be_kept(kind: type) -> None:
    @given(st.builds(kind, **({"sample": json_values} if kind is FieldDefinition else {})))
    def there_and_back(value: Any) -> None:
        assert from_plain(kind, to_plain(value)) == value

    if kind not in (Policy, Project):
        there_and_back()
    with pytest.raises(ValueError, match="has no 'surprise'"):
        from_plain(kind, {"surprise": 1})


def test_what_holds_its_default_is_left_out() -> None:
    assert to_plain(Inner()) == {}
    assert to_plain(Inner("x")) == {"name": "x"}
    assert to_plain(Inner(number=0)) == {"number": 0}


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (int, "1"),
        (int, True),
        (bool, 1),
        (str, 1),
        (str, None),
        (Decimal, "much"),
        (date, "2026-13-01"),
        (datetime, "noon"),
        (bytes, "%%%"),
        (Inner, []),
        (Inner, {"number": "1"}),
        (Inner, {"other": 1}),
        (Literal["a"], "b"),
        (Literal[1], True),
        (tuple[int, ...], {}),
        (tuple[int, str], [1]),
        (frozenset[str], [1]),
        (dict[str, int], {"a": "b"}),
        (Everything, {}),
    ],
)
def test_anything_else_is_refused(kind: Any, raw: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  whatever it says, it says it this way
        from_plain(kind, raw)


def test_canonical_json_is_one_for_equal_values() -> None:
    assert canonical_json({"b": [1, None], "a": "度"}) == '{"a":"度","b":[1,null]}'
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    with pytest.raises(TypeError, match="float"):
        canonical_json({"a": [0.95]})
    with pytest.raises(TypeError, match="text"):
        canonical_json({1: "a"})
