"""The life of a policy: who did what with which revision, and what follows from it.

A life is a list of events that only grows; everything else (state, dates, who agreed, which
revision is in force on a day) is worked out from it (domain brief §1.4).
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from desktop.models.snapshot import Ended

__all__ = [
    "OPEN_STATES",
    "OPINIONS",
    "OUTCOMES",
    "PROCEDURES",
    "STEPS",
    "LifeEvent",
    "PolicyLife",
    "RevisionLife",
    "day_of",
    "fold",
    "state_on",
]

STEPS = ("consult", "countersign", "review")
"""The steps in which opinions are given, in their order."""

STATE_OF_STEP = {"consult": "consultation", "countersign": "countersign", "review": "review"}

OPINIONS = ("agree", "agree-after-change", "disagree")
OUTCOMES = ("adopted", "partly", "rejected")
PROCEDURES = ("consultation", "publicity")
"""What labour law asks for where employees' interests are touched: discussion with them or their
representatives, and making the rule known (Labour Contract Law of the PRC, article 4)."""

OPEN_STATES = ("draft", "consultation", "countersign", "review")
"""A revision in one of these has not been approved."""

Kind = Literal[
    "submitted",
    "opinion",
    "answered",
    "returned",
    "procedure",
    "signed-off",
    "approved",
    "issued",
    "withdrawn",
    "revised",
    "discarded",
]


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """One act of a person on one revision. `seq` counts from 1 within the policy.

    `at` is the moment in UTC, `day` the date that the office's calendar showed. `digest` is that
    of the content at that moment. `opinion`: step, opinion, the clause it is about (anchor, or ""
    for the whole) and comment. `answered`: the opinion by its `seq`, outcome and comment.
    `returned`, `withdrawn`, `revised`, `discarded`: reason. `procedure`: which, held when, where
    the proof is (comment). `signed-off`: one of several named approvers; the last one's is
    `approved`. `submitted`: `substantive` false where all changes are editorial, of which
    `softened` are so by the preparer's word only; `roles` whose
    duties the changes concern. `issued`: its dates and issue number (发文字号).
    """

    seq: int
    revision: str
    at: datetime
    day: date
    by: str
    kind: Kind
    digest: str = ""
    step: str = ""
    opinion: str = ""
    clause: str = ""
    comment: str = ""
    answers: int = 0
    outcome: str = ""
    procedure: str = ""
    held: date | None = None
    base: str = ""
    substantive: bool = True
    softened: int = 0
    roles: tuple[str, ...] = ()
    effective: date | None = None
    review_due: date | None = None
    trial_until: date | None = None
    issue_number: str = ""


@dataclass(frozen=True, slots=True)
class RevisionLife:
    """What has been done with one revision. `state` as it was left: a day can make `issued`
    effective, and another revision can supersede it (see `PolicyLife.state_on`)."""

    revision: str
    state: str = "draft"
    base: str = ""
    opened: LifeEvent | None = None
    submitted: LifeEvent | None = None
    preparers: tuple[str, ...] = ()
    opinions: tuple[LifeEvent, ...] = ()
    answers: tuple[LifeEvent, ...] = ()
    procedures: tuple[LifeEvent, ...] = ()
    approvals: tuple[LifeEvent, ...] = ()
    approved: LifeEvent | None = None
    issued: LifeEvent | None = None
    withdrawn: LifeEvent | None = None
    last: LifeEvent | None = None

    @property
    def is_open(self) -> bool:
        """Not approved: its text may still change (after it was returned, or now)."""
        return self.state in OPEN_STATES

    @property
    def effective(self) -> date | None:
        return self.issued.effective if self.issued else None

    @property
    def took_effect(self) -> date | None:
        """The day from which it replaced what was before it; None where it was withdrawn first."""
        if self.withdrawn is not None and self.effective is not None:
            return self.effective if self.withdrawn.day >= self.effective else None
        return self.effective

    @property
    def review_due(self) -> date | None:
        return self.issued.review_due if self.issued else None

    @property
    def trial_until(self) -> date | None:
        return self.issued.trial_until if self.issued else None

    def answer_to(self, opinion: LifeEvent) -> LifeEvent | None:
        """The latest answer to an opinion."""
        found = [one for one in self.answers if one.answers == opinion.seq]
        return found[-1] if found else None

    def standing(self, step: str) -> tuple[LifeEvent, ...]:
        """The latest opinion of each person in a step, in the order of their first one."""
        latest: dict[str, LifeEvent] = {}
        for one in self.opinions:
            if one.step == step:
                latest[name_key(one.by)] = one
        return tuple(latest.values())

    def unanswered(self) -> tuple[LifeEvent, ...]:
        """Opinions that ask for an answer and have none: everything but plain agreement, and
        comments on a clause. Who has agreed since in the same step is answered by that."""
        return tuple(
            one for one in self.opinions if self.asks_for_answer(one) and not self.answer_to(one)
        )

    def asks_for_answer(self, opinion: LifeEvent) -> bool:
        plain = opinion.opinion == "agree" and not (opinion.clause and opinion.comment)
        overtaken = any(
            one.seq > opinion.seq
            and one.step == opinion.step
            and one.opinion == "agree"
            and name_key(one.by) == name_key(opinion.by)
            for one in self.opinions
        )
        return not plain and not overtaken


@dataclass(frozen=True, slots=True)
class PolicyLife:
    """All revisions, the oldest first; the last one is the one that can be worked on."""

    revisions: tuple[RevisionLife, ...]
    events: tuple[LifeEvent, ...] = field(default=(), repr=False)

    @property
    def latest(self) -> RevisionLife:
        return self.revisions[-1]

    def revision(self, label: str) -> RevisionLife | None:
        return next((one for one in self.revisions if one.revision == label), None)

    def state_on(self, label: str, day: date) -> str:
        """The state of a revision on a day: also effective, superseded or expired."""
        at = next(place for place, one in enumerate(self.revisions) if one.revision == label)
        found = self.revisions[at]
        state = state_on(found.state, found.effective, found.trial_until, day)
        later = (one.took_effect for one in self.revisions[at + 1 :])
        overtaken = any(effective is not None and effective <= day for effective in later)
        if state in ("issued", "effective", "expired") and overtaken:
            return "superseded"
        return state

    def ended(self, label: str, state: str) -> Ended | None:
        """Since when a revision that is in `state` no longer applies, and what replaced it."""
        at = next(place for place, one in enumerate(self.revisions) if one.revision == label)
        found = self.revisions[at]
        if state == "withdrawn" and found.withdrawn is not None:
            return Ended(found.withdrawn.day)
        if state == "expired" and found.trial_until is not None:
            return Ended(found.trial_until + timedelta(days=1))
        if state != "superseded":
            return None
        later = [one for one in self.revisions[at + 1 :] if one.took_effect is not None]
        first = min(later, key=lambda one: one.took_effect or date.max)
        return Ended(first.took_effect or date.max, first.revision)

    def in_force(self, day: date) -> RevisionLife | None:
        """The revision whose text applies on that day."""
        for one in reversed(self.revisions):
            if self.state_on(one.revision, day) == "effective":
                return one
        return None


def state_on(state: str, effective: date | None, trial_until: date | None, day: date) -> str:
    """What a day makes of an issued revision: effective once its day has come, expired once its
    trial has ended."""
    if state != "issued" or effective is None or day < effective:
        return state
    return "expired" if trial_until is not None and day > trial_until else "effective"


def day_of(local: datetime) -> date:
    """The date on the office's calendar. `local`: a moment in the office's own time zone."""
    return local.date()


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """Persons are told apart by this: spaces, letter case, full-width letters, marks that cannot
    be seen and the kind of dot inside a name make no other person."""
    plain = unicodedata.normalize("NFKC", name)
    seen = "".join(one for one in plain if unicodedata.category(one)[0] not in "ZCP")
    return unicodedata.normalize("NFKC", (seen or plain).casefold())


def fold(first: str, events: Iterable[LifeEvent]) -> PolicyLife:
    """The life that `events` tell. `first` is the label of the revision that the policy began
    with, which nobody had to open."""
    told = tuple(events)
    lives: dict[str, RevisionLife] = {}
    if not told or told[0].kind != "revised":
        label = told[0].revision if told else first
        lives[label] = RevisionLife(label)
    for event in told:
        if event.kind == "discarded":
            del lives[event.revision]
            continue
        before = lives.get(event.revision, RevisionLife(event.revision))
        lives[event.revision] = replace(_after(before, event), last=event)
    return PolicyLife(tuple(lives.values()), told)


def _after(life: RevisionLife, event: LifeEvent) -> RevisionLife:
    match event.kind:
        case "revised":
            return replace(life, opened=event, base=event.base)
        case "submitted":
            known = {name_key(one) for one in life.preparers}
            more = () if name_key(event.by) in known else (event.by,)
            return replace(
                life,
                state="consultation",
                submitted=event,
                preparers=(*life.preparers, *more),
                approvals=(),
            )
        case "opinion":
            return replace(life, state=STATE_OF_STEP[event.step], opinions=(*life.opinions, event))
        case "answered":
            return replace(life, answers=(*life.answers, event))
        case "returned":
            return replace(life, state="draft", approvals=())
        case "procedure":
            return replace(life, procedures=(*life.procedures, event))
        case "signed-off":
            return replace(life, approvals=(*life.approvals, event))
        case "approved":
            return replace(
                life, state="approved", approved=event, approvals=(*life.approvals, event)
            )
        case "issued":
            return replace(life, state="issued", issued=event)
        case "withdrawn":
            return replace(life, state="withdrawn", withdrawn=event)
        case _:
            return life
