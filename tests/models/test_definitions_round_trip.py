"""Definitions as JSON and back, exactly: a policy keeps those it was made with."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.definitions import (
    ArticleDefinition,
    ChapterDefinition,
    ChecklistItem,
    Choice,
    Column,
    FieldDefinition,
    Gate,
    Phase,
    Role,
    Section,
)
from desktop.models.plain import from_plain, to_plain
from desktop.models.template_reader import builtin_template_paths, load_template
from desktop.models.wording import Localised

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
LOCALISED = st.builds(Localised, TEXTS, TEXTS)
# More digits than a float can hold: limits are kept exactly.
NUMBERS = st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=20)
SAMPLES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
CHOICES = st.lists(st.builds(Choice, TEXTS, LOCALISED), max_size=2).map(tuple)
COLUMNS = st.builds(
    Column,
    TEXTS,
    TEXTS,
    LOCALISED,
    required=st.booleans(),
    unit=LOCALISED,
    choices=CHOICES,
    many=st.booleans(),
    minimum=NUMBERS,
    maximum=NUMBERS,
    currency=TEXTS,
    width=st.none() | st.floats(0.1, 100),
)
FIELDS = st.builds(
    FieldDefinition,
    TEXTS,
    TEXTS,
    LOCALISED,
    guidance=LOCALISED,
    required=st.booleans(),
    sample=SAMPLES,
    unit=LOCALISED,
    choices=CHOICES,
    columns=st.lists(COLUMNS, max_size=2).map(tuple),
    minimum=NUMBERS,
    caption=LOCALISED,
    minimum_rows=st.integers(0, 9),
)
ARTICLES = st.builds(
    ArticleDefinition,
    TEXTS,
    LOCALISED,
    st.lists(FIELDS, max_size=2).map(tuple),
    patterns=st.lists(LOCALISED, max_size=2).map(tuple),
    layout=st.sampled_from(["prose", "card"]),
    section=st.none() | st.builds(Section, TEXTS, LOCALISED),
)
CHAPTERS = st.builds(
    ChapterDefinition,
    TEXTS,
    LOCALISED,
    st.lists(ARTICLES, max_size=2).map(tuple),
    code=TEXTS,
    guidance=LOCALISED,
    required=st.booleans(),
)
ITEMS = st.builds(
    ChecklistItem,
    TEXTS,
    LOCALISED,
    st.sampled_from(["M", "O", "G"]),
    LOCALISED,
    st.none() | TEXTS,
    classes=st.sampled_from([("A", "B", "C"), ("A",), ("B", "C")]),
    article=st.none() | TEXTS,
    due=LOCALISED,
    period=st.booleans(),
)
PHASES = st.builds(
    Phase,
    TEXTS,
    LOCALISED,
    st.lists(ITEMS, max_size=3).map(tuple),
    goal=LOCALISED,
    gate=st.none()
    | st.builds(Gate, TEXTS, LOCALISED, st.none() | TEXTS, st.none() | st.integers()),
    calendar=st.booleans(),
)
ROLES = st.builds(
    Role,
    TEXTS,
    LOCALISED,
    duties=st.lists(LOCALISED, max_size=2).map(tuple),
    deputy=st.none() | TEXTS,
    external=st.booleans(),
)


@given(FIELDS | ARTICLES | CHAPTERS | PHASES | ROLES)
def test_what_is_stored_comes_back_equal(definition: object) -> None:
    stored = json.dumps(to_plain(definition), ensure_ascii=False)
    assert from_plain(type(definition), json.loads(stored)) == definition


@pytest.mark.parametrize("path", builtin_template_paths(), ids=lambda path: path.stem)
def test_the_templates_come_back_equal(path) -> None:
    template = load_template(path)
    for one in (*template.chapters, *template.phases, *template.roles):
        assert from_plain(type(one), json.loads(json.dumps(to_plain(one)))) == one


def test_exact_limits_stay_exact() -> None:
    column = Column("a", "number", Localised(), minimum=Decimal("0.1"), maximum=Decimal("1e20"))
    again = from_plain(Column, json.loads(json.dumps(to_plain(column))))
    assert (again.minimum, again.maximum) == (Decimal("0.1"), Decimal("1e20"))
