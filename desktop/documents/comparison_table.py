"""修订对照表: every change with its old words, its new words and the reason (domain brief §1.4)."""

from collections.abc import Iterable, Iterator, Mapping

from desktop.documents.blocks import (
    Block,
    Document,
    Heading,
    Paragraph,
    Span,
    Table,
    TableCell,
    TableColumn,
    TableRow,
    Text,
)
from desktop.documents.catalogue import DocumentKind, PrintOrder, titled
from desktop.documents.comparing.results import ClauseChange, TextRun
from desktop.documents.frame import Sheet
from desktop.documents.revisions import Revisions
from desktop.documents.scribe import span
from desktop.models.change_notes import ChangeNote

__all__ = ["DOCUMENTS", "comparison_document"]

NAME = "comparison"
# In pt: a field to be signed is at least 12 mm high (print style §5).
SIGNING_HEIGHT = 34.0
_WIDTHS = {"zh": (1.5, 3.2, 3.2, 1.9), "en": (1.6, 3.1, 3.1, 1.9)}
_TITLED = frozenset(("chapter", "section", "article"))
_SIGNING = ("prepared", "reviewed", "legal")


def comparison_document(order: PrintOrder, notes: Mapping[str, ChangeNote]) -> Document:
    """`notes`: anchor of a change → what its preparer says of it; without one the suggestion of
    the comparison stands. Refused where the order has no revision to compare with."""
    revisions = Revisions.of(order, NAME)
    title = titled(NAME).text(revisions.sheet.language)
    blocks = tuple(_blocks(revisions, notes, title))
    return revisions.sheet.finish(NAME, blocks, title=title, of_revision=False)


def _blocks(revisions: Revisions, notes: Mapping[str, ChangeNote], title: str) -> Iterator[Block]:
    sheet, comparison = revisions.sheet, revisions.comparison
    yield Heading("title", title, anchor=NAME, in_contents=False)
    if comparison:
        yield _table(revisions, notes)
        yield revisions.legend(moves=False)
    else:
        yield Paragraph(span(revisions.names()), "plain")
        said = sheet.say("comparison.nothing") + revisions.renumbering()
        yield Paragraph(span(said), "plain")
    yield _signing(sheet)


def _table(revisions: Revisions, notes: Mapping[str, ChangeNote]) -> Table:
    sheet, comparison = revisions.sheet, revisions.comparison
    widths = _WIDTHS[sheet.language]
    columns = (
        TableColumn(sheet.say("comparison.clause"), width=widths[0]),
        TableColumn(
            sheet.say("comparison.before", revision=comparison.old_revision), width=widths[1]
        ),
        TableColumn(
            sheet.say("comparison.after", revision=comparison.new_revision), width=widths[2]
        ),
        TableColumn(sheet.say("comparison.reason"), width=widths[3]),
    )
    rows = tuple(_row(one, sheet, notes.get(one.anchor)) for one in comparison.changes)
    return Table(columns, rows, look="matrix", caption=revisions.names(), end_mark=True)


def _row(change: ClauseChange, sheet: Sheet, note: ChangeNote | None) -> TableRow:
    reason = note.reason.text(sheet.language) if note is not None else ""
    return TableRow(
        (
            TableCell(tuple(_clause(change, sheet, note)), align="left"),
            _said(change, sheet, change.old_runs, "comparison.none", change.kind == "inserted"),
            _said(change, sheet, change.new_runs, "comparison.deleted", change.kind == "deleted"),
            TableCell((span(reason),) if reason else (), align="left"),
        ),
        anchor=f"change:{change.anchor}",
    )


def _clause(change: ClauseChange, sheet: Sheet, note: ChangeNote | None) -> Iterator[Text]:
    """Where it stands, where it stood, and the class of the change."""
    place = change.new or change.old
    if place is not None:
        yield span(place.label, bold=True, face="sans")
    if change.new and change.old and change.new.label != change.old.label and not change.moved:
        yield span(sheet.say("comparison.formerly", label=change.old.label), tone="secondary")
    kind = note.kind if note is not None else change.suggested
    yield span(sheet.say(f"comparison.{kind}"), tone="secondary")


def _said(
    change: ClauseChange, sheet: Sheet, runs: Iterable[TextRun], none: str, missing: bool
) -> TableCell:
    if missing:
        return TableCell((span(sheet.say(none), tone="secondary"),), align="centre")
    paragraphs = _paragraphs(runs)
    if change.thing in _TITLED and change.kind in ("changed", "moved") and paragraphs:
        titled_text = (*span(sheet.say("comparison.titled")), *paragraphs[0])
        paragraphs = (titled_text, *paragraphs[1:])
    if change.moved and change.old and change.new and none == "comparison.deleted":
        paragraphs = (*paragraphs, _moved(change, sheet))
    return TableCell(
        paragraphs or (span(sheet.say("comparison.none"), tone="secondary"),), align="left"
    )


def _moved(change: ClauseChange, sheet: Sheet) -> Text:
    """由第十二条移至第二十条; 位置调整 for rows, which stay in their table."""
    was, now = (place.label if place else "" for place in (change.old, change.new))
    rest = sheet.say("comparison.unchanged") if change.kind == "moved" else ""
    if was == now or change.thing == "row":
        return span(sheet.say("comparison.reordered", rest=rest), tone="blue")
    return span(sheet.say("comparison.moved", old=was, new=now, rest=rest), tone="blue")


def _paragraphs(runs: Iterable[TextRun]) -> tuple[Text, ...]:
    """Line breaks part paragraphs; one without words is none."""
    found: list[list[Span]] = [[]]
    for one in runs:
        change = "" if one.state == "same" else one.state
        for position, line in enumerate(one.text.split("\n")):
            if position:
                found.append([])
            if line:
                found[-1].append(Span(line, change=change))
    return tuple(tuple(one) for one in found if one)


def _signing(sheet: Sheet) -> Table:
    cells: list[TableCell] = []
    columns: list[TableColumn] = []
    for who in _SIGNING:
        cells += [
            TableCell((span(sheet.say(f"comparison.sign_{who}")),), head=True),
            TableCell(mark="date-line"),
        ]
        columns += [TableColumn("", "centre", fixed=62.0), TableColumn("", "centre", width=1.0)]
    row = TableRow(tuple(cells), minimum_height=SIGNING_HEIGHT)
    return Table(tuple(columns), (row,), look="form", show_head=False, splittable=False)


def _build(order: PrintOrder) -> Document:
    return comparison_document(order, order.notes)


DOCUMENTS = (DocumentKind(NAME, titled(NAME), ("policy",), _build, compares=True),)
