"""How a policy keeps what its template gave it, and how it is read again."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.definitions import ChecklistItem, FieldDefinition, Json, Phase, Role
from desktop.models.entities import PolicyRole
from desktop.models.plain import from_plain, to_plain
from desktop.models.wording import Localised

__all__ = [
    "kept_field",
    "kept_phase",
    "read_field",
    "read_item",
    "read_phase",
    "role_names",
    "roles_of",
]


def kept_field(definition: FieldDefinition) -> Json:
    """A field's definition without its sample, which belongs to the template alone."""
    return to_plain(replace(definition, sample=None))


def kept_phase(phase: Phase) -> Json:
    """A phase without its items, which are rows of their own."""
    return to_plain(replace(phase, items=()))


def read_field(raw: Json) -> FieldDefinition:
    return from_plain(FieldDefinition, raw)


def read_phase(raw: Json, items: Iterable[ChecklistItem]) -> Phase:
    return replace(from_plain(Phase, raw), items=tuple(items))


def read_item(raw: Json) -> ChecklistItem:
    return from_plain(ChecklistItem, raw)


def read_role(raw: Json) -> Role:
    return from_plain(Role, raw)


def roles_of(session: Session, policy_id: str) -> tuple[Role, ...]:
    """The policy's role dictionary, in its order."""
    statement = select(PolicyRole.definition).filter_by(policy_id=policy_id)
    return tuple(read_role(raw) for raw in session.scalars(statement.order_by(PolicyRole.position)))


def role_names(session: Session, policy_id: str) -> dict[str, Localised]:
    """The titles of the policy's roles, by their codes."""
    statement = select(PolicyRole.code, PolicyRole.definition).filter_by(policy_id=policy_id)
    return {code: Localised.from_json(raw["title"]) for code, raw in session.execute(statement)}
