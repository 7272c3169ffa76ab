"""The checklist of a phase, blank and filled."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.documents.blocks import (
    AnnexHead,
    Document,
    FillLine,
    Span,
    Table,
    TickBox,
)
from desktop.documents.catalogue import PrintOrder, document_kind
from desktop.i18n import Language
from desktop.models.errors import Refused
from desktop.models.snapshot import ItemRecord, Policy, Project
from tests import factories as make
from tests.documents.golden import agrees_with_golden
from tests.documents.plain_blocks import lines, plain
from tests.factories import NOON, words

MONDAY = datetime(2026, 1, 19, 9, 0, tzinfo=UTC)


def sample() -> Policy:
    calendar = make.phase(
        "P6",
        make.item("CI-01", "G"),
        make.item("CI-02", period=True),
        title=words("持续改进", "Improvement"),
        calendar=True,
    )
    return make.policy(
        phases=(
            make.phase(
                "P1",
                make.item("IN-01"),
                make.item("IN-02", "G"),
                make.item("IN-03", "O", classes=("A", "B")),
                make.item("IN-04"),
            ),
            calendar,
        )
    )


def filled(policy: Policy) -> Project:
    return make.project(
        policy,
        ItemRecord("IN-01", "done", at=MONDAY, evidence=("SC-2026-008",)),
        ItemRecord("IN-02", "failed", "章程未签字<b>", at=MONDAY),
        ItemRecord("IN-03", "na", "无同类项目", at=MONDAY),
        ItemRecord("IN-04", "open", at=MONDAY),
    )


def sheet(
    policy: Policy,
    project: Project | None = None,
    phase: str = "P1",
    language: Language | None = None,
) -> Document:
    return document_kind("checklist").build(
        PrintOrder(policy, NOON, language, project=project, phase=phase)
    )


def item_table(document: Document) -> Table:
    return next(one for one in document.blocks if isinstance(one, Table))


def ticks(document: Document) -> list[list[str]]:
    """For each item the labels that are ticked."""
    return [
        [
            one.label
            for one in row.cells[5].paragraphs[0]
            if isinstance(one, TickBox) and one.checked
        ]
        for row in item_table(document).rows
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sheets_say_what_the_golden_files_say(language: Language) -> None:
    policy = sample()
    agrees_with_golden(
        f"checklist-blank-{language}", lines(sheet(policy, language=language).blocks)
    )
    agrees_with_golden(
        f"checklist-filled-{language}",
        lines(sheet(policy, filled(policy), language=language).blocks),
    )


def test_a_blank_sheet_has_no_tick_and_no_answer() -> None:
    document = sheet(sample())
    assert ticks(document) == [[], [], [], []]
    head = document.blocks[0]
    assert isinstance(head, AnnexHead)
    assert (head.number, head.title) == ("附件1", "立项阶段检查清单")
    assert head.form == "表单编号：QR-PM-01-01　　版次：A/0"


def test_a_gate_item_is_never_exempt() -> None:
    labels = [
        [one.label for one in row.cells[5].paragraphs[0] if isinstance(one, TickBox)]
        for row in item_table(sheet(sample())).rows
    ]
    assert labels == [["是", "否", "免"], ["是", "否"], ["是", "否", "免"], ["是", "否", "免"]]
    assert plain(item_table(sheet(sample())).rows[1].cells[5].paragraphs[0]).endswith("—")


def test_what_the_project_recorded_is_ticked() -> None:
    policy = sample()
    document = sheet(policy, filled(policy))
    assert ticks(document) == [["是"], ["否"], ["免"], []]
    line = next(one for one in document.blocks if isinstance(one, FillLine))
    assert [given for _, given, _ in line.fields] == [
        "江州市档案馆数字化平台建设",
        "QH-2026-017",
        "A",
    ]
    assert document.furniture.footer_centre == "QH-2026-017　项目记录"


def test_answers_are_told_from_the_form_and_stay_literal() -> None:
    policy = sample()
    document = sheet(policy, filled(policy))
    answers = [
        one.text
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
        for text in cell.paragraphs
        for one in text
        if isinstance(one, Span) and one.face == "answer"
    ]
    assert "SC-2026-008" in answers
    assert "02：章程未签字<b>" in answers
    # An open item shows no date, whenever it was last touched.
    assert answers.count("01-19") == 3


def test_a_blank_sheet_names_the_classes_that_an_item_is_for() -> None:
    assert (
        plain(item_table(sheet(sample())).rows[2].cells[1].paragraphs[0]) == "IN-03已完成（A、B）"
    )
    policy = sample()
    of_class = item_table(sheet(policy, filled(policy))).rows[2]
    assert plain(of_class.cells[1].paragraphs[0]) == "IN-03已完成"


def test_items_of_a_period_stand_apart() -> None:
    rows = item_table(sheet(sample(), phase="P6")).rows
    assert [plain(row.cells[0].paragraphs[0]) for row in rows] == [
        "按项目检查",
        "01",
        "按期间检查",
        "02",
    ]
    assert rows[0].cells[0].columns == 7


def test_the_sheet_of_a_project_bears_the_revision_that_it_runs_under() -> None:
    policy = sample()
    head = sheet(policy, replace(filled(policy), revision="B/2")).blocks[0]
    assert isinstance(head, AnnexHead)
    assert head.form.endswith("版次：B/2")


def test_all_sheets_in_one_file() -> None:
    policy = sample()
    kind = document_kind("checklists")
    blank = kind.build(PrintOrder(policy, NOON))
    heads = [one.title for one in blank.blocks if isinstance(one, AnnexHead)]
    assert heads == ["立项阶段检查清单", "持续改进阶段检查清单"]
    assert kind.build(PrintOrder(policy, NOON, project=filled(policy))).blocks != blank.blocks


@pytest.mark.parametrize(
    ("phase", "code"), [("", "document-needs-phase"), ("P9", "document-phase-unknown")]
)
def test_a_wrong_phase_is_refused_with_the_known_ones(phase: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        sheet(sample(), phase=phase)
    assert refused.value.code == code
    assert refused.value.facts["known"] == "P1, P6"


def test_a_policy_without_phases_has_no_sheets() -> None:
    with pytest.raises(Refused) as refused:
        document_kind("checklists").build(PrintOrder(make.policy(phases=()), NOON))
    assert refused.value.code == "document-empty"
