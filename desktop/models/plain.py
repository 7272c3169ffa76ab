"""Frozen dataclasses to JSON and back, by their annotations.

Serves what is stored or recorded whole: document control data, phases, commands, notices. A
field that holds its default is left out, so that a later version may add fields; for the same
reason a default never changes.
"""

import base64
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import (
    Any,
    Literal,
    NewType,
    TypeAlias,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from desktop.models.definitions import Json

__all__ = ["from_plain", "to_plain"]

T = TypeVar("T")


def to_plain(value: object) -> Json:
    """`value` as JSON: dataclasses as objects without defaults, dates in ISO form, exact numbers
    (Decimal, float) as strings, bytes in base64, sets sorted."""
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return str(value)
        case float():
            return repr(value)
        case datetime() | date():
            return value.isoformat()
        case bytes():
            return base64.b64encode(value).decode("ascii")
        case tuple() | list():
            return [to_plain(one) for one in value]
        case frozenset():
            return [to_plain(one) for one in sorted(value)]
        case Mapping():
            return {str(key): to_plain(one) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {
            one.name: to_plain(getattr(value, one.name))
            for one in fields(value)
            if one.init and not _holds_default(one, getattr(value, one.name))
        }
    raise TypeError(f"no JSON form for {type(value).__name__}")


def from_plain(kind: type[T], raw: Json) -> T:
    """The `kind` that `to_plain` made `raw` of. ValueError where it did not."""
    hint: Any = kind
    value: T = _reader(hint)(raw)
    return value


def _holds_default(one: "Field[Any]", value: object) -> bool:
    if one.default is not MISSING:
        return bool(type(value) is type(one.default) and value == one.default)
    if one.default_factory is not MISSING:
        return bool(value == one.default_factory())
    return False


Reader: TypeAlias = Callable[[Any], Any]


@cache
def _reader(hint: Any) -> Reader:
    """What reads an annotation; made once, for a policy has thousands of parts to be read."""
    if hint is Any or _is_json(hint):
        return _as_it_is
    if isinstance(hint, NewType):
        return _reader(hint.__supertype__)
    origin = get_origin(hint)
    if origin is not None:
        return _generic_reader(hint, origin, get_args(hint))
    if is_dataclass(hint):
        return _dataclass_reader(hint)
    return _simple_reader(hint)


def _as_it_is(raw: Any) -> Any:
    return raw


def _is_json(hint: Any) -> bool:
    """`Json` refers to itself, so that two readings of its annotation are not equal: it is known
    by its shape."""
    origins = {get_origin(one) for one in get_args(hint)}
    return get_origin(hint) in (Union, types.UnionType) and {list, dict} <= origins


def _generic_reader(hint: Any, origin: Any, arguments: tuple[Any, ...]) -> Reader:
    if origin is Literal:
        return _literal_reader(arguments)
    if origin in (Union, types.UnionType):
        kinds = [one for one in arguments if one is not types.NoneType]
        if len(kinds) == 1:
            return _optional_reader(_reader(kinds[0]))
    elif origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return _many_reader(tuple, _reader(arguments[0]))
    elif origin is tuple:
        return _tuple_reader(tuple(_reader(one) for one in arguments))
    elif origin is frozenset:
        return _many_reader(frozenset, _reader(arguments[0]))
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping_reader(_reader(arguments[1]))
    raise TypeError(f"no JSON form for {hint}")


def _literal_reader(allowed: tuple[Any, ...]) -> Reader:
    def read(raw: Any) -> Any:
        if raw not in allowed or isinstance(raw, bool):
            raise ValueError(f"{raw!r} is none of {allowed}")
        return raw

    return read


def _optional_reader(inner: Reader) -> Reader:
    return lambda raw: None if raw is None else inner(raw)


def _many_reader(kind: Callable[[Iterable[Any]], Any], inner: Reader) -> Reader:
    return lambda raw: kind([inner(one) for one in _expect(raw, list)])


def _tuple_reader(inner: tuple[Reader, ...]) -> Reader:
    def read(raw: Any) -> Any:
        if len(_expect(raw, list)) != len(inner):
            raise ValueError(f"expected {len(inner)} parts, not {raw!r}")
        return tuple(reader(one) for reader, one in zip(inner, raw, strict=True))

    return read


def _mapping_reader(inner: Reader) -> Reader:
    return lambda raw: {key: inner(one) for key, one in _expect(raw, dict).items()}


def _dataclass_reader(kind: Any) -> Reader:
    known = {one.name for one in fields(kind) if one.init}
    readers: dict[str, Reader] = {}

    def read(raw: Any) -> Any:
        if not readers:
            # Not before the first use: a dataclass may hold others of its own kind.
            hints = get_type_hints(kind)
            readers.update({name: _reader(hints[name]) for name in known})
        try:
            return kind(**{name: readers[name](one) for name, one in _expect(raw, dict).items()})
        except KeyError as error:
            raise ValueError(f"{kind.__name__} has no {error}") from error
        except TypeError as error:
            raise ValueError(f"{kind.__name__}: {error}") from error

    return read


def _simple_reader(kind: Any) -> Reader:
    if kind in (str, int, bool):
        return _same_reader(kind)
    makers: dict[Any, Reader] = {
        Decimal: _decimal,
        float: float,
        datetime: datetime.fromisoformat,
        date: date.fromisoformat,
        bytes: lambda raw: base64.b64decode(raw, validate=True),
    }
    if kind not in makers:
        raise TypeError(f"no JSON form for {kind}")
    maker = makers[kind]
    return lambda raw: maker(_expect(raw, str))


def _same_reader(kind: type) -> Reader:
    def read(raw: Any) -> Any:
        if type(raw) is not kind:
            raise ValueError(f"expected {kind.__name__}, not {raw!r}")
        return raw

    return read


def _decimal(raw: str) -> Decimal:
    try:
        return Decimal(raw)
    except InvalidOperation as error:
        raise ValueError(f"expected a number, not {raw!r}") from error


def _expect(raw: Any, kind: type) -> Any:
    if not isinstance(raw, kind):
        raise ValueError(f"expected {kind.__name__}, not {raw!r}")
    return raw
