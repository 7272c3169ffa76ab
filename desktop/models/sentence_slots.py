"""The slots in an article's sentences: `{field_id}`, where the value of a field is printed."""

import re

from desktop.models.identity import FieldId

__all__ = ["SLOT", "slots_of", "stray_brace", "units_of", "without_slots"]

SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_UNIT = re.compile(rf"{SLOT.pattern}|.", re.DOTALL)
_IN_BRACES = re.compile(r"\{([^{}]*)\}")


def slots_of(text: str) -> tuple[FieldId, ...]:
    """What stands in braces, each once, in its order; perhaps no field's id."""
    return tuple(dict.fromkeys(FieldId(found) for found in _IN_BRACES.findall(text)))


def stray_brace(text: str) -> bool:
    """Whether there is a brace without its partner."""
    rest = _IN_BRACES.sub("", text)
    return "{" in rest or "}" in rest


def without_slots(text: str, instead: str) -> str:
    """`text` with `instead` in the place of every slot."""
    return SLOT.sub(lambda _: instead, text) if "{" in text else text


def units_of(text: str) -> list[str]:
    """The characters of `text`, a slot as one: joined they are `text` again."""
    return [found.group() for found in _UNIT.finditer(text)]
