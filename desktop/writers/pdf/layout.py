"""Which function sets which block."""

from collections.abc import Callable

from desktop.documents.blocks import (
    AnnexHead,
    Block,
    Contents,
    Cover,
    Figure,
    FillLine,
    FormHead,
    Heading,
    Note,
    Paragraph,
    Seal,
    SignatureTable,
    Table,
)
from desktop.writers.pdf.figures import lay_figure
from desktop.writers.pdf.flow import Laid
from desktop.writers.pdf.front import (
    lay_annex_head,
    lay_contents,
    lay_cover,
    lay_fill_line,
    lay_form_head,
)
from desktop.writers.pdf.prose import lay_heading, lay_note, lay_paragraph
from desktop.writers.pdf.setter import Setter
from desktop.writers.pdf.signing_blocks import lay_seal, lay_signature_table
from desktop.writers.pdf.table import lay_table

__all__ = ["lay_block"]

_SETTERS: dict[type, Callable[..., Laid]] = {
    Heading: lay_heading,
    Paragraph: lay_paragraph,
    Note: lay_note,
    Table: lay_table,
    Figure: lay_figure,
    SignatureTable: lay_signature_table,
    Seal: lay_seal,
    Cover: lay_cover,
    AnnexHead: lay_annex_head,
    FormHead: lay_form_head,
    FillLine: lay_fill_line,
}


def lay_block(block: Block, setter: Setter, entries: tuple[Heading | AnnexHead, ...]) -> Laid:
    """Sets one block. `entries`: what the table of contents lists."""
    if isinstance(block, Contents):
        return lay_contents(block, setter, entries)
    return _SETTERS[type(block)](block, setter)
