"""A marked-up copy with all of its changes accepted, or all rejected."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Literal, TypeAlias

from desktop.documents.blocks import (
    AnnexHead,
    Block,
    Change,
    Figure,
    FillLine,
    Heading,
    Note,
    Paragraph,
    Span,
    Table,
    TableCell,
    TableRow,
    Text,
    TickBox,
)

__all__ = ["accepted", "rejected"]

_Side: TypeAlias = Literal["now", "before"]
_GONE: dict[_Side, frozenset[Change]] = {
    "now": frozenset(("deleted", "moved-out")),
    "before": frozenset(("inserted", "moved-in")),
}


def accepted(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """What the new revision says: without what was deleted or moved away, without marks."""
    return tuple(_settled(blocks, "now"))


def rejected(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """What the old revision said: without what was inserted or moved here, numbers as they were."""
    return tuple(_settled(blocks, "before"))


def _settled(blocks: Iterable[Block], side: _Side) -> Iterator[Block]:
    for block in blocks:
        settle = _SETTLERS.get(type(block))
        found = settle(block, side) if settle is not None else block
        if found is not None:
            yield found


def _then(now: str, before: str, side: _Side) -> str:
    return before if side == "before" and before else now


def _text(text: Text, side: _Side) -> Text:
    parts: list[Span | TickBox] = []
    for one in text:
        if not isinstance(one, Span):
            parts.append(one)
            continue
        if one.change in _GONE[side]:
            continue
        plain = replace(one, text=_then(one.text, one.before, side), change="", before="")
        last = parts[-1] if parts else None
        if isinstance(last, Span) and replace(last, text="") == replace(plain, text=""):
            parts[-1] = replace(last, text=last.text + plain.text)
        else:
            parts.append(plain)
    return tuple(parts)


def _heading(block: Heading, side: _Side) -> Heading | None:
    if block.change in _GONE[side]:
        return None
    text = block.text
    if block.runs:
        text = "".join(one.text for one in _text(block.runs, side) if isinstance(one, Span))
    number = _then(block.number, block.number_before, side)
    return replace(block, text=text, number=number, change="", runs=(), number_before="", remark="")


def _paragraph(block: Paragraph, side: _Side) -> Paragraph | None:
    if block.change in _GONE[side]:
        return None
    return replace(
        block,
        text=_text(block.text, side),
        label=_then(block.label, block.label_before, side),
        marker=_then(block.marker, block.marker_before, side),
        change="",
        label_before="",
        marker_before="",
        remark="",
    )


def _note(block: Note, side: _Side) -> Note | None:
    if block.sample:
        return block
    text = _text(block.text, side)
    return Note(text) if text or not block.text else None


def _table(block: Table, side: _Side) -> Table | None:
    rows = tuple(_row(one, side) for one in block.rows if one.change not in _GONE[side])
    if block.rows and not rows:
        return None
    caption = _then(block.caption, block.caption_before, side)
    return replace(block, rows=rows, caption=caption, caption_before="")


def _row(row: TableRow, side: _Side) -> TableRow:
    return replace(row, cells=tuple(_cell(one, side) for one in row.cells), change="")


def _cell(cell: TableCell, side: _Side) -> TableCell:
    texts = ((one, _text(one, side)) for one in cell.paragraphs)
    paragraphs = tuple(now for one, now in texts if now or not one)
    mark = _then(cell.mark, cell.mark_before, side)
    return replace(cell, paragraphs=paragraphs, mark="" if mark == "none" else mark, mark_before="")


def _figure(block: Figure, side: _Side) -> Figure | None:
    if block.change in _GONE[side]:
        return None
    caption = _then(block.caption, block.caption_before, side)
    return replace(block, caption=caption, change="", caption_before="")


def _annex_head(block: AnnexHead, side: _Side) -> AnnexHead | None:
    if block.change in _GONE[side]:
        return None
    return AnnexHead(
        _then(block.number, block.number_before, side),
        _then(block.title, block.title_before, side),
        _then(block.form, block.form_before, side),
        block.anchor,
    )


def _fill_line(block: FillLine, side: _Side) -> FillLine | None:
    return None if block.change in _GONE[side] else replace(block, change="")


_SETTLERS: dict[type, Callable[..., Block | None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Note: _note,
    Table: _table,
    Figure: _figure,
    AnnexHead: _annex_head,
    FillLine: _fill_line,
}
