"""What the other engines have no block for, as tables: signatures, process flow, risk matrix."""

from desktop.documents.blocks import (
    RiskMatrix,
    SignatureTable,
    Span,
    SwimLanes,
    Table,
    TableCell,
    TableColumn,
    TableRow,
    Text,
    TickBox,
)

__all__ = ["risk_table", "signature_table", "swim_lane_table"]

_OPINIONS = ("同意", "修改后同意", "不同意")


def _cell(words: str, mark: str = "") -> TableCell:
    text: Text = (Span(words),)
    return TableCell((text,) if words else (), mark)


def signature_table(block: SignatureTable) -> Table:
    """Step, post and name, opinion, and room for signature and date."""
    columns = (
        TableColumn("阶段", "centre", fixed=42),
        TableColumn("岗位", width=1),
        TableColumn("姓名", "centre", fixed=62),
        TableColumn("意见", width=1),
        TableColumn("签名", "centre", fixed=94),
        TableColumn("日期", "centre", fixed=77),
    )
    ticks: Text = tuple(TickBox(False, one) for one in _OPINIONS)
    rows = []
    for row in block.rows:
        opinion = TableCell((ticks,)) if block.opinions else TableCell()
        cells = (_cell(row.step), _cell(row.post), _cell(row.name), opinion)
        rows.append(TableRow((*cells, TableCell(), _cell("年　月　日")), minimum_height=36))
    return Table(columns, tuple(rows), look="form", splittable=False, size=8.5)


def swim_lane_table(drawing: SwimLanes) -> Table:
    """A row for every slot of a band, a column for every lane."""
    places = {(box.band, box.slot, box.lane): box for box in drawing.boxes}
    rows = []
    for band, name in enumerate(drawing.bands):
        slots = {box.slot for box in drawing.boxes if box.band == band}
        for slot in sorted(slots):
            cells = [_cell(name)]
            for lane in range(len(drawing.lanes)):
                box = places.get((band, slot, lane))
                cells.append(_cell(f"{box.number} {box.text}" if box else ""))
            rows.append(TableRow(tuple(cells)))
    columns = [TableColumn("", "centre", width=1)]
    columns += [TableColumn(lane, "centre", width=1) for lane in drawing.lanes]
    return Table(tuple(columns), tuple(rows), look="form", splittable=False, size=7.5)


def risk_table(drawing: RiskMatrix) -> Table:
    """Five by five scores with their tint."""

    def score(value: int) -> TableCell:
        for low, high, name, colour in drawing.bands:
            if low <= value <= high:
                return _cell(f"{value} {name}", colour)
        return _cell(str(value))

    rows = [
        TableRow((_cell(f"{probability} {word}"), *(score(probability * n) for n in range(1, 6))))
        for probability, word in reversed(list(enumerate(drawing.probability_words, 1)))
    ]
    heads = (f"{n} {word}" for n, word in enumerate(drawing.impact_words, 1))
    columns = (TableColumn(drawing.probability), *(TableColumn(one, "centre") for one in heads))
    return Table(columns, tuple(rows), look="form", splittable=False)
