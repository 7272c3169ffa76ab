"""Blocks of a marked-up copy as lines of text: [-deleted-] {+inserted+} <moved here> >moved away<
(was→is)."""

from collections.abc import Iterable, Iterator

from desktop.documents.blocks import (
    AnnexHead,
    Block,
    Figure,
    Heading,
    Note,
    Paragraph,
    Span,
    Table,
    Text,
)
from tests.documents.plain_blocks import lines

__all__ = ["marked_lines"]

_SIGNS = {
    "": ("", ""),
    "deleted": ("[-", "-]"),
    "inserted": ("{+", "+}"),
    "moved-in": ("<", ">"),
    "moved-out": (">", "<"),
}


def marked_lines(blocks: Iterable[Block]) -> list[str]:
    return [line for block in blocks for line in _lines(block)]


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            text = _text(block.runs) if block.runs else block.text
            number = _then(block.number, block.number_before)
            said = " ".join(one for one in (number, text, block.remark) if one)
            yield "# " + _whole(said, block.change)
        case Paragraph():
            label = _then(block.label, block.label_before)
            marker = _then(block.marker, block.marker_before)
            start = f"{label}｜{marker}" if label else marker
            yield f"{block.role}: {_whole(start + _text(block.text), block.change)}{block.remark}"
        case Note():
            yield f"note: {_text(block.text)}"
        case Table():
            yield f"table: {_then(block.caption, block.caption_before)}"
            for row in block.rows:
                cells = (" / ".join(map(_text, cell.paragraphs)) for cell in row.cells)
                yield "  " + _whole(" | ".join(cells).rstrip(), row.change)
        case Figure():
            caption = _then(block.caption, block.caption_before)
            yield f"figure: {_whole(caption, block.change)}"
        case AnnexHead():
            number = _then(block.number, block.number_before)
            title = _then(block.title, block.title_before)
            form = _then(block.form, block.form_before)
            yield "# " + _whole(f"{number} {title} [{form}]", block.change)
        case _:
            yield from lines([block])


def _then(now: str, before: str) -> str:
    return f"({before}→{now})" if before else now


def _whole(text: str, change: str) -> str:
    begin, end = _SIGNS[change]
    return f"{begin}{text}{end}"


def _text(text: Text) -> str:
    return "".join(_span(one) if isinstance(one, Span) else f"☐{one.label}" for one in text)


def _span(one: Span) -> str:
    return _then(one.text, one.before) if one.before else _whole(one.text, one.change)
