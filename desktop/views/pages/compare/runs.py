"""The words of a change in one row: what went, what came, what stayed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.documents.comparing.results import TextRun

if TYPE_CHECKING:
    from desktop.documents.comparing.results import ClauseChange

__all__ = ["merged_runs", "snippet"]

BEFORE = 8
"""Characters that are shown before the first change."""
MOST = 160


def merged_runs(change: "ClauseChange") -> tuple[TextRun, ...]:
    """Both texts as one; what stayed as it reads now."""
    old, new = list(change.old_runs), list(change.new_runs)
    merged: list[TextRun] = []
    while old or new:
        if old and old[0].state == "deleted":
            merged.append(old.pop(0))
        elif new and new[0].state == "inserted":
            merged.append(new.pop(0))
        else:
            merged.append(new[0] if new else old[0])
            del old[:1], new[:1]
    return tuple(merged)


def snippet(change: "ClauseChange") -> tuple[TextRun, ...]:
    """The first words that changed, with a little of what stands around them, on one line."""
    runs: Sequence[TextRun] = [
        TextRun(" ".join(one.text.split("\n")), one.state) for one in merged_runs(change)
    ]
    first = next((at for at, one in enumerate(runs) if one.state != "same"), 0)
    shown = list(runs[first:])
    before = "".join(one.text for one in runs[:first])
    if before:
        cut = before[-BEFORE:]
        shown.insert(0, TextRun(f"…{cut}" if len(before) > BEFORE else cut))
    found: list[TextRun] = []
    left = MOST
    for one in shown:
        if left <= 0:
            break
        found.append(TextRun(one.text[:left], one.state))
        left -= len(one.text)
    return tuple(found)
