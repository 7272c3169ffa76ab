"""Differences of texts word by word, and members of rows by their keys."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.documents.accepting import accepted, rejected
from desktop.documents.blocks import Paragraph, Span, Text
from desktop.documents.comparing.siblings import weave
from desktop.documents.comparing.tokens import Cited, tokens
from desktop.documents.comparing.weighing import RolesNamed, weight_of
from desktop.documents.comparing.wording import Stretch, differences, marked, new_runs, old_runs
from desktop.documents.scribe import span
from tests.factories import ROLES


def shown(old: str, new: str) -> str:
    """`每[定期→周五]办理`."""
    return "".join(
        _said(one.old) if one.same else f"[{_said(one.old)}→{_said(one.new)}]"
        for one in differences(span(old), span(new))
    )


def _said(words: list) -> str:
    return "".join(one.text for one in words)


@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        (
            "应当自受理之日起10个工作日内决定。评审会由不少于5名委员出席。",
            "应当自受理之日起7个工作日内决定。评审会由不少于3名委员出席。",
            "应当自受理之日起[10→7]个工作日内决定。评审会由不少于[5→3]名委员出席。",
        ),
        (
            "项目经理定期召开项目进展会，会议纪要及时发出。",
            "项目经理每周五召开项目进展会，会议纪要在1个工作日内发出。",
            "项目经理[定期→每周五]召开项目进展会，会议纪要[及时→在1个工作日内]发出。",
        ),
        (
            "评审会由委员出席方为有效。",
            "评审会由委员出席方为有效，A类不少于5名。",
            "评审会由委员出席方为有效[→，A类不少于5名]。",
        ),
        (
            "关注>10%～15%，超限>15%。",
            "关注>10%～12%，超限>12%。",
            "关注>10%～[15%→12%]，超限>[15%→12%]。",
        ),
        (
            "甲方提交。乙方确认。",
            "甲方提交。丙方复核。乙方确认。",
            "甲方提交。[→丙方复核。]乙方确认。",
        ),
        ("名称、等级和发起人", "名称、编号、等级和发起人", "名称、[→编号、]等级和发起人"),
        ("Within 24h of receipt.", "Within 48h of receipt.", "Within [24h→48h] of receipt."),
        (
            "The sponsor signs the charter of the project.",
            "The board approves the charter of the project.",
            "The [sponsor signs→board approves] the charter of the project.",
        ),
        ("修改后报备", "更改后报备", "[修改→更改]后报备"),
        ("见KPI-05。", "见KPI-06。", "见[KPI-05→KPI-06]。"),
        ("全部照旧", "完全不同的一句话", "[全部照旧→完全不同的一句话]"),
        ("", "新增", "[→新增]"),
        ("删去", "", "[删去→]"),
        ("同", "同", "同"),
    ],
)
def test_a_person_reads_words_and_not_confetti(old: str, new: str, seen: str) -> None:
    assert shown(old, new) == seen


def test_a_reference_is_the_same_whatever_it_reads_like() -> None:
    old: Text = (Span("按照"), Cited("第五条", link="article:a", target="article:a"), Span("办理"))
    new: Text = (Span("按照"), Cited("第六条", link="article:a", target="article:a"), Span("处理"))
    stretches = differences(old, new)
    assert [one.same for one in stretches] == [True, False]
    assert marked(stretches) == (
        Span("按照"),
        Span("第六条", link="article:a", change="renumbered", before="第五条"),
        Span("办理", change="deleted"),
        Span("处理", change="inserted"),
    )
    elsewhere = (Span("按照"), Cited("第五条", link="b", target="article:b"), Span("办理"))
    assert not all(one.same for one in differences(old, elsewhere))


def test_emphasis_counts_as_a_change() -> None:
    stretches = differences((Span("应当"),), (Span("应当", bold=True),))
    assert [(one.text, one.state) for one in old_runs(stretches)] == [("应当", "deleted")]
    assert [(one.text, one.state) for one in new_runs(stretches)] == [("应当", "inserted")]


TEXTS = st.text(alphabet="甲乙丙丁，。 ab10", max_size=30)


@given(TEXTS, TEXTS)
@example("。甲，甲，", "。甲，甲，甲，")
def test_the_stretches_are_both_texts(old: str, new: str) -> None:
    stretches = differences(span(old), span(new))
    assert "".join(one.text for one in old_runs(stretches)) == old
    assert "".join(one.text for one in new_runs(stretches)) == new
    assert all(_said(one.old) == _said(one.new) for one in stretches if one.same)
    copy = Paragraph(marked(stretches))
    assert accepted([copy]) == (Paragraph(span(new)),)
    assert rejected([copy]) == (Paragraph(span(old)),)


@given(TEXTS, TEXTS)
def test_no_small_island_stands_inside_a_change(old: str, new: str) -> None:
    stretches = differences(span(old), span(new))
    assert all(one.old or one.new for one in stretches)
    for before, one, after in zip(stretches, stretches[1:], stretches[2:], strict=False):
        if one.same:
            assert not before.same
            assert not after.same
            seen = "".join(word.text for word in one.old if not word.text.isspace())
            assert len(seen) > 2


def test_a_very_long_text_is_compared_too() -> None:
    sentences = [f"第{number}项工作由项目经理在{number}日内完成。" for number in range(400)]
    new = list(sentences)
    new[200] = new[200].replace("项目经理", "技术负责人")
    stretches: list[Stretch] = differences(span("".join(sentences)), span("".join(new[1:])))
    changed = [(_said(one.old), _said(one.new)) for one in stretches if not one.same]
    assert changed == [(sentences[0], ""), ("项目经理", "技术负责人")]


def test_what_a_word_is() -> None:
    words = [one.text for one in tokens(span("KPI-05 在24h内达1,000.5万元（v1.2）"))]
    assert words == [
        "KPI-05",
        " ",
        "在",
        "24h",
        "内",
        "达",
        "1,000.5",
        "万元",
        "（",
        "v1.2",
        "）",
    ]


# -- rows --------------------------------------------------------------------------------------

KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(KEYS, KEYS)
def test_a_row_woven_of_two_gives_both_back(old: list[str], new: list[str]) -> None:
    steps = weave(old, new, set(old), set(new))
    assert [one.key for one in steps if one.change in ("", "deleted", "moved-out")] == old
    assert [one.key for one in steps if one.change in ("", "inserted", "moved-in")] == new
    assert {one.key for one in steps if one.change == "deleted"} == set(old) - set(new)
    assert {one.key for one in steps if one.change == "inserted"} == set(new) - set(old)


@given(st.permutations("abcdefg"), st.integers(0, 6), st.integers(0, 6))
def test_one_that_was_moved_is_the_only_one(old: list[str], at: int, to: int) -> None:
    new = list(old)
    new.insert(to, new.pop(at))
    steps = weave(old, new, set(old), set(new))
    assert sum(one.change == "moved-in" for one in steps) == (at != to)


def test_what_comes_from_elsewhere_was_moved() -> None:
    assert weave(["a"], ["a", "b"], {"a", "b"}, {"a", "b"})[1].change == "moved-in"
    assert weave(["a", "b"], ["a"], {"a", "b"}, {"a", "b"})[1].change == "moved-out"


# -- weight ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("按时办理；", "按时办理。"),
        ("按时办理，并记录", "按时办理并记录"),
        ("ＫＰＩ达标(90％)", "KPI达标（90%）"),
        ("共 5 名", "共5名"),
        ("同样的话", "同样的话"),
    ],
)
def test_only_punctuation_spaces_and_widths_are_editorial(old: str, new: str) -> None:
    assert weight_of(old, new) == "editorial"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("共5名", "共6名"),
        ("不少于1.5日", "不少于15日"),
        ("偏差>10%", "偏差<10%"),
        ("5%", "5"),
        ("1至5日", "15日"),
        ("1-5日", "15日"),
        ("调整-5日", "调整5日"),
        ("now here", "nowhere"),
        ("可以办理", "应当办理"),
    ],
)
def test_everything_else_is_substantive(old: str, new: str) -> None:
    assert weight_of(old, new) == "substantive"


def test_roles_are_found_by_their_titles() -> None:
    named = RolesNamed(ROLES, "zh")
    assert named.within(["由项目经理报项目管理办公室"]) == ("PM", "PMO")
    assert named.within(["按章程办理"], others=["RB", "XX"]) == ("RB",)
    english = RolesNamed(ROLES, "en")
    assert english.within(["The PMO informs Project Managers."]) == ("PM", "PMO")
    assert english.within(["The PMOX is none."]) == ()
