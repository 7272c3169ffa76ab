"""Ids for rows and items that a person makes, five hundred at a time as easily as one."""

import random

__all__ = ["fresh_id"]

# Longer than the ids that kinds give, so that nobody has to look whether one is taken: among
# twenty thousand, two are equal once in four thousand times.
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_LENGTH = 8


def fresh_id() -> str:
    """A new id within a field. Quick, and no secret."""
    return "".join(random.choices(_ALPHABET, k=_LENGTH))
