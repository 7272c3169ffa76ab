"""Draws figures: the process flow in swim lanes and the risk matrix."""

from desktop.documents.blocks import Figure, RiskMatrix, SwimLanes
from desktop.writers.pdf.flow import Laid, PageContext, Slice
from desktop.writers.pdf.marks import GONE, said_otherwise
from desktop.writers.pdf.pen import Pen
from desktop.writers.pdf.prose import line_slices
from desktop.writers.pdf.setter import Setter
from desktop.writers.pdf.style import TextStyle
from desktop.writers.pdf.swimlanes import lay_swim_lanes

__all__ = ["lay_figure"]

_TINTS = {"green": "green-tint", "amber": "amber-tint", "yellow": "amber-tint"}
_TINTS.update({"orange": "orange-tint", "red": "red-tint"})


def lay_figure(block: Figure, setter: Setter) -> Laid:
    """Caption above, figure below, on one page."""
    style = setter.page.roles["caption"]._replace(change=block.change)
    slices: list[Slice] = []
    if block.caption:
        gap = "\u3000" if setter.language == "zh" else "\u2003"
        text = said_otherwise(block.caption_before, block.caption, gap)
        lines = setter.lines(setter.units(text, style), style, setter.page.width)
        slices += line_slices(lines, style, setter.page.width)
        slices[-1].height += style.after
    if isinstance(block.drawing, SwimLanes):
        slices.append(lay_swim_lanes(block.drawing, setter))
    else:
        slices.append(_risk_matrix(block.drawing, setter))
    if block.change:
        slices[-1].draw = _Framed(slices[-1], setter.page.width, gone=block.change in GONE)
    for one in slices[:-1]:
        one.keep_next = True
    if block.anchor:
        slices[0].anchors = (block.anchor,)
    return Laid(slices, style.before, 12.0, floats=True)


class _Framed:
    """A figure that came (blue frame) or went (red frame and a stroke across)."""

    __slots__ = ("draw", "gone", "height", "width")

    def __init__(self, figure: Slice, width: float, *, gone: bool) -> None:
        self.draw, self.height, self.width, self.gone = figure.draw, figure.height, width, gone

    def __call__(self, pen: Pen, x: float, top: float, context: PageContext) -> None:
        self.draw(pen, x, top, context)
        tone = "red" if self.gone else "blue"
        pen.box(x - 3, top - self.height, self.width + 6, self.height + 2, stroke=tone, line=0.8)
        if self.gone:
            pen.rule(x - 3, top - self.height, x + self.width + 3, top + 2, 0.8, tone)


def _band(matrix: RiskMatrix, score: int) -> tuple[str, str]:
    """Name and tint of the band that a score falls into."""
    for low, high, name, colour in matrix.bands:
        if low <= score <= high:
            return name, _TINTS.get(colour, "white")
    return "", "white"


def _risk_matrix(matrix: RiskMatrix, setter: Setter) -> Slice:
    """Five by five scores; the level's name stands in every cell, so that grey print is enough."""
    width = setter.page.width
    side, high = 58.0, 34.0
    label = 88.0
    left = (width - label - 5 * side) / 2
    foot = 30.0
    height = 16 + 5 * high + foot + 4
    axis = TextStyle("sans", 8.5, 12)
    words = TextStyle("serif", 8, 11, tone="secondary")
    score_style = TextStyle("sans-bold", 11, 14)
    name_style = TextStyle("serif", 7.5, 10, tone="secondary")

    def draw(pen: Pen, x: float, top: float, _context: PageContext) -> None:
        origin = x + left + label
        upper = top - 16
        title = setter.line(f"{matrix.probability} ↑", axis)
        pen.text_line(title, origin - title.width - 8, top, 12)
        for row in range(5):
            probability = 5 - row
            y = upper - row * high
            word = matrix.probability_words[probability - 1]
            text = setter.line(f"{probability}　{word}" if word else str(probability), words)
            pen.text_line(text, origin - text.width - 8, y - (high - 11) / 2, 11)
            for impact in range(1, 6):
                cell = origin + (impact - 1) * side
                name, tint = _band(matrix, probability * impact)
                pen.box(cell, y - high, side, high, stroke="white", fill=tint, line=1.5)
                score = setter.line(str(probability * impact), score_style)
                pen.text_line(score, cell + (side - score.width) / 2, y - 4, 14)
                level = setter.line(name, name_style)
                pen.text_line(level, cell + (side - level.width) / 2, y - 19, 10)
        pen.box(origin, upper - 5 * high, 5 * side, 5 * high, stroke="ink", line=0.8)
        below = upper - 5 * high - 3
        for impact in range(1, 6):
            word = matrix.impact_words[impact - 1]
            text = setter.line(f"{impact}　{word}" if word else str(impact), words)
            at = origin + (impact - 1) * side + (side - text.width) / 2
            pen.text_line(text, at, below, 11)
        end = setter.line(f"{matrix.impact} →", axis)
        pen.text_line(end, origin + 5 * side - end.width, below - 13, 12)

    return Slice(height, draw)
