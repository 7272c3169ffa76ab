"""Figures as SVG: the same strokes that the PDF has, drawn with another pen."""

from collections.abc import Sequence
from typing import Any, cast

from desktop.documents.blocks import Figure
from desktop.i18n import Language
from desktop.writers.figure_words import figure_lines, figure_name
from desktop.writers.html.text import attribute, escaped
from desktop.writers.pdf.figures import lay_figure
from desktop.writers.pdf.flow import PageContext
from desktop.writers.pdf.lines import Line, Stretch
from desktop.writers.pdf.pen import Pen
from desktop.writers.pdf.setter import Setter
from desktop.writers.pdf.style import geometry
from desktop.writers.signs import readable

__all__ = ["figure_drawing"]

_BASELINE = 0.88


def figure_drawing(figure: Figure, language: Language, name: str) -> str:
    """The figure without its caption. `name`: of its own, for the ids of title and description."""
    setter = Setter(geometry(language))
    bare = Figure(figure.drawing)
    slices = lay_figure(bare, setter).slices
    width, height = setter.page.width, sum(one.height for one in slices)
    pen = SvgPen(height)
    top = height
    for one in slices:
        one.draw(pen, 0.0, top, PageContext())
        top -= one.height
    told = escaped("\n".join(figure_lines(figure, language))).replace("<br/>", "\n")
    return (
        f'<svg viewBox="-1 -1 {width + 2:g} {height + 2:.4g}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{attribute(figure_name(figure, language))}</title>'
        f'<desc id="{name}-desc">{told}</desc>{"".join(pen.marks)}</svg>'
    )


class SvgPen(Pen):
    """Draws shapes and set lines as SVG elements. Lengths come with y upwards, SVG has it
    downwards. Colours are classes: the style sheet knows light, dark and paper."""

    def __init__(self, height: float) -> None:
        super().__init__(cast(Any, None), frozenset())  # nothing here writes to a canvas
        self.height = height
        self.marks: list[str] = []

    def baseline_line(self, line: Line, x: float, baseline: float) -> None:
        self.marks += self._texts(line, x, self.height - baseline)

    def turned_line(self, line: Line, x: float, y: float, cosine: float, sine: float) -> None:
        turned = f"matrix({cosine:.4g} {-sine:.4g} {sine:.4g} {cosine:.4g} {x:.2f} "
        inner = "".join(self._texts(line, 0.0, 0.0))
        self.marks.append(f'<g transform="{turned}{self.height - y:.2f})">{inner}</g>')

    def polyline(
        self,
        points: Sequence[tuple[float, float]],
        width: float = 0.5,
        tone: str = "ink",
        dash: str = "",
    ) -> None:
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.marks.append(
            f'<polyline class="s-{tone}" points="{self._points(points)}" '
            f'stroke-width="{width:g}"{dashed}/>'
        )

    def polygon(
        self,
        points: Sequence[tuple[float, float]],
        *,
        stroke: str = "",
        fill: str = "",
        width: float = 0.5,
    ) -> None:
        look = _look(stroke, fill, width)
        self.marks.append(f'<polygon {look} points="{self._points(points)}"/>')

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        stroke: str = "",
        fill: str = "",
        line: float = 0.5,
    ) -> None:
        look = _look(stroke, fill, line)
        upper = self.height - y - height
        self.marks.append(
            f'<rect {look} x="{x:.2f}" y="{upper:.2f}" width="{width:.2f}" height="{height:.2f}"/>'
        )

    def _points(self, points: Sequence[tuple[float, float]]) -> str:
        return " ".join(f"{x:.2f},{self.height - y:.2f}" for x, y in points)

    def _texts(self, line: Line, x: float, baseline: float) -> list[str]:
        """A text element for neighbours of one look, as wide as it was set: the reader's faces
        are others than those that measured it."""
        groups: list[list[Stretch]] = []
        for one in line.stretches:
            if not one.piece.text or one.piece.tick is not None:
                continue
            if groups and groups[-1][-1].piece.look == one.piece.look:
                groups[-1].append(one)
            else:
                groups.append([one])
        found = []
        for group in groups:
            first, last = group[0], group[-1]
            words = "".join(one.piece.text for one in group)
            look = first.piece.look
            face = first.piece.face.file.file_name
            classes = [f"f-{look.tone}", "sans" if "Sans" in face else ""]
            classes.append("bold" if "Bold" in face or "Medium" in face else "")
            wide = last.x + last.piece.width - first.x
            found.append(
                f'<text class="{" ".join(filter(None, classes))}" x="{x + first.x:.2f}" '
                f'y="{baseline:.2f}" font-size="{look.size:.3g}" textLength="{wide:.2f}" '
                f'lengthAdjust="spacingAndGlyphs">{attribute(readable(words))}</text>'
            )
        return found


def _look(stroke: str, fill: str, width: float) -> str:
    classes = [f"s-{stroke}" if stroke else "", f"f-{fill}" if fill else "no-fill"]
    lined = f' stroke-width="{width:g}"' if stroke else ""
    return f'class="{" ".join(filter(None, classes))}"{lined}'
