"""The grid of a table: rows of cells, whatever stands in them."""

from typing import NamedTuple

from desktop.writers.docx.making import Making
from desktop.writers.docx.markup import properties, tag, twips, value

__all__ = ["Cell", "grid", "row_of"]


class Cell(NamedTuple):
    """A cell of the grid: its paragraphs as XML, and what Word is told of it."""

    width: float
    content: str
    columns: int = 1
    merge: str = ""
    """restart or continue, where it spans rows."""
    fill: str = ""
    upright: str = ""
    vertical: str = "center"
    borders: str = ""


def grid(
    look: str, widths: tuple[float, ...], rows: str, making: Making, *, head: bool = False
) -> str:
    """A table of rows. `head`: its first row is one."""
    total = {"w:w": twips(sum(widths)), "w:type": "dxa"}
    known = {
        "w:firstRow": int(head), "w:lastRow": 0, "w:firstColumn": 0, "w:lastColumn": 0,
        "w:noHBand": 1, "w:noVBand": 1,
    }  # fmt: skip
    about = properties(
        "w:tblPr",
        value("w:tblStyle", making.book.table(look)),
        tag("w:tblW", total),
        tag("w:tblLayout", {"w:type": "fixed"}),
        tag("w:tblLook", {"w:val": "0620" if head else "0600", **known}),
    )
    columns = "".join(f'<w:gridCol w:w="{twips(one)}"/>' for one in widths)
    return f"<w:tbl>{about}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def row_of(cells: list[Cell], *about: str) -> str:
    """A row; `about`: its properties."""
    return f"<w:tr>{properties('w:trPr', *about)}{''.join(map(_cell, cells))}</w:tr>"


def _cell(one: Cell) -> str:
    shade = {"w:val": "clear", "w:color": "auto", "w:fill": one.fill}
    about = properties(
        "w:tcPr",
        tag("w:tcW", {"w:w": twips(one.width), "w:type": "dxa"}),
        value("w:gridSpan", one.columns) if one.columns > 1 else "",
        value("w:vMerge", one.merge) if one.merge else "",
        tag("w:tcBorders", None, one.borders) if one.borders else "",
        tag("w:shd", shade) if one.fill else "",
        value("w:textDirection", one.upright) if one.upright else "",
        value("w:vAlign", one.vertical) if one.vertical != "top" else "",
    )
    return f"<w:tc>{about}{one.content}</w:tc>"
