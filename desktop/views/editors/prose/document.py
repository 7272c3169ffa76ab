"""Parts as blocks of a text document: written into it, read from it, changed with little stir.

A block knows its part's id, its level and what the part says in other languages; a reference is
one object character that knows its target. Positions are those of the document (UTF-16 units).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from desktop.i18n import Language
from desktop.models.identity import new_part_id
from desktop.models.wording import Inline, Reference, Run
from desktop.views.editors.prose.model import Others, TextPart, joined_others, tidy

__all__ = [
    "OBJECT",
    "REFERENCE",
    "Spacing",
    "block_format",
    "block_of",
    "blocks",
    "character_format",
    "join_others",
    "level_of",
    "others_of",
    "part_id_of",
    "part_of",
    "reference_format",
    "runs_between",
    "runs_of",
    "set_level",
    "set_part",
    "show_parts",
    "slice_of",
    "target_at",
    "units",
    "write_runs",
]

REFERENCE = QTextFormat.ObjectTypes.UserObject.value + 1
"""Object type of a reference."""
OBJECT = "\ufffc"
"""The character that a reference takes in the document."""

_ID = QTextFormat.Property.UserProperty.value + 1
_LEVEL = _ID + 1
_OTHERS = _ID + 2
_TARGET = _ID + 3


@dataclass(frozen=True, slots=True)
class Spacing:
    """Sizes of a part, in px: height of a line, gap below a part, left margin of each level."""

    line: int
    gap: int
    margins: tuple[int, int, int]


# -- blocks ------------------------------------------------------------------------------------


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def part_id_of(block: QTextBlock) -> str:
    return str(block.blockFormat().property(_ID) or "")


def level_of(block: QTextBlock) -> int:
    return int(block.blockFormat().property(_LEVEL) or 0)


def others_of(block: QTextBlock) -> Others:
    kept: Any = block.blockFormat().property(_OTHERS)
    return _others_read(kept) if kept else ()


def part_of(block: QTextBlock) -> TextPart:
    return TextPart(part_id_of(block), level_of(block), runs_of(block), others_of(block))


def block_of(document: QTextDocument, part: str) -> QTextBlock | None:
    """The block that shows the part; None where there is none such."""
    return next((one for one in blocks(document) if part_id_of(one) == part), None)


def block_format(part: TextPart, spacing: Spacing) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setProperty(_ID, part.id)
    made.setProperty(_LEVEL, part.level)
    if part.others:
        made.setProperty(_OTHERS, _others_written(part.others))
    _space(made, part.level, spacing)
    return made


def _space(made: QTextBlockFormat, level: int, spacing: Spacing) -> None:
    made.setLineHeight(float(spacing.line), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    made.setBottomMargin(spacing.gap)
    made.setLeftMargin(spacing.margins[level])


def set_part(block: QTextBlock, part: TextPart, spacing: Spacing) -> None:
    """Gives the block the part's id, level and other languages; its text stays."""
    wanted = block_format(part, spacing)
    if block.blockFormat() != wanted:
        QTextCursor(block).setBlockFormat(wanted)


def set_level(block: QTextBlock, level: int, spacing: Spacing) -> None:
    changed = block.blockFormat()
    changed.setProperty(_LEVEL, level)
    _space(changed, level, spacing)
    QTextCursor(block).setBlockFormat(changed)


def _others_written(others: Others) -> list[list[Any]]:
    return [[language, [_run_written(one) for one in inline]] for language, inline in others]


def _run_written(one: Run | Reference) -> list[Any]:
    if isinstance(one, Reference):
        return [one.target]
    return [one.text, one.bold, one.italic]


def _others_read(kept: Any) -> Others:
    read: list[tuple[Language, Inline]] = []
    for language, runs in kept:
        inline = tuple(Reference(one[0]) if len(one) == 1 else Run(*one) for one in runs)
        read.append((language, inline))
    return tuple(read)


# -- runs --------------------------------------------------------------------------------------


def character_format(*, bold: bool = False, italic: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    made.setFontItalic(italic)
    return made


def reference_format(target: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setObjectType(REFERENCE)
    made.setProperty(_TARGET, target)
    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    return made


def target_at(look: QTextFormat) -> str:
    """The target of a reference's format; "" for any other."""
    return str(look.property(_TARGET) or "") if look.objectType() == REFERENCE else ""


def runs_of(block: QTextBlock) -> Inline:
    return runs_between(block, block.position(), block.position() + block.length() - 1)


def runs_between(block: QTextBlock, start: int, end: int) -> Inline:
    """The runs of a stretch inside the block."""
    return tidy(_runs(block, start, end))


def _runs(block: QTextBlock, start: int, end: int) -> Iterator[Run | Reference]:
    walk = block.begin()
    while not walk.atEnd():
        fragment = walk.fragment()
        first = max(start, fragment.position())
        last = min(end, fragment.position() + fragment.length())
        if first < last:
            look = fragment.charFormat()
            target = target_at(look)
            if target:
                yield from (Reference(target) for _ in range(last - first))
            else:
                shift = fragment.position()
                text = slice_of(fragment.text(), first - shift, last - shift)
                yield Run(text, look.fontWeight() > QFont.Weight.Medium, look.fontItalic())
        walk += 1


def slice_of(text: str, start: int, end: int) -> str:
    """A slice by UTF-16 units."""
    if text.isascii() or all(ord(one) < 0x10000 for one in text):
        return text[start:end]
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "replace")


def units(text: str) -> int:
    """How many positions a text takes in a document."""
    return len(text) + sum(ord(one) > 0xFFFF for one in text)


def write_runs(cursor: QTextCursor, runs: Inline) -> None:
    """Inserts the runs at the cursor (which has no selection)."""
    for one in runs:
        if isinstance(one, Reference):
            cursor.insertText(OBJECT, reference_format(one.target))
        else:
            cursor.insertText(one.text, character_format(bold=one.bold, italic=one.italic))


# -- showing -----------------------------------------------------------------------------------


def show_parts(document: QTextDocument, parts: Sequence[TextPart], spacing: Spacing) -> None:
    """Makes the document show the parts, changing only what differs, so that cursors stay."""
    wanted = list(parts) or [TextPart(new_part_id(), 0, ())]
    shown = [part_of(block) for block in blocks(document)]
    head = _common(shown, wanted)
    if head == len(shown) == len(wanted):
        return
    tail = _common(shown[head:][::-1], wanted[head:][::-1])
    old, new = len(shown) - head - tail, len(wanted) - head - tail
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for offset in range(min(old, new)):
        block = document.findBlockByNumber(head + offset)
        _change_text(block, wanted[head + offset].runs)
        set_part(block, wanted[head + offset], spacing)
    for number in range(head + old - 1, head + min(old, new) - 1, -1):
        _remove_block(document.findBlockByNumber(number))
    for offset in range(old, new):
        _insert_block(document, head + offset, wanted[head + offset], spacing)
    cursor.endEditBlock()


def _common(first: Sequence[TextPart], second: Sequence[TextPart]) -> int:
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count


def _remove_block(block: QTextBlock) -> None:
    """Removes the block; its neighbour keeps the format that it has."""
    before, after = block.previous(), block.next()
    start, end = block.position(), block.position() + block.length() - 1
    if before.isValid():
        start, kept = start - 1, before.blockFormat()
    else:
        end, kept = end + 1, after.blockFormat()
    cursor = QTextCursor(block)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    cursor.setBlockFormat(kept)


def _insert_block(document: QTextDocument, number: int, part: TextPart, spacing: Spacing) -> None:
    look = block_format(part, spacing)
    if number:
        cursor = QTextCursor(document.findBlockByNumber(number - 1))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertBlock(look, character_format())
    else:  # what stands first moves down, with the format that it has
        cursor = QTextCursor(document)
        cursor.insertBlock(cursor.blockFormat())
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        cursor.setBlockFormat(look)
    write_runs(cursor, part.runs)


_Letter = tuple[str, bool, bool, str]


def _change_text(block: QTextBlock, runs: Inline) -> None:
    """Replaces only the stretch in which the block's text differs from `runs`."""
    old, new = _letters(runs_of(block)), _letters(runs)
    if old == new:
        return
    shortest = min(len(old), len(new))
    head = next((at for at in range(shortest) if old[at] != new[at]), shortest)
    tail = 0
    while tail < shortest - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    cursor = QTextCursor(block)
    start = block.position() + sum(units(one[0]) for one in old[:head])
    length = sum(units(one[0]) for one in old[head : len(old) - tail])
    cursor.setPosition(start)
    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    write_runs(cursor, _from_letters(new[head : len(new) - tail]))


def _letters(runs: Inline) -> list[_Letter]:
    letters: list[_Letter] = []
    for one in runs:
        if isinstance(one, Reference):
            letters.append((OBJECT, False, False, one.target))
        else:
            letters.extend((letter, one.bold, one.italic, "") for letter in one.text)
    return letters


def _from_letters(letters: Sequence[_Letter]) -> Inline:
    return tidy(
        Reference(target) if target else Run(letter, bold, italic)
        for letter, bold, italic, target in letters
    )


def join_others(block: QTextBlock, gone: Others, spacing: Spacing) -> None:
    """Adds to a block what a part that was joined to it says in other languages."""
    part = part_of(block)
    merged = joined_others(part.others, gone)
    set_part(block, TextPart(part.id, part.level, part.runs, merged), spacing)
