"""A small template with every command's needs, and libraries made from it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from desktop.models.definitions import (
    ArticleDefinition,
    ChapterDefinition,
    ChecklistItem,
    Choice,
    FieldDefinition,
    Gate,
    Json,
    Phase,
    Role,
    Section,
    Tag,
    Template,
)
from desktop.models.identity import (
    ArticleId,
    ChapterId,
    FieldId,
    ItemCode,
    PhaseId,
    PolicyId,
    RoleCode,
    TemplateId,
)
from desktop.models.wording import Localised
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.library import Library

MORNING = datetime(2026, 1, 16, 8, 0, tzinfo=UTC)


def words(zh: str, en: str = "") -> Localised:
    return Localised(zh, en)


def field(name: str, kind: str, sample: Json = None, *, required: bool = False) -> FieldDefinition:
    choices = (Choice("low", words("低", "low")), Choice("high", words("高", "high")))
    return FieldDefinition(
        FieldId(name),
        kind,
        words(f"字段{name}", name),
        required=required,
        sample=sample,
        choices=choices if kind == "choice" else (),
    )


def article(name: str, *fields: FieldDefinition, section: str = "") -> ArticleDefinition:
    return ArticleDefinition(
        ArticleId(name),
        words(f"条文{name}", name),
        fields,
        section=Section(section, words("节", "Section")) if section else None,
    )


def item(code: str, tag: Tag = "M", classes: str = "ABC") -> ChecklistItem:
    return ChecklistItem(
        ItemCode(code),
        words(f"检查项{code}已完成", f"item {code} is done"),
        tag,
        words("报告", "Report"),
        RoleCode("PM"),
        classes=tuple(one for one in ("A", "B", "C") if one in classes),
    )


def template() -> Template:
    general = ChapterDefinition(
        ChapterId("general"),
        words("总则", "General"),
        (
            article(
                "purpose", field("purpose", "rich", [words("为规范运营，制定本制度。").to_json()])
            ),
            article(
                "scope",
                field("scope", "text", {"zh": "全部项目", "en": "All projects"}, required=True),
                field("level", "choice", "high"),
            ),
        ),
        code="E1",
        required=True,
    )
    risk = ChapterDefinition(
        ChapterId("risk"),
        words("风险", "Risk"),
        (
            article("method", field("score", "number", 10), section="first"),
            article("register", field("categories", "list", [{"zh": "进度", "en": "Time"}])),
        ),
    )
    closing = ChapterDefinition(
        ChapterId("closing"), words("收尾", "Closing"), (article("dates", field("day", "date")),)
    )
    return Template(
        id=TemplateId("small"),
        title=words("小模板", "Small"),
        description=words(""),
        policy_title=words("运营制度", "Operations Policy"),
        numbering="article",
        chapters=(general, risk, closing),
        phases=(
            Phase(
                PhaseId("P1"),
                words("立项", "Initiation"),
                (item("IN-01"), item("IN-02", "G"), item("IN-03", "O", "A")),
                gate=Gate("G1", words("立项评审"), RoleCode("PM"), 10),
            ),
            Phase(PhaseId("P2"), words("计划", "Planning"), (item("PL-01", "M", "AB"),)),
        ),
        roles=(
            Role(RoleCode("PM"), words("项目经理", "Project manager")),
            Role(RoleCode("QA"), words("质量负责人", "Quality lead")),
        ),
        fingerprint="0" * 64,
    )


def ticking(step: timedelta = timedelta(seconds=1)) -> Callable[[], datetime]:
    """A clock that goes on by `step` each time it is asked."""
    ticks = count()
    return lambda: MORNING + next(ticks) * step


@contextmanager
def library(folder: Path, name: str = "library.policydesk") -> Iterator[Library]:
    with Library.open(folder / name, create=True, clock=ticking()) as opened:
        yield opened


def new_policy(library: Library, title: str = "运营制度", *, samples: bool = True) -> PolicyId:
    command = CreatePolicy(template(), words(title), ("zh", "en"), samples=samples)
    return library.run(command, by="张三").result
