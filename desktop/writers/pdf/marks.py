"""The marks of a marked-up copy: what is drawn where, and texts that read otherwise now."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop.documents.blocks import Change, Span, Table, Text

if TYPE_CHECKING:
    from desktop.writers.pdf.lines import Line

__all__ = ["GONE", "changed_stretches", "said_otherwise", "whole_change"]

GONE = frozenset(("deleted", "moved-out"))


def changed_stretches(line: "Line") -> Iterator[tuple[str, float, float, float, bool]]:
    """(change, left, right, size, whether white on a colour) of the stretches of a line that have a
    mark; the gaps between neighbours are part of them."""
    change, left, right, size, on_colour = "", 0.0, 0.0, 0.0, False
    for x, piece, spacing in line.stretches:
        end = x + piece.width + spacing * len(piece.text)
        if piece.look.change == change:
            right, size = end, max(size, piece.look.size)
            continue
        if change:
            yield change, left, right, size, on_colour
        change, left, right, size = piece.look.change, x, end, piece.look.size
        on_colour = piece.look.tone == "white"
    if change:  # an empty half of the last mark hangs out of the line
        yield change, left, min(right, max(line.width, left)), size, on_colour


def said_otherwise(before: str, now: str, opening: str) -> Text:
    """A number with a title (第三条【范围】, 表5　指标) as text: the title with its marks where it
    was another one; the number as it is now. `opening`: what stands between the two."""
    if not before:
        return (Span(now),)
    number, mark, title = now.partition(opening)
    old_number, old_mark, old_title = before.partition(opening)
    if not mark or not old_mark:
        number, mark, title, old_title = "", "", now, before
        if old_number == now:
            return (Span(now),)
    if title == old_title:
        return (Span(now),)
    # Only marked-up copies need it.
    from desktop.documents.comparing.wording import differences, marked

    fixed = (Span(number + mark),) if number or mark else ()
    return (*fixed, *marked(differences((Span(old_title),), (Span(title),))))


def whole_change(block: Table) -> Change:
    """What became of a whole table: of all of its rows."""
    found = {row.change for row in block.rows}
    return found.pop() if len(found) == 1 else ""
