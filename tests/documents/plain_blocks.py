"""Blocks as lines of text: what a golden file holds and a test can search."""

from collections.abc import Iterable

from desktop.documents.blocks import (
    AnnexHead,
    Block,
    Contents,
    Cover,
    Figure,
    FillLine,
    FormHead,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    RiskMatrix,
    Seal,
    SignatureTable,
    Span,
    Table,
    Text,
)


def plain(text: Text) -> str:
    return "".join(
        one.text if isinstance(one, Span) else f"{'☑' if one.checked else '☐'}{one.label}"
        for one in text
    )


def lines(blocks: Iterable[Block]) -> list[str]:
    return [line for block in blocks for line in _lines(block)]


def _lines(block: Block) -> list[str]:
    match block:
        case Heading():
            return [
                "",
                " ".join(one for one in ("#" * block.level, block.number, block.text) if one),
            ]
        case Paragraph():
            start = f"{block.label}｜" if block.label else ""
            return [f"{block.role}: {start}{block.marker}{plain(block.text)}"]
        case Note():
            return [f"note: {plain(block.text)}"]
        case Table():
            return _table(block)
        case Figure():
            return [f"figure: {block.caption}", *_figure(block)]
        case SignatureTable():
            rows = [f"  {one.step} | {one.post} | {one.name} | {one.opinion}" for one in block.rows]
            return ["signatures:", *rows, *(f"  {plain(note)}" for note in block.notes)]
        case Seal():
            return [f"seal: {block.issuer}"]
        case Cover():
            facts = [f"  {label}: {value}" for label, value in block.facts]
            head = f"cover: {block.company} / {block.title} / {block.title_other}"
            signing = [f"  {line}" for line in _lines(block.signatures)]
            return [head, *facts, *signing, *(f"  {note}" for note in block.notes)]
        case Contents():
            return [f"contents: {block.title}"]
        case AnnexHead():
            return ["", f"# {block.number} {block.title} [{block.form}]"]
        case FillLine():
            return ["fill: " + " | ".join(f"{label}={given}" for label, given, _ in block.fields)]
        case FormHead():
            return [f"form: {block.title} [{block.form}]"]
        case PageBreak():
            return ["----"]


def _table(block: Table) -> list[str]:
    heads = " | ".join(
        f"{one.group + '/' if one.group else ''}{one.title}{'=' + one.code if one.code else ''}"
        for one in block.columns
    )
    found = [f"table ({block.look}): {block.caption}", f"  {heads}".rstrip()]
    for row in block.rows:
        cells = [
            " / ".join(plain(one) for one in cell.paragraphs)
            + (f" <{cell.mark}>" if cell.mark else "")
            for cell in row.cells
        ]
        found.append(f"  {' | '.join(cells)}".rstrip())
    return found


def _figure(block: Figure) -> list[str]:
    if isinstance(block.drawing, RiskMatrix):
        return [
            f"  {low}-{high} {name} {colour}" for low, high, name, colour in block.drawing.bands
        ]
    drawing = block.drawing
    boxes = [
        f"  {one.number} {one.text} @ {drawing.lanes[one.lane]}, {drawing.bands[one.band]}"
        + (" (gate)" if one.gate else "")
        for one in drawing.boxes
    ]
    arrows = [
        f"  {start} {'⇠' if back else '→'} {end} {label}".rstrip()
        for start, end, label, back in drawing.flows
    ]
    return boxes + arrows
