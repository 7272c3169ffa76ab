"""Draws table cells and table heads."""

import re
from dataclasses import replace
from typing import NamedTuple

from desktop.documents.blocks import Span, Table, TableCell, TableColumn, Text
from desktop.i18n import catalogue
from desktop.writers.pdf.flow import Draw, PageContext
from desktop.writers.pdf.lines import Line, break_lines, widest_unit
from desktop.writers.pdf.pen import Pen
from desktop.writers.pdf.setter import Setter
from desktop.writers.pdf.style import TextStyle
from desktop.writers.pdf.symbols import draw_symbol
from desktop.writers.pdf.units import Unit

__all__ = ["CellBox", "draw_cell", "head_drawer", "head_parts", "set_cell"]

_TINTS = {"green": "green-tint", "amber": "amber-tint", "orange": "orange-tint", "red": "red-tint"}
_UPRIGHT_PITCH = 1.12


class CellBox(NamedTuple):
    """A cell that was set: `left` and `width` inside the table, `lines` of its text.

    `top`: the text stands at the top of the row, else in its middle.
    """

    cell: TableCell
    left: float
    width: float
    lines: list[Line]
    style: TextStyle
    align: str
    rows: int
    tint: str
    top: bool = False


def set_cell(
    cell: TableCell, setter: Setter, style: TextStyle, width: float, *, centred: bool = False
) -> list[Line]:
    """Lines of a cell's text. Codes with a look of their own (RACI, tags) are one line."""
    mark = cell.mark
    if mark.startswith(("raci-A", "tag-")):
        tone = "white" if mark.startswith("raci-A") or mark == "tag-G" else "ink"
        if mark == "tag-O":
            tone = "grey"
        code = "".join(
            one.text for text in cell.paragraphs for one in text if isinstance(one, Span)
        )
        size = 8.0 if mark.startswith("raci") else 8.5
        bold = style._replace(face="sans-bold", size=size, tone=tone)
        return [setter.line(code or mark[-1], bold)]
    if mark == "raci-R":
        style = style._replace(face="sans-bold")
    if mark == "date-line" and not cell.paragraphs:
        faint = catalogue("paper").say("date_line", setter.language)
        return [setter.line(faint, style._replace(tone="grey"))]
    lines: list[Line] = []
    for paragraph in filter(None, cell.paragraphs):
        if centred:
            lines += balanced(setter.cell_units(paragraph, style), style, width)
        elif isinstance(first := paragraph[0], Span) and (found := _NUMBERED.match(first.text)):
            rest = replace(first, text=first.text[found.end() :])
            text = (rest, *paragraph[1:])
            lines += _hanging(setter, style, width, found.group(), text)
        else:
            lines += setter.lines(setter.cell_units(paragraph, style), style, width, 0.0)
    return lines


_NUMBERED = re.compile(r"[0-9]{1,2}(?:．|\. )")


def _hanging(setter: Setter, style: TextStyle, width: float, number: str, text: Text) -> list[Line]:
    """A numbered paragraph whose further lines stand under its text, not under its number."""
    marker = setter.line(number.rstrip(), style)
    indent = setter.width("10．" if setter.language == "zh" else "10. ", style)
    lines = setter.lines(setter.units(text, style), style, width - indent, 0.0)
    moved = [
        Line(tuple([one._replace(x=one.x + indent) for one in line.stretches]), line.width + indent)
        for line in lines
    ]
    moved[0] = Line(marker.stretches + moved[0].stretches, moved[0].width)
    return moved


def balanced(made: list[Unit], style: TextStyle, width: float) -> list[Line]:
    """Centred text of two or three lines, the lines about equally long (项目管理 | 办公室)."""
    lines = break_lines(made, width, justify=False)
    if not 2 <= len(lines) <= 3:
        return lines
    low, high = widest_unit(made), width
    while high - low > style.size / 2:
        middle = (low + high) / 2
        if len(break_lines(made, middle, justify=False)) > len(lines):
            low = middle
        else:
            high = middle
    return break_lines(made, high, justify=False)


def draw_cell(
    pen: Pen,
    box: CellBox,
    x: float,
    top: float,
    height: float,
    padding: float,
    line: int | None = None,
    *,
    first: bool = True,
) -> None:
    """A cell whose row begins at `top`; only its `line`-th line where the row is cut."""
    left = x + box.left
    tint = _TINTS.get(box.cell.mark) or _TINTS.get(box.tint)
    if box.cell.head:
        tint = "head"
    if tint:  # a little short of the rule above, which is drawn already
        pen.box(left, top - height, box.width, height - 0.6, fill=tint)
    if line is not None:
        if line < len(box.lines):
            at = top - (padding if first else 0.0)
            _draw_line(pen, box, box.lines[line], left, at)
        return
    if box.cell.mark.startswith(("raci-A", "tag-")):
        _draw_badge(pen, box, left, top, height)
        return
    text_height = len(box.lines) * box.style.pitch
    at = top - padding if box.top else top - (height - text_height) / 2
    if box.cell.mark == "date-line":
        at = top - height + text_height + 3
    for one in box.lines:
        _draw_line(pen, box, one, left, at)
        at -= box.style.pitch


def _draw_line(pen: Pen, box: CellBox, line: Line, left: float, top: float) -> None:
    free = box.width - line.width
    offset = {"left": 4.6, "centre": free / 2, "right": free - 4.6}[
        "right" if box.cell.mark == "date-line" else box.align
    ]
    pen.text_line(line, left + offset, top, box.style.pitch)


def _draw_badge(pen: Pen, box: CellBox, left: float, top: float, height: float) -> None:
    """A RACI "A" or a tag: a box with its letter, centred in the cell."""
    line = box.lines[0]
    mark = box.cell.mark
    raci = mark.startswith("raci")
    wide, high = (max(15.0, line.width + 7), 11.5) if raci else (13.0, 12.0)
    if box.align == "left" and not raci:
        left += 4.6 - (box.width - wide) / 2
    at_x = left + (box.width - wide) / 2
    at_y = top - height / 2 - high / 2
    if raci:
        pen.box(at_x, at_y, wide, high, fill="blue")
    elif mark == "tag-G":
        pen.box(at_x, at_y, wide, high, fill="ink")
    else:
        stroke, width = ("ink", 1.0) if mark == "tag-M" else ("grey", 0.4)
        pen.box(at_x, at_y, wide, high, stroke=stroke, line=width)
    pen.text_line(line, at_x + (wide - line.width) / 2, at_y + high, high)


class _HeadCell(NamedTuple):
    """A head cell: `turned` text runs upwards, else `lines` stand under each other."""

    column: TableColumn
    lines: list[Line]
    code: Line | None
    turned: bool
    pitch: float

    @property
    def height(self) -> float:
        if self.turned:
            return self.lines[0].width + (11.0 if self.code else 0.0)
        return len(self.lines) * self.pitch + (11.0 if self.code else 0.0)


def _head_cell(column: TableColumn, setter: Setter, style: TextStyle, width: float) -> _HeadCell:
    code = None
    if column.code:
        code = setter.line(column.code, style._replace(face="light", size=7.0))
    if column.upright:
        if setter.language == "en":
            return _HeadCell(column, [setter.line(column.title, style)], code, True, style.pitch)
        pitch = style.size * _UPRIGHT_PITCH
        letters = [setter.line(one, style) for one in column.title]
        return _HeadCell(column, letters, code, False, pitch)
    room = width - 9.2 - (style.size * 1.2 if column.symbol else 0.0)
    lines = setter.lines(setter.plain(column.title, style), style, room, 0.0)
    parts = head_parts(column.title)
    if len(lines) == 2 and len(parts) == 2 and all(setter.width(p, style) <= room for p in parts):
        lines = [setter.line(part, style) for part in parts]  # 时限 | （工作日）
    return _HeadCell(column, lines, code, False, style.pitch)


def head_parts(title: str) -> list[str]:
    """A head breaks best before its unit in brackets."""
    at = max(title.rfind("（"), title.rfind(" ("))
    return [title[:at].strip(), title[at:].strip()] if at > 0 else [title]


def head_drawer(
    block: Table, setter: Setter, style: TextStyle, edges: list[float], padding: tuple[float, float]
) -> tuple[float, Draw]:
    """Height of the head and what draws it: groups above, titles below, codes at the foot."""
    cells = [
        _head_cell(column, setter, style, edges[index + 1] - edges[index])
        for index, column in enumerate(block.columns)
    ]
    groups = _groups(block, setter, style)
    group_height = style.pitch + 2 * padding[1] if groups else 0.0
    own_height = max(one.height for one in cells) + 2 * padding[1]
    height = group_height + own_height
    upright = any(one.column.upright for one in cells)

    def draw(pen: Pen, x: float, top: float, _context: PageContext) -> None:
        right = x + edges[-1]
        bottom = top - height
        pen.box(x, bottom, edges[-1], height, fill="head")
        grouped = {index for first, last, _ in groups for index in range(first, last + 1)}
        for first, last, line in groups:
            start, end = x + edges[first], x + edges[last + 1]
            at = start + (end - start - line.width) / 2
            pen.text_line(line, at, top - padding[1], style.pitch)
            pen.rule(start + 3, top - group_height, end - 3, top - group_height, 0.5, "grey")
        for index, one in enumerate(cells):
            room = own_height if index in grouped else height
            tint = _TINTS.get(one.column.tint)
            if tint:
                pen.box(x + edges[index], bottom, edges[index + 1] - edges[index], room, fill=tint)
            _draw_head_cell(
                pen, one, x + edges[index], x + edges[index + 1], bottom, room, padding, upright
            )
        _head_rules(pen, block, x, top, bottom, edges)
        pen.rule(x, top, right, top, 1.0)
        pen.rule(x, bottom, right, bottom, 0.6)

    return height, draw


def _head_rules(
    pen: Pen, block: Table, x: float, top: float, bottom: float, edges: list[float]
) -> None:
    if block.look == "reading":
        return
    for edge in edges:
        outer = edge in (0.0, edges[-1])
        if block.look == "form":
            pen.rule(x + edge, top, x + edge, bottom, 1.0 if outer else 0.5)
        elif not outer:
            pen.rule(x + edge, top, x + edge, bottom, 0.35, "hairline")


def _groups(block: Table, setter: Setter, style: TextStyle) -> list[tuple[int, int, Line]]:
    """(first column, last column, title) of the heads that stand above several columns."""
    found: list[tuple[int, int, Line]] = []
    names: list[str] = []
    for index, column in enumerate(block.columns):
        if not column.group:
            continue
        if names and names[-1] == column.group and found[-1][1] == index - 1:
            found[-1] = (found[-1][0], index, found[-1][2])
        else:
            found.append((index, index, setter.line(column.group, style)))
            names.append(column.group)
    return found


def _draw_head_cell(
    pen: Pen,
    one: _HeadCell,
    left: float,
    right: float,
    bottom: float,
    height: float,
    padding: tuple[float, float],
    foot: bool,
) -> None:
    """Titles stand in the middle, or at the foot where other heads are upright."""
    column = one.column
    base = bottom + padding[1]
    middle = (left + right) / 2
    if one.code is not None:
        pen.text_line(one.code, middle - one.code.width / 2, base + 9.5, 10)
        base += 11.0
    if one.turned:
        line = one.lines[0]
        size = line.size or 9.0
        pen.turned_line(line, middle + size * 0.32, base, 0.0, 1.0)
        return
    text_height = len(one.lines) * one.pitch
    top = base + text_height if foot else bottom + (height + text_height) / 2
    shift = 0.0
    for line in one.lines:
        symbol = 11.0 if column.symbol and line is one.lines[0] else 0.0
        free = right - left - line.width - symbol
        align = "centre" if column.upright else column.align
        offset = {"left": padding[0], "centre": free / 2, "right": free - padding[0]}[align]
        if symbol:
            size = line.size
            draw_symbol(pen, column.symbol, left + offset + 4, top - one.pitch / 2, size)
            shift = symbol
        pen.text_line(line, left + offset + shift, top, one.pitch)
        shift = 0.0
        top -= one.pitch
