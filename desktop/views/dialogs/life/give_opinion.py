"""Somebody's opinion on the revision that was submitted, or on one clause of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from desktop.models.life import OPINIONS, STATE_OF_STEP, STEPS, name_key
from desktop.models.life_rules import asked_opinions, named
from desktop.views.dialogs.life.parts import LifeDialog, TextField, frame_popup
from desktop.views.pages.revisions.words import opinion_words, step_words
from desktop.views.widgets.labels import Label
from desktop.views.widgets.segmented import Segmented

if TYPE_CHECKING:
    from desktop.services.revision_overview import Record
    from desktop.views.desk import Desk
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["GiveOpinionDialog", "clause_words"]


def clause_words(desk: "Desk", in_hand: "PolicyInHand", anchor: str) -> str:
    """An article by its printed number and title; "" where the anchor is of something else."""
    policy = in_hand.current
    spoken = desk.language if desk.language in policy.languages else policy.languages[0]
    for chapter in policy.chapters:
        for article in chapter.articles:
            if anchor == f"article:{article.id}":
                number = in_hand.headings(spoken).printed.get(anchor, "")
                return "  ".join(filter(None, (number, article.title.text(spoken))))
    return ""


class ClausePicker(QComboBox):
    """The whole, or one article by its printed number and title; typing finds one."""

    def __init__(self, desk: "Desk", in_hand: "PolicyInHand", clause: str) -> None:
        super().__init__()
        policy = in_hand.current
        spoken = desk.language if desk.language in policy.languages else policy.languages[0]
        numbers = in_hand.headings(spoken).printed
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(20)
        self.addItem(self.tr("The whole text"), "")
        for chapter in policy.chapters:
            for article in chapter.articles:
                anchor = f"article:{article.id}"
                words = (numbers.get(anchor, ""), article.title.text(spoken))
                self.addItem("  ".join(filter(None, words)), anchor)
        completer = self.completer()
        assert completer is not None  # an editable box has one
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        frame_popup(completer)
        self.setCurrentIndex(max(0, self.findData(clause)))

    def anchor(self) -> str:
        """What was written is one of the entries, or nothing is meant."""
        at = self.findText(self.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        return str(self.itemData(at)) if at >= 0 else ""

    def is_known(self) -> bool:
        text = self.currentText().strip()
        return not text or self.findText(text, Qt.MatchFlag.MatchFixedString) >= 0


class GiveOpinionDialog(LifeDialog):
    def __init__(
        self,
        window: QWidget,
        desk: "Desk",
        in_hand: "PolicyInHand",
        record: "Record",
        step: str = "",
        clause: str = "",
    ) -> None:
        super().__init__(window, desk, in_hand, record, "", QSize(620, 480))
        self.setWindowTitle(self.tr("Opinion on {revision}").format(revision=self.label))
        steps = self._open_steps()
        chosen = step if step in steps else steps[0]
        self.step_choice = Segmented([(one, step_words(one)) for one in steps], self.tr("Step"))
        self.step_choice.set_key(chosen)
        self.step_choice.chosen.connect(self._say_what_ends)
        self.step_choice.chosen.connect(self.look)
        self.add_row(self.tr("Step"), self.step_choice)
        self.ends = Label("", "label", "warn", self, wrap=True)
        self.form.addRow("", self.ends)
        self.person = self.add_person(self.tr("Given by"), chosen, self._next_person(chosen))
        self.opinion = Segmented(
            [(one, opinion_words(one)) for one in OPINIONS], self.tr("Opinion")
        )
        self.opinion.chosen.connect(self.look)
        self.add_row(self.tr("Opinion"), self.opinion)
        self.clause = ClausePicker(desk, in_hand, clause)
        self.clause.editTextChanged.connect(self.look)
        self.add_row(self.tr("On"), self.clause)
        self.comment = TextField(self.tr("What should read differently, and why"))
        self.comment.textChanged.connect(self.look)
        self.add_row(self.tr("Comment"), self.comment)
        self.end_form()
        self.add_step(self.tr("Give the opinion"))
        self._say_what_ends()
        self.person.setFocus()

    def _next_person(self, step: str) -> str:
        """The first whom the policy names for the step and who has not signed the text of now."""
        latest = self.record.life.latest
        digest = latest.submitted.digest if latest.submitted is not None else ""
        signed = {name_key(one.by) for one in latest.standing(step) if one.digest == digest}
        signatory = {"countersign": "countersigned", "review": "reviewed"}.get(step)
        people = named(self.record.facts, signatory) if signatory else ()
        return next((one.name for one in people if name_key(one.name) not in signed), "")

    def _open_steps(self) -> list[str]:
        """The step that is under way and those after it that are asked for."""
        latest = self.record.life.latest
        asked = asked_opinions(latest, self.record.rules)
        now = next(at for at, one in enumerate(STEPS) if STATE_OF_STEP[one] == latest.state)
        wanted = [one for one in STEPS[now:] if asked[one]]
        return wanted or list(STEPS[now:])

    def _say_what_ends(self, *_: object) -> None:
        """The first opinion of a step closes those before it, which nobody would guess."""
        state = self.record.life.latest.state
        now = next(at for at, one in enumerate(STEPS) if STATE_OF_STEP[one] == state)
        asked = asked_opinions(self.record.life.latest, self.record.rules)
        closed = STEPS[now : STEPS.index(self.step_choice.key())]
        ending = [step_words(one) for one in closed if asked[one]]
        words = self.tr("This opinion ends: {steps}. No more opinions can be given there.")
        self.ends.setText(words.format(steps=self.tr(", ").join(ending)) if ending else "")
        self.form.setRowVisible(self.ends, bool(ending))

    def missing(self) -> str:
        if not self.clause.is_known():
            return self.tr("Choose the clause from the list")
        if self.opinion.key() != "agree" and not self.comment.words():
            return self.tr("Write what should be different")
        return super().missing()

    def step(self) -> None:
        from desktop.services.commands.give_opinion import GiveOpinion

        command = GiveOpinion(
            self.in_hand.id_of_policy,
            self.step_choice.key(),
            self.opinion.key(),
            self.clause.anchor(),
            self.comment.words(),
        )
        said = self.tr("The opinion of {person} is on record").format(person=self.person.name())
        self.take(command, self.person.name(), said)
