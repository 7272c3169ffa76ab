"""What stands on every page: header, footer, evidence line, watermark."""

import math

from desktop.documents.blocks import Furniture
from desktop.writers.pdf.pen import Pen
from desktop.writers.pdf.setter import Setter
from desktop.writers.pdf.style import MM, PAGE_HEIGHT, PAGE_WIDTH, TextStyle

__all__ = ["draw_furniture", "draw_watermark"]

_RULE_GAP = 7 * MM
_WATERMARK = TextStyle("sans-bold", 96, 96, tone="watermark")
_TURN = math.radians(54)


def draw_furniture(pen: Pen, setter: Setter, furniture: Furniture, number: int, total: int) -> None:
    """Draws the page's frame; the watermark first, so that text stands on it."""
    page = setter.page
    draw_watermark(pen, setter, furniture.watermark)
    style = page.roles["small"]
    top = PAGE_HEIGHT - page.top + _RULE_GAP
    pen.rule(page.left, top, page.right, top, 0.5)
    bold = style._replace(face="serif-bold")
    above = top + 4 + style.pitch
    _three(
        pen,
        setter,
        above,
        (furniture.header_left, style),
        (furniture.header_centre, bold),
        (furniture.header_right, style),
    )
    bottom = page.bottom - _RULE_GAP + 2
    pen.rule(page.left, bottom, page.right, bottom, 0.5)
    pages = furniture.page_pattern.replace("{page}", str(number)).replace("{pages}", str(total))
    _three(
        pen,
        setter,
        bottom - 3,
        (furniture.footer_left, style),
        (furniture.footer_centre, style),
        (pages, style),
    )
    small = TextStyle("light", 6.5, 9, tone="secondary")
    line = setter.line(furniture.evidence, small)
    pen.text_line(line, page.left, bottom - 3 - style.pitch, 9)


def _three(
    pen: Pen,
    setter: Setter,
    top: float,
    left: tuple[str, TextStyle],
    centre: tuple[str, TextStyle],
    right: tuple[str, TextStyle],
) -> None:
    """Left, centre and right on one line; a centre that would touch a side gives way."""
    page = setter.page
    first = setter.line(*left)
    last = setter.line(*right)
    middle = setter.line(*centre)
    pitch = left[1].pitch
    pen.text_line(first, page.left, top, pitch)
    pen.text_line(last, page.right - last.width, top, pitch)
    at = page.left + (page.width - middle.width) / 2
    low, high = page.left + first.width + 12, page.right - last.width - 12 - middle.width
    if not low <= at <= high:  # centred between its neighbours where the page's middle is taken
        at = (low + high) / 2
    if at >= page.left + first.width + 6:
        pen.text_line(middle, at, top, pitch)


def draw_watermark(pen: Pen, setter: Setter, words: str) -> None:
    """One line across the page, rising at 54°, sized to fit the diagonal; nothing for no words."""
    if not words:
        return
    line = setter.line(words, _WATERMARK)
    size = min(96.0, 96.0 * 700 / max(line.width, 1.0))
    if size < 96.0:
        line = setter.line(words, _WATERMARK._replace(size=size))
    cosine, sine = math.cos(_TURN), math.sin(_TURN)
    x = PAGE_WIDTH / 2 - line.width / 2 * cosine + size * 0.36 * sine
    y = PAGE_HEIGHT / 2 - line.width / 2 * sine - size * 0.36 * cosine
    pen.turned_line(line, x, y, cosine, sine)
