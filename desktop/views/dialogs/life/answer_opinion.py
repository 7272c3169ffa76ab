"""What became of an opinion, and why."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.models.life import OUTCOMES, LifeEvent
from desktop.views.dialogs.life.give_opinion import clause_words
from desktop.views.dialogs.life.parts import LifeDialog, TextField
from desktop.views.pages.revisions.words import opinion_words, outcome_words, step_words
from desktop.views.widgets.labels import Label
from desktop.views.widgets.segmented import Segmented

if TYPE_CHECKING:
    from desktop.services.revision_overview import Record
    from desktop.views.desk import Desk
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["AnswerOpinionDialog"]


class AnswerOpinionDialog(LifeDialog):
    """`number`: the opinion's; 0 begins with the first that has no answer."""

    def __init__(
        self,
        window: QWidget,
        desk: "Desk",
        in_hand: "PolicyInHand",
        record: "Record",
        number: int = 0,
    ) -> None:
        super().__init__(window, desk, in_hand, record, "", QSize(620, 460))
        self.setWindowTitle(self.tr("Answer an opinion"))
        latest = record.life.latest
        waiting = latest.unanswered()
        meant = number or (waiting[0].seq if waiting else latest.opinions[-1].seq)
        self.which = QComboBox()
        self.which.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for one in latest.opinions:
            self.which.addItem(self._title(one), one.seq)
        self.which.setCurrentIndex(max(0, self.which.findData(meant)))
        self.which.currentIndexChanged.connect(self._show)
        self.add_row(self.tr("Opinion"), self.which)
        self.given = Label("", "body", "text", self, wrap=True)
        self.add_row(self.tr("Says"), self.given)
        self.outcome = Segmented(
            [(one, outcome_words(one)) for one in OUTCOMES], self.tr("Outcome")
        )
        self.outcome.chosen.connect(self.look)
        self.add_row(self.tr("Outcome"), self.outcome)
        self.comment = TextField(self.tr("What was changed, or why it stays"))
        self.comment.textChanged.connect(self.look)
        self.add_row(self.tr("Answer"), self.comment)
        preparer = latest.preparers[0] if latest.preparers else ""
        self.person = self.add_person(self.tr("Answered by"), "answer", preparer)
        self.end_form()
        self.add_step(self.tr("Answer"))
        self._show()
        self.comment.setFocus()

    def _title(self, one: LifeEvent) -> str:
        words = self.tr("No. {number} {person}, {step}: {opinion}")
        return words.format(
            number=one.seq,
            person=one.by,
            step=step_words(one.step),
            opinion=opinion_words(one.opinion),
        )

    def opinion(self) -> LifeEvent:
        number = int(self.which.currentData())
        return next(one for one in self.record.life.latest.opinions if one.seq == number)

    def _show(self) -> None:
        opinion = self.opinion()
        words = opinion.comment or opinion_words(opinion.opinion)
        clause = clause_words(self.desk, self.in_hand, opinion.clause)
        if clause:
            words = self.tr("On {clause}: {words}").format(clause=clause, words=words)
        self.given.setText(words)
        before = self.record.life.latest.answer_to(opinion)
        self.outcome.set_key(before.outcome if before is not None else "adopted")
        self.comment.setPlainText(before.comment if before is not None else "")
        self.look()

    def missing(self) -> str:
        if self.outcome.key() != "adopted" and not self.comment.words():
            return self.tr("Say why it is not adopted whole")
        return super().missing()

    def step(self) -> None:
        from desktop.services.commands.answer_opinion import AnswerOpinion

        opinion = self.opinion()
        command = AnswerOpinion(
            self.in_hand.id_of_policy, opinion.seq, self.outcome.key(), self.comment.words()
        )
        said = self.tr("The opinion of {person} has been answered").format(person=opinion.by)
        self.take(command, self.person.name(), said)
