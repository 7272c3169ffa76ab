"""What a revision changes of the one before it, as far as its approval depends on it."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from desktop.models.life import PolicyLife, RevisionLife, name_key
from desktop.models.snapshot import Policy, RevisionEntry, Signatory
from desktop.models.wording import Localised
from desktop.services.life_reading import frozen_policy

__all__ = ["Weight", "changes_since_base", "completed"]


@dataclass(frozen=True, slots=True)
class Weight:
    """`substantive`: whether anything but the wording changed. `roles`: titles, in all languages,
    of the roles whose duties the substantive changes concern. `clauses`, `summary`: for the
    revision history."""

    substantive: bool = True
    roles: tuple[str, ...] = ()
    clauses: Localised = Localised()
    summary: Localised = Localised("首次发布", "First issue")


def changes_since_base(session: Session, policy: Policy, life: PolicyLife, day: date) -> Weight:
    base = frozen_policy(session, policy.id, life.latest.base, life, day)
    if base is None:
        return Weight()
    return Weight(summary=Localised())


def completed(
    policy: Policy, life: RevisionLife, weight: Weight, day: date, approver: str
) -> Policy:
    """The policy as it is approved: with the dates of its facts, its row of the revision history,
    and the names of who took the steps where the policy names nobody."""
    prepared = life.submitted.day if life.submitted is not None else day
    facts = replace(policy.facts, prepared=policy.facts.prepared or prepared, approved=day)
    facts = replace(facts, signatories=_signatories(facts.signatories, life, approver))
    return replace(policy, facts=facts, history=_history(policy, life, weight, day, approver))


def _signatories(
    known: tuple[Signatory, ...], life: RevisionLife, approver: str
) -> tuple[Signatory, ...]:
    acted = {
        "prepared": life.preparers,
        "reviewed": tuple(one.by for one in life.standing("review")),
        "countersigned": tuple(one.by for one in life.standing("countersign")),
        "approved": (*(one.by for one in life.approvals), approver),
    }
    result: list[Signatory] = []
    for step, names in acted.items():
        rows = [one for one in known if one.step == step]
        free = [one for one in names if _is_new(one, rows)]
        for row in rows:
            result.append(row if row.name or not free else replace(row, name=free.pop(0)))
        result += [Signatory(step, Localised(), name) for name in free]
    return tuple(result)


def _is_new(name: str, rows: list[Signatory]) -> bool:
    return all(name_key(one.name) != name_key(name) for one in rows)


def _history(
    policy: Policy, life: RevisionLife, weight: Weight, day: date, approver: str
) -> tuple[RevisionEntry, ...]:
    """What the person has written of this revision stays; what is missing is put in."""
    label = policy.facts.revision
    written = next((one for one in policy.history if one.revision == label), None)
    before = written or RevisionEntry(label, None, Localised(), Localised(), Localised())
    reason = life.opened.comment if life.opened is not None else ""
    entry = replace(
        before,
        date=before.date or day,
        clauses=_either(before.clauses, weight.clauses),
        summary=_either(before.summary, weight.summary),
        reason=_either(before.reason, Localised(reason, reason)),
        author=before.author or "、".join(life.preparers),
        reviewer=before.reviewer or "、".join(one.by for one in life.standing("review")),
        approver=before.approver or "、".join([*(one.by for one in life.approvals), approver]),
    )
    others = tuple(one for one in policy.history if one.revision != label)
    return (*others, entry)


def _either(first: Localised, second: Localised) -> Localised:
    return first if first.zh or first.en else second
