"""The room around tables, which Word knows only as lines of text."""

from desktop.documents.blocks import (
    AnnexHead,
    Block,
    Change,
    FillLine,
    FormHead,
    Note,
    SignatureTable,
    Table,
)
from desktop.writers.docx.making import Making
from desktop.writers.docx.markup import tag
from desktop.writers.docx.text import paragraph

__all__ = ["gap", "spacer"]

_ROOM: dict[type[Block], float] = {
    Note: 1.0,
    FillLine: 5.0,
    SignatureTable: 8.0,
    AnnexHead: 1.0,
    FormHead: 1.0,
}
"""Under a table, before such a block; before others that have no room of their own, 10 pt."""


def gap(making: Making, change: Change = "", *props: str) -> str:
    """The room under a table, without which two tables would be one."""
    height = 1.0 if making.following is None else _ROOM.get(type(making.following), 10.0)
    small = isinstance(making.following, Table) and not making.following.caption
    line = tag("w:spacing", {"w:line": 20 * round(5.0 if small else height), "w:lineRule": "exact"})
    style = making.book.paragraph("gap")
    element = making.element(change)
    return paragraph(style, "", line, *props, mark=making.revision(element) if element else "")


def spacer(making: Making) -> str:
    """A line of one pt before a table, which is always there."""
    line = tag("w:spacing", {"w:line": 20, "w:lineRule": "exact"})
    return paragraph(making.book.paragraph("gap"), "", "<w:keepNext/>", line)
