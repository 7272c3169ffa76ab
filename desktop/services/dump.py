"""The content of a library as canonical text: equal content, equal bytes."""

from sqlalchemy import inspect, select

from desktop.models.canonical import canonical_json
from desktop.models.entities import Base, Content, stored_values
from desktop.models.entities.base import NOT_SEALED
from desktop.services.library import Library

__all__ = ["canonical_dump"]


def canonical_dump(library: Library) -> str:
    """Every content row, one a line, tables and keys in order. Left out is what is made from
    content (search index, seals), what counts changes, and the audit log, which only grows."""
    lines = []
    kinds = [one.class_ for one in Base.registry.mappers if issubclass(one.class_, Content)]
    with library.read() as session:
        for kind in sorted(kinds, key=lambda one: str(inspect(one).local_table)):
            for row in session.scalars(select(kind).order_by(*inspect(kind).primary_key)):
                values = stored_values(row)
                kept = {key: one for key, one in values.items() if key not in NOT_SEALED}
                lines.append(canonical_json([str(inspect(kind).local_table), kept]))
    return "".join(f"{line}\n" for line in lines)
