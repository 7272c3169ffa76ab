"""Policies from a template: what they hold, how they are found, what edits make of them."""

from pathlib import Path
from typing import Any

import pytest

from desktop.i18n import Language
from desktop.models.definitions import Json
from desktop.models.errors import Refused
from desktop.models.identity import ArticleId, ChapterId, FieldId, ItemCode, PhaseId
from desktop.models.snapshot import Organisation, PolicyFacts, RevisionEntry
from desktop.models.wording import Localised
from desktop.services.commands.add_article import AddArticle
from desktop.services.commands.add_chapter import AddChapter
from desktop.services.commands.add_checklist_item import AddChecklistItem
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.commands.edit_checklist_item import EditChecklistItem
from desktop.services.commands.move_article import MoveArticle
from desktop.services.commands.move_chapter import MoveChapter
from desktop.services.commands.move_checklist_item import MoveChecklistItem
from desktop.services.commands.remove_article import RemoveArticle
from desktop.services.commands.remove_chapter import RemoveChapter
from desktop.services.commands.rename_policy import RenamePolicy
from desktop.services.commands.set_field_values import SetFieldValues
from desktop.services.commands.set_organisation import SetOrganisation
from desktop.services.commands.set_policy_facts import SetPolicyFacts
from desktop.services.library import Library
from desktop.services.log_queries import setting, settings
from desktop.services.queries import (
    find_policy,
    organisation,
    policy_snapshot,
    policy_summaries,
)
from desktop.services.search import search
from tests.services.samples import MORNING, item, new_policy, template, words

RISK, CLOSING, GENERAL = ChapterId("risk"), ChapterId("closing"), ChapterId("general")
METHOD, REGISTER = ArticleId("method"), ArticleId("register")


def outline(library: Library, policy: str) -> dict[str, list[str]]:
    chapters = policy_snapshot(library, policy).chapters
    return {one.id: [article.id for article in one.articles] for one in chapters}


def value(library: Library, policy: str, name: str) -> Json:
    return next(one.value for one in policy_snapshot(library, policy).fields if one.id == name)


@pytest.mark.parametrize("languages", [("zh",), ("en",), ("zh", "en"), ("en", "zh")])
def test_a_policy_is_its_template_filled_in(
    library: Library, languages: tuple[Language, ...]
) -> None:
    command = CreatePolicy(template(), words("制度"), languages, number="QP-01", samples=True)
    policy = policy_snapshot(library, library.run(command).result)
    made = template()
    assert policy.title == words("制度")
    assert (policy.languages, policy.numbering, policy.state) == (languages, "article", "draft")
    assert (policy.template, policy.facts.number) == ("small", "QP-01")
    assert policy.roles == made.roles
    assert policy.phases == made.phases
    assert [one.id for one in policy.chapters] == ["general", "risk", "closing"]
    for kept, given in zip(policy.chapters, made.chapters, strict=True):
        assert (kept.title, kept.code, kept.required) == (given.title, given.code, given.required)
        for article, wanted in zip(kept.articles, given.articles, strict=True):
            assert (article.title, article.section) == (wanted.title, wanted.section)
            assert [one.id for one in article.fields] == [one.id for one in wanted.fields]
            assert [one.definition.kind for one in article.fields] == [
                one.kind for one in wanted.fields
            ]


def test_without_samples_it_is_empty_and_values_go_over_samples(library: Library) -> None:
    empty = library.run(CreatePolicy(template(), words("空"))).result
    assert all(one.value is None for one in policy_snapshot(library, empty).fields)
    values = {FieldId("score"): 42}
    mixed = library.run(CreatePolicy(template(), words("混"), samples=True, values=values)).result
    assert value(library, mixed, "score") == "42"
    assert value(library, mixed, "level") == "high"


def test_a_policy_keeps_its_definitions(library: Library) -> None:
    """It does not change when its template does, and samples stay with the template."""
    policy = policy_snapshot(library, new_policy(library))
    field = next(one for one in policy.fields if one.id == "scope")
    assert field.definition.required
    assert field.definition.sample is None
    assert field.definition.title == words("字段scope", "scope")


def test_policies_are_listed_in_the_order_of_their_making(library: Library) -> None:
    first, second = new_policy(library, "乙"), new_policy(library, "甲")
    facts = PolicyFacts(number="QP-02", effective=MORNING.date(), amendment=3)
    library.run(SetPolicyFacts(second, facts))
    summaries = policy_summaries(library)
    assert [one.id for one in summaries] == [first, second]
    assert (summaries[1].number, summaries[1].revision) == ("QP-02", "A/3")
    assert (summaries[1].effective, summaries[1].title) == (MORNING.date(), "甲")
    assert summaries[0].created < summaries[1].created


def test_a_policy_is_found_by_id_title_and_numbers(library: Library) -> None:
    policy = library.run(CreatePolicy(template(), Localised("制度", "Policy"))).result
    facts = PolicyFacts(number="QP-01", issue_number="启航信发〔2026〕12号")
    library.run(SetPolicyFacts(policy, facts))
    for reference in (policy, "制度", "Policy", "QP-01", "启航信发〔2026〕12号"):
        assert find_policy(library, reference) == policy


@pytest.mark.parametrize("reference", ["", "制", "policy-none", "%", "'"])
def test_what_means_no_policy_is_refused(library: Library, reference: str) -> None:
    new_policy(library)
    with pytest.raises(Refused) as caught:
        find_policy(library, reference)
    assert caught.value.code == "policy-unknown"


def test_what_means_two_policies_names_both(library: Library) -> None:
    first, second = new_policy(library, "同名"), new_policy(library, "同名")
    with pytest.raises(Refused) as caught:
        policy_snapshot(library, "同名")
    assert caught.value.code == "policy-ambiguous"
    assert first in str(caught.value.facts["candidates"])
    assert second in str(caught.value.facts["candidates"])
    assert find_policy(library, second) == second


def test_text_is_kept_as_it_was_written(library: Library) -> None:
    policy = new_policy(library)
    for text in (
        "<b>粗</b> & <img src=/etc/passwd>",
        "{目的}",
        "全角ＡＢＣ：（一）",
        "'; DROP TABLE x; --",
    ):
        library.run(RenamePolicy(policy, Localised(text)))
        assert policy_snapshot(library, policy).title.zh == text
        library.run(SetFieldValues(policy, {FieldId("scope"): text}))
        kept: Any = value(library, policy, "scope")
        assert kept["zh"] == text


def test_a_title_is_one_line(library: Library) -> None:
    policy = new_policy(library)
    library.run(RenamePolicy(policy, Localised("  项目\r\n运营\u2028制度\t")))
    assert policy_snapshot(library, policy).title.zh == "项目 运营 制度"


def test_a_value_that_is_there_already_changes_nothing(library: Library) -> None:
    policy = new_policy(library)
    level: dict[FieldId, Json] = {FieldId("level"): "low", FieldId("score"): 10}
    assert library.run(SetFieldValues(policy, level)).result == ("level",)
    assert library.run(SetFieldValues(policy, level)).changes.nothing


def test_chapters_and_articles_move(library: Library) -> None:
    policy = new_policy(library)
    library.run(MoveChapter(policy, CLOSING, 0))
    assert list(outline(library, policy)) == ["closing", "general", "risk"]
    library.run(MoveArticle(policy, METHOD, GENERAL, 1))
    assert outline(library, policy) == {
        "closing": ["dates"],
        "general": ["purpose", "method", "scope"],
        "risk": ["register"],
    }
    library.run(MoveArticle(policy, METHOD, GENERAL, 0))
    assert outline(library, policy)["general"] == ["method", "purpose", "scope"]


def test_what_a_user_adds(library: Library) -> None:
    policy = new_policy(library)
    chapter = library.run(AddChapter(policy, words("本公司特有"), 1)).result
    added = library.run(AddArticle(policy, chapter, words("特别规定"))).result
    library.run(SetFieldValues(policy, {added.field_id: "第一款\n第二款"}))
    assert list(outline(library, policy)) == ["general", chapter, "risk", "closing"]
    made = policy_snapshot(library, policy).chapters[1]
    assert made.title == words("本公司特有")
    assert not made.required
    article = made.articles[0]
    assert (article.id, article.title) == (added.article_id, words("特别规定"))
    parts: Any = article.fields[0].value
    assert [one["text"]["zh"] for one in parts] == ["第一款", "第二款"]
    assert [one.anchor for one in search(library, "第二款")] == [f"field:{added.field_id}"]


def test_a_section_goes_on_when_its_first_article_goes(library: Library) -> None:
    policy = new_policy(library)

    def sections() -> dict[str, str | None]:
        risk = policy_snapshot(library, policy).chapters[1]
        return {one.id: one.section.id if one.section else None for one in risk.articles}

    assert sections() == {"method": "first", "register": None}
    gone = library.run(RemoveArticle(policy, METHOD))
    assert sections() == {"register": "first"}
    library.run(gone.inverse)
    assert sections() == {"method": "first", "register": None}


def test_a_removed_chapter_leaves_nothing_behind(library: Library) -> None:
    policy = new_policy(library)
    assert search(library, "进度")
    gone = library.run(RemoveChapter(policy, RISK))
    assert list(outline(library, policy)) == ["general", "closing"]
    assert not {one.id for one in policy_snapshot(library, policy).fields} & {"score", "categories"}
    assert search(library, "进度") == ()
    library.run(gone.inverse)
    assert search(library, "进度")


def test_checklists_are_edited(library: Library) -> None:
    policy = new_policy(library)
    p1, p2 = PhaseId("P1"), PhaseId("P2")
    library.run(AddChecklistItem(policy, p1, item("IN-09", "G"), 0))
    library.run(MoveChecklistItem(policy, ItemCode("IN-03"), p2, 0))
    library.run(EditChecklistItem(policy, ItemCode("IN-01"), item("IN-01", "O", "C")))
    phases = policy_snapshot(library, policy).phases
    assert [[one.code for one in phase.items] for phase in phases] == [
        ["IN-09", "IN-01", "IN-02"],
        ["IN-03", "PL-01"],
    ]
    assert (phases[0].items[1].tag, phases[0].items[1].classes) == ("O", ("C",))
    assert [one.anchor for one in search(library, "IN-09")][:1] == ["item:IN-09"]


def test_control_data_and_history(library: Library) -> None:
    policy = new_policy(library)
    entry = RevisionEntry(
        "A/1", MORNING.date(), words("第三条"), words("改期限"), words("例行"), "张三"
    )
    facts = PolicyFacts(number="QP-01", amendment=1, trial=True, distribution=(words("研发部"),))
    done = library.run(SetPolicyFacts(policy, facts, (entry,)))
    kept = policy_snapshot(library, policy)
    assert (kept.facts, kept.history) == (facts, (entry,))
    library.run(SetPolicyFacts(policy, PolicyFacts(number="QP-02")))
    assert policy_snapshot(library, policy).history == (entry,)
    library.run(done.inverse)
    assert policy_snapshot(library, policy).history == ()


def test_the_organisation_is_the_librarys(library: Library) -> None:
    logo = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    done = library.run(SetOrganisation(Organisation(words("启航公司"), logo)))
    assert organisation(library) == Organisation(words("启航公司"), logo)
    assert policy_snapshot(library, new_policy(library)).organisation.logo == logo
    assert set(settings(library)) == {"organisation"}
    library.run(done.inverse)
    assert organisation(library) == Organisation()
    assert setting(library, "organisation", "none") == "none"


def test_what_was_written_is_there_after_opening_again(library: Library, tmp_path: Path) -> None:
    policy = new_policy(library)
    before = policy_snapshot(library, policy)
    library.close()
    with Library.open(library.path) as again:
        assert policy_snapshot(again, policy) == before
