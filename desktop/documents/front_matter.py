"""What stands before the chapters: cover, revision and distribution records."""

from collections.abc import Iterator
from datetime import date

from desktop.documents.blocks import (
    Block,
    Cover,
    Heading,
    Note,
    SignatureRow,
    SignatureTable,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from desktop.documents.frame import Sheet
from desktop.documents.outline import DISTRIBUTION, HISTORY
from desktop.documents.scribe import span
from desktop.documents.words import date_in_table, date_in_text, spaced_name
from desktop.models.snapshot import RevisionEntry, Signatory
from desktop.models.wording import Localised

__all__ = ["STEPS", "cover", "records", "signature_rows"]

STEPS = ("prepared", "reviewed", "countersigned", "approved")
# In pt: a row to be signed is at least 12 mm high (print style §5), 14 mm are preferred.
SIGNING_HEIGHT = 34.0
# Copies that a distribution list without names still has room for; and spare lines below a list.
_BLANK_COPIES, _SPARE_COPIES = 8, 1
_NONE = "—"


def cover(sheet: Sheet) -> Cover:
    policy, language = sheet.policy, sheet.language
    facts = policy.facts

    def day(value: date | None) -> str:
        return date_in_text(value, language) if value else _NONE

    pairs = {
        "issue_number": facts.issue_number or _NONE,
        "number": facts.number or _NONE,
        "revision": facts.revision,
        "classification": sheet.classification,
        "issued": day(facts.issued),
        "effective": day(facts.effective),
        "owner": facts.owner_department.text(language) or _NONE,
        "review_due": day(facts.review_due),
        "supersedes": facts.supersedes or _NONE,
        "pages": sheet.say("cover.pages_value"),
    }
    return Cover(
        company=sheet.company,
        company_other=_other(policy.organisation.name, sheet),
        title=sheet.title,
        title_other=_other(policy.title, sheet),
        subtitle=sheet.say("cover.trial") if facts.trial else "",
        facts=tuple((sheet.say(f"cover.{key}"), value) for key, value in pairs.items()),
        signatures=SignatureTable(signature_rows(sheet)),
        notes=tuple(
            note
            for note in (
                sheet.say("cover.note_signing"),
                sheet.say("cover.note_controlled"),
                sheet.precedence_sentence(),
            )
            if note
        ),
        logo=policy.organisation.logo,
    )


def _other(name: Localised, sheet: Sheet) -> str:
    """The name in the other language, where it has one of its own."""
    other = name.en if sheet.language == "zh" else name.zh
    return other if other != name.text(sheet.language) else ""


def signature_rows(sheet: Sheet) -> tuple[SignatureRow, ...]:
    """In the order of the steps; a step that nobody is named for has an empty row to sign."""
    found: list[Signatory] = []
    for step in STEPS:
        named = [one for one in sheet.policy.facts.signatories if one.step == step]
        found.extend(named or [Signatory(step, Localised())])
    return tuple(
        SignatureRow(
            step=sheet.say(f"step.{one.step}"),
            post=one.post.text(sheet.language),
            name=spaced_name(one.name),
            opinion=sheet.say("signature.prepared") if one.step == "prepared" else "",
        )
        for one in found
    )


def records(sheet: Sheet) -> Iterator[Block]:
    """修订与分发记录: the first two tables of the book."""
    yield Heading("title", sheet.say("records.title"), level=1, anchor="records", in_contents=False)
    yield _history(sheet)
    yield _distribution(sheet)
    yield Note(span(sheet.say("distribution.note")))


# Relative widths: an English summary of changes is about twice as long as a Chinese one.
_HISTORY_COLUMNS = (
    ("revision", "centre", {"zh": 1.1, "en": 1.0}),
    ("date", "centre", {"zh": 2.0, "en": 1.8}),
    ("clauses", "centre", {"zh": 1.3, "en": 1.4}),
    ("summary", "left", {"zh": 4.4, "en": 6.0}),
    ("reason", "left", {"zh": 2.9, "en": 3.0}),
    ("author", "centre", {"zh": 1.4, "en": 1.4}),
    ("reviewer", "centre", {"zh": 1.4, "en": 1.5}),
    ("approver", "centre", {"zh": 1.4, "en": 1.5}),
)


def _history(sheet: Sheet) -> Table:
    columns = tuple(
        TableColumn(sheet.say(f"history.{key}"), align=align, width=widths[sheet.language])
        for key, align, widths in _HISTORY_COLUMNS
    )
    return Table(
        columns,
        tuple(_history_row(entry, sheet) for entry in sheet.policy.history),
        caption=sheet.scribe.caption(HISTORY, sheet.say("history.title")),
        anchor=HISTORY,
        end_mark=True,
    )


def _history_row(entry: RevisionEntry, sheet: Sheet) -> TableRow:
    texts = (
        entry.revision,
        date_in_table(entry.date) if entry.date else "",
        entry.clauses.text(sheet.language),
        entry.summary.text(sheet.language),
        entry.reason.text(sheet.language),
        spaced_name(entry.author),
        spaced_name(entry.reviewer),
        spaced_name(entry.approver),
    )
    return TableRow(tuple(TableCell((span(text or _NONE),)) for text in texts))


def _distribution(sheet: Sheet) -> Table:
    holders = [one.text(sheet.language) for one in sheet.policy.facts.distribution]
    spare = [sheet.say("distribution.spare")] * _SPARE_COPIES if holders else []
    lines = [*(holders or [""] * _BLANK_COPIES), *spare]
    columns = (
        TableColumn(sheet.say("distribution.copy"), align="centre", width=1.3),
        TableColumn(sheet.say("distribution.holder"), width=3.6),
        TableColumn(sheet.say("distribution.signature"), align="centre", width=2.6),
        TableColumn(sheet.say("distribution.received"), align="centre", width=2.0),
        TableColumn(sheet.say("distribution.returned"), align="centre", width=2.0),
        TableColumn(sheet.say("distribution.handler"), align="centre", width=2.3),
    )
    rows = tuple(
        TableRow(
            (
                TableCell((span(f"{position:02d}"),)),
                TableCell((span(holder),) if holder else ()),
                *(TableCell() for _ in range(4)),
            ),
            minimum_height=SIGNING_HEIGHT,
        )
        for position, holder in enumerate(lines, start=1)
    )
    return Table(
        columns,
        rows,
        look="form",
        caption=sheet.scribe.caption(DISTRIBUTION, sheet.say("distribution.title")),
        anchor=DISTRIBUTION,
    )
