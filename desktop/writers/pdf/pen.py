"""Draws on a page: the only place that writes PDF operators. Lengths in pt, y upwards.

ReportLab keeps pages, links, outline and the file; text goes into the page as glyph codes of the
embedded faces, so no part of a text is ever read as anything but text.
"""

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING, Any

from desktop.writers.pdf.faces import EmbeddedFace, Face
from desktop.writers.pdf.lines import Line, Stretch
from desktop.writers.pdf.marks import changed_stretches
from desktop.writers.pdf.style import COLOURS

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

__all__ = ["Pen"]

# The em box stands 0.88 em above and 0.12 em below the baseline in the Chinese faces.
_BASELINE = 0.88


class Pen:
    """Draws text, rules and shapes; remembers where anchors fell."""

    def __init__(self, canvas: "Canvas", anchors: Set[str]) -> None:
        # The published types leave out the page's operator list and the document's fonts.
        self.canvas: Any = canvas
        self._faces: dict[Face, EmbeddedFace] = {}
        self._anchors = anchors
        self._code: list[str] = []

    def end_page(self) -> None:
        """Hands the page's operators to ReportLab and starts the next page."""
        self.canvas._code.extend(self._code)
        self._code = []
        self.canvas.showPage()

    def embed_faces(self, *, compressed: bool) -> None:
        """Writes the faces that were used; call once, before the file is saved."""
        for embedded in self._faces.values():
            embedded.add_to(self.canvas._doc, compressed=compressed)

    def _embedded(self, face: Face) -> EmbeddedFace:
        found = self._faces.get(face)
        if found is None:
            found = self._faces[face] = EmbeddedFace(face, f"T{len(self._faces) + 1}")
        return found

    def text_line(self, line: Line, x: float, top: float, pitch: float) -> None:
        """A set line whose box begins at `top` and is `pitch` high."""
        if line.stretches:
            size = line.size
            self.baseline_line(line, x, top - (pitch - size) / 2 - _BASELINE * size)

    def baseline_line(self, line: Line, x: float, baseline: float) -> None:
        """A set line standing on `baseline`."""
        code = self._code
        begin = len(code)
        code.append("BT")
        at = 0.0
        group: list[Stretch] = []
        moved = False
        special = changed = False
        for one in line.stretches:
            piece = one.piece
            special = special or piece.tick is not None or piece.look.link != ""
            changed = changed or piece.look.change != ""
            if piece.tick is not None or not piece.text:
                continue  # boxes are drawn below; empty pieces are space
            if group and not _same(group[-1], one):
                self._show(group)
                group = []
            if not group:
                code.append(
                    f"{one.x - at:.2f} 0 Td" if moved else f"{x + one.x:.2f} {baseline:.2f} Td"
                )
                at, moved = one.x, True
            group.append(one)
        if group:
            self._show(group)
        code.append("ET")
        if special:
            self._ticks_and_links(line, x, baseline)
        if changed:
            self._changes(line, x, baseline, begin)

    def _changes(self, line: Line, x: float, baseline: float, begin: int) -> None:
        """The marks of a marked-up copy; tints go before the text, to where `begin` points."""
        for change, start, end, size, on_colour in changed_stretches(line):
            left, right = x + start, x + end
            if change == "inserted" and not on_colour:
                low, high = baseline - 0.22 * size, 1.16 * size
                area = f"{left:.2f} {low:.2f} {right - left:.2f} {high:.2f} re f"
                self._code.insert(begin, f"q {COLOURS['blue-tint']} rg {area} Q")
            if change == "inserted":
                at, tone, dash = baseline - 0.17 * size, "blue", ""
            elif change == "deleted":
                at, tone, dash = baseline + 0.3 * size, "red", ""
            elif change == "moved-in":
                at, tone, dash = baseline - 0.17 * size, "blue", "1 1.6"
            else:
                at, tone, dash = baseline + 0.3 * size, "red", "1 1.6"
            self.rule(left, at, right, at, max(0.6, 0.06 * size), tone, dash)

    def _ticks_and_links(self, line: Line, x: float, baseline: float) -> None:
        for left, piece, _ in line.stretches:
            size = piece.look.size
            if piece.tick is not None:
                self.tick_box(x + left, baseline, size, piece.tick)
            if piece.look.link:
                low = baseline - 0.2 * size
                self.link(x + left, low, piece.width, 1.15 * size, piece.look.link)

    def _show(self, group: Sequence[Stretch]) -> None:
        """One TJ operator for neighbours of one look."""
        first, piece, spacing = group[0]
        embedded = self._embedded(piece.face)
        codes = embedded.codes
        size = piece.look.size
        parts: list[str] = []
        run: list[str] = []
        expected = first
        for x, one, _ in group:
            shift = x - expected
            if run and (shift > 0.004 or shift < -0.004):
                parts.append(f"<{''.join(run)}>{-shift * 1000 / size:.0f}")
                run = []
            text = one.text
            run += [codes[character] for character in text]
            expected = x + one.width + spacing * len(text)
        parts.append(f"<{''.join(run)}>")
        look = f"/{embedded.resource} {size:g} Tf {COLOURS[piece.look.tone]} rg"
        self._code.append(f"{look} {spacing:.3f} Tc [{''.join(parts)}] TJ")

    def rule(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        width: float = 0.5,
        tone: str = "ink",
        dash: str = "",
    ) -> None:
        """A straight line. `dash`: PDF dash array without brackets, e.g. `2 2`."""
        self.polyline(((x1, y1), (x2, y2)), width, tone, dash)

    def polyline(
        self,
        points: Sequence[tuple[float, float]],
        width: float = 0.5,
        tone: str = "ink",
        dash: str = "",
    ) -> None:
        moves = " ".join(
            f"{x:.2f} {y:.2f} {'l' if index else 'm'}" for index, (x, y) in enumerate(points)
        )
        self._code.append(f"q {COLOURS[tone]} RG {width:g} w [{dash}] 0 d {moves} S Q")

    def polygon(
        self,
        points: Sequence[tuple[float, float]],
        *,
        stroke: str = "",
        fill: str = "",
        width: float = 0.5,
    ) -> None:
        moves = " ".join(
            f"{x:.2f} {y:.2f} {'l' if index else 'm'}" for index, (x, y) in enumerate(points)
        )
        self._paint(moves + " h", stroke, fill, width, "")

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
        """A rectangle from its lower left corner."""
        self._paint(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re", stroke, fill, line, "")

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        stroke: str = "",
        fill: str = "",
        width: float = 0.5,
        dash: str = "",
    ) -> None:
        """Four Bézier arcs (error of the radius below 0.03 %)."""
        k = 0.5522848
        arcs = (
            ((1, k), (k, 1), (0, 1)),
            ((-k, 1), (-1, k), (-1, 0)),
            ((-1, -k), (-k, -1), (0, -1)),
            ((k, -1), (1, -k), (1, 0)),
        )
        curves = [
            " ".join(f"{x + radius * a:.2f} {y + radius * b:.2f}" for a, b in arc) + " c"
            for arc in arcs
        ]
        path = f"{x + radius:.2f} {y:.2f} m {' '.join(curves)} h"
        self._paint(path, stroke, fill, width, dash)

    def _paint(self, path: str, stroke: str, fill: str, width: float, dash: str) -> None:
        setup = ""
        if stroke:
            setup += f"{COLOURS[stroke]} RG {width:g} w [{dash}] 0 d "
        if fill:
            setup += f"{COLOURS[fill]} rg "
        operator = "B" if stroke and fill else "S" if stroke else "f"
        self._code.append(f"q {setup}{path} {operator} Q")

    def tick_box(self, x: float, baseline: float, size: float, checked: bool) -> None:
        """A square of 0.85 em; the tick overshoots its right top corner."""
        side = 0.85 * size
        bottom = baseline - 0.1 * size
        self.box(x, bottom, side, side, stroke="ink", line=0.6)
        if checked:
            points = ((0.16, 0.52), (0.42, 0.2), (1.08, 1.06))
            self.polyline(
                [(x + a * side, bottom + b * side) for a, b in points], width=1.3, tone="ink"
            )

    def turned_line(self, line: Line, x: float, y: float, cosine: float, sine: float) -> None:
        """A line on a turned baseline that begins at (x, y)."""
        self._code.append(f"q {cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f} {x:.2f} {y:.2f} cm")
        self.baseline_line(line, 0, 0)
        self._code.append("Q")

    def link(self, x: float, y: float, width: float, height: float, anchor: str) -> None:
        """An area that leads to `anchor`; nothing where the document has no such place."""
        if anchor in self._anchors:
            self.canvas.linkRect("", anchor, (x, y, x + width, y + height), relative=0, thickness=0)

    def anchor(self, name: str, top: float) -> None:
        """The place that links to `name` lead to, on this page."""
        self.canvas.bookmarkPage(name, fit="XYZ", left=0, top=min(top + 6, 841), zoom=0)

    def image(self, data: bytes, x: float, y: float, width: float, height: float) -> None:
        """A picture that belongs to the organisation (its logo), scaled into the box."""
        import io

        from reportlab.lib.utils import ImageReader

        reader = ImageReader(io.BytesIO(data))
        wide, high = reader.getSize()
        scale = min(width / wide, height / high)
        self.canvas._code.extend(self._code)
        self._code = []
        self.canvas.drawImage(
            reader, x, y + height - high * scale, wide * scale, high * scale, "auto"
        )


def _same(left: Stretch, right: Stretch) -> bool:
    one, other = left.piece, right.piece
    if left.spacing != right.spacing or one.face is not other.face:
        return False
    return one.look is other.look or (
        one.look.size == other.look.size and one.look.tone == other.look.tone
    )
