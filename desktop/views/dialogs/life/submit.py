"""Submission: who prepared it, and what each change of a revision weighs and why it was made."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop.i18n import Language
from desktop.models.change_notes import ChangeNote
from desktop.models.errors import KnownError
from desktop.models.life_rules import asked_opinions
from desktop.models.wording import Localised
from desktop.tasks.background import Task, in_background
from desktop.views.dialogs.life.parts import LifeDialog
from desktop.views.pages.revisions.runs import change_text, kind_word
from desktop.views.pages.revisions.words import step_words
from desktop.views.theme import px
from desktop.views.widgets.labels import Label
from desktop.views.widgets.segmented import Segmented

if TYPE_CHECKING:
    from desktop.documents.comparing.results import ClauseChange, Comparison
    from desktop.services.revision_overview import Record
    from desktop.views.desk import Desk
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["SubmitDialog"]

KIND, PLACE, TEXT, WEIGHT, REASON = range(5)


class SubmitDialog(LifeDialog):
    """What is said of a change is kept at once, as a step of undo: it stays also when the
    submission is put off."""

    def __init__(
        self, window: QWidget, desk: "Desk", in_hand: "PolicyInHand", record: "Record"
    ) -> None:
        base = record.life.latest.base
        size = QSize(840, 600) if base else QSize(560, 320)
        super().__init__(window, desk, in_hand, record, "", size)
        self.setWindowTitle(
            self.tr("Submit {revision} for consultation").format(revision=self.label)
        )
        self._language: Language = in_hand.current.languages[0]
        self._changes: tuple[ClauseChange, ...] = ()
        self._notes: dict[str, ChangeNote] = {}
        self._ready = not base
        self._steps = self.add_words(self._steps_words(substantive=True))
        self.table = QTableWidget(0, 5, self)
        self._count = Label("", "label", "text2", self)
        if base:
            self._add_changes(base)
        preparers = record.life.latest.preparers
        preparer = preparers[0] if preparers else desk.person
        self.person = self.add_person(self.tr("Who prepared it"), "submit", preparer)
        self.end_form()
        self.add_step(self.tr("Submit for consultation"))
        self.person.setFocus()
        if base:
            self._read(base)
        else:
            self.table.hide()
            self._count.hide()

    def _steps_words(self, *, substantive: bool) -> str:
        """What the submission leads to: the steps, or straight to approval."""
        asked = asked_opinions(self.record.life.latest, self.record.rules)
        steps = [step_words(one) for one, count in asked.items() if count] if substantive else []
        if not steps:
            return self.tr(
                "From now on the text is locked; it goes straight to approval. Returning it for "
                "changes opens it again."
            )
        joint = self.tr(", ")
        words = self.tr(
            "From now on the text is locked. What follows: {steps}, approval. Returning it for "
            "changes opens it again."
        )
        return words.format(steps=joint.join(steps))

    # -- the changes ---------------------------------------------------------------------------

    def _add_changes(self, base: str) -> None:
        title = self.tr("Changes since {base}: what each one weighs, and why it was made")
        self.body.addWidget(Label(title.format(base=base), "strong", "text", self, wrap=True))
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Kind"),
                self.tr("Clause"),
                self.tr("Reads now"),
                self.tr("Weight"),
                self.tr("Reason"),
            ]
        )
        self.table.setAccessibleName(self.tr("Changes"))
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setShowGrid(False)
        head = self.table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        for column, width in ((KIND, 84), (PLACE, 150), (WEIGHT, 90), (REASON, 190)):
            self.table.setColumnWidth(column, px(width))
        self.table.currentCellChanged.connect(lambda *_: self._show_row())
        self.body.addWidget(self.table, 20)
        self.weight = Segmented(
            (
                ("substantive", self.tr("Substantive")),
                ("editorial", self.tr("Editorial")),
            ),
            self.tr("Weight"),
        )
        self.weight.chosen.connect(lambda _key: self._keep())
        self.reason = QLineEdit()
        self.reason.setMaxLength(500)
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("Why this was changed"))
        self.reason.editingFinished.connect(self._keep)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.weight)
        row.addWidget(self.reason, 1)
        self.body.addLayout(row)
        self.body.addWidget(self._count)
        self.weight.setEnabled(False)
        self.reason.setEnabled(False)

    def _read(self, base: str) -> None:
        self._count.setText(self.tr("Comparing with {base}…").format(base=base))
        library, policy_id, label = self.desk.opened, self.in_hand.id_of_policy, self.label
        language = self._language

        def work(_task: Task) -> "tuple[Comparison, dict[str, ChangeNote]]":
            from desktop.services.life_queries import change_notes
            from desktop.services.revision_overview import compared

            found = compared(library, policy_id, base, label, language)
            return found, change_notes(library, policy_id, label)

        task = in_background(work, self)
        task.done.connect(self._take)
        task.failed.connect(self.fail)

    def _take(self, found: "tuple[Comparison, dict[str, ChangeNote]]") -> None:
        comparison, self._notes = found
        self._changes = comparison.changes
        self._ready = True
        self.table.setRowCount(len(self._changes))
        for at, change in enumerate(self._changes):
            place = change.new or change.old
            texts = (kind_word(change), place.label if place else "", change_text(change))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(at, column, item)
            self._show_note(at)
        if self._changes:
            self.table.setCurrentCell(0, PLACE)
        self._say_count()
        self.look()

    def _note(self, change: "ClauseChange") -> ChangeNote:
        return self._notes.get(change.anchor, ChangeNote(change.suggested))

    def _show_note(self, at: int) -> None:
        note = self._note(self._changes[at])
        substantive = note.kind == "substantive"
        weight = self.tr("Substantive") if substantive else self.tr("Editorial")
        self.table.setItem(at, WEIGHT, QTableWidgetItem(weight))
        reason = QTableWidgetItem(note.reason.text(self._language))
        reason.setToolTip(reason.text())
        self.table.setItem(at, REASON, reason)

    def _show_row(self) -> None:
        at = self.table.currentRow()
        there = 0 <= at < len(self._changes)
        self.weight.setEnabled(there)
        self.reason.setEnabled(there)
        if there:
            note = self._note(self._changes[at])
            self.weight.set_key(note.kind)
            self.reason.setText(getattr(note.reason, self._language))

    def _keep(self) -> None:
        """What is said of the change that is chosen."""
        from desktop.services.commands.describe_change import DescribeChange

        at = self.table.currentRow()
        if not 0 <= at < len(self._changes):
            return
        change = self._changes[at]
        before = self._note(change)
        texts = before.reason.to_json()
        texts[self._language] = self.reason.text().strip()
        reason = Localised.from_json(texts)
        editorial = self.weight.key() == "editorial"
        note = ChangeNote("editorial" if editorial else "substantive", reason)
        if note == before:
            return
        command = DescribeChange(self.in_hand.id_of_policy, change.anchor, note)
        try:
            self.desk.push(command, self.tr("Weigh a change"), stack=self.in_hand.stack)
        except KnownError as error:
            self.say_wrong(error)
            return
        self._notes[change.anchor] = note
        self._show_note(at)
        self._say_count()

    def _say_count(self) -> None:
        weighed = [self._note(one).kind for one in self._changes]
        substantive = weighed.count("substantive")
        if not weighed:
            words = self.tr("Nothing differs from the revision before.")
        elif substantive:
            words = self.tr("{substantive} substantive, {editorial} editorial").format(
                substantive=substantive, editorial=len(weighed) - substantive
            )
        else:
            words = self.tr("Only editorial changes: no opinions are asked for.")
        self._count.setText(words)
        self._steps.setText(self._steps_words(substantive=bool(substantive)))

    # -- the step ------------------------------------------------------------------------------

    def missing(self) -> str:
        if not self._ready:
            return self.tr("The revisions are being compared…")
        return super().missing()

    def step(self) -> None:
        from desktop.services.commands.submit_policy import SubmitPolicy

        if self.reason_is_open():
            self._keep()
        said = self.tr("{revision} has been submitted; its text is locked now")
        self.take(
            SubmitPolicy(self.in_hand.id_of_policy),
            self.person.name(),
            said.format(revision=self.label),
        )

    def reason_is_open(self) -> bool:
        """Whether something is being written about a change."""
        return bool(self._changes) and self.reason.isModified()
