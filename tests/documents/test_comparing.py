"""Two revisions compared clause by clause: by id, never by place."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents.comparing.engine import compare
from desktop.documents.comparing.results import ClauseChange, Comparison
from desktop.i18n import LANGUAGES, Language
from desktop.models.definitions import Json
from desktop.models.snapshot import Chapter, Policy
from tests import factories as make
from tests.documents.edits import edited, long_policy, with_field
from tests.documents.revising import revised
from tests.documents.sample_policy import both, sample_policy
from tests.factories import words

TASKS = {"t1": "甲", "t2": "乙", "t3": "丙", "t4": "丁"}


def part(name: str, zh: str, kind: str = "paragraph") -> Json:
    inner: dict[str, Json] = {"zh": zh, "en": zh}
    return {**(inner if kind == "paragraph" else {kind: inner}), "id": name}


def prose(*parts: Json) -> Json:
    return make.field("text", "rich", list(parts)).value


def small(**more: object) -> Policy:
    """Three articles in two chapters: prose, a list, a table that cites the prose."""
    columns = (
        make.column("level", title=words("层级", "Level")),
        make.column("days", "number", title=words("时限", "Limit"), unit=words("日", "days")),
        make.column("who", "role", title=words("决定人", "Decides")),
    )
    rows: list[Json] = [
        {"id": "l1", "level": both("一级", "One"), "days": 3, "who": "PM"},
        {"id": "l2", "level": both("二级", "Two"), "days": 5, "who": "RB"},
    ]
    text = [
        part("a", "项目评审委员会应当自受理之日起10个工作日内决定。"),
        part("b", "第二款的内容不变。"),
    ]
    chapters = (
        make.chapter(
            "one",
            make.article("review", make.field("text", "rich", text), title=words("评审", "Review")),
            make.article(
                "tasks",
                make.field(
                    "tasks",
                    "list",
                    [{**both(one, one), "id": name} for name, one in TASKS.items()],
                ),
                title=words("任务", "Tasks"),
            ),
        ),
        make.chapter(
            "two",
            make.article(
                "levels",
                make.field("levels", "table", rows, columns=columns, title=words("层级", "Levels")),
                make.field(
                    "see",
                    "rich",
                    [
                        {
                            "zh": ["见", {"ref": "article:tasks"}, "。"],
                            "en": ["See ", {"ref": "article:tasks"}, "."],
                        }
                    ],
                ),
                title=words("层级", "Levels"),
            ),
        ),
    )
    return make.policy(*chapters, **more)


def only(comparison: Comparison) -> ClauseChange:
    (change,) = comparison.changes
    return change


def moved_articles(policy: Policy, *orders: tuple[str, ...]) -> Policy:
    """The chapters with these articles, by id."""
    known = {str(one.id): one for chapter in policy.chapters for one in chapter.articles}
    chapters: list[Chapter] = [
        replace(chapter, articles=tuple(known[one] for one in order))
        for chapter, order in zip(policy.chapters, orders, strict=True)
    ]
    return replace(policy, chapters=tuple(chapters))


# -- clauses -----------------------------------------------------------------------------------


def test_a_clause_that_says_something_else() -> None:
    old = small()
    new = with_field(
        old,
        "text",
        prose(
            part("a", "项目评审委员会应当自受理之日起7个工作日内决定。"),
            part("b", "第二款的内容不变。"),
        ),
    )
    comparison = compare(old, new, "zh")
    change = only(comparison)
    assert (change.kind, change.thing, change.anchor) == ("changed", "clause", "part:text/a")
    assert change.old is not None
    assert change.new is not None
    assert change.new.label == "第一条第一款"
    assert (change.new.chapter, change.new.article) == ("one", "review")
    assert [one.text for one in change.old_runs if one.state == "deleted"] == ["10"]
    assert [one.text for one in change.new_runs if one.state == "inserted"] == ["7"]
    assert change.suggested == "substantive"
    assert change.roles == ("RB",)
    assert comparison.summary.changed == 1
    assert only(compare(old, new, "en")).new.label == "Article 1, paragraph 1"  # type: ignore[union-attr]


def test_only_another_mark_is_editorial() -> None:
    old = small()
    said = "项目评审委员会应当自受理之日起10个工作日内，决定。"
    new = with_field(old, "text", prose(part("a", said), part("b", "第二款的内容不变。")))
    assert only(compare(old, new, "zh")).suggested == "editorial"


def test_a_clause_before_others_renumbers_them_and_changes_none() -> None:
    old = small()
    parts = [
        part("new", "新的一款。"),
        part("a", "项目评审委员会应当自受理之日起10个工作日内决定。"),
        part("b", "第二款的内容不变。"),
    ]
    change = only(compare(old, with_field(old, "text", prose(*parts)), "zh"))
    assert (change.kind, change.anchor) == ("inserted", "part:text/new")
    assert change.old is None
    gone = only(compare(with_field(old, "text", prose(*parts)), old, "zh"))
    assert (gone.kind, gone.anchor) == ("deleted", "part:text/new")
    assert gone.new is None


def test_an_item_that_became_a_paragraph_is_changed() -> None:
    item = prose(part("a", "内容。"), part("b", "另一内容。", "item"))
    paragraph = prose(part("a", "内容。"), part("b", "另一内容。"))
    old = small()
    change = only(compare(with_field(old, "text", item), with_field(old, "text", paragraph), "zh"))
    assert (change.kind, change.anchor) == ("changed", "part:text/b")
    assert change.suggested == "substantive"


def test_the_end_marks_of_a_list_are_no_change() -> None:
    old = small()
    value = next(one.value for one in old.fields if one.id == "tasks")
    assert isinstance(value, list)
    shorter = compare(old, with_field(old, "tasks", value[:-1]), "zh")
    assert [(one.kind, one.anchor) for one in shorter.changes] == [("deleted", "part:tasks/t4")]
    swapped = compare(old, with_field(old, "tasks", [value[3], *value[:3]]), "zh")
    assert [(one.kind, one.anchor) for one in swapped.changes] == [("moved", "part:tasks/t4")]


def test_a_sentence_is_known_by_its_words_and_fields() -> None:
    first, second = words("第一句。"), words("时限为{days}个工作日。")

    def policy(days: int, *text: object) -> Policy:
        days_field = make.field("days", "number", days)
        return make.policy(make.chapter("c", make.article("a", days_field, text=text)))  # type: ignore[arg-type]

    gone = compare(policy(5, first, second), policy(5, second), "zh")
    assert [(one.kind, one.old_text) for one in gone.changes] == [("deleted", "第一句。")]
    both_ways = compare(policy(5, second), policy(7, first, second), "zh")
    assert [(one.kind, one.new_text) for one in both_ways.changes] == [
        ("inserted", "第一句。"),
        ("changed", "时限为7个工作日。"),
    ]


# -- articles and chapters ---------------------------------------------------------------------


def test_a_moved_article_is_neither_deleted_nor_inserted() -> None:
    old = small()
    new = moved_articles(old, ("tasks",), ("levels", "review"))
    comparison = compare(old, new, "zh")
    change = only(comparison)
    assert (change.kind, change.moved, change.anchor) == ("moved", True, "article:review")
    assert change.old is not None
    assert change.new is not None
    assert (change.old.label, change.new.label) == ("第一条", "第三条")
    assert (change.old.chapter, change.new.chapter) == ("one", "two")
    # 任务 and 层级 took other numbers; the citation of 任务 follows.
    assert comparison.summary.renumbered == 2
    assert comparison.summary.first_renumbered == "第二条"
    assert comparison.summary.references == 1


def test_a_moved_article_with_another_clause_is_both() -> None:
    old = small()
    new = moved_articles(old, ("tasks",), ("levels", "review"))
    new = with_field(new, "text", prose(part("a", "另作规定。"), part("b", "第二款的内容不变。")))
    comparison = compare(old, new, "zh")
    assert [(one.kind, one.moved, one.anchor) for one in comparison.changes] == [
        ("moved", True, "article:review"),
        ("changed", False, "part:text/a"),
    ]
    assert comparison.summary.changes == 2


def test_an_article_that_came_has_all_of_its_text() -> None:
    old = small()
    first = replace(old.chapters[0], articles=old.chapters[0].articles[:1])
    new = replace(old, chapters=(first, old.chapters[1]))
    gone = compare(old, new, "zh").changes[0]
    assert (gone.kind, gone.anchor) == ("deleted", "article:tasks")
    title, lead, *items = gone.old_text.split("\n")
    assert title == "任务"
    assert lead.endswith("：")
    assert items == ["（一）甲；", "（二）乙；", "（三）丙；", "（四）丁。"]


def test_chapters_titles_and_sections() -> None:
    old = small()
    renamed = replace(old.chapters[0], title=words("评审与任务"))
    change = only(compare(old, replace(old, chapters=(renamed, old.chapters[1])), "zh"))
    assert (change.kind, change.anchor, change.thing) == ("changed", "chapter:one", "chapter")
    swapped = compare(old, replace(old, chapters=old.chapters[::-1]), "zh")
    assert [(one.kind, one.thing) for one in swapped.changes] == [("moved", "chapter")]


# -- tables ------------------------------------------------------------------------------------


def rows_of(policy: Policy) -> list[dict[str, Json]]:
    value = next(one.value for one in policy.fields if one.id == "levels")
    assert isinstance(value, list)
    return [one for one in value if isinstance(one, dict)]


def test_a_row_shows_the_cells_that_changed() -> None:
    old = small()
    first, second = rows_of(old)
    change = only(compare(old, with_field(old, "levels", [first, {**second, "days": "7"}]), "zh"))
    assert (change.kind, change.thing, change.anchor) == ("changed", "row", "part:levels/l2")
    assert change.new is not None
    assert change.new.label == "表3“二级”"
    assert (change.old_text, change.new_text) == ("时限：5", "时限：7")


def test_rows_come_go_and_move() -> None:
    old = small()
    first, second = rows_of(old)
    third: dict[str, Json] = {**first, "id": "l3"}
    came = compare(old, with_field(old, "levels", [first, third, second]), "zh")
    assert [(one.kind, one.anchor) for one in came.changes] == [("inserted", "part:levels/l3")]
    went = compare(old, with_field(old, "levels", [second]), "zh")
    assert [(one.kind, one.anchor) for one in went.changes] == [("deleted", "part:levels/l1")]
    assert went.changes[0].roles == ("PM",)
    turned = compare(old, with_field(old, "levels", [second, first]), "zh")
    assert [one.kind for one in turned.changes] == ["moved"]


def test_a_figure_follows_its_table() -> None:
    old = sample_policy()
    value = next(one.value for one in old.fields if one.id == "risk_bands")
    assert isinstance(value, list)
    changed = [{**one, "level": "high"} if isinstance(one, dict) else one for one in value]
    comparison = compare(old, with_field(old, "risk_bands", changed), "zh")
    assert [one.thing for one in comparison.changes] == ["row"]
    assert len(comparison.redrawn) == 1


# -- checklists, facts, roles ------------------------------------------------------------------


def test_checklist_items_by_their_codes() -> None:
    items = [make.item("A-1"), make.item("A-2"), make.item("A-3")]
    old = small(phases=(make.phase("P1", *items),))
    changed = replace(items[2], tag="G")
    new = small(phases=(make.phase("P1", items[1], changed, make.item("A-4")),))
    comparison = compare(old, new, "zh")
    assert [(one.kind, one.anchor) for one in comparison.changes] == [
        ("deleted", "item:A-1"),
        ("changed", "item:A-3"),
        ("inserted", "item:A-4"),
    ]
    assert comparison.changes[1].roles == ("PM",)
    assert comparison.changes[1].new_text == "A-3已完成\n类型：G"


def test_an_item_in_another_phase_was_moved() -> None:
    one, two = make.item("A-1"), make.item("A-2")
    third = make.item("B-1")
    old = small(phases=(make.phase("P1", one, two), make.phase("P2", third)))
    new = small(phases=(make.phase("P1", one), make.phase("P2", third, two)))
    assert [(each.kind, each.anchor) for each in compare(old, new, "zh").changes] == [
        ("moved", "item:A-2")
    ]


def test_facts_and_roles() -> None:
    old = small()
    facts = replace(old.facts, classification="public", owner_department=words("质量部"))
    roles = (replace(old.roles[0], title=words("项目负责人")), *old.roles[1:])
    comparison = compare(old, replace(old, facts=facts, roles=roles), "zh")
    anchors = [one.anchor for one in comparison.changes]
    assert anchors == [
        "fact:classification",
        "fact:owner",
        "part:levels/l1",  # names the role that has another title
        "role:PM",
    ]


def test_dates_and_the_number_of_the_revision_are_no_content() -> None:
    old = small()
    facts = replace(old.facts, amendment=3, issued=None, effective=None, issue_number="新号")
    assert not compare(old, replace(old, facts=facts, state="draft"), "zh")


# -- as a whole --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@given(seed=st.integers(0, 10_000))
@settings(max_examples=10)
def test_nothing_is_different_from_itself(language: Language, seed: int) -> None:
    chance = random.Random(seed)
    policy = edited(long_policy(chance, chapters=2), chance)
    again = replace(policy, chapters=tuple(replace(one) for one in policy.chapters))
    comparison = compare(policy, again, language)
    assert not comparison
    assert comparison.summary.renumbered == comparison.summary.references == 0


@given(seed=st.integers(0, 10_000))
@settings(max_examples=15)
def test_there_and_back_name_the_same_places(seed: int) -> None:
    """What was inserted one way is deleted the other way."""
    chance = random.Random(seed)
    old = long_policy(chance, chapters=2)
    new = edited(edited(old, chance), chance)
    there, back = compare(old, new, "zh"), compare(new, old, "zh")
    for kind, other in (("inserted", "deleted"), ("deleted", "inserted")):
        ours = {one.anchor for one in there.changes if one.kind == kind}
        theirs = {one.anchor for one in back.changes if one.kind == other}
        assert ours == theirs
    assert there.summary.moved == back.summary.moved


@given(seed=st.integers(0, 10_000))
@settings(max_examples=10)
def test_exactly_what_was_done_is_named(seed: int) -> None:
    chance = random.Random(seed)
    old = long_policy(chance, chapters=6)
    new = revised(old, chance, edits=12, moves=4, rows=3)
    comparison = compare(old, new.policy, "zh")
    named = {(one.anchor, one.kind) for one in comparison.changes}
    assert named == {
        *((one, "changed") for one in new.edited | new.rows),
        *((one, "moved") for one in new.moved),
    }
