"""意见采纳表: who said what of a revision, and what became of it."""

from collections import Counter
from collections.abc import Iterator

from desktop.documents.blocks import (
    Block,
    Document,
    FillLine,
    FormHead,
    Note,
    Paragraph,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from desktop.documents.catalogue import DocumentKind, PrintOrder, titled
from desktop.documents.life_words import LifeSheet, blank_rows, stacked
from desktop.documents.scribe import span
from desktop.documents.words import date_in_table, spaced_name
from desktop.models.life import OPINIONS, OUTCOMES, LifeEvent, RevisionLife

__all__ = ["DOCUMENTS"]

NAME = "opinions"
BLANK_LINES = 12
# Fixed widths in pt of all columns but those of what is said.
_WIDTHS = {
    "zh": {"position": 22, "step": 40, "person": 56, "clause": 56, "outcome": 42, "answered": 52},
    "en": {"position": 22, "step": 52, "person": 58, "clause": 56, "outcome": 48, "answered": 54},
}
_COLUMNS = ("position", "step", "person", "clause", "said", "outcome", "why", "answered")
_CENTRED = frozenset(("position", "step", "outcome"))


def opinions_table(order: PrintOrder) -> Document:
    """Blank where the order knows of no life."""
    paper = LifeSheet(order)
    title = titled(NAME).text(paper.sheet.language)
    return paper.sheet.finish(
        NAME,
        tuple(_blocks(paper, title)),
        title=title,
        state=paper.say("footer.record"),
        of_revision=False,
        watermark=False,
    )


def _blocks(paper: LifeSheet, title: str) -> Iterator[Block]:
    yield FormHead(title, paper.head_line())
    yield Paragraph(span(paper.say("receipt.policy", policy=paper.sheet.title)), "plain")
    life = paper.life
    columns = tuple(_column(name, paper) for name in _COLUMNS)
    if life is None:
        yield Table(columns, blank_rows(columns, BLANK_LINES), look="form", size=8.0)
    elif life.opinions:
        rows = tuple(_row(at, one, life, paper) for at, one in enumerate(life.opinions, start=1))
        yield Table(columns, rows, look="form", size=8.0, end_mark=True)
        yield Note(span(_counts(life, paper)))
    else:
        yield Paragraph(span(paper.say("opinions.none")), "plain")
    yield FillLine(
        tuple((paper.say(f"opinions.{key}"), "", 1 / 3) for key in ("compiled", "checked", "date"))
    )


def _column(name: str, paper: LifeSheet) -> TableColumn:
    fixed = _WIDTHS[paper.sheet.language].get(name)
    head = paper.say(f"opinions.{name}")
    align = "centre" if name in _CENTRED else "left"
    if fixed is None:
        return TableColumn(head, align, width=1.25 if name == "said" else 1.0)
    return TableColumn(head, align, fixed=float(fixed))


def _row(position: int, event: LifeEvent, life: RevisionLife, paper: LifeSheet) -> TableRow:
    answer = life.answer_to(event)
    who = stacked(
        (spaced_name(event.by), "ink"),
        (paper.post(event.by), "secondary"),
        (date_in_table(event.day), "secondary"),
    )
    by: tuple[tuple[str, str], ...] = ()
    if answer is not None:
        by = ((spaced_name(answer.by), "ink"), (date_in_table(answer.day), "secondary"))
    cells = (
        TableCell((span(str(position)),)),
        TableCell((span(paper.say(f"step.{event.step}")),)),
        who,
        stacked((paper.names.label(event.clause) or paper.say("opinions.whole"), "ink")),
        stacked((paper.opinion(event), "ink")),
        TableCell((span(_outcome(event, life, paper)),)),
        stacked((answer.comment if answer is not None else "", "ink")),
        stacked(*by),
    )
    return TableRow(cells)


def _outcome(event: LifeEvent, life: RevisionLife, paper: LifeSheet) -> str:
    answer = life.answer_to(event)
    if answer is not None:
        return paper.say(f"outcome.{answer.outcome}")
    if life.asks_for_answer(event):
        return paper.say("outcome.open")
    return "—" if event.opinion == "agree" else paper.say("outcome.agreed_since")


def _counts(life: RevisionLife, paper: LifeSheet) -> str:
    said = Counter(one.opinion for one in life.opinions)
    answers = [answer for one in life.opinions if (answer := life.answer_to(one)) is not None]
    outcomes = Counter(one.outcome for one in answers)
    joint = paper.say("opinions.joint")
    kinds = joint.join(
        paper.say("opinions.count", what=paper.say(f"opinion.{one}"), number=said[one])
        for one in OPINIONS
        if said[one]
    )
    became = joint.join(
        paper.say("opinions.count", what=paper.say(f"outcome.{one}"), number=number)
        for one, number in (*((o, outcomes[o]) for o in OUTCOMES), ("open", len(life.unanswered())))
        if number
    )
    key = "opinions.counts" if became else "opinions.counts_plain"
    return paper.say(key, total=len(life.opinions), kinds=kinds, became=became)


DOCUMENTS = (DocumentKind(NAME, titled(NAME), ("policy",), opinions_table),)
