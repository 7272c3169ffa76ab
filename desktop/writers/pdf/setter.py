"""Sets text: from spans to lines, for one document's language and page."""

from collections.abc import Iterable

from desktop.documents.blocks import Span, Text, TickBox
from desktop.i18n import Language
from desktop.writers.pdf.faces import face_choice
from desktop.writers.pdf.lines import Line, break_lines, natural_width
from desktop.writers.pdf.marks import GONE
from desktop.writers.pdf.style import Geometry, TextStyle
from desktop.writers.pdf.units import Look, Unit, solid, tick_unit, units

__all__ = ["Setter"]

_MOST_LINES = 5000


class Setter:
    """Turns `Text` into units and lines.

    `missing` collects characters that a substitute face had to set: character → font file.
    """

    def __init__(self, page: Geometry, missing: dict[str, str] | None = None) -> None:
        self.page = page
        self.language: Language = page.language
        self.missing: dict[str, str] = {} if missing is None else missing
        self._lines: dict[tuple[str, TextStyle], Line] = {}
        self._units: dict[tuple[Text, TextStyle], list[Unit]] = {}

    def look(
        self, face: str, size: float, tone: str = "ink", link: str = "", change: str = ""
    ) -> Look:
        choice = face_choice(self.language, face, self.page.face)
        if change == "renumbered":
            change = ""  # nobody wrote it: shown as it is now
        if change in GONE and tone == "ink":
            tone = "secondary"
        return Look(choice, size, tone, link, change)

    def units(self, text: Text, style: TextStyle) -> list[Unit]:
        """Units of `text`; a span's own face and tone go before the style's."""
        stretches: list[tuple[str, Look] | Unit] = []
        for one in text:
            if isinstance(one, TickBox):
                stretches.append(
                    tick_unit(
                        one.checked,
                        one.label,
                        self.look(style.face, style.size, change=style.change),
                    )
                )
            elif one.text:
                stretches.append((one.text, self._span_look(one, style)))
        return units(stretches, self.missing)

    def cell_units(self, text: Text, style: TextStyle) -> list[Unit]:
        """Units of a table's cell; remembered, since a table asks first how wide they are."""
        found = self._units.get((text, style))
        if found is None:
            found = self._units[text, style] = self.units(text, style)
        return found

    def forget_cells(self) -> None:
        """Drops what `cell_units` remembers: a table is set."""
        self._units.clear()

    def _span_look(self, span: Span, style: TextStyle) -> Look:
        tone = style.tone if span.tone == "ink" else span.tone
        if span.face == "answer":
            tone = "answer" if span.tone == "ink" else tone
            return self.look("answer", style.size, tone, change=style.change or span.change)
        face = style.face
        if span.face == "sans" and not face.startswith("sans"):
            face = "sans"
        if span.bold and not face.endswith("bold"):
            face += "-bold"
        if span.italic and face.startswith("serif"):
            face += "-italic"
        return self.look(face, style.size, tone, span.link, style.change or span.change)

    def plain(self, text: str, style: TextStyle) -> list[Unit]:
        """Units of a plain string."""
        look = self.look(style.face, style.size, style.tone, change=style.change)
        return units([(text, look)], self.missing)

    def solid(self, text: str, style: TextStyle) -> Unit:
        """A plain string as one unit that no line cuts."""
        return solid(self.plain(text, style))

    def line(self, text: str, style: TextStyle) -> Line:
        """A plain string on one line, however long. Remembered: headers and codes come often."""
        found = self._lines.get((text, style))
        if found is None:
            if len(self._lines) > _MOST_LINES:  # every state of a document has another hash
                self._lines.clear()
            found = self._lines[text, style] = self.one_line(self.plain(text, style))
        return found

    def one_line(self, made: list[Unit]) -> Line:
        lines = break_lines(made, 1e9, justify=False)
        return lines[0] if lines else Line((), 0.0)

    def lines(
        self, made: Iterable[Unit], style: TextStyle, width: float, first: float | None = None
    ) -> list[Line]:
        """Lines of a block whose left indent is already taken off `width`."""
        indent = (style.first - style.left) if first is None else first
        return break_lines(list(made), width, max(indent, 0.0), justify=style.justify)

    def width(self, text: str, style: TextStyle) -> float:
        """Natural width of a plain string, in pt."""
        return natural_width(self.plain(text, style))
