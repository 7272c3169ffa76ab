"""A policy's content as it is approved: its digest, and the revision that is kept of it."""

from dataclasses import replace

from desktop.models.canonical import digest
from desktop.models.definitions import Json
from desktop.models.entities import LIFE_FACTS, FrozenRevision
from desktop.models.life import PolicyLife
from desktop.models.plain import from_plain, to_plain
from desktop.models.snapshot import Organisation, Policy, PolicyFacts

__all__ = [
    "agreed_digest",
    "content_digest",
    "content_of",
    "facts_without_life",
    "thawed",
]

_OF_ITS_DAY = frozenset({"state", "paper", "frozen", "ended"})


def content_of(policy: Policy) -> Json:
    """What people agree to: the text, its numbering, roles and checklists, and what its facts say
    of it. Not the look of the paper, the state, or the dates of its life."""
    plain = to_plain(replace(policy, facts=facts_without_life(policy.facts)))
    assert isinstance(plain, dict)
    return {key: one for key, one in plain.items() if key not in _OF_ITS_DAY}


def content_digest(policy: Policy) -> str:
    """SHA-256 over the canonical JSON of `content_of`, 64 hexadecimal digits."""
    return digest(content_of(policy))


def agreed_digest(policy: Policy) -> str:
    """The digest that opinions refer to. The organisation's name and logo are the library's: they
    may change while a policy goes from hand to hand, and its text is still the same."""
    return content_digest(replace(policy, organisation=Organisation()))


def facts_without_life(facts: PolicyFacts) -> PolicyFacts:
    empty = PolicyFacts()
    return replace(facts, **{name: getattr(empty, name) for name in LIFE_FACTS})


def thawed(row: FrozenRevision, life: PolicyLife, state: str) -> Policy:
    """The revision as it was approved, with the dates that its life has given it since.

    `state`: what it is on the day it is looked at.
    """
    policy = from_plain(Policy, row.content)
    own = life.revision(row.revision)
    assert own is not None
    facts = policy.facts
    if own.issued is not None:
        facts = replace(
            facts,
            issued=own.issued.day,
            effective=own.issued.effective,
            review_due=own.issued.review_due,
            trial_until=own.issued.trial_until,
            issue_number=own.issued.issue_number or facts.issue_number,
        )
    ended = life.ended(row.revision, state)
    return replace(policy, state=state, facts=facts, frozen=row.content_hash, ended=ended)
