"""发布通知: what is issued, from when it applies, what it replaces, what becomes of old copies."""

from collections.abc import Iterator
from datetime import date

from desktop.documents.blocks import Block, Document, FormHead, Paragraph, Seal
from desktop.documents.catalogue import DocumentKind, PrintOrder, titled
from desktop.documents.frame import Sheet
from desktop.documents.life_words import titles_in_language
from desktop.documents.scribe import span
from desktop.documents.words import date_in_text
from desktop.models.life import RevisionLife
from desktop.models.snapshot import RevisionEntry

__all__ = ["DOCUMENTS"]

NAME = "issue-notice"
_NOT_ISSUED = frozenset(("draft", "consultation", "countersign", "review", "approved"))


def issue_notice(order: PrintOrder) -> Document:
    """What is not known yet stands open, to be written in."""
    sheet = Sheet.begin(order.policy, order.language, order.printed)
    draft = order.policy.state in _NOT_ISSUED
    return sheet.finish(
        NAME,
        tuple(_blocks(sheet, order)),
        title=titled(NAME).text(sheet.language),
        state="" if draft else sheet.say("footer.notice"),
        of_revision=False,
        watermark=draft,
    )


def _blocks(sheet: Sheet, order: PrintOrder) -> Iterator[Block]:
    facts, life = order.policy.facts, order.own_life
    key = "notice.trial_title" if facts.trial else "notice.title"
    yield FormHead(sheet.say(key, title=sheet.title), facts.issue_number)
    yield _plain(sheet.say("notice.to"))
    for text in _paragraphs(sheet, order, life):
        yield Paragraph(span(text))
    yield Paragraph(span(sheet.say("notice.annexes")), lead_in=True)
    annexes = [sheet.say("notice.annex_book", title=sheet.title, revision=facts.revision)]
    if order.base is not None:
        base = order.base.facts.revision
        annexes.append(sheet.say("notice.annex_comparison", base=base, revision=facts.revision))
    annexes.append(sheet.say("notice.annex_receipt"))
    for number, text in enumerate(annexes, start=1):
        yield Paragraph(span(text), "item", marker=sheet.say("number.subitem", number=number))
    yield Seal(sheet.company)


def _plain(text: str) -> Paragraph:
    return Paragraph(span(text), "plain")


def _paragraphs(sheet: Sheet, order: PrintOrder, life: RevisionLife | None) -> Iterator[str]:
    facts = order.policy.facts
    yield _issued(sheet, order, life)
    own = next((one for one in order.policy.history if one.revision == facts.revision), None)
    if order.base is not None and own is not None:
        yield from _changes(sheet, own)
    replaced = [
        text
        for text in (
            sheet.say("notice.revision", revision=order.base.facts.revision) if order.base else "",
            facts.supersedes if order.base is None else "",
        )
        if text
    ]
    if replaced:
        yield sheet.say("notice.replaces", replaced=sheet.say("roles.joint").join(replaced))
        yield sheet.say("notice.copies")
    if facts.trial:
        yield sheet.say("notice.trial", until=_day(sheet, facts.trial_until))
    elif facts.review_due is not None:
        yield sheet.say("notice.review", day=_day(sheet, facts.review_due))
    yield _reading(sheet, life)


def _issued(sheet: Sheet, order: PrintOrder, life: RevisionLife | None) -> str:
    facts = order.policy.facts
    approvers = [one.by for one in life.approvals] if life is not None else []
    approvers = approvers or [
        one.name for one in facts.signatories if one.step == "approved" and one.name
    ]
    by = sheet.say("notice.by", names="、".join(approvers)) if approvers else ""
    known = [facts.number, sheet.say("notice.revision", revision=facts.revision)]
    return sheet.say(
        "notice.issued",
        title=sheet.title,
        known=sheet.say("notice.joint").join(one for one in known if one),
        approved=_day(sheet, facts.approved),
        by=by,
        effective=_day(sheet, facts.effective),
    )


def _changes(sheet: Sheet, own: RevisionEntry) -> Iterator[str]:
    summary = own.summary.text(sheet.language)
    clauses = own.clauses.text(sheet.language)
    reason = own.reason.text(sheet.language)
    if summary:
        key = "notice.changes_at" if clauses else "notice.changes"
        yield sheet.say(key, summary=summary, clauses=clauses)
    if reason:
        yield sheet.say("notice.reason", reason=reason)


def _reading(sheet: Sheet, life: RevisionLife | None) -> str:
    submitted = life.submitted if life is not None else None
    if submitted is not None and not submitted.substantive:
        return sheet.say("notice.reading_editorial")
    if submitted is not None and submitted.roles:
        roles = titles_in_language(submitted.roles, sheet)
        return sheet.say("notice.reading_roles", roles=sheet.say("roles.joint").join(roles))
    return sheet.say("notice.reading")


def _day(sheet: Sheet, day: date | None) -> str:
    return date_in_text(day, sheet.language) if day else sheet.say("notice.open_day")


DOCUMENTS = (DocumentKind(NAME, titled(NAME), ("policy",), issue_notice),)
