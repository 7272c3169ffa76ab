"""Markdown as a format of documents."""

from desktop.documents.blocks import Document
from desktop.models.wording import Localised
from desktop.writers.catalogue import Progress, Writer, Written

__all__ = ["WRITER"]


def _write(document: Document, progress: Progress) -> Written:
    from desktop.writers.markdown.writer import write_markdown  # not needed by a list of formats

    return Written(write_markdown(document, progress), 0, {})


WRITER = Writer("md", ".md", Localised("Markdown文本", "Markdown text"), _write)
