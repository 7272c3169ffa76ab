"""Tables as HTML: heads with their scope, spans, marks and tints; what is signed and filled in."""

import re

from desktop.documents.blocks import Change, Span, Table, TableColumn, TableRow, Text
from desktop.i18n import catalogue
from desktop.writers.html.text import Hand, escaped
from desktop.writers.table_places import PlacedCell, head_groups, placed_cells

__all__ = ["table_element"]

_TINTS = frozenset({"green", "amber", "orange", "red"})
_SYMBOLS = {"ring": "○", "triangle": "△", "square": "□"}
_NUMBERED = re.compile(r"[0-9]{1,2}(?:．|\. )")
_NORMAL_SIZE = 9.0


def table_element(block: Table, hand: Hand) -> str:
    """The table in a frame that scrolls where the screen is narrow."""
    parts = [f'<div class="frame"><table class="{block.look}"{_size(block)}']
    parts.append(f"{hand.begin(block.anchor)}>")
    if block.caption:
        parts.append(f"<caption>{hand.caption(block.caption, block.caption_before)}</caption>")
    parts.append(_widths(block))
    if block.show_head:
        parts.append(_head(block))
    parts.append("<tbody>")
    rows = list(zip(block.rows, placed_cells(block), strict=True))
    for index, (row, placed) in enumerate(rows):
        if index and _is_band(placed, block):
            parts.append("</tbody><tbody>")
        parts.append(_row(row, placed, block, hand))
    if block.end_mark:
        words = escaped(catalogue("paper").say("blank_below", hand.language))
        parts.append(f'<tr><td class="end" colspan="{len(block.columns)}">{words}</td></tr>')
    parts.append("</tbody></table></div>")
    return "".join(parts)


def _size(block: Table) -> str:
    return "" if block.size == _NORMAL_SIZE else f' style="--size:{block.size:g}"'


def _widths(block: Table) -> str:
    """Fixed widths as they are; wishes as shares of what is left, where every column has one."""
    columns = block.columns
    wishes = [one.width or 0.0 for one in columns if one.fixed is None]
    total = sum(wishes)
    shared = total > 0 and all(wishes) and len(wishes) == len(columns)

    def one_width(column: TableColumn) -> str:
        if column.fixed is not None:
            return f'<col style="width:calc({column.fixed:.4g} * var(--pt))"/>'
        if shared:
            return f'<col style="width:{100 * (column.width or 0.0) / total:.3g}%"/>'
        return "<col/>"

    return f"<colgroup>{''.join(map(one_width, columns))}</colgroup>"


def _head(block: Table) -> str:
    groups = head_groups(block)
    if not any(name for name, _ in groups):
        cells = "".join(_head_cell(one) for one in block.columns)
        return f"<thead><tr>{cells}</tr></thead>"
    upper, lower = [], []
    at = 0
    for name, count in groups:
        if name:
            upper.append(
                f'<th scope="colgroup" class="centre" colspan="{count}">{escaped(name)}</th>'
            )
            lower += [_head_cell(one) for one in block.columns[at : at + count]]
        else:
            upper.append(_head_cell(block.columns[at], rows=2))
        at += count
    return f"<thead><tr>{''.join(upper)}</tr><tr>{''.join(lower)}</tr></thead>"


def _head_cell(column: TableColumn, rows: int = 1) -> str:
    classes = ["centre" if column.upright else column.align]
    if column.tint in _TINTS:
        classes.append(f"tint-{column.tint}")
    title = escaped(column.title)
    if column.upright:
        title = f'<span class="upright">{title}</span>'
    symbol = _SYMBOLS.get(column.symbol, "")
    if symbol:
        title = f'<span class="symbol" aria-hidden="true">{symbol}</span>{title}'
    if column.code:
        title += f'<span class="code">{escaped(column.code)}</span>'
    spanned = f' rowspan="{rows}"' if rows > 1 else ""
    return f'<th scope="col" class="{" ".join(classes)}"{spanned}>{title}</th>'


def _is_band(placed: list[PlacedCell], block: Table) -> bool:
    """One tinted cell across the table names the rows below it."""
    return len(placed) == 1 and placed[0].cell.head and placed[0].columns == len(block.columns)


def _row(row: TableRow, placed: list[PlacedCell], block: Table, hand: Hand) -> str:
    classes: list[str] = [row.change] if row.change else []
    if row.strong_rule:
        classes.append("strong")
    named = f' class="{" ".join(classes)}"' if classes else ""
    height = f' style="height:calc({row.minimum_height:.4g} * var(--pt))"'
    tall = height if row.minimum_height else ""
    band = _is_band(placed, block)
    cells = "".join([_cell(one, row.change, block, hand, band=band) for one in placed])
    return f"<tr{named}{hand.begin(row.anchor, row.change)}{tall}>{cells}</tr>"


def _cell(one: PlacedCell, change: Change, block: Table, hand: Hand, *, band: bool) -> str:
    cell, column = one.cell, block.columns[one.column]
    classes = [cell.align or column.align]
    tint = cell.mark if cell.mark in _TINTS else column.tint
    if tint in _TINTS:
        classes.append(f"tint-{tint}")
    opening = f'class="{" ".join(classes)}"'
    if one.columns > 1:
        opening += f' colspan="{one.columns}"'
    if one.rows > 1:
        opening += f' rowspan="{one.rows}"'
    inner = _content(one, change, hand)
    if not cell.head:
        return f"<td {opening}>{inner}</td>"
    return f'<th scope="{"rowgroup" if band else "row"}" {opening}>{inner}</th>'


def _content(one: PlacedCell, change: Change, hand: Hand) -> str:
    cell = one.cell
    if cell.mark == "date-line" and not cell.paragraphs:
        words = catalogue("paper").say("date_line", hand.language)
        return f'<span class="date-line">{escaped(words)}</span>'
    if cell.mark.startswith(("raci-", "tag-")):
        text = "".join(map(hand.runs, cell.paragraphs)) or escaped(cell.mark[-1])
        return hand.changed(f'<span class="mark {cell.mark}">{text}</span>', change)
    texts = [one for one in cell.paragraphs if one]
    if len(texts) == 1:
        return hand.changed(hand.runs(texts[0]), change)
    return "".join(_paragraph(one, change, hand) for one in texts)


def _paragraph(text: Text, change: Change, hand: Hand) -> str:
    first = text[0]
    hanging = isinstance(first, Span) and _NUMBERED.match(first.text)
    named = ' class="numbered"' if hanging else ""
    return f"<p{named}>{hand.changed(hand.runs(text), change)}</p>"
