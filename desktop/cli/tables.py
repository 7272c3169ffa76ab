"""Columns for a terminal, in which a Chinese character is as wide as two letters."""

import unicodedata
from collections.abc import Sequence

from desktop.cli.messages import one_line

__all__ = ["aligned", "width"]


def width(text: str) -> int:
    """How many letters wide `text` is on a terminal."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as lines, every column as wide as its widest cell, two spaces between."""
    cells = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(map(width, column), default=0) for column in zip(*cells, strict=True)]
    return [
        "  ".join(
            cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)
        ).rstrip()
        for row in cells
    ]
