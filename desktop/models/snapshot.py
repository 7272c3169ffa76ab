"""Frozen pictures of what the library holds: what everything that reads content looks at.

A snapshot is plain data: cheap to compare, safe in any thread or process, the same for a draft
and for an issued revision. Nothing that checks, prints or compares ever sees a session.
"""

from dataclasses import dataclass
from datetime import date, datetime

from desktop.i18n import Language
from desktop.models.definitions import (
    FieldDefinition,
    Json,
    Layout,
    NumberingProfile,
    Phase,
    ProjectClass,
    Role,
    Section,
)
from desktop.models.identity import (
    ArticleId,
    ChapterId,
    FieldId,
    ItemCode,
    PolicyId,
    ProjectId,
)
from desktop.models.paper_style import PaperStyle
from desktop.models.wording import Localised

__all__ = [
    "Article",
    "Chapter",
    "Ended",
    "Field",
    "ItemRecord",
    "Organisation",
    "Policy",
    "PolicyFacts",
    "Project",
    "RevisionEntry",
    "Signatory",
]


@dataclass(frozen=True, slots=True)
class Organisation:
    name: Localised = Localised()
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Signatory:
    """A row of the signature block. `step`: prepared, reviewed, countersigned, approved.
    `filled_in`: the policy named nobody; `name` is who took the step."""

    step: str
    post: Localised
    name: str = ""
    filled_in: bool = False


@dataclass(frozen=True, slots=True)
class RevisionEntry:
    """A row of the revision history (修订记录)."""

    revision: str
    date: date | None
    clauses: Localised
    summary: Localised
    reason: Localised
    author: str = ""
    reviewer: str = ""
    approver: str = ""


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """Document control data (domain brief §1.4).

    `edition` is the letter, `amendment` the digit of A/0; `revision_style` says how they are
    written: letter (A/0), number (1.0), version (V1.0). `classification`: public, internal,
    confidential. `trial`: a trial edition, in force until `trial_until`. `touches_employees`: what
    labour law asks for has to be on record (domain brief §1.1).
    """

    number: str = ""
    issue_number: str = ""
    edition: str = "A"
    amendment: int = 0
    classification: str = "internal"
    owner_department: Localised = Localised()
    supersedes: str = ""
    prepared: date | None = None
    approved: date | None = None
    issued: date | None = None
    effective: date | None = None
    review_due: date | None = None
    trial: bool = False
    distribution: tuple[Localised, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    touches_employees: bool = False
    trial_until: date | None = None
    revision_style: str = "letter"

    @property
    def revision(self) -> str:
        if self.revision_style == "letter":
            return f"{self.edition}/{self.amendment}"
        number = f"{ord(self.edition) - ord('A') + 1}.{self.amendment}"
        return f"V{number}" if self.revision_style == "version" else number


@dataclass(frozen=True, slots=True)
class Field:
    id: FieldId
    definition: FieldDefinition
    value: Json


@dataclass(frozen=True, slots=True)
class Article:
    id: ArticleId
    title: Localised
    fields: tuple[Field, ...]
    patterns: tuple[Localised, ...] = ()
    layout: Layout = "prose"
    section: Section | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    id: ChapterId
    title: Localised
    articles: tuple[Article, ...]
    code: str = ""
    guidance: Localised = Localised()
    required: bool = False

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(one for article in self.articles for one in article.fields)


@dataclass(frozen=True, slots=True)
class Ended:
    """Since when a revision is no longer in force; `by`: the revision that took its place, ""
    where none did."""

    since: date
    by: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy revision, whole. `languages`: the leading one first. `organisation` and `paper` are
    the library's. `state` is that of the day it was read. `frozen`: the content hash that the
    revision was approved with, 64 hexadecimal digits; "" before. `ended`: None while it is, or may
    come, in force."""

    id: PolicyId
    title: Localised
    languages: tuple[Language, ...]
    numbering: NumberingProfile
    template: str
    state: str
    facts: PolicyFacts
    organisation: Organisation
    roles: tuple[Role, ...]
    chapters: tuple[Chapter, ...]
    phases: tuple[Phase, ...]
    history: tuple[RevisionEntry, ...] = ()
    paper: PaperStyle = PaperStyle()
    frozen: str = ""
    ended: Ended | None = None

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(one for chapter in self.chapters for one in chapter.fields)


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """What a project has recorded of one checklist item. `state`: open, done, na, failed."""

    code: ItemCode
    state: str = "open"
    note: str = ""
    by: str = ""
    at: datetime | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """A project run under a policy revision (`trial`: under a draft).

    `phases` are the policy's, as they were when the project was started, only with the items of
    the project's class; `records` has an entry for every item of them.
    """

    id: ProjectId
    policy: PolicyId
    title: str
    number: str
    project_class: ProjectClass
    trial: bool
    revision: str
    started: datetime
    phases: tuple[Phase, ...]
    records: tuple[ItemRecord, ...]

    def record(self, code: ItemCode) -> ItemRecord:
        return next(one for one in self.records if one.code == code)
