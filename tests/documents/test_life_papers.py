"""Opinions table, approval record, notice of issue: what they say of a life, in both languages."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.documents.blocks import Document
from desktop.documents.catalogue import PrintOrder, document_kind
from desktop.i18n import LANGUAGES, Language
from desktop.models.life import LifeEvent, PolicyLife, fold
from desktop.models.snapshot import Ended, Policy
from tests.documents.golden import agrees_with_golden
from tests.documents.plain_blocks import lines
from tests.documents.sample_policy import sample_policy
from tests.factories import NOON

FIRST = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
PAPERS = ("opinions", "approval-record", "issue-notice")


def life(*more: LifeEvent) -> PolicyLife:
    """Two opinions to be answered (one is), a disagreement that went, approval and issue."""

    def event(seq: int, kind: str, by: str, **said: object) -> LifeEvent:
        at = FIRST + timedelta(days=seq)
        return LifeEvent(seq, "A/0", at, at.date(), by, kind, **said)  # type: ignore[arg-type]

    events = (
        event(1, "submitted", "林知远", roles=("项目经理", "Project Manager")),
        event(2, "opinion", "沈佩", step="consult", opinion="disagree", clause="article:limits",
              comment="时限太短"),
        event(3, "opinion", "何叙", step="consult", opinion="agree-after-change",
              clause="part:gone/p1", comment="补充附件"),
        event(4, "opinion", "顾清", step="consult", opinion="disagree", comment="不妥"),
        event(5, "opinion", "顾清", step="consult", opinion="agree"),
        event(6, "answered", "林知远", answers=2, outcome="rejected", comment="依合同约定"),
        event(7, "procedure", "工会委员会", procedure="consultation", held=date(2026, 1, 6),
              comment="座谈会纪要"),
        event(8, "opinion", "周以宁", step="review", opinion="agree"),
        event(9, "approved", "秦望川"),
        event(10, "issued", "程墨", effective=date(2026, 2, 1), review_due=date(2027, 1, 15)),
    )  # fmt: skip
    return fold("A/0", (*events, *more))


def paper(name: str, language: Language, policy: Policy | None = None, **more) -> Document:
    policy = policy or replace(sample_policy(), state="effective", frozen="ab" * 32)
    return document_kind(name).build(PrintOrder(policy, NOON, language, **more))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAPERS)
def test_the_papers_say_what_the_golden_files_say(name: str, language: Language) -> None:
    agrees_with_golden(f"{name}-{language}", lines(paper(name, language, life=life()).blocks))


@pytest.mark.parametrize("name", PAPERS)
def test_records_are_neither_drafts_nor_obsolete(name: str) -> None:
    over = replace(sample_policy(), state="superseded", ended=Ended(date(2026, 4, 1), "A/1"))
    assert paper(name, "zh", over, life=life()).furniture.watermark == ""


def test_a_notice_of_what_is_not_issued_is_a_draft() -> None:
    draft = replace(sample_policy(), state="approved")
    assert paper("issue-notice", "zh", draft, life=life()).furniture.watermark


def test_a_notice_says_what_is_replaced() -> None:
    base = sample_policy()
    policy = replace(base, facts=replace(base.facts, amendment=1), state="issued")
    said = "\n".join(lines(paper("issue-notice", "zh", policy, base=base).blocks))
    assert "版次A/0同时废止" in said
    assert "修订对照表（A/0与A/1）" in said


def test_blank_forms_have_room_to_write() -> None:
    for name in ("opinions", "approval-record"):
        blank, filled = (
            len("\n".join(lines(paper(name, "zh", life=one).blocks))) for one in (None, life())
        )
        assert blank < filled


@pytest.mark.parametrize(
    ("state", "ended", "said"),
    [
        ("superseded", Ended(date(2026, 4, 1), "A/1"), "已被A/1替代　自2026-04-01起作废"),
        ("withdrawn", Ended(date(2026, 5, 1)), "已废止　自2026-05-01起作废"),
        ("expired", Ended(date(2026, 6, 1)), "试行期满　自2026-06-01起作废"),
    ],
)
def test_what_is_over_says_so_on_every_page(state: str, ended: Ended, said: str) -> None:
    furniture = paper(
        "policy-book", "zh", replace(sample_policy(), state=state, ended=ended)
    ).furniture
    assert (furniture.footer_centre, furniture.watermark) == (said, "作废　OBSOLETE")


def test_all_that_is_printed_of_an_approved_revision_bears_its_hash() -> None:
    frozen = replace(sample_policy(), state="effective", frozen="ab" * 32)
    for name in ("policy-book", "raci", "signature-page"):
        for language in LANGUAGES:
            document = paper(name, language, frozen)
            assert document.content_hash == "ab" * 32
            assert "ABABABAB" in document.furniture.evidence
    record = paper("approval-record", "zh", frozen, life=life())
    assert record.content_hash != "ab" * 32
    assert "ab" * 32 in "\n".join(lines(record.blocks))
