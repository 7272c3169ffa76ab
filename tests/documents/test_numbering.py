"""Numbers come from position: what moves is numbered anew, and references follow."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents.arrange import arrange
from desktop.documents.numbering import KeptNumbers, Numbers, number
from desktop.documents.numerals import chinese
from desktop.i18n import Language
from desktop.models.definitions import Json, NumberingProfile
from desktop.models.snapshot import Article, Chapter, Policy
from tests import factories as make
from tests.documents.edits import edited, long_policy, with_field
from tests.factories import words


def numbers(policy: Policy, language: Language = "zh") -> Numbers:
    return number(arrange(policy, language))


def paragraph(text: str) -> dict:
    return {"zh": text, "en": text}


def entry(text: str) -> dict:
    return {"item": {"zh": text, "en": text}}


def part(kind: str, text: str, name: str) -> dict:
    """A paragraph, item or sub-item with an id of its own."""
    inner = {"zh": text, "en": text}
    return {**(inner if kind == "paragraph" else {kind: inner}), "id": name}


PROSE = [
    part("paragraph", "甲：", "a"),
    part("item", "乙", "a1"),
    part("item", "丙", "a2"),
    part("subitem", "丁", "a2x"),
    part("subitem", "戊", "a2y"),
    part("paragraph", "己：", "b"),
    part("item", "庚", "b1"),
    part("item", "辛", "b2"),
    part("item", "壬", "b3"),
]

COLUMNS = (make.column("name"), make.column("days", "number"))
ROWS = [
    {"id": "r1", "name": {"zh": "一", "en": "one"}, "days": 1},
    {"id": "r2", "name": {"zh": "二", "en": "two"}, "days": 2},
]


def sample(profile: NumberingProfile = "article") -> Policy:
    return make.policy(
        make.chapter(
            "first",
            make.article("purpose", make.field("why", "rich", [paragraph("为了……。")])),
            make.article("rules", make.field("rules", "rich", PROSE)),
        ),
        make.chapter(
            "second",
            make.article("table", make.field("grid", "table", ROWS, columns=COLUMNS)),
            make.article("short", make.field("short", "rich", [paragraph("短。")]), section="s1"),
            make.article("more", make.field("more", "rich", [paragraph("多。")])),
        ),
        make.chapter("lone", make.article("only", make.field("only", "rich", PROSE[:2]))),
        numbering=profile,
        phases=(make.phase("P1"), make.phase("P2")),
    )


def test_article_style_in_chinese() -> None:
    found = numbers(sample())
    assert found.printed["chapter:second"] == "第二章"
    assert found.printed["section:second/s1"] == "第一节"
    assert [found.printed[f"article:{one}"] for one in ("purpose", "rules", "only")] == [
        "第一条", "第二条", "第六条",
    ]  # fmt: skip
    assert found.printed["part:rules/a"] == ""  # 款 carries no number
    assert found.printed["part:rules/b3"] == "（三）"
    assert found.printed["part:rules/a2y"] == "2．"
    assert found.printed["table:grid"] == "表3"  # after the two tables of the records
    assert found.printed["annex:P2"] == "附件2"


MENTIONS = {
    ("article", "zh"): {
        "article:rules": "第二条",
        "chapter:second": "第二章",
        "section:second/s1": "第二章第一节",
        "part:rules/b": "第二条第二款",
        "part:rules/b3": "第二条第二款第（三）项",
        "part:rules/a2y": "第二条第一款第（二）项第2目",
        "part:only/a1": "第六条第（一）项",
        "table:grid": "表3",
        "part:grid/r2": "表3第2行",
        "annex:P2": "附件2",
    },
    ("article", "en"): {
        "article:rules": "Article 2",
        "chapter:second": "Chapter 2",
        "section:second/s1": "Chapter 2, Section 1",
        "part:rules/b": "Article 2, paragraph 2",
        "part:rules/b3": "Article 2, paragraph 2, item (3)",
        "part:rules/a2y": "Article 2, paragraph 1, item (2), sub-item b)",
        "part:only/a1": "Article 6, item (1)",
        "table:grid": "Table 3",
        "part:grid/r2": "Table 3, row 2",
        "annex:P2": "Annex 2",
    },
    ("decimal", "zh"): {
        "article:rules": "1.2",
        "chapter:second": "第2章",
        "section:second/s1": "2.2",
        "article:short": "2.2.1",
        "part:rules/b": "1.2.2",
        "part:rules/b3": "1.2.2 c）",
        "part:rules/a2y": "1.2.1 b）2）",
        "article:only": "第3章",
        "part:only/a1": "第3章 a）",
        "table:grid": "表3",
        "annex:P2": "附录B",
    },
    ("decimal", "en"): {
        "article:rules": "1.2",
        "chapter:second": "Chapter 2",
        "part:rules/b3": "1.2.2 c)",
        "part:rules/a2y": "1.2.1 b) 2)",
        "annex:P2": "Annex B",
    },
}


@pytest.mark.parametrize(("profile", "language"), MENTIONS)
def test_references_read_as_people_cite(profile: NumberingProfile, language: Language) -> None:
    found = numbers(sample(profile), language)
    expected = MENTIONS[profile, language]
    assert {target: found.mention(target) for target in expected} == expected


def test_a_level_of_the_decimal_profile_needs_two_members() -> None:
    found = numbers(sample("decimal"))
    assert found.printed["part:why/p1"] == ""  # the only paragraph of 1.1
    assert found.printed["part:rules/a"] == "1.2.1"
    assert found.printed["article:only"] == ""  # the only article of chapter 3
    assert found.printed["article:table"] == "2.1"
    assert found.printed["section:second/s1"] == "2.2"
    assert found.printed["article:more"] == "2.2.2"


def test_a_chapter_with_one_section_only_numbers_its_articles_in_its_place() -> None:
    policy = make.policy(
        make.chapter("one", make.article("a", section="s"), make.article("b")), numbering="decimal"
    )
    found = numbers(policy)
    assert found.printed["section:one/s"] == ""
    assert [found.printed[f"article:{one}"] for one in "ab"] == ["1.1", "1.2"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_broken_reference_says_so(language: Language) -> None:
    found = numbers(sample(), language)
    expected = {
        "zh": "〔引用失效：article:gone〕",
        "en": "[broken reference: article:gone]",
    }
    assert not found.known("article:gone")
    assert found.mention("article:gone") == expected[language]


def test_a_link_leads_to_the_article_where_its_number_runs_into_the_paragraph() -> None:
    chinese_places = numbers(sample()).places
    assert chinese_places["part:rules/a"] == "article:rules"
    assert chinese_places["part:rules/b"] == "part:rules/b"
    assert numbers(sample(), "en").places["part:rules/a"] == "part:rules/a"


def test_fields_of_a_card_are_cited_by_row_and_item() -> None:
    card = make.article(
        "card",
        make.field("goal", "text", paragraph("目标"), title=words("目标", "Goal")),
        make.field(
            "inputs",
            "list",
            [{**paragraph("甲"), "id": "x"}, {**paragraph("乙"), "id": "y"}],
            title=words("输入", "Inputs"),
        ),
        layout="card",
    )
    found = numbers(make.policy(make.chapter("c", card)))
    assert found.mention("table:inputs") == "表3“输入”"
    assert found.mention("part:inputs/y") == "表3“输入”第2项"
    assert found.places["part:inputs/y"] == "table:inputs"


# -- properties --------------------------------------------------------------------------------

SHAPES = st.lists(st.lists(st.booleans(), max_size=4), min_size=1, max_size=6)
"""Chapters as lists of articles; true begins a section."""


def shaped(shape: list[list[bool]], profile: NumberingProfile) -> Policy:
    chapters: list[Chapter] = []
    for at, begins in enumerate(shape):
        articles: list[Article] = []
        for place, section in enumerate(begins):
            name = f"a{at}x{place}"
            body = make.field(f"f{name}", "rich", [paragraph("甲。"), paragraph("乙。")])
            articles.append(make.article(name, body, section=f"s{place}" if section else ""))
        chapters.append(make.chapter(f"c{at}", *articles))
    return make.policy(*chapters, numbering=profile)


def article_ids(policy: Policy) -> list[str]:
    return [str(article.id) for chapter in policy.chapters for article in chapter.articles]


@given(SHAPES, st.randoms(use_true_random=False))
def test_articles_run_from_one_to_n_however_chapters_and_articles_move(
    shape: list[list[bool]], random
) -> None:
    policy = shaped(shape, "article")
    chapters = list(policy.chapters)
    random.shuffle(chapters)
    moved = []
    for chapter in chapters:
        articles = list(chapter.articles)
        random.shuffle(articles)
        moved.append(replace(chapter, articles=tuple(articles)))
    policy = replace(policy, chapters=tuple(moved))
    for language, name in (("zh", chinese), ("en", str)):
        found = numbers(policy, language)
        expected = {article: found.mention(f"article:{article}") for article in article_ids(policy)}
        runs = [
            f"第{name(at)}条" if language == "zh" else f"Article {at}"
            for at in range(1, len(expected) + 1)
        ]
        assert list(expected.values()) == runs
        assert [found.printed[f"article:{one}"] for one in expected] == runs
        # A reference into an article follows it.
        for article, mention in expected.items():
            assert found.mention(f"part:f{article}/p2").startswith(mention)


@given(SHAPES)
def test_decimal_numbers_are_unique_rise_by_one_and_hold_their_paragraphs(
    shape: list[list[bool]],
) -> None:
    found = numbers(shaped(shape, "decimal"))
    headings = [found.printed[one] for one in found.levels if found.printed[one]]
    assert len(set(headings)) == len(headings)
    # Every level begins at 1, has at least two members and leaves none out.
    members: dict[str, list[int]] = {}
    for printed in (one for one in found.printed.values() if one[:1].isdigit()):
        above, _, last = printed.rpartition(".")
        members.setdefault(above, []).append(int(last))
    chapters = members.pop("", [])
    assert chapters == list(range(1, len(shape) + 1))
    for above, found_members in members.items():
        assert sorted(found_members) == list(range(1, len(found_members) + 1)), above
        assert len(found_members) >= 2, above


@given(SHAPES, st.sampled_from(["article", "decimal"]), st.sampled_from(["zh", "en"]))
def test_every_place_is_cited_in_its_own_words(
    shape: list[list[bool]], profile: NumberingProfile, language: Language
) -> None:
    policy = shaped(shape, profile)
    found = numbers(policy, language)
    for article in article_ids(policy):
        mentions = [found.mention(f"part:f{article}/{one}") for one in ("p1", "p2")]
        assert len(set(mentions)) == 2
        assert not any("〔" in one or "[" in one for one in mentions)


@settings(max_examples=20)
@given(chance=st.randoms(use_true_random=False), language=st.sampled_from(["zh", "en"]))
def test_numbers_that_are_kept_are_those_of_a_fresh_count(
    chance: random.Random, language: Language
) -> None:
    policy = replace(long_policy(chance, 1), numbering=chance.choice(["article", "decimal"]))
    profile = policy.numbering
    kept = KeptNumbers()
    for _ in range(6):
        outline = arrange(policy, language)
        assert kept.number(outline) == number(outline)
        assert kept.number(outline) is kept.number(outline)
        policy = replace(edited(policy, chance), numbering=profile)


def test_a_row_that_loses_its_name_is_not_cited_by_it_any_more() -> None:
    columns = (make.column("what"), make.column("more"))
    row: dict[str, Json] = {"id": "r1", "what": {"zh": "甲", "en": "A"}, "more": {"zh": "乙"}}
    field = make.field("rows", "table", [row], columns=columns)
    named = make.policy(make.chapter("c", make.article("a", field)))
    kept = KeptNumbers()
    assert kept.number(arrange(named, "zh")).titles["part:rows/r1"] == "甲"
    nameless = with_field(named, "rows", [{"id": "r1", "more": {"zh": "乙", "en": "B"}}])
    assert "part:rows/r1" not in kept.number(arrange(nameless, "zh")).titles
