"""Sizes, colours and page geometry of the controlled-document profile. All lengths in pt.

Values come from the product's print style (page geometry of ordinary company documents, 小四 body
on a grid of 36 × 32) and from GB/T 9704-2012 where it says so.
"""

from collections.abc import Set
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from desktop.i18n import Language
from desktop.models.paper_style import PaperFace, PaperMargins, PaperSize, PaperStyle

__all__ = [
    "COLOURS",
    "COLOUR_CODES",
    "MM",
    "PAGE_HEIGHT",
    "PAGE_WIDTH",
    "Geometry",
    "TextStyle",
    "geometry",
]

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM


def _colour(code: str) -> str:
    red, green, blue = (int(code[index : index + 2], 16) / 255 for index in (0, 2, 4))
    return f"{red:.3g} {green:.3g} {blue:.3g}"


COLOUR_CODES = {
    "ink": "1A1A1A",
    "secondary": "4A4A4A",
    "grey": "8C8C8C",
    "hairline": "BDBDBD",
    "head": "F1F1EF",
    "band": "F7F7F5",
    "blue": "2B5B84",
    "blue-tint": "E3ECF4",
    "answer": "1B3A66",
    "seal": "B3261E",
    "red": "A3241C",
    "amber": "B27A00",
    "teal": "1F7A6C",
    "green-tint": "EEF6F4",
    "amber-tint": "FBF1D6",
    "orange-tint": "F7E3D0",
    "red-tint": "F3D9D6",
    "watermark": "EBEBE9",
    "white": "FFFFFF",
}
"""Red, green and blue, two hexadecimal digits each."""
COLOURS = {name: _colour(code) for name, code in COLOUR_CODES.items()}


class TextStyle(NamedTuple):
    """`before`/`after`: space around the block; `first`: indent of the first line."""

    face: str
    size: float
    pitch: float
    before: float = 0.0
    after: float = 0.0
    align: str = "left"
    first: float = 0.0
    left: float = 0.0
    tone: str = "ink"
    justify: bool = False
    gap: float = 0.0
    """Between number and title of a heading."""
    change: str = ""
    """What became of all of the text in a marked-up copy."""


@dataclass(frozen=True)
class Geometry:
    """A page and its roles. `top` etc. are margins; the measure of Chinese text is a whole number
    of ems."""

    language: Language
    top: float
    bottom: float
    left: float
    width: float
    size: float
    pitch: float
    roles: dict[str, TextStyle]
    face: PaperFace = "song"
    """What the text is set in: see `faces`."""
    least_table: float = 1.0
    """By what share a table may be set smaller, rather than have its words cut."""

    @property
    def area_top(self) -> float:
        """Where the first line's box begins: half a leading above the type area."""
        return PAGE_HEIGHT - self.top + (self.pitch - self.size) / 2

    @property
    def height(self) -> float:
        """Room for line boxes on a page."""
        return PAGE_HEIGHT - self.top - self.bottom + (self.pitch - self.size)

    @property
    def right(self) -> float:
        return self.left + self.width


_CHINESE_ROLES = {
    "title": TextStyle("serif-bold", 16, 24, 14, 20, "centre", gap=16),
    "sign-off": TextStyle("serif-bold", 15, 24, 26, 14, "centre"),
    "chapter": TextStyle("serif-bold", 16, 24, 5 * MM, 20, "centre", gap=16),
    "section": TextStyle("serif-bold", 13, 20, 18, 11, "centre", gap=13),
    "article": TextStyle("sans", 12, 21, 10, 3, "left", gap=12),
    "decimal-1": TextStyle("sans-bold", 14, 22, 16, 9, "left", gap=14),
    "decimal-2": TextStyle("sans", 12, 21, 12, 4, "left", gap=12),
    "decimal-3": TextStyle("sans", 12, 21, 8, 2, "left", gap=12),
    "body": TextStyle("serif", 12, 21, first=24, justify=True),
    "plain": TextStyle("serif", 12, 21, justify=True),
    "item": TextStyle("serif", 12, 21, first=24, justify=True),
    "subitem": TextStyle("serif", 12, 21, first=24, justify=True),
    "hang-1": TextStyle("serif", 12, 21, left=48, first=24, justify=True),
    "hang-2": TextStyle("serif", 12, 21, left=72, first=48, justify=True),
    "label": TextStyle("sans", 12, 21),
    "caption": TextStyle("sans", 9.5, 14, 12, 5, "centre"),
    "note": TextStyle("serif", 8.5, 13, 5, 12, tone="secondary", justify=True),
    "cell": TextStyle("serif", 9, 13.5),
    "cell-head": TextStyle("sans", 9, 13.5),
    "form-title": TextStyle("serif-bold", 16, 24, 0, 8, "centre"),
    "annex-number": TextStyle("sans-bold", 12, 18),
    "entry-chapter": TextStyle("serif-bold", 12, 20),
    "entry": TextStyle("serif", 10.5, 18),
    "small": TextStyle("serif", 9, 13.5),
}

_ENGLISH_ROLES = {
    "title": TextStyle("serif-bold", 16, 22, 4, 12, "left", gap=8),
    "sign-off": TextStyle("serif-bold", 15, 20, 22, 10, "left"),
    "chapter": TextStyle("serif-bold", 16, 22, 18, 8, "left", gap=8),
    "section": TextStyle("serif-bold", 13, 18, 16, 6, "left", gap=7),
    "article": TextStyle("serif-bold", 11.5, 16, 12, 3, "left", gap=6),
    "decimal-1": TextStyle("sans-bold", 14, 20, 16, 8, "left", gap=12),
    "decimal-2": TextStyle("sans-bold", 11.5, 16, 12, 4, "left", gap=10),
    "decimal-3": TextStyle("sans", 10.5, 15, 8, 3, "left", gap=10),
    "body": TextStyle("serif", 10.5, 15, 6, 6),
    "plain": TextStyle("serif", 10.5, 15, 6, 6),
    "item": TextStyle("serif", 10.5, 15, left=9 * MM, after=2),
    "subitem": TextStyle("serif", 10.5, 15, left=17 * MM, first=9 * MM, after=1),
    "hang-1": TextStyle("serif", 10.5, 15, left=9 * MM, after=2),
    "hang-2": TextStyle("serif", 10.5, 15, left=17 * MM, first=9 * MM, after=1),
    "label": TextStyle("serif-bold", 10.5, 15),
    "caption": TextStyle("sans", 9, 13, 10, 4, "left"),
    "note": TextStyle("serif", 8, 11.5, 5, 10, tone="secondary"),
    "cell": TextStyle("serif", 8.5, 12),
    "cell-head": TextStyle("sans", 8.5, 12),
    "form-title": TextStyle("serif-bold", 15, 20, 2, 6, "left"),
    "annex-number": TextStyle("sans-bold", 11.5, 16),
    "entry-chapter": TextStyle("serif-bold", 10.5, 17),
    "entry": TextStyle("serif", 9.5, 15),
    "small": TextStyle("serif", 8.5, 12),
}

_CHINESE = Geometry("zh", 32 * MM, 30 * MM, 30 * MM, 432.0, 12, 21, _CHINESE_ROLES)
_ENGLISH = Geometry("en", 28 * MM, 27 * MM, 25 * MM, 160 * MM, 10.5, 15, _ENGLISH_ROLES)


# Forms have narrower margins: a checklist of twenty items is one sheet.
_CHINESE_FORM_ROLES = {
    **_CHINESE_ROLES,
    "note": TextStyle("serif", 7.5, 11, 4, 6, tone="secondary"),
}
_ENGLISH_FORM_ROLES = {
    **_ENGLISH_ROLES,
    "note": TextStyle("serif", 7, 9.5, 4, 6, tone="secondary"),
}
_CHINESE_FORM = Geometry("zh", 20 * MM, 19 * MM, 25 * MM, 462.0, 12, 21, _CHINESE_FORM_ROLES)
_ENGLISH_FORM = Geometry("en", 20 * MM, 19 * MM, 22 * MM, 168 * MM, 10.5, 15, _ENGLISH_FORM_ROLES)


_SIZES: dict[Language, dict[PaperSize, float]] = {
    "zh": {"small": 10.5, "standard": 12, "large": 14},
    "en": {"small": 9.5, "standard": 10.5, "large": 12},
}
"""五号, 小四, 四号, and what goes with them in English."""

# These follow the text by half: a table of many columns has to stay on its page.
_TABLES = frozenset({"caption", "note", "cell", "cell-head"})
_FOLLOWING = _TABLES | {"sign-off", "form-title", "annex-number", "entry-chapter", "entry"}
# Header and footer stand at a fixed distance from the text.
_FIXED = frozenset({"small"})

_BINDING = 8 * MM
_NARROW = 20 * MM
_SPARE = 0.15
"""Share of an em by which a measure may reach into the right margin for one more em."""


_USUAL = PaperStyle()


@cache
def geometry(language: Language, paper: PaperStyle = _USUAL, *, form: bool = False) -> Geometry:
    """The controlled-document page of a language; `form`: of its annexes and forms."""
    if form:
        page = _CHINESE_FORM if language == "zh" else _ENGLISH_FORM
    else:
        page = _CHINESE if language == "zh" else _ENGLISH
    # A form is a table that fills its page: there it has the size that it was drawn up for.
    fixed = _FIXED | _TABLES if form else _FIXED
    sized = _sized(page, _SIZES[language][paper.size], fixed)
    ems = language == "zh" and not form
    left, width = _measure(sized, paper.margins, sized.size if ems else 0.0)
    least = page.roles["cell"].size / sized.roles["cell"].size * min(1.0, width / page.width)
    return replace(sized, left=left, width=width, face=paper.face, least_table=min(1.0, least))


def _sized(page: Geometry, size: float, fixed: Set[str]) -> Geometry:
    """The page with text of that size: headings and pitches go with it, tables by half."""
    if size == page.size:
        return page
    full = size / page.size
    half = (1 + full) / 2
    roles = {
        name: style if name in fixed else _scaled(style, half if name in _FOLLOWING else full)
        for name, style in page.roles.items()
    }
    return replace(page, size=size, pitch=_to_half(page.pitch * full), roles=roles)


def _scaled(style: TextStyle, factor: float) -> TextStyle:
    return style._replace(
        size=_to_half(style.size * factor),
        pitch=_to_half(style.pitch * factor),
        before=_to_half(style.before * factor),
        after=_to_half(style.after * factor),
        first=_to_half(style.first * factor),
        left=_to_half(style.left * factor),
        gap=_to_half(style.gap * factor),
    )


def _to_half(length: float) -> float:
    """Rounded to half a point."""
    return round(2 * length) / 2


def _measure(page: Geometry, margins: PaperMargins, em: float) -> tuple[float, float]:
    """Left margin and width of the text; of whole ems where there is an `em`."""
    left, width, spare = page.left, page.width, _SPARE
    if margins == "binding":
        left, width = left + _BINDING, width - _BINDING
    elif margins == "narrow":
        left, width, spare = _NARROW, PAGE_WIDTH - 2 * _NARROW, 0.0
    if em:
        width = int(width / em + spare) * em
        if margins == "narrow":  # what is over goes to both sides
            left = (PAGE_WIDTH - width) / 2
    return left, width
