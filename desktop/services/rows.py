"""Rows taken out whole and put back exactly: what undoing a removal needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator

from desktop.models.definitions import Json
from desktop.models.entities import Base, Content, FrozenRevision, LifeEvent, stored_values
from desktop.models.entities.base import NOT_SEALED
from desktop.models.errors import Refused

__all__ = ["Row", "belonging", "put_rows", "rows_as_json", "take_rows"]

E = TypeVar("E", bound=Content)
FOR_EVER = (FrozenRevision, LifeEvent)


@dataclass(frozen=True, slots=True)
class Row:
    """A content row: its table and its stored column values."""

    table: str
    values: Mapping[str, Json]


def take_rows(session: Session, rows: Iterable[Content]) -> tuple[Row, ...]:
    """Deletes `rows` and gives what `put_rows` puts back."""
    taken = []
    for one in rows:
        taken.append(_row(one))
        session.delete(one)
    session.flush()
    return tuple(taken)


def put_rows(session: Session, rows: Sequence[Row]) -> None:
    """Refused for rows that no command takes out: what was done and what was approved."""
    kinds = _kinds()
    for row in rows:
        if row.table not in kinds:
            raise Refused("rows-kept-for-ever", table=row.table[:40])
        kind = kinds[row.table]
        loaded: dict[str, Any] = {}
        for column in kind.__table__.columns:
            if column.key not in NOT_SEALED:
                value: Any = row.values[column.key]
                if isinstance(column.type, TypeDecorator):
                    value = column.type.process_result_value(value, None)  # type: ignore[arg-type]
                loaded[column.key] = value
        session.add(kind(**loaded))
    session.flush()


def rows_as_json(rows: Iterable[Row]) -> Json:
    return [{"table": row.table, "values": dict(row.values)} for row in rows]


def belonging(session: Session, kind: type[E], **to: str) -> list[E]:
    """The rows of a table that belong to something, in the order of their keys."""
    statement = select(kind).filter_by(**to).order_by(*inspect(kind).primary_key)
    return list(session.scalars(statement))


def _row(one: Content) -> Row:
    values = stored_values(one)
    return Row(
        str(one.__table__.name),  # type: ignore[attr-defined]
        {key: value for key, value in values.items() if key not in NOT_SEALED},
    )


def _kinds() -> dict[str, type[Content]]:
    return {
        str(mapper.local_table.name): mapper.class_  # type: ignore[attr-defined]
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Content) and mapper.class_ not in FOR_EVER
    }
