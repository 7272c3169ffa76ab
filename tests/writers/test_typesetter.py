"""A typesetter that remembers against a fresh one; what it does not do again."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents.catalogue import PrintOrder
from desktop.documents.kept_book import KeptBook
from desktop.i18n import Language
from desktop.models.errors import Cancelled
from desktop.models.snapshot import Policy
from desktop.writers.pdf import typesetter as module
from desktop.writers.pdf.typesetter import SetDocument, Typesetter
from tests.documents.edits import edited, long_policy, prose_value, with_field
from tests.factories import NOON


def go_on(_done: int, _total: int) -> bool:
    return True


def order(policy: Policy, language: Language = "zh") -> PrintOrder:
    return PrintOrder(policy, NOON, language)


def fresh(policy: Policy, language: Language = "zh") -> SetDocument:
    return Typesetter().set(KeptBook().build(order(policy, language)).document, go_on)


def placements(settled: SetDocument) -> list[object]:
    """Everything about all pages that decides how they look, but what is drawn in each slice."""
    return [
        (
            sheet.setter.page,
            sheet.page.whole,
            [
                (one.top, one.slice.height, one.slice.keep_next, one.slice.anchors, one.slice.part)
                for one in sheet.page.placed
            ],
        )
        for sheet in settled.sheets
    ]


@settings(max_examples=15)
@given(chance=st.randoms(use_true_random=False), language=st.sampled_from(["zh", "en"]))
def test_blocks_and_pages_are_those_of_a_fresh_start(
    chance: random.Random, language: Language
) -> None:
    policy = long_policy(chance, chapters=chance.randint(0, 5))
    book, typesetter = KeptBook(), Typesetter()
    states = [policy]
    for _ in range(chance.randint(2, 8)):
        built = book.build(order(policy, language))
        anew = KeptBook().build(order(policy, language))
        assert built == anew
        settled = typesetter.set(built.document, go_on)
        expected = Typesetter().set(anew.document, go_on)
        assert placements(settled) == placements(expected)
        assert settled.context == expected.context
        policy = chance.choice(states) if chance.random() < 0.2 else edited(policy, chance)
        states.append(policy)


def paged(policy: Policy) -> tuple[KeptBook, Typesetter, SetDocument]:
    book, typesetter = KeptBook(), Typesetter()
    return book, typesetter, typesetter.set(book.build(order(policy)).document, go_on)


@pytest.fixture
def policy() -> Policy:
    return long_policy(random.Random(7), chapters=9)


def a_paragraph(policy: Policy, at: float) -> str:
    """Id of a field of prose, that share of the way through the policy."""
    fields = [one.id for one in policy.fields if one.id.startswith("text")]
    return fields[int(at * len(fields))]


def test_one_edit_sets_one_article_again(policy: Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    book, typesetter, before = paged(policy)
    laid: list[object] = []
    lay = module.lay_block
    monkeypatch.setattr(
        module, "lay_block", lambda block, *more: laid.append(block) or lay(block, *more)
    )
    changed = with_field(policy, a_paragraph(policy, 0.5), prose_value("改为一段短文。"))
    after = typesetter.set(book.build(order(changed)).document, go_on)
    kinds = sorted(type(one).__name__ for one in laid)
    assert kinds == ["Cover", "Paragraph"]  # the cover bears the new hash
    assert len(after.document.blocks) > 100
    stayed = sum(one is other for one, other in zip(after.laid, before.laid, strict=False))
    assert stayed > 0.4 * len(after.laid)


def test_pages_before_an_edit_and_those_that_begin_as_they_did_stay(policy: Policy) -> None:
    book, typesetter, _ = paged(policy)
    field = a_paragraph(policy, 0.5)
    first = with_field(policy, field, prose_value("一稿，在5个工作日内完成。"))
    before = typesetter.set(book.build(order(first)).document, go_on)
    second = with_field(first, field, prose_value("二稿，在6个工作日内完成。"))
    after = typesetter.set(book.build(order(second)).document, go_on)
    new = [
        number
        for number, (one, another) in enumerate(zip(after.sheets, before.sheets, strict=True))
        if one.page is not another.page
    ]
    assert new[0] == 0  # the cover
    assert len(new) == 2
    assert len(after.sheets) > 10


def test_what_was_set_before_a_cancel_is_not_set_again(
    policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = KeptBook().build(order(policy)).document
    typesetter = Typesetter()
    with pytest.raises(Cancelled):
        typesetter.set(document, lambda done, _total: done < len(document.blocks) / 2)
    laid: list[object] = []
    lay = module.lay_block
    monkeypatch.setattr(
        module, "lay_block", lambda block, *more: laid.append(block) or lay(block, *more)
    )
    settled = typesetter.set(document, go_on)
    assert 0.3 < len(laid) / len(document.blocks) < 0.6
    assert placements(settled) == placements(fresh(policy))


def test_what_a_document_has_no_more_is_forgotten(policy: Policy) -> None:
    book, typesetter, _ = paged(policy)
    short = replace(policy, chapters=policy.chapters[-1:])
    field = short.fields[0].id
    for number in range(700):
        changed = with_field(short, field, prose_value(f"第{number}稿。"))
        typesetter.set(book.build(order(changed)).document, go_on)
    kept = sum(len(room._kept) for room in typesetter._rooms.values())
    assert kept < 800


def test_another_language_begins_anew(policy: Policy) -> None:
    book, typesetter, _ = paged(policy)
    settled = typesetter.set(book.build(order(policy, "en")).document, go_on)
    assert placements(settled) == placements(fresh(policy, "en"))
