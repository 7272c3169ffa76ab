"""The hash of what is printed: SHA-256 over the canonical JSON of the blocks, in their order."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from desktop.documents.blocks import Block
from desktop.models.canonical import canonical_text

__all__ = ["block_text", "content_hash", "joint_hash", "short_hash"]


def content_hash(blocks: Iterable[Block]) -> str:
    """64 hexadecimal digits: equal blocks, equal hash."""
    return joint_hash(map(block_text, blocks))


def short_hash(full: str) -> str:
    """What stands on paper: the first 8 digits, in capitals."""
    return full[:8].upper()


def joint_hash(texts: Iterable[bytes]) -> str:
    """The hash of a document of which `texts` are the blocks, each or several joined by commas.

    So who keeps the texts of blocks need not make them again.
    """
    whole = hashlib.sha256(b"[")
    comma = b""
    for text in texts:
        whole.update(comma)
        whole.update(text)
        comma = b","
    whole.update(b"]")
    return whole.hexdigest()


def block_text(block: Block) -> bytes:
    """The canonical JSON of one block, in UTF-8."""
    return canonical_text(_plain(block)).encode()


_FLAT = frozenset((str, int, bool, type(None)))
_VALUES: dict[type, Callable[[Any], tuple[object, ...]]] = {}


def _plain(value: object) -> object:
    """Blocks as JSON: a dataclass is its name and its fields, a float its shortest text."""
    kind = type(value)
    if kind in _FLAT:
        return value
    if isinstance(value, tuple):
        return [one if type(one) in _FLAT else _plain(one) for one in value]
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, bytes):
        return value.hex()
    values = _VALUES.get(kind)
    if values is None:
        values = _VALUES[kind] = _reader(kind)
    return [kind.__name__, *(one if type(one) in _FLAT else _plain(one) for one in values(value))]


def _reader(kind: type) -> Callable[[Any], tuple[object, ...]]:
    """Gives the values of a dataclass's fields, without looking for their names every time."""
    names = [one.name for one in fields(kind) if not one.metadata.get("late")]
    first = _getter(names)
    late = {one.name: one.default for one in fields(kind) if one.metadata.get("late")}
    if not late:
        return first
    defaults = tuple(late.values())
    late_values = _getter(list(late))

    def read(value: Any) -> tuple[object, ...]:
        now = late_values(value)
        return first(value) if now == defaults else (*first(value), *zip(late, now, strict=True))

    return read


def _getter(names: list[str]) -> Callable[[Any], tuple[object, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)
