"""修订标记稿: the text of the whole policy with all changes marked in it, one book per language."""

from collections.abc import Iterator
from dataclasses import replace

from desktop.documents.blocks import (
    Block,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Span,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from desktop.documents.catalogue import DocumentKind, PrintOrder, titled
from desktop.documents.comparing.results import ClauseChange
from desktop.documents.comparing.weaving import marked_blocks
from desktop.documents.revisions import Revisions
from desktop.documents.scribe import span

__all__ = ["DOCUMENTS", "marked_up_copy"]

NAME = "marked-up"


def marked_up_copy(order: PrintOrder) -> Document:
    """A note on both revisions, the contents, all chapters and annexes. Refused where the order
    has no revision to compare with.

    What stands behind the contents says, with all changes accepted, what the chapters and annexes
    of the new book say; with all of them rejected, those of the old one (see `accepting`).
    """
    revisions = Revisions.of(order, NAME)
    title = titled(NAME).text(revisions.sheet.language)
    blocks = (
        *_front(revisions, title),
        PageBreak(),
        Contents(revisions.sheet.say("contents.title")),
        PageBreak(),
        *marked_blocks(revisions.old, revisions.new, order),
    )
    state = revisions.sheet.say("comparison.marked_state")
    made = revisions.sheet.finish(NAME, blocks, title=title, state=state, of_revision=False)
    return replace(made, tracked=True)


def _front(revisions: Revisions, title: str) -> Iterator[Block]:
    sheet, comparison = revisions.sheet, revisions.comparison
    yield Heading("title", title, anchor=NAME, in_contents=False)
    yield Paragraph(span(sheet.say("comparison.of_policy", title=sheet.title)), "plain")
    yield Paragraph(span(revisions.names()), "plain")
    if comparison:
        said = sheet.say("comparison.counts", counts=revisions.count())
        yield Paragraph(span(said), "plain")
    else:
        yield Paragraph(span(sheet.say("comparison.nothing")), "plain")
    facts = tuple(one for one in comparison.changes if one.thing in ("fact", "role"))
    if facts:
        yield _facts(revisions, facts)
    yield revisions.legend(moves=True)


def _facts(revisions: Revisions, changes: tuple[ClauseChange, ...]) -> Table:
    """What changed beside the clauses: document control data and the dictionary of roles."""
    say, comparison = revisions.sheet.say, revisions.comparison
    columns = (
        TableColumn(say("comparison.subject"), width=1.5),
        TableColumn(say("comparison.before", revision=comparison.old_revision), width=3.2),
        TableColumn(say("comparison.after", revision=comparison.new_revision), width=3.2),
    )
    rows = tuple(
        TableRow(
            (
                TableCell((span(_label(one)),), align="left"),
                _cell(one.old_text, say("comparison.none")),
                _cell(one.new_text, say("comparison.none")),
            )
        )
        for one in changes
    )
    return Table(columns, rows, caption=say("comparison.facts"))


def _label(change: ClauseChange) -> str:
    place = change.new or change.old
    return place.label if place is not None else ""


def _cell(text: str, none: str) -> TableCell:
    lines = [one for one in text.split("\n") if one] or [none]
    return TableCell(tuple((Span(one),) for one in lines), align="left")


DOCUMENTS = (DocumentKind(NAME, titled(NAME), ("policy",), marked_up_copy, compares=True),)
