"""What stands on every page: header, footer, watermark, as parts of their own."""

from desktop.documents.blocks import Furniture
from desktop.writers.docx.drawings import watermark
from desktop.writers.docx.making import Making
from desktop.writers.docx.markup import tag, twips
from desktop.writers.docx.styles import Look
from desktop.writers.docx.text import field, paragraph, run
from desktop.writers.pdf.setter import Setter
from desktop.writers.pdf.style import COLOUR_CODES, MM

__all__ = ["RULE_GAP", "footer", "header"]

RULE_GAP = 7 * MM
"""Between text and the rules of header and footer."""


def header(furniture: Furniture, making: Making, setter: Setter | None, number: int) -> str:
    """The content of a header; without `setter` (a cover) only the watermark."""
    behind = watermark(furniture.watermark, making, number) if furniture.watermark else ""
    if setter is None:
        return paragraph("Header", behind)
    words = (furniture.header_left, furniture.header_centre, furniture.header_right)
    bold = run(words[1], making.book.look(Look(bold=True)))
    inside = f"{run(words[0])}{_TAB}{bold}{_TAB}{run(words[2])}"
    return paragraph("Header", behind + inside, _tabs(words, setter), _rule("bottom", 4))


def footer(furniture: Furniture, making: Making, setter: Setter | None) -> str:
    """The content of a footer; without `setter` (a cover) there is none."""
    if setter is None:
        return paragraph("Footer", "")
    pattern = furniture.page_pattern
    shown = pattern.replace("{page}", "888").replace("{pages}", "888")
    words = (furniture.footer_left, furniture.footer_centre, shown)
    inside = f"{run(words[0])}{_TAB}{run(words[1])}{_TAB}{_pages(pattern)}"
    line = paragraph("Footer", inside, _tabs(words, setter), _rule("top", 3))
    return line + paragraph(making.book.paragraph("evidence"), run(furniture.evidence))


_TAB = "<w:r><w:tab/></w:r>"


def _pages(pattern: str) -> str:
    """第 x 页　共 y 页, counted by Word."""
    made = []
    rest = pattern
    while rest:
        found = min(
            (place, slot)
            for slot in (*_SLOTS, "")
            if (place := rest.find(slot) if slot else len(rest)) >= 0
        )
        place, slot = found
        made.append(run(rest[:place]))
        if slot:
            made.append(field(_SLOTS[slot], "1"))
        rest = rest[place + len(slot) :]
    return "".join(made)


_SLOTS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def _tabs(words: tuple[str, str, str], setter: Setter) -> str:
    """A centre that would touch a side gives way, as on our paper."""
    page = setter.page
    style = page.roles["small"]
    left, middle, right = (setter.width(one, style) for one in words)
    low, high = left + 12, page.width - right - 12
    centre = page.width / 2
    if not low <= centre - middle / 2 <= high - middle:
        centre = (low + high) / 2
    stops = (("center", centre), ("right", page.width))
    return tag(
        "w:tabs",
        None,
        *(tag("w:tab", {"w:val": kind, "w:pos": twips(place)}) for kind, place in stops),
    )


def _rule(side: str, room: int) -> str:
    line = {"w:val": "single", "w:sz": 4, "w:space": room, "w:color": COLOUR_CODES["ink"]}
    return tag("w:pBdr", None, tag(f"w:{side}", line))
