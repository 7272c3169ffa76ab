"""Sets headings, paragraphs and notes."""

from desktop.documents.blocks import Change, Heading, Note, Paragraph
from desktop.writers.pdf.flow import Laid, PageContext, Slice
from desktop.writers.pdf.lines import Line
from desktop.writers.pdf.marks import said_otherwise
from desktop.writers.pdf.pen import Pen
from desktop.writers.pdf.setter import Setter
from desktop.writers.pdf.style import TextStyle
from desktop.writers.pdf.units import HAN, Piece, Unit, solid

__all__ = ["lay_heading", "lay_note", "lay_paragraph", "line_slices", "space_unit"]


def space_unit(width: float, like: Unit) -> Unit:
    """A gap of fixed width that no line breaks at its left (after labels and numbers)."""
    last = like.pieces[-1]
    return Unit((Piece(HAN, "", width, last.face, last.look),), width)


def line_slices(
    lines: list[Line], style: TextStyle, width: float, left: float = 0.0, anchor: str = ""
) -> list[Slice]:
    """A slice per line. Two lines at least stay together at either end (widows, orphans)."""
    slices = []
    count = len(lines)
    for index, line in enumerate(lines):
        offset = left
        if style.align == "centre":
            offset += (width - line.width) / 2
        elif style.align == "right":
            offset += width - line.width
        keep = count > 1 and index in (0, count - 2)
        slices.append(
            Slice(
                style.pitch,
                _LineDrawer(line, offset, style.pitch),
                keep,
                (anchor,) if anchor and index == 0 else (),
            )
        )
    return slices


class _LineDrawer:
    __slots__ = ("line", "offset", "pitch")

    def __init__(self, line: Line, offset: float, pitch: float) -> None:
        self.line, self.offset, self.pitch = line, offset, pitch

    def __call__(self, pen: Pen, x: float, top: float, context: PageContext) -> None:
        pen.text_line(self.line, x + self.offset, top, self.pitch)


def lay_heading(block: Heading, setter: Setter) -> Laid:
    """A heading keeps with what follows; a chapter wants a third of a page."""
    style = setter.page.roles[block.role]._replace(change=block.change)
    made = []
    if block.number:
        number = setter.solid(block.number, style)
        made += [number, space_unit(style.gap, number)]
    if block.runs:
        made += setter.units(block.runs, style)
    else:
        made += setter.plain(_spread(block.text) if block.role == "title" else block.text, style)
    made += _remark(block.remark, setter, style)
    lines = setter.lines(made, style, setter.page.width)
    slices = line_slices(lines, style, setter.page.width, anchor=block.anchor)
    for one in slices:
        one.keep_next = True
    _mark_move(slices, block.change)
    chapter = block.role in ("chapter", "decimal-1")
    room = setter.page.height / 3 if chapter else 0.0
    return Laid(slices, style.before, style.after, room=room, new_page=block.role == "title")


def _spread(text: str) -> str:
    """A title of two or three Han is set wide: 目　录."""
    if 2 <= len(text) <= 3 and all("\u4e00" <= one <= "\u9fff" for one in text):
        return ("\u3000\u3000" if len(text) == 2 else "\u3000").join(text)
    return text


def lay_paragraph(block: Paragraph, setter: Setter) -> Laid:
    """Body text with its run-in label or its item number."""
    style, hanging = _paragraph_style(block, setter)
    style = style._replace(change=block.change)
    made: list[Unit] = []
    left = style.left
    first = style.first - style.left
    if block.label:
        label_style = setter.page.roles["label"]._replace(change=block.change)
        label_text = said_otherwise(block.label_before, block.label, "【")
        label = solid(setter.units(label_text, label_style))
        # A closing mark brings half an em of its own.
        room = 0.25 if label.pieces[-1].half else 0.75
        made += [label, space_unit(room * style.size, label)]
    if block.marker and not hanging:
        made += setter.plain(block.marker, style)
    made += setter.units(block.text, style)
    made += _remark(block.remark, setter, style)
    width = setter.page.width - left
    lines = setter.lines(made, style, width, 0.0 if hanging else first)
    slices = line_slices(lines, style, width, left, block.anchor)
    if hanging and block.marker and slices:
        marker = setter.line(block.marker, style)
        slices[0].draw = _Hanging(marker, style.first, slices[0], style.pitch)
    _mark_move(slices, block.change)
    if block.lead_in and slices:
        slices[-1].keep_next = True
    # A lead-in stands close to its list.
    after = min(style.after, 2.0) if block.lead_in else style.after
    return Laid(slices, style.before, after)


def _remark(text: str, setter: Setter, style: TextStyle) -> list[Unit]:
    """Where something was moved from or to: small print behind its text."""
    if not text:
        return []
    small = style._replace(face="sans", size=0.75 * style.size, tone="blue", change="")
    unit = setter.solid(text, small)
    return [space_unit(0.5 * style.size, unit), unit]


def _mark_move(slices: list[Slice], change: Change) -> None:
    """A small triangle in the margin: ▷ moved here, ◁ moved away."""
    if slices and change in ("moved-in", "moved-out"):
        slices[0].draw = _Moved(slices[0], here=change == "moved-in")


class _Moved:
    __slots__ = ("draw", "height", "here")

    def __init__(self, text: Slice, *, here: bool) -> None:
        self.draw, self.height, self.here = text.draw, text.height, here

    def __call__(self, pen: Pen, x: float, top: float, context: PageContext) -> None:
        self.draw(pen, x, top, context)
        middle = top - self.height / 2
        left, right = x - 13.0, x - 7.0
        tip, base = (right, left) if self.here else (left, right)
        points = ((tip, middle), (base, middle + 3.5), (base, middle - 3.5))
        pen.polygon(points, stroke="blue" if self.here else "red", width=0.7)


class _Hanging:
    """The number of an item left of its text."""

    __slots__ = ("left", "marker", "pitch", "text")

    def __init__(self, marker: Line, left: float, text: Slice, pitch: float) -> None:
        self.marker, self.left, self.text, self.pitch = marker, left, text.draw, pitch

    def __call__(self, pen: Pen, x: float, top: float, context: PageContext) -> None:
        pen.text_line(self.marker, x + self.left, top, self.pitch)
        self.text(pen, x, top, context)


def _paragraph_style(block: Paragraph, setter: Setter) -> tuple[TextStyle, bool]:
    """Style and whether the number hangs left of the text (decimal lists, English lists)."""
    style = setter.page.roles[block.role]
    hanging = bool(block.marker) and style.left > style.first
    if block.label and block.role == "plain":
        style = style._replace(first=0.0)
    return style, hanging


def lay_note(block: Note, setter: Setter) -> Laid:
    """Small print under a table or figure."""
    style = setter.page.roles["note"]
    lines = setter.lines(setter.units(block.text, style), style, setter.page.width)
    slices = line_slices(lines, style, setter.page.width)
    return Laid(slices, style.before, style.after, tight=True)
