"""The two revisions that a document puts beside each other, and how they are named on it."""

from dataclasses import dataclass
from datetime import datetime

from desktop.documents.blocks import Note, Span, Text
from desktop.documents.catalogue import PrintOrder
from desktop.documents.comparing.engine import compare_sides
from desktop.documents.comparing.results import Comparison
from desktop.documents.comparing.sides import Side, both_sides
from desktop.documents.frame import Sheet, chosen_language
from desktop.documents.scribe import span
from desktop.documents.words import date_in_text
from desktop.models.errors import Refused
from desktop.models.snapshot import Policy

__all__ = ["Revisions"]


@dataclass(frozen=True, slots=True)
class Revisions:
    """`sheet`: of the new revision."""

    order: PrintOrder
    old: Side
    new: Side
    sheet: Sheet
    comparison: Comparison

    @classmethod
    def of(cls, order: PrintOrder, document: str) -> "Revisions":
        """Refused where there is nothing to compare with, or no such language."""
        if order.base is None:
            raise Refused("document-needs-base", document=document)
        language = chosen_language(order.policy, order.language)
        old, new = both_sides(order.base, order.policy, language)
        sheet = Sheet(new.policy, language, order.printed, new.outline, new.scribe)
        return cls(order, old, new, sheet, compare_sides(old, new))

    def names(self) -> str:
        """A/0（2026年2月1日生效）→ A/1（征求意见稿，2026年9月10日）."""
        return self.sheet.say(
            "comparison.revisions", old=self._name(self.old.policy), new=self._name(self.new.policy)
        )

    def _name(self, policy: Policy) -> str:
        facts, sheet = policy.facts, self.sheet
        day = facts.effective or facts.issued
        draft = sheet.say(f"state.{policy.state}.short")
        if draft:
            stated = sheet.say(
                "comparison.as_draft", state=draft, date=self._date(self.order.printed)
            )
        elif day is not None:
            key = "comparison.in_force" if facts.effective else "comparison.issued"
            stated = sheet.say(key, date=date_in_text(day, sheet.language))
        else:
            return facts.revision
        return sheet.say("comparison.revision", revision=facts.revision, stated=stated)

    def _date(self, moment: datetime) -> str:
        return date_in_text(moment.date(), self.sheet.language)

    def count(self) -> str:
        """修改6处，新增2处，删除1处，移动1处."""
        summary = self.comparison.summary
        numbers = {
            "changed": summary.changed,
            "inserted": summary.inserted,
            "deleted": summary.deleted,
            "moved": summary.moved,
        }
        said = [
            self.sheet.say(f"comparison.count_{name}", number=number)
            for name, number in numbers.items()
            if number
        ]
        return self.sheet.say("comparison.count_joint").join(said)

    def renumbering(self) -> str:
        """What only has other numbers is not listed; "" where nothing has."""
        summary, sheet = self.comparison.summary, self.sheet
        said = ""
        if summary.renumbered and summary.first_renumbered:
            said += sheet.say(
                "comparison.renumbered_from",
                first=summary.first_renumbered,
                number=summary.renumbered,
            )
        elif summary.renumbered:
            said += sheet.say("comparison.renumbered", number=summary.renumbered)
        if summary.references:
            said += sheet.say("comparison.references", number=summary.references)
        if self.comparison.redrawn:
            figures = sheet.say("comparison.list").join(self.comparison.redrawn)
            said += sheet.say("comparison.redrawn", figures=figures)
        return said

    def legend(self, *, moves: bool) -> Note:
        """What the marks mean, and what is not marked."""
        say = self.sheet.say
        text: Text = (
            Span(say("comparison.legend_deleted"), change="deleted"),
            *span(say("comparison.legend_is_deleted")),
            Span(say("comparison.legend_inserted"), change="inserted"),
            *span(say("comparison.legend_is_inserted")),
        )
        if moves:
            text += (
                Span(say("comparison.legend_moved"), change="moved-in"),
                *span(say("comparison.legend_is_moved")),
            )
        rest = span(say("comparison.legend_rest") + self.renumbering())
        return Note((*text, *rest), sample=True)
