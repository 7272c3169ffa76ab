"""The life of a policy and the library's rules for it, read from their rows."""

from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import snapshot
from desktop.models.change_notes import ChangeNote
from desktop.models.entities import ChangeNote as NoteRow
from desktop.models.entities import FrozenRevision, Policy, Setting
from desktop.models.entities import LifeEvent as EventRow
from desktop.models.life import LifeEvent, PolicyLife, fold
from desktop.models.life_rules import RULE_RANGES, RULE_STYLES, LifeRules
from desktop.models.plain import from_plain
from desktop.models.snapshot import PolicyFacts
from desktop.services.freezing import thawed

__all__ = [
    "LIFE_RULES",
    "frozen_policy",
    "life_of",
    "notes_of",
    "read_rules",
    "rules_of",
]

LIFE_RULES = "life-rules"
"""The setting that holds a library's LifeRules, as an object without defaults."""


def life_of(session: Session, policy_id: str) -> PolicyLife:
    """Folded from all events. The policy has to be there."""
    row = session.get_one(Policy, policy_id)
    statement = select(EventRow.event).filter_by(policy_id=policy_id).order_by(EventRow.seq)
    events = [from_plain(LifeEvent, one) for one in session.scalars(statement)]
    return fold(from_plain(PolicyFacts, row.facts).revision, events)


def rules_of(session: Session) -> LifeRules:
    row = session.get(Setting, LIFE_RULES)
    return LifeRules() if row is None else read_rules(row.value)


def read_rules(value: object) -> LifeRules:
    """The rules in a setting; what is not there or cannot be takes its default."""
    given = value if isinstance(value, dict) else {}
    kept = {one.name: given[one.name] for one in fields(LifeRules) if _can_be(one.name, given)}
    return LifeRules(**kept)


def _can_be(name: str, given: dict[str, Any]) -> bool:
    value = given.get(name)
    if name == "style":
        return value in RULE_STYLES
    least, most = RULE_RANGES[name]
    return type(value) is int and least <= value <= most


def frozen_policy(
    session: Session, policy_id: str, revision: str, life: PolicyLife, day: date
) -> snapshot.Policy | None:
    """A revision as it was approved; None where it has not been."""
    row = session.get(FrozenRevision, (policy_id, revision))
    return None if row is None else thawed(row, life, life.state_on(revision, day))


def notes_of(session: Session, policy_id: str, revision: str) -> dict[str, ChangeNote]:
    """What was said of the changes, by anchor: as approved, or as it is so far."""
    frozen = session.get(FrozenRevision, (policy_id, revision))
    if frozen is not None:
        return {anchor: from_plain(ChangeNote, one) for anchor, one in frozen.notes.items()}
    statement = select(NoteRow).filter_by(policy_id=policy_id, revision=revision)
    return {
        row.anchor: from_plain(ChangeNote, row.note)
        for row in session.scalars(statement.order_by(NoteRow.anchor))
    }
