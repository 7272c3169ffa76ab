"""Find and replace: every text is found where it stands, and put back where it was."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.definitions import (
    ArticleDefinition,
    ChapterDefinition,
    Column,
    FieldDefinition,
    Json,
    Role,
    Template,
)
from desktop.models.errors import Refused
from desktop.models.identity import ArticleId, ChapterId, FieldId, RoleCode
from desktop.models.sentence_slots import slots_of
from desktop.models.snapshot import Policy
from desktop.models.wording import Reference, Run
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.commands.set_article_patterns import SetArticlePatterns
from desktop.services.commands.set_field_values import SetFieldValues
from desktop.services.dump import canonical_dump
from desktop.services.finding_text import Hit, TextFinder, find_text, replacement
from desktop.services.library import Library
from desktop.services.queries import policy_snapshot
from desktop.services.replacing import replaced_inline
from tests.factories import article, chapter, field, item, phase, policy, words
from tests.services.samples import template, ticking


def of(value: Json, kind: str = "rich", **more: Any) -> Policy:
    return policy(
        chapter(
            "c", article("a", field("f", kind, value, **more), title=words("条")), title=words("章")
        ),
        title=words("书"),
        phases=(),
        roles=(),
    )


def places(hits: tuple[Hit, ...]) -> list[tuple[str, str, str, str]]:
    return [(one.field, one.part, one.column, one.part_in_cell) for one in hits]


COLUMNS = (
    Column("a", "text", words("甲")),
    Column("b", "list", words("乙")),
    Column("c", "number", words("丙")),
)


@pytest.mark.parametrize(
    ("kind", "value", "found"),
    [
        ("text", {"zh": "见项目"}, [("f", "", "", "")]),
        ("rich", [{"id": "x", "level": 1, "text": "项目"}], [("f", "x", "", "")]),
        ("list", ["无", {"id": "y", "text": "项目"}], [("f", "y", "", "")]),
        (
            "table",
            [{"id": "r", "a": "项目", "b": [{"id": "i", "text": "项目"}], "c": 3}],
            [("f", "r", "a", ""), ("f", "r", "b", "i")],
        ),
        ("measure", [{"id": "m", "indicator": "项目数"}], [("f", "m", "indicator", "")]),
        (
            "kpi",
            [{"id": "k", "name": "项目率", "formula": "项目÷总数"}],
            [("f", "k", "name", ""), ("f", "k", "formula", "")],
        ),
        (
            "raci",
            {"roles": ["PM"], "rows": [{"id": "q", "activity": "项目", "cells": {"PM": "A"}}]},
            [("f", "q", "activity", "")],
        ),
        ("diagram", {"caption": "项目图"}, [("f", "", "caption", "")]),
    ],
)
def test_every_kind_of_field_is_searched(kind: str, value: Json, found: Any) -> None:
    made = of(value, kind, columns=COLUMNS if kind == "table" else ())
    hits = find_text(made, "项目")
    assert places(hits) == found
    assert {(one.kind, one.chapter, one.article) for one in hits} == {("field", "c", "a")}
    command = replacement(made, hits, "工程")
    assert command is not None
    assert [len(find_text(made, one)) for one in ("A", "PM", "r", "3")] == [0, 0, 0, 0]
    changed = str(command.values)
    assert ("项目" in changed, changed.count("工程")) == (False, len(hits))


def test_titles_and_checklists_are_searched_in_the_order_of_the_book() -> None:
    made = policy(
        chapter(
            "c",
            article("a", field("f", "text", "甲一"), title=words("甲二"), section="甲"),
            title=words("甲三"),
        ),
        title=words("甲四", "none"),
        phases=(phase("P1", item("I-1", text=words("甲五"), evidence=words("甲六"))),),
        roles=(Role(RoleCode("PM"), words("甲七"), duties=(words("甲八"),)),),
    )
    hits = find_text(made, "甲", language="zh")
    assert [(one.kind, one.snippet) for one in hits] == [
        ("policy", "甲四"),
        ("chapter", "甲三"),
        ("section", "甲节"),
        ("article", "甲二"),
        ("field", "甲一"),
        ("item", "甲五"),
        ("item", "甲六"),
        ("role", "甲七"),
        ("role", "甲八"),
    ]
    assert [(one.phase, one.item, one.part) for one in hits[-4:-2]] == [
        ("P1", "I-1", "text"),
        ("P1", "I-1", "evidence"),
    ]


def test_a_hit_says_where_in_the_text_and_shows_what_is_around() -> None:
    text = "前" * 50 + "目标" + "后" * 50
    (hit,) = find_text(of(text), "目标")
    assert (hit.start, hit.length) == (50, 2)
    assert hit.snippet == "…" + "前" * 24 + "目标" + "后" * 24 + "…"
    assert hit.matched == "目标"
    (hit,) = find_text(of("目标"), "目标")
    assert (hit.snippet, hit.mark) == ("目标", (0, 2))


def test_languages_are_searched_apart() -> None:
    made = of({"zh": "风险 risk", "en": "risk"})
    assert [one.language for one in find_text(made, "risk")] == ["zh", "en"]
    assert [one.language for one in find_text(made, "risk", language="en")] == ["en"]
    assert [one.language for one in find_text(replace(made, languages=("zh",)), "risk")] == ["zh"]


@pytest.mark.parametrize(
    ("text", "query", "options", "starts"),
    [
        ("Gate gate GATE", "gate", {}, [0, 5, 10]),
        ("Gate gate GATE", "gate", {"match_case": True}, [5]),
        ("gateway gate, gate_2 门gate门", "gate", {"whole_word": True}, [8, 22]),
        ("项目管理", "管理", {"whole_word": True}, [2]),
        ("ABＡＢ", "ab", {}, [0]),
        ("ABＡＢ", "ａｂ", {}, [2]),
        ("（一）(一)", "(一)", {}, [3]),
        ("a.*b", ".*", {}, [1]),
        ("[a-z]\\1", "\\1", {}, [5]),
        ("aaaa", "aa", {}, [0, 2]),
        ("İİgate", "GATE", {}, [2]),
        ("ΟΔΟΣ ΟΔΟΣ", "οδοσ", {}, [0, 5]),
        ("𠮷野𠮷", "𠮷", {}, [0, 2]),
        ("一", "", {}, []),
        ("一\t二", "\t", {}, []),
        ("x", "\x00", {}, []),
        ("x y", "x\ny", {}, []),
    ],
)
def test_what_matches(text: str, query: str, options: Any, starts: list[int]) -> None:
    made = of({"zh": text}, "text")
    assert [one.start for one in find_text(made, query, language="zh", **options)] == starts


def test_a_reference_is_one_character_that_nothing_matches() -> None:
    made = of([{"zh": ["按", {"ref": "article:a"}, "按", {"text": "按此", "bold": True}]}])
    assert [one.start for one in find_text(made, "按")] == [0, 2, 3]
    assert [(one.start, one.snippet) for one in find_text(made, "按按")] == [(2, "按…按按此")]
    assert find_text(made, "article") == ()
    assert find_text(made, "…") == ()


def test_looks_and_references_keep_their_places() -> None:
    bold, ref = Run("粗体", bold=True), Reference("article:a")
    inline = (Run("一二"), bold, ref, Run("三四", italic=True))
    assert replaced_inline(inline, [(1, 3)], "新") == (
        Run("一"),
        Run("新"),
        Run(""),
        Run("体", bold=True),
        ref,
        Run("三四", italic=True),
    )
    joined = "".join(
        one.text if isinstance(one, Run) else "|"
        for one in replaced_inline(inline, [(0, 1), (2, 4), (6, 7)], "新")
    )
    assert joined == "新二新|三新"
    assert replaced_inline(inline, [(2, 4)], "新")[2] == Run("新", bold=True)


def whole_template() -> Template:
    def asked(name: str, kind: str, **more: Any) -> FieldDefinition:
        return FieldDefinition(FieldId(name), kind, words(name), **more)

    fields = (
        asked("table", "table", columns=COLUMNS),
        asked("raci", "raci"),
        asked("kpi", "kpi"),
        asked("head", "role"),
        asked("figure", "diagram", diagram="swimlane", source="table"),
    )
    led = words("本公司由{head}负责，本表见后", "{head} has the table and head")
    more = ChapterDefinition(
        ChapterId("more"),
        words("更多", "More"),
        (ArticleDefinition(ArticleId("more"), words("全部", "All"), fields, (led,)),),
    )
    return replace(template(), chapters=(*template().chapters, more))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A library that every example leaves as it was."""
    folder: Path = tmp_path_factory.mktemp("finding")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLICYDESK_DATA", str(folder))
        with Library.open(folder / "a.policydesk", create=True, clock=ticking()) as opened:
            title = words("运营制度 ab", "Policy ab")
            made = CreatePolicy(whole_template(), title, ("zh", "en"), samples=True)
            yield opened, opened.run(made).result


letters = st.text("ab 甲Aａ<&\\", max_size=6)
runs = st.lists(
    st.one_of(
        letters,
        st.builds(lambda text, bold: {"text": text, "bold": bold}, letters, st.booleans()),
        st.just({"ref": "article:more"}),
    ),
    max_size=4,
)
texts = st.fixed_dictionaries({"zh": st.one_of(letters, runs)}, optional={"en": runs})
values = st.fixed_dictionaries(
    {},
    optional={
        "purpose": st.lists(texts, max_size=3),
        "scope": texts,
        "categories": st.lists(texts, max_size=3),
        "table": st.lists(
            st.fixed_dictionaries({"a": texts}, optional={"b": st.lists(texts, max_size=2)}),
            max_size=2,
        ),
        "raci": st.fixed_dictionaries(
            {"rows": st.lists(st.fixed_dictionaries({"activity": texts}), max_size=2)}
        ),
        "kpi": st.lists(st.fixed_dictionaries({"name": texts, "formula": texts}), max_size=2),
        "figure": st.fixed_dictionaries({"caption": texts}),
    },
)


around_slots = st.lists(st.one_of(letters, st.sampled_from(["{scope}", "{level}"])), max_size=5)
said = st.lists(st.builds(words, *[around_slots.map("".join)] * 2), max_size=3)


@given(values=values, said=said, query=st.text("ab甲Ae", min_size=1, max_size=2), options=st.data())
def test_replaced_is_what_was_found_and_undone_it_is_as_before(
    shared: Any, values: Any, said: Any, query: str, options: st.DataObject
) -> None:
    library, policy_id = shared
    library.run(SetFieldValues(policy_id, values))
    library.run(SetArticlePatterns(policy_id, ArticleId("scope"), tuple(said)))
    before = canonical_dump(library)
    made = policy_snapshot(library, policy_id)
    flags = {name: options.draw(st.booleans(), label=name) for name in ("match_case", "whole_word")}
    hits = find_text(made, query, **flags)
    assert all(one.matched.lower() == query.lower() for one in hits)
    same = [one for one in hits if one.matched == query]
    assert replacement(made, same, query) is None

    some = hits if options.draw(st.booleans(), label="all") else hits[::2]
    command = replacement(made, some, "◆")
    if not some:
        assert command is None
        return
    assert command is not None
    inverse = library.run(command).inverse
    replaced = policy_snapshot(library, policy_id)
    assert len(find_text(replaced, "◆")) == len(some)
    assert [one.id for one in replaced.fields] == [one.id for one in made.fields]
    assert slots(replaced) == slots(made)
    again = library.run(inverse).inverse
    assert canonical_dump(library) == before
    library.run(again)
    assert policy_snapshot(library, policy_id) == replaced
    library.run(inverse)


def slots(of_policy: Policy) -> list[tuple[FieldId, ...]]:
    said = [p for c in of_policy.chapters for a in c.articles for p in a.patterns]
    return [slots_of(text) for one in said for text in (one.zh, one.en)]


def test_titles_and_items_are_replaced_in_one_step(shared: Any) -> None:
    library, policy_id = shared
    before = canonical_dump(library)
    made = policy_snapshot(library, policy_id)
    hits = find_text(made, "风险") + find_text(made, "已完成") + find_text(made, "节")
    hits += find_text(made, "ab") + find_text(made, "条文", language="zh")
    command = replacement(made, hits, "◆")
    assert command is not None
    outcome = library.run(command)
    after = policy_snapshot(library, policy_id)
    assert after.title == words("运营制度 ◆", "Policy ◆")
    assert after.chapters[1].title.zh == "◆"
    assert after.chapters[1].articles[0].section.title.zh == "◆"  # type: ignore[union-attr]
    assert after.phases[0].items[0].text.zh == "检查项IN-01◆"
    assert after.chapters[0].articles[0].title == words("◆purpose", "purpose")
    assert len(find_text(after, "◆")) == len(hits)
    library.run(outcome.inverse)
    assert canonical_dump(library) == before


def test_a_title_that_would_be_empty_refuses_it_all(shared: Any) -> None:
    library, policy_id = shared
    made = policy_snapshot(library, policy_id)
    before = canonical_dump(library)
    no_english = replace(
        made, chapters=(replace(made.chapters[0], title=words("甲", "甲")), *made.chapters[1:])
    )
    command = replacement(no_english, find_text(no_english, "甲"), "")
    assert command is not None
    with pytest.raises(Refused, match="title-missing"):
        library.run(command)
    assert canonical_dump(library) == before


def test_a_department_is_renamed_in_the_role_dictionary_too(shared: Any) -> None:
    library, policy_id = shared
    before = canonical_dump(library)
    made = policy_snapshot(library, policy_id)
    title = made.roles[0].title.zh
    hits = find_text(made, title, language="zh")
    assert ("role", made.roles[0].code) in [(one.kind, one.role) for one in hits]
    command = replacement(made, hits, "◆部")
    assert command is not None
    outcome = library.run(command)
    after = policy_snapshot(library, policy_id)
    assert after.roles[0].title.zh == "◆部"
    assert [one.code for one in after.roles] == [one.code for one in made.roles]
    assert find_text(after, title, language="zh") == ()
    library.run(outcome.inverse)
    assert canonical_dump(library) == before


def around(*sentences: str) -> Policy:
    article_with = article(
        "a", field("office", "text", "某某"), text=[words(one) for one in sentences]
    )
    return policy(chapter("c", article_with), phases=(), roles=())


def test_the_sentences_around_the_fields_are_replaced_but_not_their_slots(shared: Any) -> None:
    library, policy_id = shared
    before = canonical_dump(library)
    made = policy_snapshot(library, policy_id)
    hits = [one for one in find_text(made, "本") + find_text(made, "head") if one.article == "more"]
    assert {one.kind for one in hits} == {"sentence"}
    command = replacement(made, hits, "◆")
    assert command is not None
    outcome = library.run(command)
    (after,) = policy_snapshot(library, policy_id).chapters[-1].articles[0].patterns
    assert after == words("◆公司由{head}负责，◆表见后", "{head} has the table and ◆")
    library.run(outcome.inverse)
    assert canonical_dump(library) == before


def test_a_slot_is_one_character_that_nothing_matches() -> None:
    made = around("第一句", "由{office}的office{office}办理，office办理")
    hits = find_text(made, "office", language="zh")
    assert [(one.kind, one.article, one.part, one.start) for one in hits] == [
        ("sentence", "a", "1", 3),
        ("sentence", "a", "1", 13),
    ]
    assert hits[0].snippet == "由…的office…办理，office办理"
    assert find_text(made, "的办理") == find_text(made, "…") == find_text(made, "{") == ()
    command = replacement(made, hits, "处")
    assert command is not None
    assert [one.zh for one in command.sentences[ArticleId("a")]] == [
        "第一句",
        "由{office}的处{office}办理，处办理",
    ]


def test_what_a_sentence_cannot_hold_is_refused_and_an_empty_one_goes(shared: Any) -> None:
    library, policy_id = shared
    article_id = ArticleId("dates")
    undo = library.run(
        SetArticlePatterns(policy_id, article_id, (words("空句"), words("留")))
    ).inverse
    before = canonical_dump(library)
    made = policy_snapshot(library, policy_id)
    hits = find_text(made, "空句")
    refused = replacement(made, hits, "看\u202e不见")
    assert refused is not None
    with pytest.raises(Refused, match="text-refused"):
        library.run(refused)
    assert canonical_dump(library) == before
    emptied = replacement(made, hits, "")
    assert emptied is not None
    back = library.run(emptied).inverse
    (chapter,) = (
        one for one in policy_snapshot(library, policy_id).chapters if one.id == "closing"
    )
    assert chapter.articles[0].patterns == (words("留"),)
    library.run(back)
    assert canonical_dump(library) == before
    library.run(undo)


def test_no_slot_is_found_or_made() -> None:
    made = around("由office的{office}办理", "office")
    hits = find_text(made, "office", language="zh")
    assert [(one.kind, one.path, one.start) for one in hits] == [
        ("sentence", (0,), 1),
        ("sentence", (1,), 0),
    ]
    command = replacement(made, hits, "部门")
    assert command is not None
    texts = command.sentences[ArticleId("a")]
    assert [one.zh for one in texts] == ["由部门的{office}办理", "部门"]
    assert replacement(made, hits, "{office}") is None


def test_a_match_that_is_no_longer_there_is_left_out() -> None:
    made = of("甲乙")
    hits = find_text(made, "乙")
    assert replacement(of("乙甲"), hits, "丙") is None


def test_what_did_not_change_is_not_read_again() -> None:
    """A person types the words that are looked for letter by letter."""
    made = of("甲乙")
    finder = TextFinder()
    first = [hit for step in finder.steps(made, "甲") for hit in step]
    kept = dict(finder._kept)
    again = [hit for step in finder.steps(made, "甲乙") for hit in step]
    assert (len(first), len(again)) == (1, 1)
    assert all(finder._kept[name] is one for name, one in kept.items())
    edited = of("丙乙")
    assert [hit for step in finder.steps(edited, "甲") for hit in step] == []
    assert len([hit for step in finder.steps(edited, "乙") for hit in step]) == 1
