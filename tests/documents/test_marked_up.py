"""The marked-up copy and the comparison table of two revisions."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents.accepting import accepted, rejected
from desktop.documents.blocks import (
    AnnexHead,
    Block,
    Contents,
    Document,
    Heading,
    Note,
    Paragraph,
    Span,
    Table,
)
from desktop.documents.catalogue import PrintOrder, document_kind
from desktop.documents.comparison_table import comparison_document
from desktop.i18n import LANGUAGES, Language
from desktop.models.change_notes import ChangeNote
from desktop.models.snapshot import Policy
from tests import factories as make
from tests.documents.edits import edited, long_policy, prose_value, with_field
from tests.documents.golden import agrees_with_golden
from tests.documents.marked_blocks import marked_lines
from tests.documents.plain_blocks import lines, plain
from tests.documents.sample_policy import sample_policy
from tests.factories import NOON, words


def printed(
    name: str, policy: Policy, base: Policy | None = None, language: Language = "zh"
) -> Document:
    return document_kind(name).build(PrintOrder(policy, NOON, language, base=base))


def body(document: Document) -> list[Block]:
    """Chapters and annexes, without what stands before and between them."""
    begin = next(at for at, one in enumerate(document.blocks) if isinstance(one, Contents))
    found: list[Block] = []
    signing = False
    for block in document.blocks[begin + 2 :]:
        if isinstance(block, Heading) and block.role == "sign-off":
            signing = True
        if isinstance(block, AnnexHead):
            signing = False
        if not signing:
            found.append(block)
    return found


def said(blocks: Sequence[Block]) -> list[str]:
    """Their text. (How deep a heading stands is no text.)"""
    return [
        line.lstrip("#") if isinstance(block, Heading) else line
        for block in blocks
        for line in lines([block])
    ]


def revisions() -> tuple[Policy, Policy]:
    """The sample policy and its next revision, with a change of every kind."""
    old = sample_policy()
    new = with_field(old, "purpose", prose_value("为规范项目运营，控制项目风险，制定本制度。"))
    levels = next(one.value for one in old.fields if one.id == "decision_levels")
    assert isinstance(levels, list)
    first, second = levels
    assert isinstance(first, dict)
    new = with_field(new, "decision_levels", [second, {**first, "days": "1.5"}])
    chapters = list(new.chapters)
    moved = chapters[1].articles[0]
    renamed = replace(chapters[1].articles[1], title=words("绩效指标", "Performance indicators"))
    chapters[1] = replace(chapters[1], articles=(renamed, *chapters[1].articles[2:]))
    added = make.article(
        "added", make.field("added", "rich", ["新增的一条。"]), title=words("新增", "Added")
    )
    chapters[2] = replace(chapters[2], articles=(added, *chapters[2].articles[1:], moved))
    items = (make.item("IN-01", "G"), make.item("IN-03", "O"), make.item("IN-04"))
    facts = replace(old.facts, amendment=1, classification="confidential", effective=None)
    return old, replace(
        new,
        chapters=tuple(chapters),
        phases=(make.phase("P1", *items),),
        facts=facts,
        state="consultation",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_copies_say_what_the_golden_files_say(language: Language) -> None:
    old, new = revisions()
    for name in ("marked-up", "comparison"):
        document = printed(name, new, old, language)
        agrees_with_golden(f"{name}-{language}", marked_lines(document.blocks))


@pytest.mark.parametrize("language", LANGUAGES)
def test_accepted_it_is_the_new_text_and_rejected_the_old(language: Language) -> None:
    old, new = revisions()
    copy = body(printed("marked-up", new, old, language))
    assert said(accepted(copy)) == said(body(printed("policy-book", new, language=language)))
    assert said(rejected(copy)) == said(body(printed("policy-book", old, language=language)))


@pytest.mark.parametrize("language", LANGUAGES)
@given(seed=st.integers(0, 100_000))
@settings(max_examples=12)
def test_so_it_is_after_any_edits(language: Language, seed: int) -> None:
    chance = random.Random(seed)
    old = long_policy(chance, chapters=2) if seed % 3 == 0 else sample_policy()
    new = old
    for _ in range(chance.randint(1, 5)):
        new = edited(new, chance)
    copy = body(printed("marked-up", new, old, language))
    assert said(accepted(copy)) == said(body(printed("policy-book", new, language=language)))
    assert said(rejected(copy)) == said(body(printed("policy-book", old, language=language)))


def test_a_copy_of_two_equal_revisions_has_no_mark() -> None:
    old = sample_policy()
    copy = printed("marked-up", old, old)
    assert body(copy) == body(printed("policy-book", old))
    front = lines(copy.blocks[:4])
    assert any("没有差别" in line for line in front)
    table = printed("comparison", old, old)
    assert not any(isinstance(one, Table) and one.show_head for one in table.blocks)


def test_what_went_is_no_place_to_lead_to() -> None:
    old, new = revisions()
    copy = printed("marked-up", new, old)
    anchors = [
        one.anchor for one in copy.blocks if isinstance(one, Heading | Paragraph) if one.anchor
    ]
    assert len(anchors) == len(set(anchors))
    for block in body(copy):
        if isinstance(block, Heading | Paragraph) and block.change in ("deleted", "moved-out"):
            assert not block.anchor
        if isinstance(block, Paragraph):
            gone = [one for one in block.text if isinstance(one, Span) and one.change == "deleted"]
            assert not any(one.link for one in gone)


def test_a_changed_code_of_the_matrix_is_marked_in_its_cell() -> None:
    old = sample_policy()
    value = next(one.value for one in old.fields if one.id == "raci")
    assert isinstance(value, dict)
    rows = value["rows"]
    assert isinstance(rows, list)
    row = rows[0]
    assert isinstance(row, dict)
    cells_now = {"PM": "R", "PMO": "A"}
    new = with_field(old, "raci", {**value, "rows": [{**row, "cells": cells_now}]})
    copy = body(printed("marked-up", new, old))
    assert "  项目章程 | [-A/R-]{+R+} | {+A+} | [-C-]" in marked_lines(copy)
    assert said(accepted(copy)) == said(body(printed("policy-book", new)))
    assert said(rejected(copy)) == said(body(printed("policy-book", old)))


# -- the table ---------------------------------------------------------------------------------


def cells(document: Document) -> list[list[str]]:
    table = next(one for one in document.blocks if isinstance(one, Table))
    return [[" / ".join(map(plain, cell.paragraphs)) for cell in row.cells] for row in table.rows]


def test_the_table_says_what_its_preparer_says() -> None:
    old, new = revisions()
    anchor = next(one.id for one in old.fields if one.id == "purpose")
    part = f"part:{anchor}/p1"
    notes = {part: ChangeNote("editorial", words("用语检查", "wording"))}
    order = PrintOrder(new, NOON, "zh", base=old)
    rows = cells(comparison_document(order, notes))
    row = next(one for one in rows if one[3] == "用语检查")
    assert row[0] == "第一条 / 文字性修改"
    assert "控制项目风险" in row[2]
    assert sum("文字性修改" in one[0] for one in rows) == 1
    ordered = document_kind("comparison").build(replace(order, notes=notes))
    assert ordered.blocks == comparison_document(order, notes).blocks


def test_what_came_and_what_went_has_one_side() -> None:
    old, new = revisions()
    rows = cells(printed("comparison", new, old))
    assert any(one[1] == "（无）" and "新增的一条。" in one[2] for one in rows)
    assert any(one[2] == "（删除）" for one in rows)
    assert not printed("comparison", new, old).tracked
    assert printed("marked-up", new, old).tracked
    assert any("由第四条移至第九条，内容不变。" in one[2] for one in rows)
    assert any("位置调整，内容不变。" in one[2] for one in rows)


def test_both_revisions_are_named_with_their_dates() -> None:
    old, new = revisions()
    old = replace(old, facts=replace(old.facts, effective=date(2026, 2, 1)))
    table = next(one for one in printed("comparison", new, old).blocks if isinstance(one, Table))
    assert table.caption == "A/0（2026年2月1日生效） → A/1（征求意见稿，2026年1月16日）"
    note = next(one for one in printed("comparison", new, old).blocks if isinstance(one, Note))
    assert "引用由系统自动更新" in plain(note.text)
