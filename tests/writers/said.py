"""What a document says, piece by piece in its order: every writer has to say the same."""

from collections.abc import Iterator

from desktop.documents.blocks import (
    AnnexHead,
    Block,
    Cover,
    Document,
    Figure,
    FillLine,
    FormHead,
    Heading,
    Note,
    Paragraph,
    Seal,
    SignatureTable,
    SwimLanes,
    Table,
)
from desktop.writers.signature_form import signature_form
from tests.documents.plain_blocks import plain


def squeezed(text: str) -> str:
    return "".join(text.split())


def said(document: Document) -> Iterator[str]:
    """Pieces without blanks; none is empty."""
    for block in document.blocks:
        for piece in _said(block, document):
            if squeezed(piece):
                yield squeezed(piece)


def in_order(document: Document, text: str) -> list[str]:
    """Pieces that `text` does not have, or not in their place."""
    whole, at, missing = squeezed(text), 0, []
    for piece in said(document):
        found = whole.find(piece, at)
        if found < 0:
            missing.append(piece)
        else:
            at = found + len(piece)
    return missing


def _said(block: Block, document: Document) -> Iterator[str]:
    match block:
        case Heading():
            yield from (block.number, plain(block.runs) if block.runs else block.text)
        case Paragraph():
            yield from (block.label, block.marker, plain(block.text))
        case Note():
            yield plain(block.text)
        case Table():
            yield block.caption
            if block.show_head and not any(one.group for one in block.columns):
                for column in block.columns:
                    yield from (column.title, column.code)
            yield from _cells(block)
        case Figure():
            yield block.caption
            if isinstance(block.drawing, SwimLanes):
                for box in sorted(block.drawing.boxes, key=lambda b: (b.band, b.slot, b.lane)):
                    yield from (box.number, *box.text.split("\n"))
        case SignatureTable():
            yield from _cells(signature_form(block, document.language))
            yield from map(plain, block.notes)
        case Seal():
            yield block.issuer
        case Cover():
            yield block.title
            for label, value in block.facts:
                if "{pages}" not in value:
                    yield from (label, value)
            yield from _said(block.signatures, document)
            yield from block.notes
        case AnnexHead():
            yield from (block.number, block.title)
        case FormHead():
            yield block.title
        case FillLine():
            for label, answer, _ in block.fields:
                yield from (label, answer)


def _cells(table: Table) -> Iterator[str]:
    for row in table.rows:
        for cell in row.cells:
            yield from map(plain, cell.paragraphs)
