"""PDF as a format of documents."""

from desktop.documents.blocks import Document
from desktop.models.wording import Localised
from desktop.writers.catalogue import Progress, Writer, Written

__all__ = ["WRITER"]


def _write(document: Document, progress: Progress) -> Written:
    # The typesetter is heavy; a list of formats does not need it.
    from desktop.writers.pdf.writer import write_pdf

    result = write_pdf(document, progress)
    return Written(result.data, result.pages, result.substitutes)


WRITER = Writer("pdf", ".pdf", Localised("PDF文件", "PDF file"), _write)
