"""Words that take a second line before any of them is cut off."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

__all__ = ["two_lines"]


def two_lines(text: str, font: QFont, width: int) -> tuple[str, ...]:
    """`text` as one line or two of at most `width` px; what the second has no room for ends in
    …. Nothing where there is no room at all."""
    metrics = QFontMetrics(font)
    if not text or width <= 0:
        return ()
    if metrics.horizontalAdvance(text) <= width:
        return (text,)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    end = line.textStart() + line.textLength()
    layout.endLayout()
    units = text.encode("utf-16-le")  # Qt counts in these
    first = units[: 2 * end].decode("utf-16-le").rstrip()
    rest = units[2 * end :].decode("utf-16-le").strip()
    # A word that is wider than the room stands on its line alone.
    lines = (first, rest) if rest else (first,)
    return tuple(metrics.elidedText(one, Qt.TextElideMode.ElideRight, width) for one in lines)
