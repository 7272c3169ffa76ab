"""What text may come in: taken as it is, or refused by the name of the character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.text_rules import (
    LONGEST_TEXT,
    fault_of,
    normalise_line_ends,
    one_line,
    shown,
    split_paragraphs,
)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (0xD800, "text-lone-surrogate"),
        (0xDFFF, "text-lone-surrogate"),
        (0x00, "text-control-character"),
        (0x0B, "text-control-character"),
        (0x1B, "text-control-character"),
        (0x7F, "text-control-character"),
        (0x85, "text-control-character"),
        (0x9F, "text-control-character"),
        (0x202A, "text-direction-control"),
        (0x202E, "text-direction-control"),
        (0x2066, "text-direction-control"),
        (0x2069, "text-direction-control"),
        (0xFDD0, "text-noncharacter"),
        (0xFDEF, "text-noncharacter"),
        (0xFFFE, "text-noncharacter"),
        (0x1FFFF, "text-noncharacter"),
        (0x10FFFF, "text-noncharacter"),
    ],
)
def test_refused_characters_are_named_with_their_place(number: int, code: str) -> None:
    assert fault_of(f"制度{chr(number)}") == (code, f"U+{number:04X}", 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ＡＢＣ１２３（全角）；：，。",
        "𫖯㛃 😀 é ﬁ ㎡ ①",
        "tab\tand\nline",
        "\u200b\u200e\ufeff\ue000",
        "x" * 200_000,
    ],
)
def test_everything_else_is_taken_as_it_is(text: str) -> None:
    assert fault_of(normalise_line_ends(text)) is None
    assert normalise_line_ends(text) == text


def test_line_ends_of_every_system_become_one() -> None:
    assert normalise_line_ends("a\r\nb\rc\nd\u2028e\u2029f") == "a\nb\nc\nd\ne\nf"


def test_breaks_and_tabs_with_the_spaces_around_them_become_one_space() -> None:
    assert one_line("甲  \n\n\t 乙\t丙  丁") == "甲 乙 丙  丁"


def test_paragraphs_are_the_lines_of_a_text() -> None:
    assert split_paragraphs("一\n二\t三\n\n四") == ["一", "二 三", "", "四"]


@given(st.text(st.characters(exclude_categories=())))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = one_line(normalise_line_ends(text))
    assert one_line(normalise_line_ends(once)) == once
    assert "\n" not in once


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_shown_in_a_message_is_short_and_harmless(text: str) -> None:
    assert len(shown(text)) <= 60
    assert fault_of(shown(text)) is None
    shown(text).encode("utf-8")


def test_a_huge_value_is_shown_without_walking_through_it() -> None:
    assert shown("x" * (LONGEST_TEXT * 5)).endswith("…")
    assert shown(["a" * 1000] * 1000).endswith("…")
    assert shown({"zh": 1}) == "{zh: …}"
    assert shown(None) == "null"
    assert shown(True) == "true"
