"""What stands in the way of a step in a policy's life: every obstacle by name, none means go."""

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.models.errors import Problem
from desktop.models.life import (
    OPEN_STATES,
    STATE_OF_STEP,
    STEPS,
    PolicyLife,
    RevisionLife,
    name_key,
)
from desktop.models.snapshot import PolicyFacts, Signatory

__all__ = [
    "RULE_RANGES",
    "RULE_STYLES",
    "STEP_OF_SIGNATORY",
    "LifeRules",
    "against_approving",
    "against_issuing",
    "against_opinion",
    "against_revising",
    "against_submitting",
    "against_withdrawing",
    "asked_opinions",
    "day_order",
    "first_short",
    "months_after",
    "named",
    "next_revision",
    "still_wanted",
]

STEP_OF_SIGNATORY = {"countersigned": "countersign", "reviewed": "review"}


@dataclass(frozen=True, slots=True)
class LifeRules:
    """What a library asks for. `consult`, `countersign`, `review`: how many persons have to give
    an opinion in that step; 0 leaves the step out. `amendments`: after how many amendments the
    next revision is a new edition (A/9 → B/0). `review_months`: until the first review;
    `trial_months`: the longest trial. `style`: how a new policy's revisions are written: letter
    (A/0), number (1.0), version (V1.0).
    """

    consult: int = 1
    countersign: int = 1
    review: int = 1
    amendments: int = 9
    review_months: int = 12
    trial_months: int = 12
    style: str = "letter"

    def asked(self, step: str) -> int:
        return int(getattr(self, step))


RULE_RANGES = {
    "consult": (0, 50),
    "countersign": (0, 50),
    "review": (0, 50),
    "amendments": (1, 99),
    "review_months": (1, 120),
    "trial_months": (1, 36),
}
"""The least and the most that each number of the rules can be."""

RULE_STYLES = ("letter", "number", "version")


def asked_opinions(life: RevisionLife, rules: LifeRules) -> Mapping[str, int]:
    """How many opinions each step needs. A revision with nothing but editorial changes asks for
    none: it goes straight to approval. Where a change is called editorial by its preparer only,
    whoever reviews has to agree with that."""
    submitted = life.submitted
    if submitted is not None and not submitted.substantive:
        review = rules.review if submitted.softened else 0
        return {**dict.fromkeys(STEPS, 0), "review": review}
    return {step: rules.asked(step) for step in STEPS}


def named(facts: PolicyFacts, step: str) -> tuple[Signatory, ...]:
    """The persons whom the policy names for a step of the signature block. Who only stands there
    because they took the step in a revision before is not bound to take it again."""
    return tuple(
        one
        for one in facts.signatories
        if one.step == step and one.name.strip() and not one.filled_in
    )


def day_order(life: PolicyLife, day: date) -> Iterator[Problem]:
    """No act is dated before the one before it (X08)."""
    if life.events and day < life.events[-1].day:
        yield Problem("date", "life-day-before", {"day": day, "last": life.events[-1].day})


def against_submitting(life: RevisionLife, facts: PolicyFacts, day: date) -> Iterator[Problem]:
    """`day`: of submission. What is being submitted has been prepared (X08)."""
    if life.state != "draft":
        yield _state(life, "life-submitted-already")
    elif facts.prepared is not None and facts.prepared > day:
        yield Problem("prepared", "life-prepared-late", {"prepared": facts.prepared, "day": day})


def against_opinion(
    life: RevisionLife, facts: PolicyFacts, rules: LifeRules, step: str, by: str, digest: str
) -> Iterator[Problem]:
    """Steps are taken in their order; each begins when those before it have what they need."""
    if life.state not in STATE_OF_STEP.values():
        yield _state(life, "life-not-submitted" if life.state == "draft" else "life-closed")
        return
    at = STEPS.index(step)
    now = STEPS.index(next(one for one in STEPS if STATE_OF_STEP[one] == life.state))
    if at < now:
        yield Problem("step", f"life-step-over-{step}", {})
    for earlier in STEPS[:at]:
        yield from _short(life, facts, rules, earlier, digest)
    if step == "review" and _is_preparer(life, facts, by):
        yield Problem("by", "life-preparer-reviews", {"person": by})


def against_approving(
    life: RevisionLife,
    facts: PolicyFacts,
    rules: LifeRules,
    by: str,
    digest: str,
    faults: Sequence[Problem],
) -> Iterator[Problem]:
    """`faults`: what the check of the policy says must be mended."""
    if life.state not in STATE_OF_STEP.values():
        yield _state(life, "life-not-submitted" if life.state == "draft" else "life-closed")
        return
    for step in STEPS:
        yield from _short(life, facts, rules, step, digest)
    for one in life.unanswered():
        said = {"person": one.by, "number": one.seq}
        yield Problem(one.clause or one.step, f"life-unanswered-{one.opinion}", said)
    if _is_preparer(life, facts, by):
        yield Problem("by", "life-preparer-approves", {"person": by})
    approvers = named(facts, "approved")
    if approvers and name_key(by) not in {name_key(one.name) for one in approvers}:
        names = "、".join(one.name for one in approvers)
        yield Problem("by", "life-approver-not-named", {"person": by, "named": names})
    if name_key(by) in {name_key(one.by) for one in life.approvals}:
        yield Problem("by", "life-approved-already", {"person": by})
    if facts.touches_employees and not _held(life, "consultation"):
        yield Problem("procedure", "life-consultation-missing", {})
    yield from faults


def against_issuing(
    life: PolicyLife,
    facts: PolicyFacts,
    rules: LifeRules,
    day: date,
    effective: date,
    review_due: date,
    trial_until: date | None,
) -> Iterator[Problem]:
    """`day`: of issue. Dates: prepared ≤ approved ≤ issued ≤ effective < review due (X08).
    `trial_until`: as asked for; also refused where the revision is no trial."""
    latest = life.latest
    if latest.state != "approved":
        yield _state(latest, "life-not-approved")
        return
    if effective < day:
        yield Problem("effective", "life-effective-early", {"effective": effective, "day": day})
    before = [one.took_effect for one in life.revisions[:-1] if one.took_effect is not None]
    if before and effective <= max(before):
        said = {"effective": effective, "before": max(before)}
        yield Problem("effective", "life-effective-before-last", said)
    if review_due <= effective:
        said = {"due": review_due, "effective": effective}
        yield Problem("review_due", "life-review-early", said)
    if trial_until is not None and not facts.trial:
        yield Problem("trial_until", "life-no-trial", {"until": trial_until})
    elif trial_until is not None:
        longest = months_after(effective, rules.trial_months)
        if not effective <= trial_until <= longest:
            said = {"until": trial_until, "effective": effective, "longest": longest}
            yield Problem("trial_until", "life-trial-wrong", said)
    if facts.touches_employees:
        for procedure in ("consultation", "publicity"):
            if not _held(latest, procedure):
                yield Problem("procedure", f"life-{procedure}-missing", {})


def against_withdrawing(life: RevisionLife) -> Iterator[Problem]:
    if life.state not in ("approved", "issued"):
        yield _state(life, "life-not-in-force")


def against_revising(life: RevisionLife) -> Iterator[Problem]:
    if life.state in OPEN_STATES:
        yield _state(life, "life-revision-open")
    elif life.state == "approved":
        yield _state(life, "life-not-issued")


def first_short(life: RevisionLife, facts: PolicyFacts, rules: LifeRules) -> str:
    """The first step of a submitted revision that has not what it needs; "" where all have."""
    digest = life.submitted.digest if life.submitted is not None else ""
    lacking = (one for one in STEPS if any(_short(life, facts, rules, one, digest)))
    return next(lacking, "")


def next_revision(facts: PolicyFacts, rules: LifeRules, *, new_edition: bool) -> tuple[str, int]:
    """Edition and amendment of the revision after this one: A/0 → A/1; B/0 for a new edition, or
    when the edition has had its amendments."""
    if not new_edition and facts.amendment < rules.amendments:
        return facts.edition, facts.amendment + 1
    return chr(ord(facts.edition) + 1), 0


def months_after(day: date, months: int) -> date:
    """The same day that many months on; the last of the month where it has no such day, and of the
    calendar where that ends."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def still_wanted(life: RevisionLife, facts: PolicyFacts, rules: LifeRules, step: str) -> int:
    """How many persons have yet to give their opinion in a step: those it takes at least, or
    those named for it."""
    digest = life.submitted.digest if life.submitted is not None else ""
    people = fewest = 0
    for one in _short(life, facts, rules, step, digest):
        if one.code.startswith("life-opinions-short"):
            fewest = int(str(one.facts["asked"])) - int(str(one.facts["given"]))
        else:
            people += 1
    return max(people, fewest)


def _short(
    life: RevisionLife, facts: PolicyFacts, rules: LifeRules, step: str, digest: str
) -> Iterator[Problem]:
    """What a step still needs. Consultation counts for the revision; who countersigns or reviews
    agrees to a text, so that counts only for the text as it is. Whoever has submitted it since is
    its preparer, whose review counts no longer."""
    asked = asked_opinions(life, rules)[step]
    given = [
        one
        for one in life.standing(step)
        if (step == "consult" or one.digest == digest)
        and (step != "review" or not _is_preparer(life, facts, one.by))
    ]
    if len(given) < asked:
        said = {"given": len(given), "asked": asked}
        yield Problem(step, f"life-opinions-short-{step}", said)
    names = {name_key(one.by) for one in given}
    if asked:
        for signatory, its_step in STEP_OF_SIGNATORY.items():
            if its_step != step:
                continue
            for one in _concerned(life, named(facts, signatory)):
                if name_key(one.name) not in names:
                    yield Problem(step, f"life-person-short-{step}", {"person": one.name})


def _concerned(life: RevisionLife, people: Sequence[Signatory]) -> Sequence[Signatory]:
    """Of those named, the ones whom the changes concern; all where it is not known whom."""
    roles = set(life.submitted.roles) if life.submitted is not None else set()
    posts = [one for one in people if {one.post.zh, one.post.en} & roles]
    return posts if roles and posts else people


def _is_preparer(life: RevisionLife, facts: PolicyFacts, by: str) -> bool:
    preparers = [*life.preparers, *(one.name for one in named(facts, "prepared"))]
    return name_key(by) in {name_key(one) for one in preparers}


def _held(life: RevisionLife, procedure: str) -> bool:
    return any(one.procedure == procedure for one in life.procedures)


def _state(life: RevisionLife, code: str) -> Problem:
    return Problem("state", code, {"revision": life.revision})
