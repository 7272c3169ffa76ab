"""The strict reading of YAML and JSON: values as they were written, faults with their lines."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.i18n import LANGUAGES
from desktop.models.definitions import Json
from desktop.models.errors import Problem, Refused
from desktop.models.text_rules import fault_of
from desktop.models.yaml_file import LARGEST_FILE, decoded, plain_yaml, read_yaml_file
from tests.models.kinds import said


def faults(text: str) -> list[tuple[str, int | None]]:
    with pytest.raises(Refused) as caught:
        plain_yaml(text)
    for problem in caught.value.problems:
        assert all(said(problem, language) for language in LANGUAGES)
    return [(one.code, one.line) for one in caught.value.problems]


def faults_if_any(text: str) -> list[tuple[str, int | None]]:
    try:
        plain_yaml(text)
    except Refused:
        found = faults(text)
        return found or [("nothing named", None)]
    return []


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("0.95", "0.95"),
        ("1e3", "1e3"),
        ("007", "007"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("12:30", "12:30"),
        ("2026-02-01", "2026-02-01"),
        ("9" * 19, "9" * 19),
        ('"true"', "true"),
        ("'5'", "5"),
        (".inf", ".inf"),
    ],
)
def test_only_a_few_words_mean_more_than_their_letters(written: str, value: Json) -> None:
    assert plain_yaml(f"a: {written}")[0] == {"a": value}


def test_line_ends_inside_chinese_text_vanish_and_written_spaces_stay() -> None:
    text = (
        "a: >-\n  本制度适用于\n  全部项目，包括 IT\n  项目和 a b\n  c。\n"
        'b: {zh: "一行\n  两行", en: "one\n  two"}\n'
        "c: |\n  第一段\n  第二段\n"
        "d: 无引号的\n  文字 与空格\n"
        "e: >-\n  The Chinese 制度 stays\n  a word\n"
    )
    assert plain_yaml(text)[0] == {
        "a": "本制度适用于全部项目，包括 IT项目和 a b c。",
        "b": {"zh": "一行两行", "en": "one two"},
        "c": "第一段\n第二段\n",
        "d": "无引号的文字 与空格",
        "e": "The Chinese 制度 stays a word",
    }


def test_every_value_knows_its_line() -> None:
    text = "# comment\na:\n  - x: 1\n    y: {zh: 甲,\n        en: b}\n  -\n    x: 2\nb: end\n"
    value, lines = plain_yaml(text)
    assert value == {"a": [{"x": 1, "y": {"zh": "甲", "en": "b"}}, {"x": 2}], "b": "end"}
    places = {
        "": 2,
        "a": 2,
        "a[1]": 3,
        "a[1].y": 4,
        "a[1].y.en": 5,
        "a[2].x": 7,
        "a[2].missing.deeper[4]": 7,
        "a[9]": 2,
        "b": 8,
        "zzz": 2,
    }
    assert {place: lines.at(place) for place in places} == places
    located = lines.located((Problem("a[2].x", "c", {}), Problem("b", "c", {}, 99)))
    assert [one.line for one in located] == [7, 99]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: b: c", "yaml-colon", 1),
        ("ok: 1\na\nb: c", "yaml-colon-missing", 2),
        ("a:\n\tb: 1", "yaml-tab", 2),
        ("x: 1\na: @x", "yaml-quote-needed", 2),
        ("a: %x", "yaml-quote-needed", 1),
        ("- a\nb: c", "yaml-indentation", 2),
        ("a: 1\nb: [1, 2\nc: 3", "yaml-flow", 2),
        ("a: {zh: x, y: z: q}", "yaml-flow", 1),
        ("a: 1\nb: 'x\n\nc: 1", "yaml-quote-open", 2),
        ('a: "\\q"', "yaml-escape", 1),
        ('a: "\\xZZ"', "yaml-escape", 1),
        ("a: {x: y} z", "yaml-indentation", 1),
        ("b: 1\na: *x", "yaml-alias", 2),
        ("a: &x 1", "yaml-anchor", 1),
        ("a: &x [1]", "yaml-anchor", 1),
        ("a: !!python/object:os.system x", "yaml-tag", 1),
        ("a: !x {b: 1}", "yaml-tag", 1),
        ("a: 1\n---\nb: 2", "yaml-documents", 3),
        ("a: 1\nb: 2\na: 3", "yaml-key-twice", 3),
        ("? [a]\n: b", "yaml-key-not-text", 1),
        ("{}: 1\nb: 2", "yaml-key-not-text", 1),
        ("a: " + "[" * 60 + "]" * 60, "yaml-too-deep", 1),
        ("a: 1\nb: x\x00y", "file-text-control-character", 2),
        ("a: \ud800", "file-text-lone-surrogate", 1),
        ("a: 1\r\nb: \u202eabc", "file-text-direction-control", 2),
        ("a: \ufffe", "file-text-noncharacter", 1),
    ],
)
def test_faults_of_the_notation_have_their_line_and_mend(text: str, code: str, line: int) -> None:
    assert faults(text) == [(code, line)]


def test_all_faults_that_leave_the_file_readable_come_at_once() -> None:
    text = "a: &x 1\nb: *x\nc: !t 3\na: 4\n"
    assert faults(text) == [
        ("yaml-anchor", 1),
        ("yaml-alias", 2),
        ("yaml-tag", 3),
        ("yaml-key-twice", 4),
    ]


def test_an_alias_bomb_is_refused_and_never_expanded() -> None:
    levels = ["a0: &a0 [x, x]"]
    levels += [f"a{one}: &a{one} [{', '.join([f'*a{one - 1}'] * 9)}]" for one in range(1, 30)]
    codes = {code for code, _ in faults("\n".join(levels))}
    assert codes == {"yaml-alias", "yaml-anchor"}


def test_a_byte_order_mark_and_windows_line_ends_are_no_matter() -> None:
    assert plain_yaml("\ufeffa: 1\r\nb: 甲\r\n")[0] == {"a": 1, "b": "甲"}
    assert plain_yaml("")[0] is None
    assert plain_yaml("# nothing\n")[0] is None


def test_json_is_read_with_its_lines() -> None:
    text = '{\n "a": [1, 0.50,\n  {"b": "\\ud83d\\ude00"}],\n "c": null, "d": true\n}'
    value, lines = plain_yaml(text)
    assert value == {"a": [1, "0.50", {"b": "😀"}], "c": None, "d": True}
    assert [lines.at(place) for place in ("a", "a[2]", "a[3].b", "c")] == [2, 2, 3, 4]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('{"a": 1,\n "a": 2}', "yaml-key-twice", 2),
        ('{"a": \n ~~~}}', "json-syntax", 2),
        ('{"a": "x\ny"}}', "json-syntax", 1),
        ('{"a": 1} {"b": 2}', "json-syntax", 1),
        ('{"a": NaN, "b": [}', "json-syntax", 1),
        ('{"a":' + "[" * 60 + "]" * 60 + "}", "json-too-deep", 1),
    ],
)
def test_faults_in_json(text: str, code: str, line: int) -> None:
    assert faults(text) == [(code, line)]


def test_yaml_that_begins_like_json_is_still_yaml() -> None:
    assert plain_yaml('{"a": 甲, b: [c, d]}')[0] == {"a": "甲", "b": ["c", "d"]}


CLEAN = st.text(
    st.characters(exclude_categories=("Cs", "Cc")).filter(lambda one: fault_of(one) is None),
    max_size=10,
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | CLEAN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(CLEAN, inner, max_size=4),
    max_leaves=20,
)


@given(
    st.dictionaries(CLEAN, VALUES, min_size=1, max_size=4),
    st.booleans(),
    st.sampled_from([None, 1]),
)
def test_what_json_writes_is_read_back(value: Json, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert plain_yaml(text)[0] == value


@given(st.text(st.sampled_from("ab:-[]{}\"'&*!|>#%@,\n\t ?~0中"), max_size=40))
def test_any_text_is_read_or_refused_with_a_line(text: str) -> None:
    assert all(line is not None for _, line in faults_if_any(text))


def test_files_that_cannot_be_read(tmp_path) -> None:
    with pytest.raises(Refused) as caught:
        read_yaml_file(tmp_path / "none.yaml", [])
    assert caught.value.code == "file-missing"
    with pytest.raises(Refused) as caught:
        read_yaml_file(tmp_path, [])
    assert caught.value.code == "file-not-opened"


def test_other_encodings_and_huge_files_are_named(tmp_path) -> None:
    path = tmp_path / "ansi.yaml"
    path.write_bytes("a: 1\nb: 制度\n".encode("gb18030"))
    problems: list[Problem] = []
    assert read_yaml_file(path, problems, "ansi.yaml") is None
    assert [(one.place, one.code, one.line) for one in problems] == [
        ("ansi.yaml: ", "file-not-utf8", 2)
    ]
    huge: list[Problem] = []
    assert decoded(bytes(LARGEST_FILE + 1), huge) is None
    assert [one.code for one in huge] == ["file-too-large"]
    assert all(said(one, language) for one in problems + huge for language in LANGUAGES)
