"""Frozen snapshots for tests: valid by default, small, and the same every time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from desktop.i18n import Language
from desktop.models.definitions import (
    ChecklistItem,
    Choice,
    Column,
    FieldDefinition,
    Gate,
    Json,
    Phase,
    Role,
    Section,
)
from desktop.models.fields import field_kind
from desktop.models.fields.base import Intake
from desktop.models.identity import (
    ArticleId,
    ChapterId,
    FieldId,
    ItemCode,
    PhaseId,
    PolicyId,
    ProjectId,
    RoleCode,
)
from desktop.models.snapshot import (
    Article,
    Chapter,
    Field,
    ItemRecord,
    Organisation,
    Policy,
    PolicyFacts,
    Project,
    RevisionEntry,
    Signatory,
)
from desktop.models.wording import Localised

BOTH: tuple[Language, ...] = ("zh", "en")
NOON = datetime(2026, 1, 16, 10, 24, tzinfo=UTC)

ROLES = (
    Role(RoleCode("PM"), Localised("项目经理", "Project Manager")),
    Role(RoleCode("PMO"), Localised("项目管理办公室", "PMO")),
    Role(RoleCode("RB"), Localised("项目评审委员会", "Review Board")),
    Role(RoleCode("BD"), Localised("商务经理", "Account Manager")),
)


def words(zh: str, en: str = "") -> Localised:
    return Localised(zh, en or zh)


def column(name: str, kind: str = "text", **spec: Any) -> Column:
    return Column(name, kind, spec.pop("title", words(f"{name}栏", f"{name} column")), **spec)


def choices(**titles: str) -> tuple[Choice, ...]:
    return tuple(Choice(one, Localised(zh, one)) for one, zh in titles.items())


def field(name: str, kind: str, value: Json = None, **spec: Any) -> Field:
    """A field with `value` in the shape that `fill` takes. Parts get the ids p1, p2, …"""
    definition = FieldDefinition(
        FieldId(name), kind, spec.pop("title", words(f"{name}标题", f"{name} title")), **spec
    )
    numbers = count(1)
    intake = Intake(
        BOTH, frozenset(str(one.code) for one in ROLES), new_id=lambda: f"p{next(numbers)}"
    )
    canonical = field_kind(kind).parse(value, definition, intake, name)
    assert intake.problems == []
    return Field(definition.id, definition, canonical)


def article(
    name: str,
    *fields: Field,
    title: Localised | None = None,
    text: Sequence[Localised] = (),
    section: str = "",
    **more: Any,
) -> Article:
    begins = Section(section, words(f"{section}节", f"{section} section")) if section else None
    named = words(f"{name}条", f"{name} article") if title is None else title
    return Article(ArticleId(name), named, fields, tuple(text), section=begins, **more)


def chapter(name: str, *articles: Article, title: Localised | None = None) -> Chapter:
    return Chapter(ChapterId(name), title or words(f"{name}章", f"{name} chapter"), articles)


def item(code: str, tag: str = "M", **more: Any) -> ChecklistItem:
    return ChecklistItem(
        ItemCode(code),
        more.pop("text", words(f"{code}已完成", f"{code} done")),
        tag,
        more.pop("evidence", words(f"{code}记录", f"{code} record")),
        more.pop("role", RoleCode("PM")),
        **more,
    )


def phase(name: str = "P1", *items: ChecklistItem, **more: Any) -> Phase:
    gate = Gate("G1", words("立项评审", "Initiation review"), RoleCode("RB"), 10)
    return Phase(
        PhaseId(name),
        more.pop("title", words("立项", "Initiation")),
        items or (item("IN-01"), item("IN-02", "G"), item("IN-03", "O")),
        gate=more.pop("gate", gate),
        **more,
    )


FACTS = PolicyFacts(
    number="QP-PM-01",
    issue_number="启航信发〔2026〕12号",
    owner_department=words("项目管理办公室", "PMO"),
    supersedes="启航信发〔2023〕8号",
    issued=date(2026, 1, 16),
    effective=date(2026, 2, 1),
    review_due=date(2027, 1, 15),
    distribution=(words("总经理办公室", "GM office"), words("研发部", "R&D")),
    signatories=(
        Signatory("prepared", words("流程经理", "Process manager"), "林知远"),
        Signatory("reviewed", words("质量负责人", "Quality lead"), "周以宁"),
        Signatory("countersigned", words("财务部经理", "Head of finance"), "沈佩"),
        Signatory("approved", words("总经理", "General manager"), "秦望川"),
    ),
)

HISTORY = (
    RevisionEntry(
        "A/0",
        date(2026, 1, 15),
        words("全文", "all"),
        words("首次发布", "first issue"),
        words("CR-2025-031"),
        "林知远",
        "周以宁",
        "秦望川",
    ),
)


def policy(*chapters: Chapter, **more: Any) -> Policy:
    """An effective policy in both languages, article style, with one phase."""
    made = Policy(
        id=PolicyId("policy-test"),
        title=words("项目运营流程管理制度", "Project Operations Process Policy"),
        languages=BOTH,
        numbering="article",
        template="test",
        state="effective",
        facts=FACTS,
        organisation=Organisation(words("启航信息技术有限公司", "Qihang Co., Ltd.")),
        roles=ROLES,
        chapters=chapters,
        phases=(phase(),),
        history=HISTORY,
    )
    return replace(made, **more)


def project(of: Policy, *records: ItemRecord, **more: Any) -> Project:
    """A class A project under `of`; items without a record are open."""
    given = {one.code: one for one in records}
    codes = [one.code for each in of.phases for one in each.items]
    made = Project(
        id=ProjectId("project-test"),
        policy=of.id,
        title="江州市档案馆数字化平台建设",
        number="QH-2026-017",
        project_class="A",
        trial=False,
        revision=of.facts.revision,
        started=NOON,
        phases=of.phases,
        records=tuple(given.get(code, ItemRecord(code)) for code in codes),
    )
    return replace(made, **more)
