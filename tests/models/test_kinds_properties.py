"""Whatever comes in, a kind refuses it by name or keeps it for good."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.i18n import LANGUAGES
from desktop.models.definitions import FieldDefinition, Json
from desktop.models.fields import field_kind, field_kinds, plain_text
from desktop.models.fields.base import Grid, Reader
from desktop.models.text_rules import fault_of, normalise_line_ends
from desktop.models.wording import Localised
from tests.models.kinds import COLOURS, LETTERS, ROLES, column, definition, intake, read

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=12)
WORDS = st.sampled_from(
    [
        *("zh", "en", "text", "item", "subitem", "level", "id", "ref", "bold", "italic"),
        *("roles", "rows", "cells", "activity", "caption", "amount", "currency", "PM", "QA", "AR"),
        *("a", "b", "n", "article:x", "2026-02-01", "10", "higher", "direction", "green_from"),
    ]
)
LEAVES = st.none() | st.booleans() | st.integers(-(10**6), 10**6) | WORDS | ANY_TEXT
ANY_JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(WORDS | ANY_TEXT, inner, max_size=4)
    ),
    max_leaves=15,
)
KINDS = [kind.name for kind in field_kinds()]


def spec_of(kind: str) -> FieldDefinition:
    return definition(
        kind,
        unit=Localised("天", "days"),
        choices=LETTERS,
        diagram="swimlane",
        source="steps",
        columns=(
            column("a", "text", required=True),
            column("b", "list"),
            column("n", "number"),
            column("text", "choice", choices=COLOURS),
            column("ref", "reference", many=True),
            column("amount", "money"),
            column("rows", "role"),
        ),
    )


@pytest.mark.parametrize("kind", KINDS)
@given(raw=ANY_JSON)
def test_whatever_comes_in_is_refused_or_kept_for_good(kind: str, raw: Json) -> None:
    spec, surroundings = spec_of(kind), intake()
    value = field_kind(kind).parse(raw, spec, surroundings, "f")
    # Even beside what was refused, what is kept can be stored, read again and printed.
    stored = json.dumps(value, ensure_ascii=False).encode("utf-8")
    surroundings.problems.clear()
    assert field_kind(kind).parse(json.loads(stored), spec, surroundings, "f") == value
    assert surroundings.problems == []
    for language in LANGUAGES:
        for content in field_kind(kind).contents(value, spec, Reader(language, ROLES)):
            if isinstance(content, Grid):
                assert {len(row.cells) for row in content.rows} <= {len(content.columns)}
        assert fault_of(plain_text(value, spec, Reader(language, ROLES))) is None


@given(zh=ANY_TEXT, en=ANY_TEXT)
def test_a_line_of_text_comes_back_letter_by_letter(zh: str, en: str) -> None:
    spec, surroundings = definition("text"), intake()
    value = field_kind("text").parse({"zh": zh, "en": en}, spec, surroundings, "f")
    faulty = {
        language
        for language, text in (("zh", zh), ("en", en))
        if fault_of(normalise_line_ends(text)) is not None
    }
    assert {problem.place for problem in surroundings.problems} == {f"f.{one}" for one in faulty}
    if "zh" not in faulty and "\n" not in normalise_line_ends(zh) and "\t" not in zh and zh.strip():
        assert read(value, spec, "zh") == zh.strip()


PARAGRAPH = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")).filter(
        lambda one: fault_of(one) is None
    ),
    min_size=1,
    max_size=20,
).filter(lambda text: text == text.strip())
RUN = PARAGRAPH | st.fixed_dictionaries({"bold": PARAGRAPH}) | st.just({"ref": "article:risk"})


@given(
    st.lists(
        st.fixed_dictionaries({"zh": PARAGRAPH, "en": st.lists(RUN, min_size=1, max_size=4)})
        | st.fixed_dictionaries({"item": PARAGRAPH | st.fixed_dictionaries({"zh": PARAGRAPH})}),
        min_size=1,
        max_size=6,
    )
)
def test_rich_text_keeps_every_part_and_run(parts: list[dict[str, Json]]) -> None:
    spec, surroundings = definition("rich"), intake()
    value = field_kind("rich").parse(list(parts), spec, surroundings, "f")
    assert surroundings.problems == []
    assert isinstance(value, list)
    assert len(value) == len(parts)
    lines = read(value, spec, "zh").split("\n")
    for part, line in zip(parts, lines, strict=True):
        inner = part.get("item", part)
        words = inner.get("zh") if isinstance(inner, dict) else inner
        assert line.removeprefix("  " if "item" in part else "") == words


@given(st.lists(st.tuples(PARAGRAPH, st.integers(0, 10**9)), min_size=1, max_size=8))
def test_tables_keep_their_rows_in_order(rows: list[tuple[str, int]]) -> None:
    spec, surroundings = spec_of("table"), intake()
    raw: Json = [{"a": {"zh": text}, "n": number} for text, number in rows]
    value = field_kind("table").parse(raw, spec, surroundings, "f")
    assert surroundings.problems == []
    assert isinstance(value, list)
    kept = [(row["a"], row["n"]) for row in value if isinstance(row, dict)]
    assert kept == [({"zh": text}, str(number)) for text, number in rows]
