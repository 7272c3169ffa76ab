"""What all rows of a library share: how values are stored, and the seal of a content row."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import Dialect, Integer, MetaData, Text, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from desktop.models.canonical import canonical_json, digest, read_json
from desktop.models.definitions import Json

__all__ = ["Base", "CanonicalJson", "Content", "Flag", "UtcTime", "seal_of", "stored_values"]


class CanonicalJson(TypeDecorator[Any]):
    """A JSON value as canonical text; None is kept as `null`, never as SQL NULL."""

    impl = Text
    cache_ok = True
    should_evaluate_none = True

    def process_bind_param(self, value: Json, dialect: Dialect | None) -> str:
        return canonical_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect | None) -> Json:
        return None if value is None else read_json(value)


class Flag(TypeDecorator[bool]):
    """Yes or no as 1 or 0 (a STRICT table knows no BOOLEAN)."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect | None) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect | None) -> bool | None:
        return None if value is None else bool(value)


class UtcTime(TypeDecorator[datetime]):
    """A moment as ISO 8601 text in UTC. A time without zone is a bug: ValueError."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect | None) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without time zone: {value!r}")
        return value.astimezone(UTC).isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect | None) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        int: Integer(),
        bool: Flag(),
        datetime: UtcTime(),
    }


class Content(Base):
    """A row of content. `version` counts its changes (a stale write is refused); `seal` is the
    hash of its other columns, so that a flipped bit inside a text is found.

    Content is written through the unit of work only: a bulk statement would pass by the seal.
    """

    __abstract__ = True

    version: Mapped[int] = mapped_column(sort_order=98)
    seal: Mapped[str] = mapped_column(sort_order=99)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805  SQLAlchemy hands over the class
        return {"version_id_col": cls.version}


NOT_SEALED = frozenset({"version", "seal"})


def seal_of(table: str, stored: dict[str, str | int | None]) -> str:
    """The seal of a row, given as its stored column values."""
    return digest([table, {key: one for key, one in stored.items() if key not in NOT_SEALED}])


def stored_values(row: Content) -> dict[str, str | int | None]:
    """The column values of `row` as they are stored."""
    values: dict[str, str | int | None] = {}
    for column in row.__table__.columns:
        value = getattr(row, column.key)
        if isinstance(column.type, TypeDecorator):
            value = column.type.process_bind_param(value, None)  # type: ignore[arg-type]
        values[column.key] = value
    return values


@event.listens_for(Content, "before_insert", propagate=True)
@event.listens_for(Content, "before_update", propagate=True)
def _seal(_mapper: Mapper[Any], _connection: object, row: Content) -> None:
    row.seal = seal_of(str(row.__table__.name), stored_values(row))  # type: ignore[attr-defined]
