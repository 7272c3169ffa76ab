"""Blocks of cells as spreadsheets put them on the clipboard: tab separated text and HTML.

A block is a list of rows, each a list of texts; all rows have equally many cells.
"""

import re
from html import escape
from html.parser import HTMLParser
from typing import TypeAlias

__all__ = [
    "Block",
    "block_of_html",
    "block_of_text",
    "even_rows",
    "html_of_block",
    "rows_of_text",
    "text_of_block",
]

Block: TypeAlias = list[list[str]]

# A quoted cell ends before a tab or line end, else its quote is a letter like others. Atomic, so
# that a quote that is never closed costs one look at the text.
_CELL = re.compile(r'"((?:[^"]++|"")*+)"(?=[\t\r\n]|\Z)|([^\t\r\n]*)')
_QUOTED = re.compile(r'^"|[\t\r\n]')
_SPACES = re.compile(r"[ \t\r\n\f]+")
_MOST_SPANNED = 1000


def block_of_text(text: str) -> Block:
    """Tab separated text as Excel, WPS and LibreOffice write it: cells with line breaks stand in
    quotes, quotes in them are doubled. The line end after the last row makes no row."""
    return even_rows(rows_of_text(text))


def rows_of_text(text: str) -> Block:
    """The same, each row with as many cells as were written."""
    rows: Block = []
    row: list[str] = []
    at = 0
    while at < len(text):
        found = _CELL.match(text, at)
        assert found is not None
        quoted, bare = found.groups()
        row.append(bare if quoted is None else _line_ends(quoted.replace('""', '"')))
        at = found.end()
        if at < len(text) and text[at] == "\t":
            at += 1
            if at == len(text):
                row.append("")
            continue
        at += 2 if text.startswith("\r\n", at) else 1
        rows.append(row)
        row = []
    if row:
        rows.append(row)
    return rows


def text_of_block(block: Block) -> str:
    """The block as tab separated text. Only several rows end with a line end: a single text is
    put into a sentence as often as into a sheet."""
    lines = ["\t".join(_quoted(cell) for cell in row) for row in block]
    return "".join(f"{line}\r\n" for line in lines) if len(lines) > 1 else "".join(lines)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def even_rows(rows: Block) -> Block:
    """Rows of equal length."""
    widest = max((len(row) for row in rows), default=0)
    return [row + [""] * (widest - len(row)) for row in rows]


def html_of_block(block: Block) -> str:
    """The block as a table that text processors and mail programs take."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{_html_text(cell)}</td>" for cell in row) + "</tr>" for row in block
    )
    return f'<meta charset="utf-8"><table border="1">{rows}</table>'


def _html_text(text: str) -> str:
    return escape(text).replace("\n", '<br style="mso-data-placement:same-cell">')


def block_of_html(html: str) -> Block:
    """The first table of the page; [] where there is none. A cell that spans several stands in
    the first of them, the others are empty."""
    reader = _TableReader()
    reader.feed(html)
    reader.close()
    return even_rows(_unfolded(reader.rows))


class _TableReader(HTMLParser):
    """Rows of (text, columns, rows) of the first table; tables inside its cells are text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[tuple[str, int, int]]] = []
        self._depth = 0
        self._done = False
        self._silent = 0
        self._cell: list[str] | None = None
        self._spans = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("style", "script"):
            self._silent += 1
        if self._done:
            return
        if tag == "table":
            self._depth += 1
        if self._depth == 1 and tag == "tr":
            self._end_cell()
            self.rows.append([])
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            given = dict(attrs)
            self._spans = (_span(given.get("colspan")), _span(given.get("rowspan")))
            self._cell = []
        elif self._cell is not None and tag in ("br", "p", "div", "li"):
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script"):
            self._silent = max(0, self._silent - 1)
        if self._done:
            return
        if self._depth == 1 and tag in ("td", "th", "tr", "table"):
            self._end_cell()
        if tag == "table" and self._depth:
            self._depth -= 1
            self._done = self._depth == 0

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._silent:
            self._cell.append(_SPACES.sub(" ", data))

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        if not self.rows:
            self.rows.append([])
        lines = "".join(self._cell).replace("\xa0", " ").split("\n")
        text = "\n".join(line for line in (one.strip() for one in lines) if line)
        self.rows[-1].append((text, *self._spans))
        self._cell = None


def _span(given: str | None) -> int:
    number = int(given) if given is not None and given.isascii() and given.isdigit() else 1
    return min(max(number, 1), _MOST_SPANNED)


def _unfolded(rows: list[list[tuple[str, int, int]]]) -> Block:
    taken: dict[int, int] = {}
    block: Block = []
    for row in rows:
        line: list[str] = []
        for text, columns, deep in row:
            _skip_taken(line, taken)
            for number in range(columns):
                taken[len(line)] = deep
                line.append(text if number == 0 else "")
        _skip_taken(line, taken)
        taken = {place: left - 1 for place, left in taken.items() if left > 1}
        block.append(line)
    return block


def _skip_taken(line: list[str], taken: dict[int, int]) -> None:
    """Leaves cells empty that a cell of a row above reaches into."""
    while len(line) in taken:
        line.append("")
