"""The people directory takes up new names until access control is switched on."""

from dataclasses import dataclass

from sqlalchemy import select

from desktop.models.entities import Person
from desktop.models.identity import new_person_id
from desktop.services.command import Work

__all__ = ["Newcomer", "is_known", "taken_up"]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person as the directory keeps them."""

    id: str
    name: str


def taken_up(work: Work, name: str) -> Newcomer | None:
    """Adds a name that the directory does not have; None where it has it, or there is no name."""
    if not name or is_known(work, name):
        return None
    newcomer = Newcomer(new_person_id(), name)
    work.session.add(Person(id=newcomer.id, name=name))
    return newcomer


def is_known(work: Work, name: str) -> bool:
    return work.session.scalars(select(Person).filter_by(name=name)).first() is not None
