"""How far a policy is: what the tree's rings and the way to the next empty field go by."""

from dataclasses import replace
from unittest.mock import patch

from desktop.models import completeness
from desktop.models.completeness import (
    FieldPlace,
    Progress,
    chapter_progress,
    next_empty_required,
    policy_progress,
    progress_by_chapter,
)
from desktop.models.snapshot import Policy
from tests.factories import article, chapter, column, field, policy, words


def sample() -> Policy:
    return policy(
        chapter(
            "general",
            article("purpose", field("purpose", "rich", "为规范运营。", required=True)),
            article("scope", field("scope", "text", required=True), field("level", "number", 3)),
        ),
        chapter("risk", article("register", field("note", "text"))),
        chapter(
            "flow",
            article(
                "steps",
                field("steps", "list", required=True, minimum_rows=2, value=["一"]),
                field("chart", "diagram", diagram="swimlane", source="steps", required=True),
            ),
        ),
    )


def test_every_chapter_and_article_is_counted() -> None:
    progress = progress_by_chapter(sample())
    assert progress["general"].whole == Progress(2, 3, 1, 2, "scope")
    assert progress["general"].articles == {
        "purpose": Progress(1, 1, 1, 1),
        "scope": Progress(1, 2, 0, 1, "scope"),
    }
    assert progress["risk"].whole == Progress(0, 1, 0, 0)
    assert progress["flow"].whole == Progress(0, 1, 0, 1, "steps"), "a figure asks for nothing"
    assert list(progress.values()) == [chapter_progress(one) for one in sample().chapters]
    assert policy_progress(sample()) == Progress(2, 5, 1, 3, "scope")


def test_what_the_ring_shows() -> None:
    progress = progress_by_chapter(sample())
    assert progress["general"].whole.fraction == 0.5
    assert not progress["general"].whole.complete
    assert progress["risk"].whole.complete, "nothing is required there"
    assert progress["risk"].whole.fraction == 0
    assert Progress().fraction == 1


def test_a_row_without_its_required_cell_is_not_filled_in() -> None:
    columns = (column("a", required=True), column("b"))
    half = field("t", "table", [{"b": "乙"}], columns=columns)
    whole = field("t", "table", [{"a": "甲"}], columns=columns)
    for one, filled in ((half, 0), (whole, 1)):
        made = policy(chapter("c", article("a", one)))
        assert policy_progress(made).filled == filled


def test_the_next_empty_required_field_goes_round() -> None:
    made = sample()
    scope, steps = FieldPlace("general", "scope", "scope"), FieldPlace("flow", "steps", "steps")
    assert next_empty_required(made) == scope
    assert next_empty_required(made, "purpose") == scope
    assert next_empty_required(made, "scope") == steps
    assert next_empty_required(made, "chart") == scope
    assert next_empty_required(made, "nowhere") == scope
    assert next_empty_required(policy(made.chapters[1])) is None


def test_only_what_is_another_object_is_looked_at_again() -> None:
    made = sample()
    before = progress_by_chapter(made)
    general = made.chapters[0]
    filled = replace(general.articles[1], fields=(field("scope", "text", "全部", required=True),))
    edited = replace(general, articles=(general.articles[0], filled))
    new = replace(made, chapters=(edited, *made.chapters[1:]))
    with patch.object(completeness, "_of_article", wraps=completeness._of_article) as looked:
        after = progress_by_chapter(new)
        assert [call.args[0].id for call in looked.call_args_list] == ["scope"]
    assert after["general"].whole == Progress(2, 2, 2, 2)
    assert after["flow"] is before["flow"]
    assert progress_by_chapter(made) == before


def test_chapters_that_come_go_and_move() -> None:
    made = sample()
    progress_by_chapter(made)
    added = chapter("new", article("n", field("n", "text", required=True)), title=words("新"))
    new = replace(made, chapters=(added, made.chapters[2], made.chapters[0]))
    assert list(progress_by_chapter(new)) == ["new", "flow", "general"]
    assert policy_progress(new) == Progress(2, 5, 1, 4, "n")
