"""Sets tables: reading (three lines), matrix (fine verticals) and form (full grid)."""

from dataclasses import replace
from typing import NamedTuple

from desktop.documents.blocks import Span, Table, TableCell, TableRow
from desktop.i18n import catalogue
from desktop.writers.pdf.cells import CellBox, draw_cell, head_drawer, head_parts, set_cell
from desktop.writers.pdf.columns import ColumnNeed, share_width
from desktop.writers.pdf.flow import Laid, PageContext, Slice
from desktop.writers.pdf.lines import natural_width, widest_unit
from desktop.writers.pdf.marks import said_otherwise, whole_change
from desktop.writers.pdf.pen import Pen
from desktop.writers.pdf.prose import line_slices
from desktop.writers.pdf.setter import Setter
from desktop.writers.pdf.style import TextStyle

__all__ = ["PADDING", "Measured", "lay_table", "measure_table"]

PADDING = (4.6, 2.6)
"""Inside a cell, across and down, in pt."""
_WHOLE_ROW = 0.3
"""A row higher than this share of a page may be cut between lines at a page end."""
_MIDDLE_LINES = 4
"""Cells stand in the middle of their rows in tables whose rows have no more lines than this."""


_TALL = 130.0
_SHORT_HEAD = 58.0


class Placed(NamedTuple):
    """A cell with its first column and its spans inside the table."""

    cell: TableCell
    column: int
    columns: int
    rows: int


def lay_table(block: Table, setter: Setter) -> Laid:
    """The table as slices: caption, head, rows; head and caption come again on further pages."""
    sheet = _Sheet(block, setter)
    rows = sheet.row_slices()
    setter.forget_cells()
    head = sheet.head_slices()
    caption = _caption_slices(block, setter, continued=False)
    for one in [*caption, *head]:
        one.keep_next = True
    slices = [*caption, *head, *rows]
    if block.anchor and slices:
        slices[0].anchors = (block.anchor, *slices[0].anchors)
    if not block.splittable:
        for one in slices[:-1]:
            one.keep_next = True
    before = setter.page.roles["caption"].before if caption else 6.0
    after = 6.0 if block.look == "form" and not caption else 12.0
    repeat = [*_caption_slices(block, setter, continued=True), *head] if block.splittable else []
    return Laid(slices, before, after, repeat=repeat, closing=sheet.closing)


def _caption_slices(block: Table, setter: Setter, *, continued: bool) -> list[Slice]:
    if not block.caption:
        return []
    style = setter.page.roles["caption"]
    style = style._replace(change=whole_change(block))
    gap = "\u3000" if setter.language == "zh" else "\u2003"
    text = said_otherwise(block.caption_before, block.caption, gap)
    if continued:
        text += (Span(catalogue("paper").say("continued", setter.language)),)
    lines = setter.lines(setter.units(text, style), style, setter.page.width)
    slices = line_slices(lines, style, setter.page.width)
    slices[-1].height += style.after
    return slices


class _Sheet:
    """One table being set."""

    def __init__(self, block: Table, setter: Setter) -> None:
        self.block, self.setter = block, setter
        roles = setter.page.roles
        scale = block.size / 9.0
        self.style = _scaled(roles["cell"], scale)
        self.head_style = _scaled(roles["cell-head"], scale)
        self.placed = _place(block)
        needs = self._needs()
        smaller = self._smaller(needs)
        if smaller < 1:
            self.style = _scaled(self.style, smaller)
            self.head_style = _scaled(self.head_style, smaller)
            needs = self._needs()
        self.widths = self._widths(needs)
        self.edges = [0.0]
        for width in self.widths:
            self.edges.append(self.edges[-1] + width)

    def _smaller(self, needs: list[ColumnNeed]) -> float:
        """By how much the text gives way so that no word is cut: never more than brings it back to
        the page as it usually is."""
        padding = 2 * PADDING[0] * len(needs)
        asked = sum(one.fixed or one.least for one in needs) - padding
        room = self.setter.page.width - padding
        return max(0.995 * room / asked, self.setter.page.least_table) if asked > room else 1.0

    def _widths(self, needs: list[ColumnNeed]) -> list[float]:
        width = self.setter.page.width
        heads = self._head_needs()
        wanted = [max(need.least, head) for need, head in zip(needs, heads, strict=True)]
        total = sum(need.fixed or want for need, want in zip(needs, wanted, strict=True))
        # Heads keep their shape only where no word of the rows has to be cut for it.
        if total <= 0.9 * width:
            needs = [
                need._replace(least=least, most=max(need.most, least))
                for need, least in zip(needs, wanted, strict=True)
            ]
        return share_width(needs, width)

    def _needs(self) -> list[ColumnNeed]:
        """What the cells ask for, and the longest words of the heads."""
        across = 2 * PADDING[0]
        columns = self.block.columns
        least = [0.0] * len(columns)
        most = [0.0] * len(columns)
        loads: list[list[float]] = [[] for _ in columns]
        for row in self.placed:
            for one in row:
                if one.columns != 1:
                    continue
                load = 0.0
                for text in one.cell.paragraphs:
                    made = self.setter.cell_units(text, self.style)
                    natural = natural_width(made)
                    load += natural
                    least[one.column] = max(least[one.column], widest_unit(made) + across)
                    most[one.column] = max(most[one.column], natural + across + 1)
                loads[one.column].append(load)
                if one.cell.mark.startswith(("raci-A", "tag-")):
                    least[one.column] = max(least[one.column], 26.0)
                    most[one.column] = max(most[one.column], 26.0)
        for index, column in enumerate(columns):
            if self.block.show_head and not column.upright:
                made = self.setter.plain(column.title, self.head_style)
                mark = self.head_style.size * 1.2 if column.symbol else 0.0
                least[index] = max(least[index], widest_unit(made) + across + mark)
                most[index] = max(most[index], natural_width(made) + across + mark + 1)
        upright = [index for index, one in enumerate(columns) if one.upright]
        for index in upright:  # roles of a matrix are equally wide
            widest = max(least[other] for other in upright)
            least[index] = most[index] = max(widest, self.head_style.size + 6)
        return [
            ColumnNeed(
                low,
                high,
                column.fixed and max(column.fixed, low),
                column.width,
                (sum(one * one for one in load) / len(load)) ** 0.5 if load else 0.0,
            )
            for low, high, column, load in zip(least, most, columns, loads, strict=True)
        ]

    def _head_needs(self) -> list[float]:
        """Widths at which heads keep their shape: up to four characters on one line, a unit in
        brackets below, a longer one on two lines."""
        if not self.block.show_head:
            return [0.0] * len(self.block.columns)
        needs = []
        for column in self.block.columns:
            mark = self.head_style.size * 1.2 if column.symbol else 0.0
            parts = [self.setter.width(part, self.head_style) for part in head_parts(column.title)]
            keeps = len(column.title) <= 4 or (len(parts) == 2 and max(parts) < _SHORT_HEAD)
            if not keeps:  # a long head takes two lines
                parts = [max(parts) / 2 + self.head_style.size]
            wide = max(parts) + 2 * PADDING[0] + mark + 1
            needs.append(0.0 if column.upright else wide)
        return needs

    def head_slices(self) -> list[Slice]:
        if not self.block.show_head:
            return []
        height, draw = head_drawer(self.block, self.setter, self.head_style, self.edges, PADDING)
        return [Slice(height, draw)]

    def row_slices(self) -> list[Slice]:
        """A slice per row, or per line where a row is tall."""
        boxes = [
            [self._box(one, row) for one in placed]
            for placed, row in zip(self.placed, self.block.rows, strict=True)
        ]
        lines = max((len(one.lines) for row in boxes for one in row), default=1)
        if self.block.look != "form" and lines > _MIDDLE_LINES:
            boxes = [[one._replace(top=True) for one in row] for row in boxes]
        heights = self._heights(boxes)
        slices: list[Slice] = []
        for index, row in enumerate(boxes):
            lines = max((len(one.lines) for one in row if one.rows == 1), default=1)
            spans = any(one.rows > 1 for one in row) or self._covered(index)
            tall = heights[index] > _WHOLE_ROW * self.setter.page.height
            if tall and lines > 1 and not spans and self.block.splittable:
                made = self._cut_row(index, row, lines, heights[index])
            else:
                made = [Slice(heights[index], _RowDrawer(self, index, row, heights))]
            if self.block.rows[index].anchor:
                made[0].anchors = (self.block.rows[index].anchor,)
                for one in made:
                    one.part = self.block.rows[index].anchor
            if self._covered(index + 1) or self._heads_a_group(index):
                made[-1].keep_next = True
            slices += made
        if self.block.end_mark:
            slices.append(self._end_mark())
        # Two rows at least stay together at either end, unless they are tall.
        if len(slices) > 1 and slices[0].height + slices[1].height < _TALL:
            slices[0].keep_next = True
        if len(slices) > 1 and slices[-2].height + slices[-1].height < _TALL:
            slices[-2].keep_next = True
        return slices

    def _heads_a_group(self, index: int) -> bool:
        """A row of one tinted cell across the table names the rows below it."""
        placed = self.placed[index]
        return (
            len(placed) == 1
            and placed[0].cell.head
            and placed[0].columns == len(self.block.columns)
        )

    def _covered(self, index: int) -> bool:
        """A cell from a row above reaches into row `index`."""
        return any(
            one.rows > index - above
            for above in range(max(0, index - 40), index)
            if above < len(self.placed)
            for one in self.placed[above]
        ) and index < len(self.placed)

    def _box(self, one: Placed, row: TableRow) -> CellBox:
        left, right = self.edges[one.column], self.edges[one.column + one.columns]
        column = self.block.columns[one.column]
        cell = one.cell
        if cell.mark_before:  # two codes in one cell have no look of their own
            cell = replace(cell, mark="")
        style = self.head_style if cell.head else self.style
        if row.change:
            style = style._replace(change=row.change)
        align = cell.align or column.align
        room = right - left - 2 * PADDING[0]
        lines = set_cell(cell, self.setter, style, room, centred=align == "centre")
        return CellBox(cell, left, right - left, lines, style, align, one.rows, column.tint)

    def _heights(self, boxes: list[list[CellBox]]) -> list[float]:
        down = 2 * PADDING[1]
        heights = []
        for row, block_row in zip(boxes, self.block.rows, strict=True):
            tallest = max(
                (len(one.lines) * one.style.pitch for one in row if one.rows == 1),
                default=self.style.pitch,
            )
            heights.append(max(tallest, self.style.pitch) + down)
            heights[-1] = max(heights[-1], block_row.minimum_height)
        for index, row in enumerate(boxes):
            for one in row:
                if one.rows > 1:
                    have = sum(heights[index : index + one.rows])
                    need = len(one.lines) * one.style.pitch + down
                    if need > have:
                        heights[index + one.rows - 1] += need - have
        return heights

    def _cut_row(self, index: int, row: list[CellBox], lines: int, height: float) -> list[Slice]:
        """A tall row as one slice a line; two lines at least stay at either end."""
        pitch = self.style.pitch
        slices = []
        rest = height - lines * pitch - PADDING[1]
        for line in range(lines):
            first, last = line == 0, line == lines - 1
            tall = pitch + (PADDING[1] if first else 0.0) + (rest if last else 0.0)
            draw = _RowDrawer(self, index, row, [], line=line, first=first, last=last, tall=tall)
            slices.append(Slice(tall, draw, keep_next=line in (0, lines - 2)))
        return slices

    def _end_mark(self) -> Slice:
        text = catalogue("paper").say("blank_below", self.setter.language)
        line = self.setter.line(text, self.style._replace(tone="secondary"))
        height = self.style.pitch + 2 * PADDING[1]
        width = self.setter.page.width
        strong = self.block.look != "form"

        def draw(pen: Pen, x: float, top: float, _context: PageContext) -> None:
            pen.text_line(line, x + (width - line.width) / 2, top - PADDING[1], self.style.pitch)
            pen.rule(x, top - height, x + width, top - height, 1.0)
            if not strong:
                pen.rule(x, top, x, top - height, 1.0)
                pen.rule(x + width, top, x + width, top - height, 1.0)

        return Slice(height, draw)

    def closing(self, pen: Pen, x: float, top: float, context: PageContext) -> None:
        """The lower rule where a page ends inside the table."""
        pen.rule(x, top, x + self.edges[-1], top, 1.0)


class _RowDrawer:
    """Draws one row, or one line of a tall row."""

    __slots__ = ("first", "heights", "index", "last", "line", "row", "sheet", "tall")

    def __init__(
        self,
        sheet: _Sheet,
        index: int,
        row: list[CellBox],
        heights: list[float],
        *,
        line: int | None = None,
        first: bool = True,
        last: bool = True,
        tall: float = 0.0,
    ) -> None:
        self.sheet, self.index, self.row, self.heights = sheet, index, row, heights
        self.line, self.first, self.last, self.tall = line, first, last, tall

    def __call__(self, pen: Pen, x: float, top: float, context: PageContext) -> None:
        height = self.tall if self.line is not None else self.heights[self.index]
        for one in self.row:
            full = (
                height if one.rows == 1 else sum(self.heights[self.index : self.index + one.rows])
            )
            draw_cell(pen, one, x, top, full, PADDING[1], self.line, first=self.first)
        self._rules(pen, x, top, height)

    def _rules(self, pen: Pen, x: float, top: float, height: float) -> None:
        sheet, block = self.sheet, self.sheet.block
        bottom = top - height
        final = self.last and self.index == len(block.rows) - 1 and not block.end_mark
        right = x + sheet.edges[-1]
        if self.index == 0 and self.first and not block.show_head:
            pen.rule(x, top, right, top, 1.0)
        if final:
            pen.rule(x, bottom, right, bottom, 1.0)
        elif self.last:
            strong = block.rows[self.index].strong_rule
            width, tone = (0.5, "ink") if block.look == "form" else (0.35, "hairline")
            if strong:
                width, tone = 0.5, "grey"
            for start, end in self._open_stretches():
                pen.rule(x + start, bottom, x + end, bottom, width, tone)
        self._verticals(pen, x, top, bottom)

    def _open_stretches(self) -> list[tuple[float, float]]:
        """Stretches of the lower rule that no cell spans across."""
        sheet = self.sheet
        blocked = [False] * len(sheet.block.columns)
        for above in range(max(0, self.index - 40), self.index + 1):
            for one in sheet.placed[above]:
                if above + one.rows - 1 > self.index:
                    for column in range(one.column, one.column + one.columns):
                        blocked[column] = True
        stretches: list[tuple[float, float]] = []
        for column, shut in enumerate(blocked):
            start, end = sheet.edges[column], sheet.edges[column + 1]
            if shut:
                continue
            if stretches and stretches[-1][1] == start:
                stretches[-1] = (stretches[-1][0], end)
            else:
                stretches.append((start, end))
        return stretches

    def _verticals(self, pen: Pen, x: float, top: float, bottom: float) -> None:
        sheet = self.sheet
        look = sheet.block.look
        if look == "reading":
            return
        edges = {one.left for one in self.row} | {one.left + one.width for one in self.row}
        for above in range(max(0, self.index - 40), self.index):
            for placed in sheet.placed[above]:
                if above + placed.rows > self.index:
                    edges |= {sheet.edges[placed.column]}
                    edges |= {sheet.edges[placed.column + placed.columns]}
        for edge in sorted(edges):
            outer = edge in (0.0, sheet.edges[-1])
            if look == "form":
                pen.rule(x + edge, top, x + edge, bottom, 1.0 if outer else 0.5)
            elif not outer:
                pen.rule(x + edge, top, x + edge, bottom, 0.35, "hairline")


def _scaled(style: TextStyle, scale: float) -> TextStyle:
    if scale == 1.0:
        return style
    return style._replace(size=style.size * scale, pitch=style.pitch * scale)


def _place(block: Table) -> list[list[Placed]]:
    """Columns of the cells, row by row, past those that spans cover."""
    covered: dict[tuple[int, int], bool] = {}
    count = len(block.columns)
    rows: list[list[Placed]] = []
    for index, row in enumerate(block.rows):
        placed: list[Placed] = []
        column = 0
        for cell in row.cells:
            while covered.get((index, column)):
                column += 1
            if column >= count:
                break
            columns = min(cell.columns, count - column)
            high = min(cell.rows, len(block.rows) - index)
            placed.append(Placed(cell, column, columns, high))
            for below in range(index, index + high):
                for across in range(column, column + columns):
                    covered[below, across] = True
            column += columns
        rows.append(placed)
    return rows


class Measured(NamedTuple):
    """A table measured for another format: widths of its columns, the looks of its text and head
    (as large as fits), and row by row its cells with their first columns and spans."""

    widths: tuple[float, ...]
    text: TextStyle
    head: TextStyle
    rows: list[list[Placed]]


def measure_table(block: Table, setter: Setter) -> Measured:
    """What `lay_table` would make of it, before any line is broken."""
    sheet = _Sheet(block, setter)
    setter.forget_cells()
    return Measured(tuple(sheet.widths), sheet.style, sheet.head_style, sheet.placed)
