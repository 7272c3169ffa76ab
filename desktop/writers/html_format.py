"""HTML as a format of documents."""

from desktop.documents.blocks import Document
from desktop.models.wording import Localised
from desktop.writers.catalogue import Progress, Writer, Written

__all__ = ["WRITER"]


def _write(document: Document, progress: Progress) -> Written:
    from desktop.writers.html.writer import write_html  # not needed by a list of formats

    return Written(write_html(document, progress), 0, {})


WRITER = Writer("html", ".html", Localised("网页文件", "Web page"), _write)
