"""The registry of printed documents, and every document in it."""

import pytest

from desktop.documents.blocks import (
    FormHead,
    Paragraph,
    SignatureTable,
    Span,
    Table,
    TableCell,
)
from desktop.documents.catalogue import PrintOrder, document_kind, documents, split_target
from desktop.documents.words import form_number
from desktop.i18n import LANGUAGES
from desktop.models.errors import Refused
from desktop.models.life import LifeEvent, fold
from tests import factories as make
from tests.documents.golden import agrees_with_golden
from tests.documents.plain_blocks import lines
from tests.documents.sample_policy import sample_policy
from tests.factories import NOON

NAMES = [kind.name for kind in documents()]


def test_the_documents_are_found() -> None:
    assert {
        "policy-book",
        "checklist",
        "checklists",
        "raci",
        "kpi",
        "revision-record",
        "reading-receipt",
        "signature-page",
        "comparison",
        "marked-up",
    } <= set(NAMES)
    assert len(set(NAMES)) == len(NAMES)
    for kind in documents():
        assert kind.title.zh
        assert kind.title.en
        assert set(kind.targets) <= {"policy", "project", "phase"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_document_prints_in_every_language(name: str, language: str) -> None:
    order = PrintOrder(sample_policy(), NOON, language, phase="P1", base=make.policy())
    document = document_kind(name).build(order)
    assert document.name == name
    assert document.language == language
    assert document.blocks
    assert hash(document.blocks) == hash(document_kind(name).build(order).blocks)
    assert document.furniture.header_left == (
        "启航信息技术有限公司" if language == "zh" else "Qihang Co., Ltd."
    )


@pytest.mark.parametrize("name", NAMES)
def test_tables_are_filled_to_their_edges(name: str) -> None:
    """The cells of every row, with what spans from above, cover all columns exactly."""
    order = PrintOrder(sample_policy(), NOON, phase="P1", base=make.policy())
    for block in document_kind(name).build(order).blocks:
        if not isinstance(block, Table):
            continue
        covered = [0] * len(block.rows)
        for at, row in enumerate(block.rows):
            for cell in row.cells:
                assert isinstance(cell, TableCell)
                for below in range(at, at + cell.rows):
                    covered[below] += cell.columns
        assert covered == [len(block.columns)] * len(block.rows)


@pytest.mark.parametrize("name", ["raci", "kpi", "reading-receipt", "revision-record"])
def test_single_pages_say_what_the_golden_files_say(name: str) -> None:
    document = document_kind(name).build(PrintOrder(sample_policy(), NOON))
    agrees_with_golden(name, lines(document.blocks))


def test_a_table_has_the_same_number_alone_as_in_the_book() -> None:
    raci = document_kind("raci").build(PrintOrder(sample_policy(), NOON))
    book = document_kind("policy-book").build(PrintOrder(sample_policy(), NOON))
    alone = next(one for one in raci.blocks if isinstance(one, Table))
    assert alone in book.blocks


@pytest.mark.parametrize("name", ["raci", "kpi"])
def test_a_page_without_its_table_is_refused(name: str) -> None:
    with pytest.raises(Refused) as refused:
        document_kind(name).build(PrintOrder(make.policy(), NOON))
    assert refused.value.code == "document-empty"


@pytest.mark.parametrize("name", ["comparison", "marked-up"])
def test_a_comparison_without_another_revision_is_refused(name: str) -> None:
    with pytest.raises(Refused) as refused:
        document_kind(name).build(PrintOrder(sample_policy(), NOON))
    assert refused.value.code == "document-needs-base"


def test_the_signature_page_asks_for_opinions() -> None:
    blocks = document_kind("signature-page").build(PrintOrder(sample_policy(), NOON)).blocks
    table = next(one for one in blocks if isinstance(one, SignatureTable))
    assert table.opinions
    assert [row.opinion for row in table.rows] == ["已自查，提请审核。", "", "", ""]


def test_the_reading_receipt_is_numbered_after_the_checklists() -> None:
    blocks = document_kind("reading-receipt").build(PrintOrder(sample_policy(), NOON)).blocks
    head = blocks[0]
    assert isinstance(head, FormHead)
    assert head.form == "表单编号：QR-PM-01-02　　版次：A/0"


def test_an_unknown_document_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Refused) as refused:
        document_kind("policybook")
    assert refused.value.code == "document-unknown"
    assert "policy-book" in str(refused.value.facts["known"])


@pytest.mark.parametrize(
    ("target", "parts"),
    [
        ("policy-abc", ("policy-abc", "")),
        ("policy-abc:P1", ("policy-abc", "P1")),
        ("项目制度：试行:P2", ("项目制度：试行", "P2")),
        ("a:b:P1", ("a:b", "P1")),
    ],
)
def test_a_phase_stands_after_the_last_colon(target: str, parts: tuple[str, str]) -> None:
    assert split_target(target) == parts


@pytest.mark.parametrize(
    ("policy", "form"),
    [
        ("QP-PM-01", "QR-PM-01-03"),
        ("QM-01", "QR-01-03"),
        ("启航-12", "QR-启航-12-03"),
        ("PM01", "QR-PM01-03"),
        ("", ""),
    ],
)
def test_forms_are_numbered_after_their_policy(policy: str, form: str) -> None:
    assert form_number(policy, 3) == form


@pytest.mark.parametrize(
    ("substantive", "roles", "said"),
    [
        (False, (), "均为文字性修改"),
        (True, ("项目经理",), "由其签收：项目经理"),
        (True, (), None),
    ],
)
def test_only_those_concerned_sign_for_an_amendment(
    substantive: bool, roles: tuple[str, ...], said: str | None
) -> None:
    policy = sample_policy()
    label = policy.facts.revision
    events = [
        LifeEvent(1, label, NOON, NOON.date(), "王敏", "revised", base="Z/0"),
        LifeEvent(
            2, label, NOON, NOON.date(), "王敏", "submitted", substantive=substantive, roles=roles
        ),
    ]
    order = PrintOrder(policy, NOON, life=fold(label, events))
    blocks = document_kind("reading-receipt").build(order).blocks
    texts = [
        "".join(span.text for span in one.text if isinstance(span, Span))
        for one in blocks
        if isinstance(one, Paragraph)
    ]
    assert len(texts) == (2 if said is None else 3)
    assert said is None or said in texts[-1]
