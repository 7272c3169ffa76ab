"""制度签收表: who has read the policy. Blank; a filled one holds personal data and is not printed
with the book (domain brief §7)."""

from collections.abc import Iterator

from desktop.documents.blocks import (
    Block,
    Document,
    FillLine,
    FormHead,
    Note,
    Paragraph,
    Span,
    Table,
    TableCell,
    TableColumn,
    TableRow,
    TickBox,
)
from desktop.documents.catalogue import DocumentKind, PrintOrder, titled
from desktop.documents.frame import Sheet
from desktop.documents.scribe import span
from desktop.documents.words import form_number
from desktop.models.life import RevisionLife

__all__ = ["DOCUMENTS"]

LINES = 12  # one page
SIGNING_HEIGHT = 34.0


def reading_receipt(order: PrintOrder) -> Document:
    sheet = Sheet.begin(order.policy, order.language, order.printed)
    title = titled("reading-receipt").text(sheet.language)
    blocks = tuple(_blocks(sheet, title, order.own_life))
    return sheet.finish("reading-receipt", blocks, title=title)


def _blocks(sheet: Sheet, title: str, life: RevisionLife | None) -> Iterator[Block]:
    facts = sheet.policy.facts
    # Forms are numbered after the checklists, which take the first numbers.
    number = form_number(facts.number, len(sheet.outline.annexes) + 1)
    revision = sheet.say("form.revision", revision=facts.revision)
    form = sheet.say("form.number", number=number) if number else ""
    yield FormHead(title, sheet.say("form.joint").join(one for one in (form, revision) if one))
    named = sheet.title
    if facts.issue_number:
        named = sheet.say("receipt.named", title=sheet.title, number=facts.issue_number)
    yield Paragraph(span(sheet.say("receipt.policy", policy=named)), "plain")
    owner = facts.owner_department.text(sheet.language)
    key = "receipt.statement" if owner else "receipt.statement_without_owner"
    yield Paragraph(span(sheet.say(key, owner=owner)), "plain")
    who = _who(sheet, life)
    if who:
        yield Paragraph(span(who), "plain")
    yield FillLine(((sheet.say("receipt.department"), "", 0.5),))
    yield _table(sheet)
    yield FillLine(
        (
            (sheet.say("receipt.expected"), "", 0.17),
            (sheet.say("receipt.signed"), "", 0.17),
            (sheet.say("receipt.head"), "", 0.33),
            (sheet.say("receipt.controller"), "", 0.33),
        )
    )
    yield Note(span(sheet.say("receipt.note")))


def _who(sheet: Sheet, life: RevisionLife | None) -> str:
    """Who has to sign for an amendment: those whose duties its substantive changes concern."""
    submitted = life.submitted if life is not None and life.base else None
    if submitted is None:
        return ""
    revision = sheet.policy.facts.revision
    if not submitted.substantive:
        return sheet.say("receipt.nobody", revision=revision)
    concerned = [
        role.title.text(sheet.language)
        for role in sheet.policy.roles
        if {role.title.zh, role.title.en} & set(submitted.roles)
    ]
    if not concerned:
        return ""
    roles = sheet.say("receipt.joint").join(concerned)
    return sheet.say("receipt.concerned", revision=revision, roles=roles)


# The two English answers stand one above the other.
_WAY_ALIGN = {"zh": "centre", "en": "left"}


def _table(sheet: Sheet) -> Table:
    columns = (
        TableColumn(sheet.say("receipt.position"), "centre", width=1.1),
        TableColumn(sheet.say("receipt.name"), "centre", width=2.2),
        TableColumn(sheet.say("receipt.post"), width=2.8),
        TableColumn(sheet.say("receipt.signature"), "centre", width=3.5),
        TableColumn(sheet.say("receipt.date"), "centre", width=3.0),
        TableColumn(sheet.say("receipt.way"), _WAY_ALIGN[sheet.language], width=2.6),
    )
    ways = (
        TickBox(label=sheet.say("receipt.meeting")),
        Span(" "),
        TickBox(label=sheet.say("receipt.self_study")),
    )
    rows = tuple(
        TableRow(
            (
                TableCell((span(str(position)),)),
                TableCell(),
                TableCell(),
                TableCell(),
                TableCell(mark="date-line"),
                TableCell((ways,)),
            ),
            minimum_height=SIGNING_HEIGHT,
        )
        for position in range(1, LINES + 1)
    )
    return Table(columns, rows, look="form")


DOCUMENTS = (
    DocumentKind("reading-receipt", titled("reading-receipt"), ("policy",), reading_receipt),
)
