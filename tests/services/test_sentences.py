"""The fixed sentences of an article are a person's to change, too."""

from typing import Any

import pytest

from desktop.i18n import LANGUAGES, catalogue
from desktop.models.errors import Refused
from desktop.models.identity import ArticleId
from desktop.models.wording import Localised
from desktop.services.care import doctor
from desktop.services.commands.set_article_patterns import SetArticlePatterns
from desktop.services.dump import canonical_dump
from desktop.services.library import Library
from desktop.services.log_queries import audit_page
from desktop.services.queries import policy_snapshot, refreshed_policy
from desktop.services.search import search
from tests.services.samples import new_policy, words

SCOPE = ArticleId("scope")
SAID = (words("适用于{scope}。", "Holds for {scope}."), words("等级为{level}，范围为{scope}。"))


def patterns_of(library: Library, policy: Any) -> tuple[Localised, ...]:
    chapter = policy_snapshot(library, policy).chapters[0]
    return next(one.patterns for one in chapter.articles if one.id == SCOPE)


def test_sentences_are_set_undone_and_set_again(library: Library) -> None:
    policy = new_policy(library)
    before, entries = canonical_dump(library), audit_page(library).total
    outcome = library.run(SetArticlePatterns(policy, SCOPE, SAID))
    assert patterns_of(library, policy) == SAID
    assert audit_page(library).total == entries + 1
    assert outcome.changes.articles == {(policy, SCOPE)}
    again = library.run(outcome.inverse).inverse
    assert canonical_dump(library) == before
    library.run(again)
    assert patterns_of(library, policy) == SAID


def test_empty_sentences_go_and_line_breaks_become_spaces(library: Library) -> None:
    policy = new_policy(library)
    said = (Localised(" \n"), words(" 第一\n句 ", "First"), Localised(), Localised("", "Second"))
    library.run(SetArticlePatterns(policy, SCOPE, said))
    assert patterns_of(library, policy) == (words("第一 句", "First"), Localised("", "Second"))


def test_only_the_article_is_read_again(library: Library) -> None:
    policy = new_policy(library)
    before = policy_snapshot(library, policy)
    changes = library.run(SetArticlePatterns(policy, SCOPE, SAID)).changes
    after = refreshed_policy(library, before, changes)
    assert after == policy_snapshot(library, policy)
    assert after.chapters[1:] == before.chapters[1:]
    old, new = before.chapters[0].articles, after.chapters[0].articles
    assert [one is other for one, other in zip(old, new, strict=True)] == [True, False]


def test_sentences_are_found_in_the_library_and_no_longer_once_they_are_gone(
    library: Library,
) -> None:
    policy = new_policy(library)
    outcome = library.run(SetArticlePatterns(policy, SCOPE, SAID))
    (found,) = search(library, "等级为")
    assert (found.owner, found.anchor) == (policy, "article:scope")
    assert "适用于…。" in found.snippet
    assert doctor(library.path).ok
    library.run(outcome.inverse)
    assert search(library, "等级为") == ()


def test_every_wrong_slot_is_named_with_its_sentence_and_the_slots_there_are(
    library: Library,
) -> None:
    policy = new_policy(library)
    said = (words("{scope}", "{scoop}"), words("{甲}{甲}"), words("}{level}{"))
    with pytest.raises(Refused) as caught:
        library.run(SetArticlePatterns(policy, SCOPE, said))
    problems = caught.value.problems
    assert [(one.place, one.facts["number"], one.facts.get("given")) for one in problems] == [
        ("scope.text[1]", 1, "scoop"),
        ("scope.text[2]", 2, "甲"),
        ("scope.text[3]", 3, None),
    ]
    for language in LANGUAGES:
        told = [catalogue("errors").say(one.code, language, **one.facts) for one in problems]
        assert "{scoop}" in told[0]
        assert "{scope}" in told[0]
        assert "scope, level" in told[1]
    with pytest.raises(Refused) as caught:
        library.run(SetArticlePatterns(policy, ArticleId("purpose"), (words("见{purpose}"),)))
    (problem,) = caught.value.problems
    assert problem.code == "sentence-slot-not-simple"
    assert (problem.facts["given"], problem.facts["allowed"]) == ("字段purpose", "—")
