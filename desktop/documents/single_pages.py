"""Parts of the policy book that are also printed alone: matrix, KPIs, records, signature page."""

from collections.abc import Callable

from desktop.documents.blocks import Block, Document, FormHead
from desktop.documents.catalogue import DocumentKind, PrintOrder, titled
from desktop.documents.frame import Sheet
from desktop.documents.front_matter import records
from desktop.documents.outline import GridPiece
from desktop.documents.signature_page import signature_page
from desktop.documents.tables import grid_blocks
from desktop.models.errors import Refused

__all__ = ["DOCUMENTS"]


def _tables(name: str, look: str) -> Callable[[PrintOrder], Document]:
    """Every table of that look, with the number that it has in the book."""

    def build(order: PrintOrder) -> Document:
        sheet = Sheet.begin(order.policy, order.language, order.printed)
        pieces = [
            piece
            for article in sheet.outline.articles
            for piece in article.pieces
            if isinstance(piece, GridPiece) and piece.grid.look == look
        ]
        if not pieces:
            raise Refused("document-empty", document=name)
        title = titled(name).text(sheet.language)
        blocks: list[Block] = [FormHead(title)]
        for piece in pieces:
            blocks.extend(grid_blocks(piece, sheet.scribe))
        return sheet.finish(name, tuple(blocks), title=title)

    return build


def _revision_record(order: PrintOrder) -> Document:
    sheet = Sheet.begin(order.policy, order.language, order.printed)
    title = titled("revision-record").text(sheet.language)
    return sheet.finish("revision-record", tuple(records(sheet)), title=title)


def _signature_page(order: PrintOrder) -> Document:
    sheet = Sheet.begin(order.policy, order.language, order.printed)
    title = titled("signature-page").text(sheet.language)
    return sheet.finish("signature-page", tuple(signature_page(sheet)), title=title)


DOCUMENTS = (
    DocumentKind("raci", titled("raci"), ("policy",), _tables("raci", "raci")),
    DocumentKind("kpi", titled("kpi"), ("policy",), _tables("kpi", "kpi")),
    DocumentKind("revision-record", titled("revision-record"), ("policy",), _revision_record),
    DocumentKind("signature-page", titled("signature-page"), ("policy",), _signature_page),
)
