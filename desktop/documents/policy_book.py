"""The policy book: the whole policy as a controlled document, one book per language."""

from collections.abc import Iterator

from desktop.documents.blocks import Block, Contents, Document, PageBreak
from desktop.documents.catalogue import DocumentKind, PrintOrder, titled
from desktop.documents.checklist_sheet import checklist_blocks
from desktop.documents.clauses import outline_blocks
from desktop.documents.frame import Sheet
from desktop.documents.front_matter import cover, records
from desktop.documents.signature_page import signature_page

__all__ = ["DOCUMENTS", "policy_book"]


def policy_book(order: PrintOrder) -> Document:
    """Cover, records, contents, chapters, signature page, annexes."""
    sheet = Sheet.begin(order.policy, order.language, order.printed)
    return sheet.finish("policy-book", tuple(_blocks(sheet)))


def _blocks(sheet: Sheet) -> Iterator[Block]:
    yield cover(sheet)
    yield PageBreak()
    yield from records(sheet)
    yield PageBreak()
    yield Contents(sheet.say("contents.title"))
    yield PageBreak()
    yield from outline_blocks(sheet.outline, sheet.scribe)
    yield from signature_page(sheet)
    for annex in sheet.outline.annexes:
        yield from checklist_blocks(sheet, annex.phase)


DOCUMENTS = (DocumentKind("policy-book", titled("policy-book"), ("policy",), policy_book),)
