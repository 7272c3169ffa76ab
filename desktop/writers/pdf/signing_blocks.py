"""Sets what is signed by hand: signature tables and the place of the seal. Never split."""

from desktop.documents.blocks import Seal, SignatureTable
from desktop.i18n import catalogue
from desktop.writers.pdf.flow import Laid, PageContext, Slice
from desktop.writers.pdf.pen import Pen
from desktop.writers.pdf.prose import line_slices
from desktop.writers.pdf.setter import Setter
from desktop.writers.pdf.style import MM, TextStyle
from desktop.writers.pdf.table import lay_table
from desktop.writers.signature_form import signature_form

__all__ = ["lay_seal", "lay_signature_table", "signature_sheet"]


def _nothing(_pen: Pen, _x: float, _top: float, _context: PageContext) -> None:
    """Draws an empty slice: space."""


def signature_sheet(block: SignatureTable, setter: Setter) -> list[Slice]:
    """The table's slices, for a page that places them itself (the cover)."""
    return lay_table(signature_form(block, setter.language), setter).slices


def lay_signature_table(block: SignatureTable, setter: Setter) -> Laid:
    """The table and, kept with it, its notes with the lines to fill in."""
    laid = lay_table(signature_form(block, setter.language), setter)
    style = TextStyle("serif", 9 if setter.language == "zh" else 8.5, 18, tone="secondary")
    width = setter.page.width
    if block.notes:
        laid.slices[-1].keep_next = True
        laid.slices.append(Slice(8, _nothing, keep_next=True))
    for note in block.notes:
        lines = setter.lines(setter.units(note, style), style, width)
        laid.slices += line_slices(lines, style, width)
    for one in laid.slices[:-1]:
        one.keep_next = True
    return laid


def lay_seal(block: Seal, setter: Setter) -> Laid:
    """A dashed circle over issuer and date, which lie slightly below its centre."""
    say = catalogue("paper").say
    radius = block.diameter_mm * MM / 2
    centre = setter.page.width - radius - 14 * MM
    seal_style = TextStyle("sans", 8, 12, tone="seal")
    issuer_style = TextStyle("serif", 11 if setter.language == "zh" else 10, 18)
    mark = setter.line(say("seal", setter.language), seal_style)
    date = setter.line(say("date_wide", setter.language), issuer_style)
    issuer = setter.lines(setter.plain(block.issuer, issuer_style), issuer_style, 2.4 * radius)

    def draw(pen: Pen, x: float, top: float, _context: PageContext) -> None:
        middle = x + centre
        y = top - radius
        pen.circle(middle, y, radius, stroke="seal", width=0.9, dash="3.5 3")
        pen.text_line(mark, middle - mark.width / 2, top - 15, 12)
        at = y + 10
        for line in issuer:
            pen.text_line(line, middle - line.width / 2, at, 18)
            at -= 18
        pen.text_line(date, middle - date.width / 2, at - 3, 18)

    return Laid([Slice(2 * radius + 4, draw)], 10.0, 6.0)
