"""What papers of a policy's life have in common: who, when, which words for which act."""

from collections.abc import Iterator

from desktop.documents.blocks import Table, TableCell, TableColumn, TableRow, Text
from desktop.documents.catalogue import PrintOrder
from desktop.documents.clause_names import ClauseNames
from desktop.documents.frame import Sheet
from desktop.documents.scribe import span
from desktop.models.life import LifeEvent, RevisionLife, name_key
from desktop.models.snapshot import Signatory

__all__ = ["LifeSheet", "blank_rows", "facts_table", "stacked", "titles_in_language"]

# In pt: a row of a blank form, to be written in by hand (print style §5).
WRITING_HEIGHT = 34.0


class LifeSheet:
    """One paper in the making. `life` is None for a blank form."""

    def __init__(self, order: PrintOrder) -> None:
        self.order = order
        self.sheet = Sheet.begin(order.policy, order.language, order.printed)
        self.life: RevisionLife | None = order.own_life
        self.names = ClauseNames(order.policy, self.sheet.language)

    def say(self, key: str, **facts: object) -> str:
        return self.sheet.say(key, **facts)

    def post(self, person: str) -> str:
        """The post of who is named in the signature block; "" for anybody else."""
        named: tuple[Signatory, ...] = self.order.policy.facts.signatories
        for one in named:
            if one.name and name_key(one.name) == name_key(person):
                return " ".join(one.post.text(self.sheet.language).split())
        return ""

    def opinion(self, event: LifeEvent) -> str:
        """不同意：时限太短。"""
        word = self.say(f"opinion.{event.opinion}")
        if not event.comment:
            return word
        return self.say("opinion.with_comment", opinion=word, comment=event.comment)

    def events(self) -> tuple[LifeEvent, ...]:
        """All acts on the revision; those on one of the same name that was given up are not."""
        if self.order.life is None or self.life is None:
            return ()
        own = [one for one in self.order.life.events if one.revision == self.life.revision]
        begun = [at for at, one in enumerate(own, start=1) if one.kind == "discarded"]
        return tuple(own[begun[-1] if begun else 0 :])

    def head_line(self) -> str:
        """Number and revision, for the right of the head."""
        facts = self.order.policy.facts
        revision = self.say("form.revision", revision=facts.revision)
        return self.say("form.joint").join(one for one in (facts.number, revision) if one)


def blank_rows(columns: tuple[TableColumn, ...], count: int) -> tuple[TableRow, ...]:
    cells = tuple(TableCell() for _ in columns)
    return tuple(TableRow(cells, minimum_height=WRITING_HEIGHT) for _ in range(count))


def stacked(*lines: tuple[str, str]) -> TableCell:
    """Lines of (text, tone) under each other; empty ones are left out."""
    paragraphs: Iterator[Text] = (span(text, tone=tone) for text, tone in lines if text)
    return TableCell(tuple(paragraphs))


def facts_table(pairs: tuple[tuple[str, str], ...]) -> Table:
    """Two pairs of label and value a row; an odd last one takes the whole width."""
    rows: list[TableRow] = []
    for at in range(0, len(pairs), 2):
        two = pairs[at : at + 2]
        cells: list[TableCell] = []
        for label, value in two:
            cells.append(TableCell((span(label),), head=True, align="centre"))
            columns = 1 if len(two) > 1 else 3
            cells.append(TableCell((span(value),) if value else (), columns=columns))
        rows.append(TableRow(tuple(cells)))
    label_column = TableColumn("", "centre", width=1.1)
    columns_of = (
        label_column,
        TableColumn("", width=2.6),
        label_column,
        TableColumn("", width=2.6),
    )
    return Table(columns_of, tuple(rows), look="form", show_head=False)


def titles_in_language(titles: tuple[str, ...], sheet: Sheet) -> list[str]:
    """Titles of roles are on record in all languages of the policy; paper names each once."""
    own = {role.title.text(sheet.language) for role in sheet.policy.roles}
    return [one for one in titles if one in own] or list(titles)
