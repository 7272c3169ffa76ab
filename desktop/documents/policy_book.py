"""The policy book: the whole policy as a controlled document, one book per language."""

from desktop.documents.blocks import Document
from desktop.documents.catalogue import DocumentKind, PrintOrder, titled
from desktop.documents.kept_book import KeptBook

__all__ = ["DOCUMENTS", "policy_book"]


def policy_book(order: PrintOrder) -> Document:
    """Cover, records, contents, chapters, signature page, annexes."""
    return KeptBook().build(order).document


DOCUMENTS = (DocumentKind("policy-book", titled("policy-book"), ("policy",), policy_book),)
