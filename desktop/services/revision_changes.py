"""What a revision changes of the one before it, as far as its approval depends on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from desktop.documents.comparing.engine import compare
from desktop.documents.comparing.results import ClauseChange, Summary
from desktop.i18n import LANGUAGES, Language, catalogue
from desktop.models.change_notes import ChangeNote
from desktop.models.life import PolicyLife, RevisionLife, name_key
from desktop.models.snapshot import Policy, PolicyFacts, RevisionEntry, Signatory
from desktop.models.wording import Localised
from desktop.services.life_reading import frozen_policy, notes_of

__all__ = ["Weight", "changes_since_base", "completed", "weigh", "weight_of"]

MOST_PLACES = 6
"""So many places are named in a row of the revision history."""


@dataclass(frozen=True, slots=True)
class Weight:
    """`substantive`: whether anything but the wording changed; `softened`: how many changes are
    editorial by the preparer's word only. `roles`: titles, in all languages,
    of the roles whose duties the substantive changes concern; none where all are concerned.
    `clauses`, `summary`: for the revision history."""

    substantive: bool = True
    softened: int = 0
    roles: tuple[str, ...] = ()
    clauses: Localised = Localised()
    summary: Localised = Localised()


def changes_since_base(session: Session, policy: Policy, life: PolicyLife, day: date) -> Weight:
    base = frozen_policy(session, policy.id, life.latest.base, life, day)
    if base is None:
        return Weight(summary=_first())
    return weigh(base, policy, notes_of(session, policy.id, life.latest.revision))


def _first() -> Localised:
    say = catalogue("life").say
    return Localised(say("first_issue", "zh"), say("first_issue", "en"))


def weigh(base: Policy, policy: Policy, notes: Mapping[str, ChangeNote]) -> Weight:
    """What the preparer said of a change counts; of what nothing was said, the program's view."""
    changes: dict[str, ClauseChange] = {}
    summaries: dict[Language, Summary] = {}
    for language in policy.languages:
        if language in base.languages:
            found = compare(base, policy, language)
            summaries[language] = found.summary
            for one in found.changes:
                known = changes.get(one.anchor)
                if known is None or known.suggested == "editorial":
                    changes[one.anchor] = one
    substantive = [one for one in changes.values() if weight_of(one, notes) == "substantive"]
    codes = {code for one in substantive for code in one.roles}
    anew = _begins_anew(base, policy)
    titles = [role.title for role in policy.roles if role.code in codes and not anew]
    return Weight(
        substantive=bool(substantive) or anew,
        softened=sum(
            one.suggested == "substantive" and weight_of(one, notes) == "editorial"
            for one in changes.values()
        ),
        roles=tuple(dict.fromkeys(name for one in titles for name in (one.zh, one.en) if name)),
        clauses=_clauses(changes.values()),
        summary=_told(summaries.get(policy.languages[0], Summary())),
    )


def _begins_anew(base: Policy, policy: Policy) -> bool:
    """Whether it is something else that people agree to, though no clause may say so: a language
    that is new is a new text; a text that was withdrawn comes back; a trial edition begins or ends;
    from now on employees are to be heard, or no longer; somebody else has to sign."""
    was, now = base.facts, policy.facts
    return (
        not set(policy.languages) <= set(base.languages)
        or base.state in ("withdrawn", "expired")
        or (was.trial, was.touches_employees) != (now.trial, now.touches_employees)
        or _bound(was) != _bound(now)
    )


def _bound(facts: PolicyFacts) -> frozenset[tuple[str, str]]:
    """Who has to take which step because the policy says so."""
    rows = facts.signatories
    named = (one for one in rows if one.name.strip() and not one.filled_in)
    return frozenset((one.step, name_key(one.name)) for one in named)


def weight_of(change: ClauseChange, notes: Mapping[str, ChangeNote]) -> str:
    """substantive or editorial."""
    note = notes.get(change.anchor)
    return note.kind if note is not None else change.suggested


def _clauses(changes: Iterable[ClauseChange]) -> Localised:
    """The places, as the new text (or else the old one) calls them; long lists are cut short."""
    labels: dict[str, None] = {}
    for one in changes:
        place = one.new or one.old
        if place is not None and place.label:
            labels[place.label] = None
    shown = list(labels)[:MOST_PLACES]
    more = len(labels) > len(shown)
    say = catalogue("life").say
    texts = {
        language: say(
            "places_more" if more else "places", language, places=_joined(shown, language)
        )
        for language in LANGUAGES
    }
    return Localised(texts["zh"], texts["en"]) if shown else Localised()


def _joined(labels: list[str], language: Language) -> str:
    return catalogue("life").say("place_joint", language).join(labels)


def _told(summary: Summary) -> Localised:
    say = catalogue("life").say
    counts = {
        "changed": summary.changed,
        "inserted": summary.inserted,
        "deleted": summary.deleted,
        "moved": summary.only_moved,
    }
    told = {
        language: say("summary_joint", language).join(
            say(f"summary_{name}", language, count=count) for name, count in counts.items() if count
        )
        or say("summary_none", language)
        for language in LANGUAGES
    }
    return Localised(told["zh"], told["en"])


def completed(
    policy: Policy, life: RevisionLife, weight: Weight, day: date, approver: str
) -> Policy:
    """The policy as it is approved: with the dates of its facts, its row of the revision history,
    and the names of who took the steps where the policy names nobody."""
    prepared = life.submitted.day if life.submitted is not None else day
    facts = replace(
        policy.facts, prepared=policy.facts.prepared or prepared, approved=day, issued=None
    )
    facts = replace(facts, signatories=_signatories(facts.signatories, life, approver))
    return replace(policy, facts=facts, history=_history(policy, life, weight, day, approver))


def _signatories(
    known: tuple[Signatory, ...], life: RevisionLife, approver: str
) -> tuple[Signatory, ...]:
    """Who took the steps of this revision stands where the policy names nobody; who did so in a
    revision before, no longer."""
    acted = {
        "prepared": life.preparers,
        "reviewed": _agreed(life, "review"),
        "countersigned": _agreed(life, "countersign"),
        "approved": (*(one.by for one in life.approvals), approver),
    }
    result: list[Signatory] = []
    for step, names in acted.items():
        rows = [
            replace(one, name="", filled_in=False) if one.filled_in else one
            for one in known
            if one.step == step and not (one.filled_in and one.post == Localised())
        ]
        free = [one for one in names if _is_new(one, rows)]
        for row in rows:
            stays = row.name or not free
            result.append(row if stays else replace(row, name=free.pop(0), filled_in=True))
        result += [Signatory(step, Localised(), name, filled_in=True) for name in free]
    return tuple(result)


def _agreed(life: RevisionLife, step: str) -> tuple[str, ...]:
    """Who gave an opinion on the text that was submitted last, but for its preparers."""
    digest = life.submitted.digest if life.submitted is not None else ""
    preparers = {name_key(one) for one in life.preparers} if step == "review" else set()
    return tuple(
        one.by
        for one in life.standing(step)
        if one.digest == digest and name_key(one.by) not in preparers
    )


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
        reviewer=before.reviewer or "、".join(_agreed(life, "review")),
        approver=before.approver or "、".join([*(one.by for one in life.approvals), approver]),
    )
    others = tuple(one for one in policy.history if one.revision != label)
    return (*others, entry)


def _either(first: Localised, second: Localised) -> Localised:
    return first if first.zh or first.en else second
