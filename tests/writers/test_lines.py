"""Line breaking: what must never happen, whatever the text and the measure."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.writers.pdf.lines import Line, break_lines
from desktop.writers.pdf.setter import Setter
from desktop.writers.pdf.style import TextStyle, geometry
from desktop.writers.pdf.units import CLOSE, HAN, OPEN

NEVER_FIRST = "，。、；：！？）》〉」』】〕”’％"
NEVER_LAST = "（《〈「『【〔“‘"
BODY = TextStyle("serif", 12, 21, justify=True)

WORDS = st.sampled_from(
    [
        *(
            "项目经理",
            "应当",
            "在",
            "共5个工作日",
            "于2026年2月1日",
            "（见附件2）",
            "《项目管理办法》",
        ),
        *(
            "按〔2026〕12号",
            "按KPI-01看",
            "从QH-2026-017起",
            "“必须”",
            "以SPI计",
            "达≥95%的",
            "约300万元",
        ),
        *("，", "。", "；", "、", "——", "……", "！", "）。", "：“"),
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map("".join)


def lines_of(text: str, width: float, language: str = "zh", first: float = 0.0) -> list[Line]:
    setter = Setter(geometry(language))  # type: ignore[arg-type]
    style = BODY if language == "zh" else TextStyle("serif", 10.5, 15)
    return break_lines(setter.plain(text, style), width, first, justify=style.justify)


def words(line: Line) -> str:
    return "".join(one.piece.text for one in line.stretches)


@given(text=TEXTS, ems=st.integers(14, 40), indent=st.sampled_from([0.0, 24.0]))
def test_no_line_begins_or_ends_with_a_forbidden_mark(text: str, ems: int, indent: float) -> None:
    made = lines_of(text, 12.0 * ems, first=indent)
    for index, line in enumerate(made):
        shown = words(line)
        if index:
            assert shown[0] not in NEVER_FIRST, made
        if index < len(made) - 1:
            assert shown[-1] not in NEVER_LAST, made


@given(text=TEXTS, ems=st.integers(14, 40))
def test_nothing_is_lost_and_no_line_is_too_long(text: str, ems: int) -> None:
    made = lines_of(text, 12.0 * ems)
    assert "".join(words(line) for line in made) == text
    for line in made:
        last = line.stretches[-1]
        end = last.x + last.piece.width
        allowed = 6.01 if last.piece.half else 0.01
        assert end <= 12.0 * ems + allowed


@example(text="项目经理应当应当应当在，在：“——", ems=16)
@given(text=TEXTS, ems=st.integers(16, 40))
def test_numbers_words_and_dates_stay_whole(text: str, ems: int) -> None:
    joined = "\n".join(words(line) for line in lines_of(text, 12.0 * ems))
    for whole in [
        *("5个", "工作日", "第十二条", "〔2026〕12号", "KPI-01", "QH-2026-017", "300万元"),
        *("——", "……", "95%"),
    ]:
        assert joined.count(whole) == text.count(whole)


@given(text=TEXTS, ems=st.integers(20, 40))
def test_justified_lines_end_at_the_measure(text: str, ems: int) -> None:
    width = 12.0 * ems
    for line in lines_of(text, width)[:-1]:
        last = line.stretches[-1]
        inside = last.spacing * (len(last.piece.text) - 1)
        end = last.x + last.piece.width + inside - (6.0 if last.piece.half else 0.0)
        if width - end > 0.02:
            # A line is ragged only where filling it would tear it apart.
            pieces = [one.piece for one in line.stretches]
            places = sum(len(one.text) if one.kind in (HAN, OPEN, CLOSE) else 1 for one in pieces)
            assert not any(one.spacing for one in line.stretches)
            assert (width - end) / (places - 1) > 0.19 * 12


@given(st.text(max_size=400), st.floats(5.0, 500.0))
def test_any_text_is_set_at_any_measure(text: str, width: float) -> None:
    made = lines_of(text, width)
    assert made
    assert all(line.width >= -12.0 for line in made)


def test_han_and_latin_stand_a_quarter_em_apart() -> None:
    (line,) = lines_of("共5个", 400)
    gaps = [
        after.x - before.x - before.piece.width
        for before, after in zip(line.stretches, line.stretches[1:], strict=False)
    ]
    assert gaps == pytest.approx([3.0, 3.0])


def test_marks_that_meet_give_up_half_an_em() -> None:
    (line,) = lines_of("（甲）（乙）", 400)
    natural = sum(one.piece.width for one in line.stretches)
    assert natural == pytest.approx(72.0)
    # Half an em goes at the line's start, between the marks, and at its end.
    assert line.width == pytest.approx(72.0 - 18.0)


def test_english_breaks_between_words_only() -> None:
    text = "The Project Manager’s report shall be sent within 5 working days (see Annex 2)."
    shown = [words(line) for line in lines_of(text, 120.0, "en")]
    assert len(shown) > 3
    assert " ".join(one.strip() for one in shown) == text


def test_a_word_longer_than_the_line_is_cut_rather_than_lost() -> None:
    word = "x" * 300
    made = lines_of(word, 100.0)
    assert len(made) > 10
    assert "".join(words(line) for line in made) == word


def test_a_paragraph_does_not_end_with_a_lone_character() -> None:
    text = "项目经理应当在立项评审会召开前提交材料由项目管理办公室受理并登记归档备查后续流程事项。"
    for ems in range(12, len(text)):
        shown = [words(line) for line in lines_of(text, 12.0 * ems)]
        if len(shown) > 1:
            assert len(shown[-1].rstrip("。")) >= 2, (ems, shown)
