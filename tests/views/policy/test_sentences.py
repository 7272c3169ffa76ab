"""The sentences of an article: shown with names of fields, written anew, nothing lost."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from desktop.models.identity import PolicyId
from desktop.models.snapshot import Article, Policy
from desktop.models.wording import Localised
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.finding_text import find_text
from desktop.services.queries import policy_snapshot
from desktop.services.templates import template_of
from desktop.views.item_models.hits import found_hits
from desktop.views.pages.policy.sentences import (
    SentencesDialog,
    rephrased,
    shown_sentences,
    slot_names,
)
from desktop.views.places import POLICY, Place
from desktop.views.start import Program
from tests.views.policy.test_policy_page import page_at, press
from tests.views.programs import until


@pytest.fixture
def policy(program: Program) -> PolicyId:
    command = CreatePolicy(template_of("mechanism"), Localised(zh="项目管理办法"), samples=True)
    return program.desk.opened.run(command).result


def articles(policy: Policy) -> list[tuple[str, Article]]:
    """Those with sentences, with the chapters they stand in."""
    return [
        (chapter.id, article)
        for chapter in policy.chapters
        for article in chapter.articles
        if article.patterns
    ]


def test_what_is_shown_and_left_alone_is_what_was_there(program: Program, policy: PolicyId) -> None:
    snapshot = policy_snapshot(program.desk.opened, policy)
    for _, article in articles(snapshot):
        for language in ("zh", "en"):
            names = slot_names(article, language)
            lines = shown_sentences(article, language, names)
            assert rephrased(article, language, names, lines) == article.patterns
            assert not any("{" in line for line in lines)


def test_a_changed_line_keeps_its_other_language_and_its_slots(
    program: Program, policy: PolicyId
) -> None:
    snapshot = policy_snapshot(program.desk.opened, policy)
    article = next(one for _, one in articles(snapshot) if "{" in one.patterns[0].zh)
    names = slot_names(article, "zh")
    lines = shown_sentences(article, "zh", names)
    changed = rephrased(article, "zh", names, ("另外，" + lines[0], *lines[1:], "新加的一款。"))
    assert changed[0] == Localised("另外，" + article.patterns[0].zh, article.patterns[0].en)
    assert changed[1:-1] == article.patterns[1:]
    assert changed[-1] == Localised(zh="新加的一款。")


def test_a_person_rephrases_an_article_and_takes_it_back(
    program: Program, policy: PolicyId
) -> None:
    before = policy_snapshot(program.desk.opened, policy)
    chapter, article = articles(before)[0]
    page = page_at(program, Place(POLICY, policy, chapter=chapter, article=article.id))
    until(lambda: article.id in page.view.form._making.cards)
    card = page.view.form._making.cards[article.id]
    until(lambda: card.made)
    assert card.sentences.words()

    def answer() -> None:
        dialog = next(
            one for one in QApplication.topLevelWidgets() if isinstance(one, SentencesDialog)
        )
        text = dialog.findChild(QPlainTextEdit)
        text.setPlainText("All of it is new.")
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        if dialog.isVisible():
            dialog.accept()

    QTimer.singleShot(0, answer)
    card.sentences._link.click()
    after = policy_snapshot(program.desk.opened, policy)
    changed = next(one for _, one in articles(after) if one.id == article.id)
    assert [one.zh for one in changed.patterns] == ["All of it is new."]
    assert card.sentences.words() == "All of it is new."
    press(program, "edit.undo")
    assert policy_snapshot(program.desk.opened, policy) == before


def sentence_with(snapshot: Policy, words: str) -> tuple[str, Article]:
    """(chapter, article) of the first whose Chinese sentences hold `words`."""
    return next(
        (chapter, one)
        for chapter, one in articles(snapshot)
        if any(words in sentence.zh for sentence in one.patterns)
    )


def test_words_found_anywhere_are_highlighted_in_their_sentence(
    program: Program, policy: PolicyId
) -> None:
    snapshot = policy_snapshot(program.desk.opened, policy)
    _, article = articles(snapshot)[3]
    words = article.patterns[0].zh[:6]
    hit = next(
        one
        for one in found_hits(program.desk.opened, words, 40)
        if one.place is not None and one.place.article == article.id
    )
    assert hit.place is not None
    page = page_at(program, hit.place)
    until(lambda: article.id in page.view.form._making.cards)
    block = page.view.form._making.cards[article.id].sentences
    until(lambda: block.highlighted() == words, "the words are not highlighted")


def test_a_stretch_behind_a_slot_is_highlighted_where_it_stands(
    program: Program, policy: PolicyId
) -> None:
    snapshot = policy_snapshot(program.desk.opened, policy)
    _, article = sentence_with(snapshot, "{")
    at, sentence = next((at, one) for at, one in enumerate(article.patterns) if "}" in one.zh[:-3])
    words = sentence.zh.rpartition("}")[2][:2]
    found = next(
        one
        for one in find_text(snapshot, words, language="zh")
        if one.kind == "sentence" and one.article == article.id and one.part == str(at)
    )
    place = Place(
        POLICY, policy, article=article.id, part=found.part, start=found.start, length=found.length
    )
    page = page_at(program, place)
    until(lambda: article.id in page.view.form._making.cards)
    block = page.view.form._making.cards[article.id].sentences
    until(lambda: block.highlighted() == words, "the words are not highlighted")


def test_what_cannot_be_replaced_in_a_sentence_is_said_and_not_counted(
    program: Program, policy: PolicyId
) -> None:
    snapshot = policy_snapshot(program.desk.opened, policy)
    said: list[str] = []
    program.desk.message.connect(lambda sentence, _action, _do: said.append(sentence))
    page = page_at(program, Place(POLICY, policy))
    press(program, "edit.replace")
    bar = page.view.find_bar
    bar._query.setText("项目")
    until(lambda: not bar._again.isActive() and bar._hits and bar._steps is None)
    bar._words.setText("{项目}")
    kinds = [one.kind for one in bar._hits]
    fixed = kinds.count("sentence")
    assert 0 < fixed < len(kinds)
    bar._all.click()
    until(lambda: said, "nothing was said")
    assert str(len(kinds) - fixed) in said[0]
    assert str(fixed) in said[0].partition("；")[2]
    until(lambda: not program.desk.writing)
    assert page.undo_stack.count() == 1
    after = policy_snapshot(program.desk.opened, policy)
    assert [one.patterns for _, one in articles(after)] == [
        one.patterns for _, one in articles(snapshot)
    ]
