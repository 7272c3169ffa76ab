"""What has been submitted or approved does not change: held here, below every command, so that no
command can forget it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import ORMExecuteState, Session

from desktop.models.entities.policy import (
    Article,
    Chapter,
    ChecklistItem,
    Field,
    Phase,
    Policy,
    PolicyRole,
)
from desktop.models.errors import Refused

__all__ = ["LIFE_FACTS"]

PARTS = (Chapter, Article, Field, PolicyRole, Phase, ChecklistItem)
FROZEN = frozenset({"approved", "issued", "withdrawn"})

OF_THE_STEP = frozenset({"state", "version", "seal"})
COMPLETED = frozenset({"facts", "history"})

LIFE_FACTS = frozenset(
    {"prepared", "approved", "issued", "effective", "review_due", "trial_until", "issue_number"}
)
"""What of a policy's facts its life says, not its text: these may still be set after approval."""


@event.listens_for(Session, "before_flush")
def _refuse(session: Session, _context: object, _instances: object) -> None:
    touched = _touched(session)
    owners = {owner for row in touched if isinstance(row, PARTS) for owner in _owners(row)}
    for policy_id in sorted(owners):
        policy = _policy(session, policy_id)
        if policy is not None and "draft" not in _states(policy):
            raise Refused("policy-not-draft", policy=policy.id, state=policy.state)
    for row in touched:
        if isinstance(row, Policy):
            _refuse_own(session, row)


@event.listens_for(Session, "do_orm_execute")
def _refuse_in_bulk(statement: ORMExecuteState) -> None:
    """Statements that change rows unseen would pass by everything above."""
    if not (statement.is_update or statement.is_delete):
        return
    for mapper in statement.all_mappers:
        if issubclass(mapper.class_, (Policy, *PARTS)):
            raise TypeError(f"rows of {mapper.class_.__name__} are changed one by one")


def _owners(row: Any) -> set[str]:
    """The policy of a part, and the one that it is taken from."""
    return {row.policy_id, *(inspect(row).attrs.policy_id.history.deleted or ())}


def _touched(session: Session) -> list[object]:
    changed = [one for one in session.dirty if session.is_modified(one)]
    return [*session.new, *changed, *session.deleted]


def _policy(session: Session, policy_id: str) -> Policy | None:
    """The policy, also where it is new or about to go."""
    pending: Iterable[Any] = (*session.new, *session.deleted)
    for one in pending:
        if isinstance(one, Policy) and one.id == policy_id:
            return one
    with session.no_autoflush:
        return session.get(Policy, policy_id)


def _states(policy: Policy) -> set[str]:
    """Its state before this transaction's change and after it."""
    return {policy.state, *(inspect(policy).attrs.state.history.deleted or ())}


def _refuse_own(session: Session, policy: Policy) -> None:
    if policy in session.new and policy.state != "draft":
        # Whatever puts a policy in, its life begins with its first step.
        raise Refused("policy-not-draft", policy=policy.id, state=policy.state)
    states = _states(policy)
    if not inspect(policy).persistent or "draft" in states:
        return
    refused = Refused("policy-not-draft", policy=policy.id, state=policy.state)
    if policy in session.deleted:
        raise refused
    attributes = inspect(policy).attrs
    changed = {one.key for one in attributes if one.history.has_changes()}
    if states - FROZEN:
        # Approval puts in who took the steps, and the row of the revision history.
        if changed - (OF_THE_STEP | COMPLETED if states & FROZEN else OF_THE_STEP):
            raise refused
        return
    if changed - OF_THE_STEP - {"facts"}:
        raise refused
    before = (attributes.facts.history.deleted or [policy.facts])[0]
    different = {
        name for name in {**before, **policy.facts} if before.get(name) != policy.facts.get(name)
    }
    if different - LIFE_FACTS:
        raise refused
