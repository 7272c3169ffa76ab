"""Issue: from which day the text applies, when it is looked at again, and what it replaces."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.models.errors import Cancelled, KnownError
from desktop.models.life_rules import months_after
from desktop.tasks.issuing import PrepareIssue
from desktop.views.dialogs.life.parts import LifeDialog, day_of_field, qt_day
from desktop.views.widgets.fields import DateField

if TYPE_CHECKING:
    from desktop.services.commands.issue_policy import IssuePolicy
    from desktop.services.revision_overview import Record
    from desktop.views.desk import Desk
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["IssueDialog"]


class IssueDialog(LifeDialog):
    """Makes the finished PDFs first; until they are there it can be stopped, with nothing done."""

    def __init__(
        self, window: QWidget, desk: "Desk", in_hand: "PolicyInHand", record: "Record"
    ) -> None:
        super().__init__(window, desk, in_hand, record, "", QSize(620, 500))
        self.setWindowTitle(self.tr("Issue {revision}").format(revision=self.label))
        self._preparing: PrepareIssue | None = None
        self._consequence = self.add_words("", "text")
        facts, rules, day = record.facts, record.rules, self._first_day()
        self.effective = DateField(qt_day(day), self.tr("Effective from"))
        self.effective.setMinimumDate(qt_day(day))
        self.effective.dateChanged.connect(self._day_changed)
        self.add_row(self.tr("Effective from"), self.effective)
        self._review_months = rules.review_months
        self.review = DateField(
            qt_day(months_after(day, rules.review_months)), self.tr("Next review")
        )
        self.review.dateChanged.connect(lambda _day: self.look())
        self._review_follows = True
        self.review.userDateChanged.connect(lambda _day: self._keep_review())
        self.add_row(self.tr("Next review"), self.review)
        self.trial: DateField | None = None
        if facts.trial:
            longest = months_after(day, rules.trial_months)
            until = facts.trial_until if facts.trial_until and facts.trial_until > day else longest
            self.trial = DateField(qt_day(until), self.tr("Trial ends"))
            self.trial.dateChanged.connect(lambda _day: self.look())
            self.add_row(self.tr("Trial ends"), self.trial)
        self.number = QLineEdit(facts.issue_number)
        self.number.setMaxLength(200)
        self.number.setPlaceholderText(self.tr("May be left empty"))
        self.add_row(self.tr("Issue number"), self.number)
        self.person = self.add_person(self.tr("Issued by"), "issue")
        self.end_form()
        self.stop = self.busy.cancel_button()
        self.busy.cancelled.connect(self.reject)
        self.add_step(self.tr("Issue {revision}").format(revision=self.label))
        self._say_what_follows()
        self.effective.setFocus()

    def _first_day(self) -> date:
        """Today, or the day after the last revision came into force."""
        before = [one.effective for one in self.record.life.revisions if one.effective]
        return max([self.record.today, *(one + timedelta(days=1) for one in before)])

    def _keep_review(self) -> None:
        self._review_follows = False

    def _day_changed(self) -> None:
        if self._review_follows:
            self.review.setDate(qt_day(months_after(self._day(), self._review_months)))
            self._review_follows = True
        self._say_what_follows()
        self.look()

    def _day(self) -> date:
        return day_of_field(self.effective)

    def _say_what_follows(self) -> None:
        old = self.record.in_force
        day = self._day().isoformat()
        if old:
            words = self.tr(
                "Once {new} is issued, {old} no longer applies from {day}. This cannot be undone."
            )
        else:
            words = self.tr("{new} applies from {day}. This cannot be undone.")
        self._consequence.setText(words.format(new=self.label, old=old, day=day))

    def missing(self) -> str:
        if day_of_field(self.review) <= self._day():
            return self.tr("The review must come after the effective date")
        return super().missing()

    def step(self) -> None:
        self.strip.clear()
        self.stop.show()
        self.wait(self.tr("Making the finished PDF…"))
        self._preparing = PrepareIssue(
            self.desk.opened,
            self.desk.paper,
            self.in_hand.id,
            self.person.name(),
            self._day(),
            day_of_field(self.review),
            day_of_field(self.trial) if self.trial is not None else None,
            self.number.text().strip(),
            self,
        )
        self._preparing.progressed.connect(self.busy.set_progress)
        self._preparing.finished.connect(self._issue)
        self._preparing.failed.connect(self._not_prepared)

    def _issue(self, command: "IssuePolicy") -> None:
        self._preparing = None
        self.stop.hide()
        said = self.tr("{revision} has been issued and applies from {day}")
        told = said.format(revision=self.label, day=self._day().isoformat())
        self.take(command, self.person.name(), told)

    def _not_prepared(self, error: KnownError) -> None:
        self._preparing = None
        self.stop.hide()
        if isinstance(error, Cancelled):
            self.busy.stop()
            self.look()
        else:
            self.fail(error)

    def reject(self) -> None:
        """While the PDFs are being made this stops that; the dialog stays."""
        if self._preparing is not None:
            self._preparing.cancel()
        else:
            super().reject()
