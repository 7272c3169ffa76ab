"""Sets a policy's document control data and its revision history."""

from dataclasses import dataclass, replace
from typing import ClassVar

from desktop.models.errors import Refused
from desktop.models.identity import PolicyId
from desktop.models.life_rules import RULE_STYLES
from desktop.models.plain import from_plain, to_plain
from desktop.models.snapshot import PolicyFacts, RevisionEntry, Signatory
from desktop.models.wording import Localised
from desktop.services.command import Applied, Command, Work
from desktop.services.finding import draft_policy
from desktop.services.life_reading import life_of
from desktop.services.words import checked_line, checked_localised

__all__ = ["SetPolicyFacts"]

CLASSIFICATIONS = ("public", "internal", "confidential")
STEPS = ("prepared", "reviewed", "countersigned", "approved")


@dataclass(frozen=True)
class SetPolicyFacts(Command[None]):
    """`facts` whole, as they are to be; `history` None leaves the revision history alone."""

    name: ClassVar[str] = "set-policy-facts"

    policy_id: PolicyId
    facts: PolicyFacts
    history: tuple[RevisionEntry, ...] | None = None

    def apply(self, work: Work) -> Applied[None]:
        policy = draft_policy(work, self.policy_id)
        before = from_plain(PolicyFacts, policy.facts)
        history_before = from_plain(tuple[RevisionEntry, ...], policy.history)
        facts = _checked(self.facts)
        if facts.revision != before.revision and life_of(work.session, policy.id).events:
            raise Refused("revision-fixed", revision=before.revision)
        policy.facts = to_plain(facts)
        if self.history is not None:
            policy.history = to_plain(
                tuple(_checked_entry(one, f"history[{n}]") for n, one in enumerate(self.history, 1))
            )
        told = None if self.history is None else history_before
        return Applied(
            None,
            SetPolicyFacts(self.policy_id, before, told),
            self.policy_id,
            {"facts": to_plain(before), "history": to_plain(told)},
            {"facts": policy.facts, "history": None if told is None else policy.history},
        )


def _checked(facts: PolicyFacts) -> PolicyFacts:
    if facts.classification not in CLASSIFICATIONS:
        raise Refused(
            "classification-unknown",
            given=facts.classification,
            allowed=", ".join(CLASSIFICATIONS),
        )
    edition = facts.edition
    if not (len(edition) == 1 and "A" <= edition <= "Z" and 0 <= facts.amendment <= 99):
        raise Refused("edition-wrong", given=facts.revision[:20])
    if facts.revision_style not in RULE_STYLES:
        given, allowed = facts.revision_style[:40], ", ".join(RULE_STYLES)
        raise Refused("revision-style-unknown", given=given, allowed=allowed)
    return replace(
        facts,
        number=checked_line(facts.number, "number"),
        issue_number=checked_line(facts.issue_number, "issue_number"),
        supersedes=checked_line(facts.supersedes, "supersedes"),
        owner_department=checked_localised(facts.owner_department, "owner_department"),
        distribution=tuple(
            checked_localised(one, f"distribution[{place}]")
            for place, one in enumerate(facts.distribution, 1)
        ),
        signatories=tuple(
            _checked_signatory(one, f"signatories[{place}]")
            for place, one in enumerate(facts.signatories, 1)
        ),
    )


def _checked_signatory(one: Signatory, place: str) -> Signatory:
    if one.step not in STEPS:
        raise Refused("step-unknown", given=one.step, place=place, allowed=", ".join(STEPS))
    return replace(
        one,
        post=checked_localised(one.post, f"{place}.post"),
        name=checked_line(one.name, f"{place}.name"),
    )


def _checked_entry(one: RevisionEntry, place: str) -> RevisionEntry:
    lines = ("revision", "author", "reviewer", "approver")
    both = ("clauses", "summary", "reason")
    checked: dict[str, str | Localised] = {
        name: checked_line(getattr(one, name), f"{place}.{name}") for name in lines
    }
    for name in both:
        checked[name] = checked_localised(getattr(one, name), f"{place}.{name}")
    return replace(one, **checked)  # type: ignore[arg-type]  # names and kinds as listed above
