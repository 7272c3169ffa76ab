"""签署页: opinions and signatures, notes on signing, the place of the seal."""

from collections.abc import Iterator

from desktop.documents.blocks import Block, Heading, Seal, SignatureTable
from desktop.documents.frame import Sheet
from desktop.documents.front_matter import signature_rows
from desktop.documents.scribe import span

__all__ = ["signature_page"]

NOTES = ("corrections", "proxy", "seal_request", "scan")


def signature_page(sheet: Sheet) -> Iterator[Block]:
    """Follows the last article, so that the seal never stands on a page of its own."""
    yield Heading(
        "sign-off", sheet.say("signature.title"), level=1, anchor="signatures", in_contents=False
    )
    yield SignatureTable(
        signature_rows(sheet),
        opinions=True,
        notes=tuple(span(sheet.say(f"signature.note_{key}"), tone="secondary") for key in NOTES),
    )
    yield Seal(sheet.company)
