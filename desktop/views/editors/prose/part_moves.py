"""What happens to parts when text is split, joined, moved, removed and pasted.

A part keeps its id as long as any of its text is there; what it says in the other language goes
with the text, and is joined where two parts become one.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from desktop.models.identity import new_part_id
from desktop.models.wording import Inline, Reference, Run
from desktop.views.editors.prose.document import (
    Spacing,
    block_format,
    blocks,
    character_format,
    join_others,
    level_of,
    part_id_of,
    part_of,
    runs_between,
    set_part,
    show_parts,
    write_runs,
)
from desktop.views.editors.prose.model import TextPart, tidy

__all__ = [
    "in_one_line",
    "insert_parts",
    "join_with_next",
    "join_with_previous",
    "move_blocks",
    "remove_selection",
    "selected_parts",
    "split_part",
]


def split_part(cursor: QTextCursor, spacing: Spacing) -> None:
    """Enter: the text after the cursor becomes a part of its own; before the first letter, an
    empty part comes above and the text keeps its id."""
    cursor.beginEditBlock()
    remove_selection(cursor, spacing)
    block = cursor.block()
    level = level_of(block)
    part = part_of(block)
    cursor.insertBlock(block.blockFormat(), cursor.charFormat())
    fresh = TextPart(new_part_id(), level, ())
    if cursor.block().previous().length() == 1 and not part.blank:
        set_part(cursor.block().previous(), fresh, spacing)
    else:
        set_part(cursor.block(), fresh, spacing)
    cursor.endEditBlock()


def join_with_previous(cursor: QTextCursor, spacing: Spacing) -> None:
    """Backspace before the first letter of a part."""
    before = cursor.block().previous()
    if before.isValid():
        _join(cursor, cursor.block(), spacing)


def join_with_next(cursor: QTextCursor, spacing: Spacing) -> None:
    """Delete behind the last letter of a part."""
    after = cursor.block().next()
    if after.isValid():
        _join(cursor, after, spacing)


def _join(cursor: QTextCursor, second: QTextBlock, spacing: Spacing) -> None:
    cursor.beginEditBlock()
    cursor.setPosition(second.position() - 1)
    cursor.setPosition(second.position(), QTextCursor.MoveMode.KeepAnchor)
    _remove(cursor, spacing)
    cursor.endEditBlock()


def remove_selection(cursor: QTextCursor, spacing: Spacing) -> None:
    """Removes what is selected; the part that is left keeps the right id and level."""
    if cursor.hasSelection():
        cursor.beginEditBlock()
        _remove(cursor, spacing)
        cursor.endEditBlock()


def _remove(cursor: QTextCursor, spacing: Spacing) -> None:
    document = cursor.document()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    first, last = document.findBlock(start), document.findBlock(end)
    if first == last:
        cursor.removeSelectedText()
        return
    head, tail = part_of(first), part_of(last)
    head_stays = start > first.position() or (first.length() == 1 and bool(head.others))
    tail_stays = end < last.position() + last.length() - 1
    cursor.removeSelectedText()
    block = cursor.block()
    if not head_stays and tail_stays:
        set_part(block, replace(tail, runs=()), spacing)
        return
    set_part(block, replace(head, runs=()), spacing)
    if tail_stays and tail.others:
        join_others(block, tail.others, spacing)


def move_blocks(cursor: QTextCursor, spacing: Spacing, before: int) -> None:
    """Moves the parts that the cursor's selection touches to stand before part number `before`
    (as counted now); the selection goes with them."""
    document = cursor.document()
    first = document.findBlock(cursor.selectionStart()).blockNumber()
    last = document.findBlock(cursor.selectionEnd()).blockNumber()
    if first <= before <= last + 1:
        return
    parts = [part_of(block) for block in blocks(document)]
    moved = parts[first : last + 1]
    rest = parts[:first] + parts[last + 1 :]
    at = before if before < first else before - len(moved)
    places = [_place(document, position) for position in (cursor.anchor(), cursor.position())]
    show_parts(document, [*rest[:at], *moved, *rest[at:]], spacing)
    positions = [
        document.findBlockByNumber(number - first + at).position() + column
        for number, column in places
    ]
    cursor.setPosition(positions[0])
    cursor.setPosition(positions[1], QTextCursor.MoveMode.KeepAnchor)


def _place(document: QTextDocument, position: int) -> tuple[int, int]:
    block = document.findBlock(position)
    return block.blockNumber(), position - block.position()


def selected_parts(cursor: QTextCursor) -> tuple[TextPart, ...]:
    """What is selected. Only parts that are selected whole bring their id and translation."""
    document = cursor.document()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    block = document.findBlock(start)
    found: list[TextPart] = []
    while block.isValid() and block.position() <= end:
        last = block.position() + block.length() - 1
        part = part_of(block)
        if start <= block.position() and last <= end:
            found.append(part)
        else:
            runs = runs_between(block, max(start, block.position()), min(end, last))
            found.append(TextPart(new_part_id(), part.level, runs))
        block = block.next()
    return tuple(found)


def insert_parts(cursor: QTextCursor, parts: Sequence[TextPart], spacing: Spacing) -> None:
    """Paste: the first part goes on where the cursor is, the others follow; what stood behind the
    cursor comes after the last."""
    if not parts:
        return
    cursor.beginEditBlock()
    remove_selection(cursor, spacing)
    document = cursor.document()
    taken = {part_id_of(block) for block in blocks(document)}
    block = cursor.block()
    here = part_of(block)
    before_all = cursor.atBlockStart() and len(parts) > 1 and not here.blank
    if before_all or (here.blank and not here.others):
        if not before_all:
            taken.discard(here.id)
        set_part(block, replace(_fresh(parts[0], taken), runs=()), spacing)
    rest = runs_between(block, cursor.position(), block.position() + block.length() - 1)
    if len(parts) > 1:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    write_runs(cursor, parts[0].runs)
    for one in parts[1:]:
        fresh = _fresh(one, taken)
        cursor.insertBlock(block_format(fresh, spacing), character_format())
        write_runs(cursor, fresh.runs)
    if len(parts) > 1 and rest:
        end = cursor.position()
        write_runs(cursor, rest)
        cursor.setPosition(end)
        if before_all:  # the text that stood here keeps its id and its translation
            set_part(cursor.block(), replace(here, level=_level_after(parts, here)), spacing)
    cursor.endEditBlock()


def _level_after(parts: Sequence[TextPart], here: TextPart) -> int:
    """The level of a part before which parts were pasted: the last one's, if it says anything."""
    return here.level if parts[-1].blank else parts[-1].level


def _fresh(part: TextPart, taken: set[str]) -> TextPart:
    """The part with an id that no other has: its own one where it comes back."""
    if not part.id or part.id in taken:
        part = replace(part, id=new_part_id(), others=())
    taken.add(part.id)
    return part


def in_one_line(parts: Sequence[TextPart], gap: str) -> Inline:
    """The runs of all parts in a row, for a field that holds one line."""
    runs: list[Run | Reference] = []
    for part in parts:
        if runs and part.runs:
            runs.append(Run(gap))
        runs.extend(part.runs)
    return tidy(runs)
