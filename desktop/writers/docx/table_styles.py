"""The looks of tables: reading (three lines), matrix (fine verticals), form (full grid)."""

from desktop.writers.docx.markup import properties, quoted, tag, twips
from desktop.writers.pdf.style import COLOUR_CODES

__all__ = ["table_style"]

_Border = tuple[str, float, str]


def _border(side: str, width: float, tone: str) -> str:
    """`width` in pt; Word counts eighths."""
    size = max(2, round(8 * width))
    look = {"w:val": "single", "w:sz": size, "w:space": 0, "w:color": COLOUR_CODES[tone]}
    return tag(f"w:{side}", look)


_BORDERS: dict[str, tuple[_Border, ...]] = {
    "reading": (("top", 1, "ink"), ("bottom", 1, "ink"), ("insideH", 0.35, "hairline")),
    "matrix": (
        ("top", 1, "ink"),
        ("bottom", 1, "ink"),
        ("insideH", 0.35, "hairline"),
        ("insideV", 0.35, "hairline"),
    ),
    "form": (
        ("top", 1, "ink"),
        ("left", 1, "ink"),
        ("bottom", 1, "ink"),
        ("right", 1, "ink"),
        ("insideH", 0.5, "ink"),
        ("insideV", 0.5, "ink"),
    ),
    "cover": (("top", 0.8, "ink"), ("bottom", 0.8, "ink"), ("insideH", 0.35, "hairline")),
    "lines": (),
}
_MARGINS = {"cover": (4.0, 3.0), "lines": (0.0, 0.0)}


def table_style(style_id: str, name: str, look: str) -> str:
    across, down = _MARGINS.get(look, (4.6, 2.6))
    borders = "".join(_border(*one) for one in _BORDERS[look])
    margins = "".join(
        tag(f"w:{side}", {"w:w": twips(wide), "w:type": "dxa"})
        for side, wide in (("top", down), ("left", across), ("bottom", down), ("right", across))
    )
    head = ""
    if look in ("reading", "matrix", "form"):
        shade = {"w:val": "clear", "w:color": "auto", "w:fill": COLOUR_CODES["head"]}
        head = (
            '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
            f"{_border('bottom', 0.6, 'ink')}</w:tcBorders>{tag('w:shd', shade)}</w:tcPr>"
            "</w:tblStylePr>"
        )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id}">'
        f'<w:name w:val="{quoted(name)}"/><w:basedOn w:val="TableNormal"/>'
        + properties(
            "w:tblPr",
            tag("w:tblBorders", None, borders) if borders else "",
            tag("w:tblCellMar", None, margins),
        )
        + head
        + "</w:style>"
    )
