"""The style sheet of a document: the common one, and its own page."""

from desktop.documents.blocks import Cover, Document
from desktop.resource_files import resource_path
from desktop.writers.html.text import style_string
from desktop.writers.pdf.style import PAGE_WIDTH, geometry

__all__ = ["style_sheet"]


_SMALL = 'font: 9pt "Noto Serif SC", "Songti SC", "SimSun", serif; width: 33.33%'
_RULES = {
    "top": f"{_SMALL}; vertical-align: bottom; padding-bottom: 4pt; margin-bottom: 7mm; "
    "border-bottom: 0.5pt solid #1a1a1a",
    "bot": f"{_SMALL}; vertical-align: top; padding-top: 4pt; margin-top: 7mm; "
    "border-top: 0.5pt solid #1a1a1a",
}
"""Header and footer stand 7 mm off the text, with a rule."""


def style_sheet(document: Document) -> str:
    """What is common to all, then page margins and the words in them: as the PDF has them."""
    common = resource_path("writers", "html.css").read_text(encoding="utf-8")
    return common + _page(document)


def _page(document: Document) -> str:
    covered = any(isinstance(one, Cover) for one in document.blocks)
    page = geometry(document.language, document.paper, form=not covered)
    furniture = document.furniture
    right = PAGE_WIDTH - page.right
    corners = {
        "top-left": style_string(furniture.header_left),
        "top-center": style_string(furniture.header_centre),
        "top-right": style_string(furniture.header_right),
        "bottom-left": style_string(furniture.footer_left),
        "bottom-center": style_string(furniture.footer_centre),
        "bottom-right": _counted(furniture.page_pattern),
    }
    boxes = "".join(
        f"  @{name} {{ {_RULES[name[:3]]}; content: {words} }}\n" for name, words in corners.items()
    )
    margins = f"{page.top:.4g}pt {right:.4g}pt {page.bottom:.4g}pt {page.left:.4g}pt"
    sheet = f":root {{ --text: {page.size:g}; --pitch: {page.pitch / page.size:.4g} }}\n"
    sheet += f"@page {{\n  size: A4;\n  margin: {margins};\n{boxes}}}\n"
    if covered:
        none = "".join(f"  @{name} {{ border: 0; content: none }}\n" for name in corners)
        sheet += f"@page :first {{\n{none}}}\n"
    return sheet


def _counted(pattern: str) -> str:
    """`第{page}页　共{pages}页` as words and counters."""
    parts = []
    for piece in pattern.replace("{pages}", "\0pages\0").replace("{page}", "\0page\0").split("\0"):
        if piece in ("page", "pages"):
            parts.append(f"counter({piece})")
        elif piece:
            parts.append(style_string(piece))
    return " ".join(parts) or '""'
