"""DOCX as a format of documents."""

from desktop.documents.blocks import Document
from desktop.models.wording import Localised
from desktop.writers.catalogue import Progress, Writer, Written

__all__ = ["WRITER"]


def _write(document: Document, progress: Progress) -> Written:
    # Measuring tables and drawing figures is heavy; a list of formats does not need it.
    from desktop.writers.docx.writer import write_docx

    return Written(write_docx(document, progress), 0, {})


WRITER = Writer("docx", ".docx", Localised("Word文档", "Word document"), _write)
