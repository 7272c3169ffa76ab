"""Ids of what a user adds to a policy: never those of a template, never given twice."""

from desktop.models.identity import new_part_id

__all__ = ["own_id"]


def own_id() -> str:
    """`own_` and six characters; 900 million of them, for the few things that a user adds."""
    return f"own_{new_part_id()}"
