"""Figures in words: what is drawn, as a table that can be read, searched and heard."""

from desktop.documents.blocks import (
    Figure,
    RiskMatrix,
    Span,
    SwimLanes,
    Table,
    TableCell,
    TableColumn,
    TableRow,
    Text,
)
from desktop.i18n import Language, catalogue

__all__ = ["figure_lines", "figure_name", "figure_table"]

_SCORES = range(1, 6)


def figure_name(figure: Figure, language: Language) -> str:
    """Its caption, or what kind of figure it is."""
    kind = "flow_figure" if isinstance(figure.drawing, SwimLanes) else "risk_figure"
    return figure.caption or catalogue("formats").say(kind, language)


def figure_table(figure: Figure, language: Language) -> Table:
    """A process step by step, a risk matrix score by score; without caption and anchor."""
    if isinstance(figure.drawing, SwimLanes):
        return _process(figure.drawing, language)
    return _matrix(figure.drawing)


def figure_lines(figure: Figure, language: Language) -> list[str]:
    """The same as sentences, a line each, for whoever hears the figure."""
    table = figure_table(figure, language)
    found = []
    for row in table.rows:
        texts = (" ".join(map(_plain, cell.paragraphs)) for cell in row.cells)
        named = (
            f"{column.title} {text}"
            for column, text in zip(table.columns, texts, strict=True)
            if text
        )
        found.append(("；" if language == "zh" else "; ").join(named))
    return found


def _plain(text: Text) -> str:
    return "".join(one.text for one in text if isinstance(one, Span))


def _cell(*paragraphs: str) -> TableCell:
    return TableCell(tuple((Span(one),) for one in paragraphs if one))


def _process(drawing: SwimLanes, language: Language) -> Table:
    def say(key: str, **facts: object) -> str:
        return catalogue("formats").say(key, language, **facts)

    numbers = {box.id: box.number for box in drawing.boxes}

    def leads(start: str, *, back: bool) -> list[str]:
        return [
            say("flow_condition", step=numbers[end], condition=label) if label else numbers[end]
            for source, end, label, returning in drawing.flows
            if source == start and returning is back and end in numbers
        ]

    rows = []
    for box in sorted(drawing.boxes, key=lambda one: (one.band, one.slot, one.lane)):
        name, _, detail = box.text.partition("\n")
        cells = (
            _cell(box.number),
            _cell(say("flow_gate", name=name) if box.gate else name, detail),
            _cell(drawing.bands[box.band]),
            _cell(drawing.lanes[box.lane]),
            _cell(*leads(box.id, back=False)),
            _cell(*leads(box.id, back=True)),
        )
        rows.append(TableRow(cells))
    keys = ("flow_step", "flow_name", "flow_phase", "flow_role", "flow_next", "flow_back")
    columns = tuple(TableColumn(say(key)) for key in keys)
    return Table(columns, tuple(rows))


def _matrix(matrix: RiskMatrix) -> Table:
    """Probability downwards from the highest, impact to the right: as it is drawn."""

    def level(score: int) -> str:
        return next((name for low, high, name, _ in matrix.bands if low <= score <= high), "")

    def axis(number: int, names: tuple[str, ...]) -> str:
        return f"{number} {names[number - 1]}".rstrip()

    corner = f"{matrix.probability} ↓ {matrix.impact} →"
    columns = (
        TableColumn(corner),
        *(TableColumn(axis(one, matrix.impact_words), "centre") for one in _SCORES),
    )
    rows = [
        TableRow(
            (
                _cell(axis(probability, matrix.probability_words)),
                *(
                    _cell(f"{probability * impact} {level(probability * impact)}".rstrip())
                    for impact in _SCORES
                ),
            )
        )
        for probability in reversed(_SCORES)
    ]
    return Table(columns, tuple(rows), look="matrix")
