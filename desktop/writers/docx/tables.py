"""Tables: head rows that come again, spans, tints, marks; rows that came or went."""

import re

from desktop.documents.blocks import (
    Change,
    SignatureTable,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from desktop.writers.docx.grid import Cell, grid, row_of
from desktop.writers.docx.making import GONE, NEW, Making
from desktop.writers.docx.markup import tag, twips
from desktop.writers.docx.rooms import gap
from desktop.writers.docx.text import (
    Piece,
    paragraph,
    part_at_end,
    pieces,
    renumbered,
    runs,
    tracked,
    whole_change,
)
from desktop.writers.pdf.style import COLOUR_CODES, TextStyle
from desktop.writers.pdf.table import PADDING, Measured, measure_table
from desktop.writers.signature_form import signature_form

__all__ = ["signature_table", "table", "table_change"]

_SIGNS = {"ring": "○", "triangle": "△", "square": "■"}
_BADGES = {
    "raci-A": "badge-raci-A",
    "raci-A/R": "badge-raci-A",
    "raci-R": "badge-raci-R",
    "tag-G": "badge-tag-G",
    "tag-M": "badge-tag-M",
    "tag-O": "badge-tag-O",
}
_TINTS = frozenset({"green", "amber", "orange", "red"})
_TALL_LINES = 16
_NUMBERED = re.compile(r"[0-9]{1,2}(?:．|\. )")


def table_change(block: Table) -> Change:
    """What became of the whole table: all of its rows came, or all went."""
    changes = {row.change for row in block.rows}
    if changes and changes <= NEW:
        return "inserted"
    return "deleted" if changes and changes <= GONE else ""


def table(block: Table, making: Making, *props: str) -> list[str]:
    """Caption (or, for `props`, a first paragraph), table and the room under it."""
    change = table_change(block)
    parts: list[str] = []
    if block.caption:
        content = renumbered(
            block.caption,
            block.caption_before,
            change="inserted" if change == "inserted" else "deleted" if change else "",
        )
        style = making.book.paragraph("caption", making.form)
        anchor = "" if any(one.anchor == block.anchor for one in block.rows) else block.anchor
        whole = content[0].change if change else ""
        parts.append(tracked(making, style, content, whole, *props, anchor=anchor))
    elif any(props):
        parts.append(gap(making, change, *props))
    anchor = "" if block.caption else block.anchor
    parts += [_Grid(block, making, anchor).xml(), gap(making, change)]
    return parts


def signature_table(block: SignatureTable, making: Making, *props: str) -> list[str]:
    """The table on one page and, kept with it, its notes."""
    parts = table(signature_form(block, making.language), making, *props)
    style = making.book.paragraph("signature-note")
    parts += [paragraph(style, runs(pieces(one, making), making)) for one in block.notes]
    return parts


class _Grid:
    """One table being written."""

    def __init__(self, block: Table, making: Making, anchor: str) -> None:
        self.block, self.making, self.anchor = block, making, anchor
        self.measured: Measured = measure_table(block, making.setter)
        self.widths = self.measured.widths
        self.change = table_change(block)

    def xml(self) -> str:
        rows = [*self._head_rows(), *self._rows()]
        if self.block.end_mark:
            rows.append(self._end_mark())
        show = self.block.show_head
        return grid(self.block.look, self.widths, "".join(rows), self.making, head=show)

    # -- head -----------------------------------------------------------------------------------

    def _head_rows(self) -> list[str]:
        if not self.block.show_head:
            return []
        groups = self._groups()
        under = {index for first, last, _ in groups for index in range(first, last + 1)}
        codes = self.making.language == "en" and any(
            one.upright and one.code for one in self.block.columns
        )
        rows = []
        if groups:
            rows.append(self._head_row(self._group_cells(groups, under, codes)))
        cells = []
        for index, column in enumerate(self.block.columns):
            merge = "continue" if groups and index not in under else ""
            if not merge and codes and not (column.upright and column.code):
                merge = "restart"
            cells.append(self._head_cell(index, column, merge, coded=codes))
        rows.append(self._head_row(cells, self._turned_height()))
        if codes:
            rows.append(self._head_row(self._code_cells()))
        return rows

    def _head_row(self, cells: list[Cell], height: float = 0.0) -> str:
        return row_of(
            cells,
            "<w:cantSplit/>",
            tag("w:trHeight", {"w:val": twips(height), "w:hRule": "atLeast"}) if height else "",
            "<w:tblHeader/>",
            self._row_revision(self.change),
        )

    def _groups(self) -> list[tuple[int, int, str]]:
        """(first column, last column, title) of the heads that stand above several columns."""
        found: list[tuple[int, int, str]] = []
        for index, column in enumerate(self.block.columns):
            if not column.group:
                continue
            if found and found[-1][2] == column.group and found[-1][1] == index - 1:
                found[-1] = (found[-1][0], index, column.group)
            else:
                found.append((index, index, column.group))
        return found

    def _group_cells(
        self, groups: list[tuple[int, int, str]], under: set[int], codes: bool
    ) -> list[Cell]:
        cells = []
        starts = {first: (last, title) for first, last, title in groups}
        for index, column in enumerate(self.block.columns):
            if index not in under:
                cells.append(self._head_cell(index, column, "restart", coded=codes))
            elif index in starts:
                last, title = starts[index]
                wide = sum(self.widths[index : last + 1])
                text = self._paragraph([Piece(title)], self.measured.head, "centre", head=True)
                line = tag("w:bottom", _line(4, "grey"))
                head = COLOUR_CODES["head"]
                cells.append(Cell(wide, text, last - index + 1, fill=head, borders=line))
        return cells

    def _head_cell(self, index: int, column: TableColumn, merge: str, *, coded: bool) -> Cell:
        width = self.widths[index]
        fill = self._tint(column.tint) or COLOUR_CODES["head"]
        borders = tag("w:bottom", _line(5, "ink"))
        if coded and not merge:
            borders = '<w:bottom w:val="nil"/>'
        if merge == "continue":
            empty = self._paragraph([], self.measured.head, "left", head=True)
            return Cell(width, empty, merge=merge, fill=fill, borders=borders)
        style = self.measured.head
        content: list[Piece] = []
        if column.symbol:
            content.append(Piece(_SIGNS[column.symbol], self.making.book.mark(column.symbol)))
        content.append(Piece(column.title))
        align = "centre" if column.upright else column.align
        stacked = column.upright and self.making.language == "zh"
        if column.upright and not stacked:
            align = "left"
        turned = "btLr" if column.upright and not stacked else ""
        narrow = ""
        if stacked:  # so narrow that one character stands on a line
            side = max(0.0, (width - 2 * PADDING[0] - 1.4 * style.size) / 2)
            narrow = tag("w:ind", {"w:left": twips(side), "w:right": twips(side)})
        text = self._paragraph(content, style, align, narrow, head=True)
        if column.code and not (coded and column.upright):
            code = [Piece(column.code, self.making.book.mark("code"))]
            text += self._paragraph(code, style, align, head=True)
        foot = any(one.upright for one in self.block.columns)
        where = "center" if turned or not foot else "bottom"
        return Cell(
            width, text, merge=merge, fill=fill, upright=turned, vertical=where, borders=borders
        )

    def _turned_height(self) -> float:
        """Room for titles that run upwards: Word does not make it by itself."""
        if self.making.language == "zh":
            return 0.0
        titles = [one.title for one in self.block.columns if one.upright]
        width = self.making.setter.width
        tallest = max((width(one, self.measured.head) for one in titles), default=0.0)
        return 1.05 * tallest + 2 * PADDING[0] if titles else 0.0

    def _code_cells(self) -> list[Cell]:
        line = tag("w:bottom", _line(5, "ink"))
        cells = []
        for index, column in enumerate(self.block.columns):
            coded = column.upright and column.code
            code = [Piece(column.code, self.making.book.mark("code"))] if coded else []
            text = self._paragraph(code, self.measured.head, "centre", head=True)
            merge = "" if coded else "continue"
            fill = self._tint(column.tint) or COLOUR_CODES["head"]
            cells.append(Cell(self.widths[index], text, merge=merge, fill=fill, borders=line))
        return cells

    # -- rows -----------------------------------------------------------------------------------

    def _rows(self) -> list[str]:
        reach: dict[int, tuple[int, TableCell, int]] = {}
        made = []
        last = len(self.block.rows) - 1
        for index, (row, placed) in enumerate(
            zip(self.block.rows, self.measured.rows, strict=True)
        ):
            cells: dict[int, Cell] = {}
            for column, (end, cell, columns) in list(reach.items()):
                if end < index:
                    del reach[column]
                    continue
                cells[column] = self._body_cell(row, cell, column, columns, "continue", "")
            anchor = row.anchor or (self.anchor if index == 0 else "")
            for one in placed:
                merge = ""
                if one.rows > 1:
                    merge = "restart"
                    reach[one.column] = (index + one.rows - 1, one.cell, one.columns)
                cells[one.column] = self._body_cell(
                    row, one.cell, one.column, one.columns, merge, anchor
                )
                anchor = ""
            made.append(self._row(row, self._filled(cells, row), index == last))
        return made

    def _filled(self, cells: dict[int, Cell], row: TableRow) -> list[Cell]:
        """In order; places that a row leaves out are empty cells."""
        result, column = [], 0
        while column < len(self.widths):
            if column not in cells:
                empty = TableCell()
                cells[column] = self._body_cell(row, empty, column, 1, "", "")
            result.append(cells[column])
            column += cells[column].columns
        return result

    def _row(self, row: TableRow, cells: list[Cell], last: bool) -> str:
        if row.strong_rule and not last:
            rule = tag("w:bottom", _line(4, "grey"))
            cells = [one if one.merge else one._replace(borders=rule) for one in cells]
        height = {"w:val": twips(row.minimum_height), "w:hRule": "atLeast"}
        lines = max((sum(len(one) for one in cell.paragraphs) for cell in row.cells), default=0)
        return row_of(
            cells,
            "<w:cantSplit/>" if lines < _TALL_LINES or not self.block.splittable else "",
            tag("w:trHeight", height) if row.minimum_height else "",
            self._row_revision(row.change),
        )

    def _row_revision(self, change: Change) -> str:
        element = self.making.element(change)
        return self.making.revision(element) if element else ""

    def _body_cell(
        self, row: TableRow, cell: TableCell, column: int, columns: int, merge: str, anchor: str
    ) -> Cell:
        width = sum(self.widths[column : column + columns])
        about = self.block.columns[column]
        style = self.measured.head if cell.head else self.measured.text
        align = cell.align or about.align
        if cell.mark == "date-line":
            align = "right"
        fill = self._tint(cell.mark) or self._tint(about.tint)
        if cell.head:
            fill = COLOUR_CODES["head"]
        if merge == "continue":
            content = self._paragraph([], style, align, head=cell.head)
        else:
            content = self._body_text(row, cell, style, align, anchor)
        where = "center"
        if cell.mark == "date-line":
            where = "bottom"
        elif self.block.look == "reading" and self._long(row):
            where = "top"
        return Cell(width, content, columns, merge, fill, vertical=where)

    def _long(self, row: TableRow) -> bool:
        """Cells stand at the top of rows with much text, else in the middle."""
        return any(len(one.paragraphs) > 2 for one in row.cells)

    def _body_text(
        self, row: TableRow, cell: TableCell, style: TextStyle, align: str, anchor: str
    ) -> str:
        change = row.change
        made = []
        texts = [one for one in cell.paragraphs if one]
        badge = self.making.book.mark(_BADGES[cell.mark]) if cell.mark in _BADGES else ""
        group = cell.head and len(row.cells) == 1
        contents = [pieces(one, self.making, change) for one in texts]
        marks = self._marks([whole_change(one) for one in contents])
        for content, mark in zip(contents, marks, strict=True):
            content = [self._in_box(one, cell) for one in content]
            content, hanging = self._hanging(content, style, align)
            around = self.making.bookmark(anchor, gone=change in GONE)
            anchor = ""
            made.append(
                self._paragraph(
                    content,
                    style,
                    align,
                    hanging,
                    head=cell.head,
                    around=around,
                    keep=group,
                    mark=mark,
                )
            )
        if not texts:
            start, end = self.making.bookmark(anchor, gone=change in GONE)
            content = []
            if cell.mark == "date-line":
                faint = self.making.say("date_line")
                content = [Piece(faint, self.making.book.mark("faint"), change=change)]
            elif badge and cell.mark.startswith("tag-"):
                content = [_badged(Piece(cell.mark[-1], change=change), badge, cell.mark)]
            made.append(self._paragraph(content, style, align, around=(start, end)))
        return "".join(made)

    def _in_box(self, piece: Piece, cell: TableCell) -> Piece:
        """A code in its box; one that went in the box that it had."""
        mark = cell.mark_before if cell.mark_before and piece.change in GONE else cell.mark
        return (
            _badged(piece, self.making.book.mark(_BADGES[mark]), mark) if mark in _BADGES else piece
        )

    def _marks(self, changes: list[Change]) -> list[str]:
        """Revisions of the marks of a cell's paragraphs. The last mark stays, since a cell has one
        at least: where the last paragraphs go, the mark of the one before them goes instead."""
        marks = list(changes)
        if marks and marks[-1]:
            end = len(marks) - 1
            while end > 0 and marks[end - 1] == changes[-1]:
                end -= 1
            if end > 0 and not marks[end - 1]:
                marks[end - 1] = changes[-1]
            marks[-1] = ""
        elements = [self.making.element(one) for one in marks]
        return [self.making.revision(one) if one else "" for one in elements]

    def _hanging(
        self, content: list[Piece], style: TextStyle, align: str
    ) -> tuple[list[Piece], str]:
        """Further lines of a numbered paragraph stand under its text, not under its number."""
        found = _NUMBERED.match(content[0].text) if align != "centre" else None
        if found is None:
            return content, ""
        number, rest = found.group().rstrip(), content[0].text[found.end() :]
        width = self.making.setter.width("10．" if "．" in number else "10. ", style)
        first = content[0]._replace(text=f"{number}\t{rest}")
        indent = tag("w:ind", {"w:left": twips(width), "w:hanging": twips(width)})
        return [first, *content[1:]], indent

    def _paragraph(
        self,
        content: list[Piece],
        style: TextStyle,
        align: str,
        *props: str,
        head: bool = False,
        around: tuple[str, str] = ("", ""),
        keep: bool = False,
        mark: str = "",
    ) -> str:
        """A paragraph of a cell. `mark`: the revision of its mark."""
        if self.change:
            whole: Change = "inserted" if self.change == "inserted" else "deleted"
            content = [one if one.change else one._replace(change=whole) for one in content]
        keep = keep or not self.block.splittable
        name = self.making.book.cell(style, head, align)
        inside = around[0] + runs(content, self.making) + around[1]
        part_at_end(content, mark, self.making)
        return paragraph(name, inside, "<w:keepNext/>" if keep else "", *props, mark=mark)

    def _tint(self, name: str) -> str:
        return COLOUR_CODES[f"{name}-tint"] if name in _TINTS else ""

    def _end_mark(self) -> str:
        words = [Piece(self.making.say("blank_below"), self.making.book.mark("faint"))]
        text = self._paragraph(words, self.measured.text, "centre")
        cell = Cell(sum(self.widths), text, len(self.widths))
        return row_of([cell], "<w:cantSplit/>")


def _badged(piece: Piece, style: str, mark: str) -> Piece:
    """A box of a letter has a little room at both sides."""
    room = "" if mark == "raci-R" else "\u00a0"
    return piece._replace(text=f"{room}{piece.text}{room}", style=style)


def _line(eighths: int, tone: str) -> dict[str, object]:
    return {"w:val": "single", "w:sz": eighths, "w:space": 0, "w:color": COLOUR_CODES[tone]}
