"""审批记录: every step of a revision's way, by whom and when. An internal record, no signature."""

from collections.abc import Iterator
from datetime import date

from desktop.documents.blocks import (
    Block,
    Document,
    FormHead,
    Note,
    Paragraph,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from desktop.documents.catalogue import DocumentKind, PrintOrder, titled
from desktop.documents.life_words import (
    LifeSheet,
    blank_rows,
    facts_table,
    stacked,
    titles_in_language,
)
from desktop.documents.scribe import span
from desktop.documents.words import date_in_table, spaced_name
from desktop.models.life import LifeEvent

__all__ = ["DOCUMENTS"]

NAME = "approval-record"
BLANK_LINES = 10
_TIME = "%Y-%m-%d %H:%M"
_NONE = "—"


def approval_record(order: PrintOrder) -> Document:
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
    yield facts_table(tuple(_facts(paper)))
    columns = (
        TableColumn(paper.say("approval.position"), "centre", fixed=24.0),
        TableColumn(paper.say("approval.at"), "centre", fixed=62.0),
        TableColumn(paper.say("approval.act"), "centre", width=1.15),
        TableColumn(paper.say("approval.person"), width=1.2),
        TableColumn(paper.say("approval.said"), width=3.0),
    )
    events = paper.events()
    if paper.life is None:
        rows = blank_rows(columns, BLANK_LINES)
    else:
        rows = tuple(_row(at, one, paper) for at, one in enumerate(events, start=1))
    if rows:
        yield Table(columns, rows, look="form", end_mark=paper.life is not None)
    else:
        yield Paragraph(span(paper.say("approval.nothing")), "plain")
    if paper.order.policy.frozen:
        yield Note(span(paper.say("approval.hash", hash=paper.order.policy.frozen)))
    yield Note(span(paper.say("approval.honest")))


def _facts(paper: LifeSheet) -> Iterator[tuple[str, str]]:
    policy, life = paper.order.policy, paper.life
    facts = policy.facts

    def day(value: date | None) -> str:
        return date_in_table(value) if value else _NONE

    yield paper.say("approval.policy"), paper.sheet.title
    yield paper.say("cover.number"), facts.number or _NONE
    yield paper.say("cover.revision"), facts.revision
    preparers = "、".join(life.preparers) if life is not None else ""
    yield paper.say("approval.prepared_by"), preparers or _NONE
    yield paper.say("approval.approved"), day(facts.approved)
    yield paper.say("cover.issued"), day(facts.issued)
    yield paper.say("cover.effective"), day(facts.effective)
    yield paper.say("cover.review_due"), day(facts.review_due)
    if facts.trial_until is not None:
        yield paper.say("approval.trial_until"), day(facts.trial_until)
    if policy.ended is not None:
        yield paper.say("approval.ended"), day(policy.ended.since)


def _row(position: int, event: LifeEvent, paper: LifeSheet) -> TableRow:
    return TableRow(
        (
            TableCell((span(str(position)),)),
            TableCell((span(event.at.strftime(_TIME)),)),
            TableCell((span(_act(event, paper)),)),
            stacked((spaced_name(event.by), "ink"), (paper.post(event.by), "secondary")),
            TableCell(tuple(span(one) for one in _said(event, paper) if one)),
        )
    )


def _act(event: LifeEvent, paper: LifeSheet) -> str:
    if event.kind == "opinion":
        return paper.say(f"step.{event.step}")
    if event.kind == "procedure":
        return paper.say(f"procedure.{event.procedure}")
    return paper.say(f"event.{event.kind}")


def _said(event: LifeEvent, paper: LifeSheet) -> Iterator[str]:
    match event.kind:
        case "submitted":
            weight = "substantive" if event.substantive else "editorial"
            if event.base or (paper.life is not None and paper.life.base):
                yield paper.say(f"comparison.{weight}")
            if event.roles:
                titles = titles_in_language(event.roles, paper.sheet)
                yield paper.say("approval.roles", roles=paper.say("roles.joint").join(titles))
        case "opinion":
            if event.clause:
                yield paper.names.label(event.clause)
            yield paper.opinion(event)
        case "answered":
            yield paper.say(
                "approval.answer",
                number=_number(event.answers, paper),
                outcome=paper.say(f"outcome.{event.outcome}"),
            )
            yield event.comment
        case "procedure":
            if event.held is not None:
                yield paper.say("approval.held", day=date_in_table(event.held))
            yield event.comment
        case "issued":
            for name in ("effective", "review_due", "trial_until"):
                value = getattr(event, name)
                if value is not None:
                    yield paper.say(f"approval.issue_{name}", day=date_in_table(value))
        case "revised":
            yield paper.say("approval.begun_from", base=event.base)
            yield event.comment
        case _:
            yield event.comment


def _number(seq: int, paper: LifeSheet) -> int:
    """The row of this table in which the opinion stands."""
    rows = [one.seq for one in paper.events()]
    return rows.index(seq) + 1


DOCUMENTS = (DocumentKind(NAME, titled(NAME), ("policy",), approval_record),)
