"""Frozen dataclasses to JSON and back, by their annotations.

Serves what is stored or recorded whole: document control data, phases, commands, notices. A
field that holds its default is left out, so that a later version may add fields.
"""

import base64
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Literal, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

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
    value: T = _read(kind, raw)
    return value


def _holds_default(one: "Field[Any]", value: object) -> bool:
    if one.default is not MISSING:
        return bool(type(value) is type(one.default) and value == one.default)
    if one.default_factory is not MISSING:
        return bool(value == one.default_factory())
    return False


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(hint: Any, raw: Any) -> Any:
    if _is_json(hint) or hint is Any:
        return raw
    if isinstance(hint, NewType):
        return _read(hint.__supertype__, raw)
    origin = get_origin(hint)
    if origin is not None:
        return _read_generic(hint, origin, get_args(hint), raw)
    if is_dataclass(hint):
        return _read_dataclass(hint, raw)
    return _read_simple(hint, raw)


def _is_json(hint: Any) -> bool:
    """`Json` refers to itself, so that two readings of its annotation are not equal: it is known
    by its shape."""
    origins = {get_origin(one) for one in get_args(hint)}
    return get_origin(hint) in (Union, types.UnionType) and {list, dict} <= origins


def _read_generic(hint: Any, origin: Any, arguments: tuple[Any, ...], raw: Any) -> Any:
    if origin is Literal:
        if raw not in arguments:
            raise ValueError(f"{raw!r} is none of {arguments}")
        return raw
    if origin in (Union, types.UnionType):
        kinds = [one for one in arguments if one is not types.NoneType]
        if raw is None and len(kinds) < len(arguments):
            return None
        if len(kinds) == 1:
            return _read(kinds[0], raw)
    elif origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return tuple(_read(arguments[0], one) for one in _expect(raw, list))
    elif origin is tuple and len(arguments) == len(_expect(raw, list)):
        return tuple(_read(kind, one) for kind, one in zip(arguments, raw, strict=True))
    elif origin is frozenset:
        return frozenset(_read(arguments[0], one) for one in _expect(raw, list))
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        return {key: _read(arguments[1], one) for key, one in _expect(raw, dict).items()}
    raise ValueError(f"cannot read {raw!r} as {hint}")


def _read_dataclass(kind: Any, raw: Any) -> Any:
    hints = _hints(kind)
    known = {one.name for one in fields(kind) if one.init}
    unknown = set(_expect(raw, dict)) - known
    if unknown:
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    try:
        return kind(**{name: _read(hints[name], one) for name, one in raw.items()})
    except TypeError as error:
        raise ValueError(f"{kind.__name__}: {error}") from error


def _read_simple(kind: Any, raw: Any) -> Any:
    if kind in (str, int, bool) and type(raw) is kind:
        return raw
    if isinstance(raw, str):
        if kind in (Decimal, float):
            return kind(raw)
        if kind in (datetime, date):
            return kind.fromisoformat(raw)
        if kind is bytes:
            return base64.b64decode(raw, validate=True)
    raise ValueError(f"cannot read {raw!r} as {getattr(kind, '__name__', kind)}")


def _expect(raw: Any, kind: type) -> Any:
    if not isinstance(raw, kind):
        raise ValueError(f"expected {kind.__name__}, not {raw!r}")
    return raw
