"""The one way a value becomes bytes: sorted keys, no spaces, characters as they are.

What is stored, hashed, compared and dumped goes through here, so that equal values have equal
bytes on every machine and in every year.
"""

import hashlib
import json

from desktop.models.definitions import Json

__all__ = ["canonical_json", "canonical_text", "digest", "read_json"]


def canonical_json(value: object) -> str:
    """`value` as canonical JSON. Floats are refused (TypeError): 0.95 is kept as a string."""
    _refuse_floats(value)
    return canonical_text(value)


def canonical_text(value: object) -> str:
    """The same for a value that is known to hold no float and no key but texts."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def read_json(text: str) -> Json:
    value: Json = json.loads(text)
    return value


def digest(value: object) -> str:
    """SHA-256 over the canonical JSON of `value`, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value).encode("utf-8")).hexdigest()


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError(f"a float has no canonical form: {value!r}")
    if isinstance(value, dict):
        for key, one in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a key of JSON is a text: {key!r}")
            _refuse_floats(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            _refuse_floats(one)
