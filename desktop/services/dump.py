"""The content of a library as canonical text: equal content, equal bytes."""

from sqlalchemy import Table, inspect

from desktop.models.canonical import canonical_json
from desktop.models.entities import Base, Content
from desktop.models.entities.base import NOT_SEALED
from desktop.services.library import Library

__all__ = ["canonical_dump"]


def canonical_dump(library: Library) -> str:
    """Every content row, one a line, tables and keys in order. Left out is what is made from
    content (search index, seals), what counts changes, and the audit log, which only grows."""
    kinds = [one.class_ for one in Base.registry.mappers if issubclass(one.class_, Content)]
    tables = [
        one for one in (inspect(kind).local_table for kind in kinds) if isinstance(one, Table)
    ]
    lines = []
    with library.read() as session:
        connection = session.connection()
        for table in sorted(tables, key=lambda one: one.name):
            names = [one.key for one in table.columns if one.key not in NOT_SEALED]
            columns = ", ".join(f'"{name}"' for name in names)
            keys = ", ".join(f'"{one.key}"' for one in table.primary_key)
            rows = connection.exec_driver_sql(
                f'SELECT {columns} FROM "{table.name}" ORDER BY {keys}'
            )
            lines += [
                canonical_json([table.name, dict(zip(names, row, strict=True))]) for row in rows
            ]
    return "".join(f"{line}\n" for line in lines)
