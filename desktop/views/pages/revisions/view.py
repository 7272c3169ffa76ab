"""Revisions and signatures of a policy: the list of revisions, the record of one, the next step."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import Language
from desktop.models.errors import KnownError, Problem
from desktop.models.life import RevisionLife
from desktop.views.desk import Desk
from desktop.views.pages.revisions.actions import LifeActions
from desktop.views.pages.revisions.cards import (
    KeptCard,
    OpinionCard,
    ProcedureCard,
    SignatureCard,
)
from desktop.views.pages.revisions.change_card import ChangeCard
from desktop.views.pages.revisions.files import KeptFiles
from desktop.views.pages.revisions.focus import focus_kept
from desktop.views.pages.revisions.next_step import NextStep
from desktop.views.pages.revisions.path import LifePath, stations
from desktop.views.pages.revisions.reading import LifeReader
from desktop.views.pages.revisions.revision_list import RevisionList
from desktop.views.pages.revisions.whole_text import WholeText
from desktop.views.places import POLICY, Place
from desktop.views.theme import px
from desktop.views.widgets.chips import StateChip
from desktop.views.widgets.fields import ChoiceField
from desktop.views.widgets.labels import ElidedLabel, Label
from desktop.views.widgets.separators import VerticalLine

if TYPE_CHECKING:
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["RevisionsView"]

BESIDE = 1060
"""From this width on the next step stands beside the record, below it above."""
LIST_SHOWN = 720
LIST_WIDTH, NARROW_LIST, STEP_WIDTH = 288, 232, 304


class RevisionsView(QWidget):
    """`revision` is the label of the one that is shown. `place_wanted` leads into the text."""

    place_wanted = Signal(object)
    """Place in the text."""
    command_wanted = Signal(str)
    shown = Signal()
    """Another revision is shown, or its state is another."""

    def __init__(
        self,
        desk: Desk,
        in_hand: "PolicyInHand",
        reader: LifeReader,
        actions: LifeActions,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.desk, self.in_hand, self.reader, self.steps = desk, in_hand, reader, actions
        self.revision = ""
        self._follows_latest = True
        self.files = KeptFiles(desk, in_hand, self)
        self.list = RevisionList(self)
        self.step = NextStep(desk, actions, self)
        self._line = VerticalLine()
        self._step_line = VerticalLine()
        self._make_record()
        self._text: WholeText | None = None
        self._middle = QStackedWidget(self)
        self._middle.addWidget(self._scroll)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self._line)
        row.addWidget(self._middle, 1)
        row.addWidget(self._step_line)
        row.addWidget(self.step)
        self._filled = False
        self._connect()

    def _make_record(self) -> None:
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(self.tr("Record of the revision"))
        page = self._page = QWidget()
        page.setProperty("role", "page")
        column = self._column = QVBoxLayout(page)
        column.setContentsMargins(px(20), px(16), px(20), px(20))
        column.setSpacing(px(12))
        head = QHBoxLayout()
        head.setSpacing(px(10))
        self._title = Label("", "chapter", "text", page)
        self._second = ElidedLabel("", "body", "text2", page)
        self._chip = StateChip("draft", page)
        self.picker = ChoiceField(self.tr("Revision"), page)
        self.picker.activated.connect(lambda _at: self.choose(str(self.picker.currentData())))
        head.addWidget(self._title)
        head.addWidget(self._chip)
        head.addWidget(self._second, 1)
        head.addWidget(self.picker)
        column.addLayout(head)
        self.path = LifePath(page)
        self.opinions = OpinionCard(page)
        self.signatures = SignatureCard(page)
        self.procedures = ProcedureCard(page)
        self.changes = ChangeCard(page)
        self.kept = KeptCard(page)
        for card in (
            self.path,
            self.opinions,
            self.signatures,
            self.procedures,
            self.changes,
            self.kept,
        ):
            column.addWidget(card)
        column.addStretch(1)
        self._scroll.setWidget(page)

    def _connect(self) -> None:
        reader, actions = self.reader, self.steps
        reader.read.connect(self._show_anew)
        reader.weighed.connect(self._show_weighed)
        reader.compared.connect(self._compared)
        self.list.chosen.connect(self.choose)
        self.list.new_wanted.connect(lambda: actions.run("revision.new"))
        self.list.compare_wanted.connect(lambda: actions.run("revision.compare"))
        self.step.command_wanted.connect(self._command)
        self.step.mend_wanted.connect(self._mend)
        self.path.chosen.connect(self._show_station)
        self.opinions.give_wanted.connect(lambda: actions.run("revision.opinion"))
        self.opinions.return_wanted.connect(lambda: actions.run("revision.return"))
        self.opinions.answer_wanted.connect(actions.answer)
        self.opinions.clause_wanted.connect(self._go_to_anchor)
        self.procedures.record_wanted.connect(actions.procedure)
        self.changes.comparison_wanted.connect(self._compare)
        self.kept.open_wanted.connect(self.files.open)
        self.kept.save_wanted.connect(self.files.save)

    def close_policy(self) -> None:
        """Nothing is asked of the library or the paper process after this."""
        if self._text is not None:
            self._text.close_revision()

    # -- which revision ------------------------------------------------------------------------

    def choose(self, revision: str) -> None:
        """Shows the record of that revision; "" is the latest."""
        record = self.reader.record
        if record is None or not self._filled:
            self.revision = revision
            self._follows_latest = not revision
            return
        latest = record.life.latest.revision
        known = record.life.revision(revision) is not None
        self.revision = revision if known else latest
        self._follows_latest = self.revision == latest
        self._leave_text()
        self._show_anew()
        self._scroll.verticalScrollBar().setValue(0)

    def life(self) -> RevisionLife | None:
        record = self.reader.record
        return None if record is None else record.life.revision(self.revision)

    @property
    def shows_latest(self) -> bool:
        record = self.reader.record
        return record is not None and self.revision == record.life.latest.revision

    def read_text(self, revision: str = "") -> None:
        """The pages of that revision, to be read."""
        record = self.reader.record
        if record is None:
            return
        wanted = revision or self.revision
        if wanted != self.revision:
            self.choose(wanted)
        if self._text is None:
            self._text = WholeText(self.desk, self)
            self._text.back_wanted.connect(self._leave_text)
            self._text.command_wanted.connect(self.command_wanted)
            self._middle.addWidget(self._text)
        policy = self.in_hand.current
        language: Language = policy.languages[0]
        self._text.show_revision(self.in_hand.id, wanted, record.states[wanted], language)
        self._middle.setCurrentWidget(self._text)
        self._text.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_text(self) -> None:
        if self._text is not None and self._middle.currentWidget() is self._text:
            self._text.close_revision()
            self._middle.setCurrentWidget(self._scroll)

    # -- what is shown -------------------------------------------------------------------------

    def _show_anew(self) -> None:
        with focus_kept(self, self.step.primary):
            self._show()

    def _show(self) -> None:
        """The record anew; whoever does not look at it is shown it on coming back."""
        record = self.reader.record
        if record is None or self.isHidden():
            return
        self._filled = True
        if self._follows_latest or record.life.revision(self.revision) is None:
            self.revision = record.life.latest.revision
            self._follows_latest = True
        self._follows_latest = self.revision == record.life.latest.revision
        life = record.life.revision(self.revision)
        assert life is not None
        writable = self.shows_latest and not self.desk.read_only
        state = record.states[life.revision]
        self._title.setText(self.tr("Revision {revision}").format(revision=life.revision))
        self._chip.set_state(state)
        self._second.setText(self._about(life, state))
        self.list.show_record(record, self.revision)
        self.list.set_new_allowed(self.steps.why_not("revision.new"))
        self.list.set_compare_allowed(self.steps.why_not("revision.compare"))
        self._fill_picker()
        self.path.show_stations(stations(record, life))
        self.opinions.show_life(self.reader, life, writable)
        self.signatures.show_life(record, life, self.desk.language)
        self.procedures.show_life(record, life, writable and state != "withdrawn")
        files = [one for one in record.kept if one.revision == life.revision]
        self.kept.show_files(files, self.desk.language)
        self._show_changes(life)
        self._show_step()
        self.shown.emit()

    def _about(self, life: RevisionLife, state: str) -> str:
        """What it replaces and from when."""
        words = []
        if life.base:
            if state in ("effective", "superseded", "withdrawn", "expired"):
                words.append(self.tr("replaced {base}").format(base=life.base))
            else:
                words.append(self.tr("replaces {base}").format(base=life.base))
        effective = life.effective
        planned = self.in_hand.policy.facts.effective if self.in_hand.policy else None
        if effective is not None:
            words.append(self.tr("in force from {day}").format(day=effective.isoformat()))
        elif planned is not None and self.shows_latest and life.is_open:
            words.append(self.tr("planned to apply from {day}").format(day=planned.isoformat()))
        return self.tr(", ").join(words)

    def _fill_picker(self) -> None:
        self.picker.clear()
        for label in self.list.labels():
            self.picker.addItem(label, label)
        self.picker.setCurrentIndex(self.picker.findData(self.revision))

    def _show_weighed(self) -> None:
        """Names of clauses and what is missing are known now."""
        life = self.life()
        if life is not None:
            writable = self.shows_latest and not self.desk.read_only
            with focus_kept(self, self.step.primary):
                if any(one.clause for one in life.opinions):
                    self.opinions.show_life(self.reader, life, writable)
                self._show_step()

    def _show_step(self) -> None:
        record, life = self.reader.record, self.life()
        if record is not None and life is not None:
            missing = self.reader.missing if self.reader.is_weighed else None
            self.step.show_record(record, life, missing)

    def _show_changes(self, life: RevisionLife) -> None:
        self.changes.setVisible(bool(life.base))
        if not life.base:
            return
        found = self.reader.comparison(life.base, life.revision, self._language())
        if found is None:
            self.changes.show_waiting(life.base)
        else:
            self.changes.show_comparison(life.base, found)

    def _language(self) -> Language:
        """The window's, where the policy is written in it."""
        policy = self.in_hand.current
        spoken = self.desk.language
        return spoken if spoken in policy.languages else policy.languages[0]

    def _compared(self, old: str, new: str) -> None:
        life = self.life()
        if life is not None and (old, new) == (life.base, life.revision):
            self._show_changes(life)

    def text_changed(self) -> None:
        """Something was written: what is compared and checked is another."""
        life = self.life()
        if life is not None and life.is_open and self.isVisible():
            self._show_changes(life)

    # -- what leads elsewhere ------------------------------------------------------------------

    def _command(self, command: str) -> None:
        if command == "revision.read":
            self.read_text()
        elif command.startswith("revision."):
            self.steps.run(command)
        else:
            self.command_wanted.emit(command)

    def _compare(self) -> None:
        life = self.life()
        if life is not None and life.base:
            self.steps.comparison_wanted.emit(life.base, life.revision)

    def _mend(self, problem: Problem) -> None:
        code = problem.code
        if code.startswith(("life-opinions-short", "life-person-short")):
            self.steps.opinion(problem.place)
        elif code.startswith("life-unanswered"):
            number = problem.facts.get("number")
            self.steps.answer(number if isinstance(number, int) else 0)
        elif code in ("life-consultation-missing", "life-publicity-missing"):
            self.steps.procedure(code.split("-")[1])
        else:
            self._go_to_anchor(problem.place)

    def _go_to_anchor(self, anchor: str) -> None:
        """To a clause of the working text; of a revision that is over, to its pages."""
        kind, _, name = anchor.partition(":")
        field = name.partition("/")[0]
        chosen = {
            "article": Place(POLICY, self.in_hand.id, article=name),
            "chapter": Place(POLICY, self.in_hand.id, chapter=name),
            "field": Place(POLICY, self.in_hand.id, field=name),
            "table": Place(POLICY, self.in_hand.id, field=field),
            "part": Place(POLICY, self.in_hand.id, field=field),
        }
        if self.shows_latest and kind in chosen:
            self.place_wanted.emit(chosen[kind])
        else:
            self.read_text()

    def _show_station(self, key: str) -> None:
        """What is on record of a step comes into view."""
        card: QWidget = self.signatures
        if key in ("consult", "countersign", "review"):
            card = self.opinions
        elif key == "draft" and not self.changes.isHidden():
            card = self.changes
        elif key == "issue" and not self.kept.isHidden():
            card = self.kept
        bar = self._scroll.verticalScrollBar()
        bar.setValue(max(0, card.y() - px(12)))

    # -- the window ----------------------------------------------------------------------------

    def entered(self) -> None:
        self.reader.watch(True)  # `read` follows, and shows it
        QTimer.singleShot(0, self, self.list.view.setFocus)

    def left(self) -> None:
        self.reader.watch(False)

    def fail(self, error: KnownError) -> None:
        self.desk.refuse(error)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        width = event.size().width()
        beside, listed = width >= px(BESIDE), width >= px(LIST_SHOWN)
        self.list.setVisible(listed)
        self._line.setVisible(listed)
        self.picker.setVisible(not listed)
        self.list.setFixedWidth(px(LIST_WIDTH if beside else NARROW_LIST))
        self._step_line.setVisible(beside)
        inside = self.step.parent() is self._page
        if beside and inside:
            self._column.removeWidget(self.step)
            self._row.addWidget(self.step)
        elif not beside and not inside:
            self._row.removeWidget(self.step)
            self._column.insertWidget(2, self.step)
        if beside:
            self.step.setFixedWidth(px(STEP_WIDTH))
        else:
            self.step.setMinimumWidth(0)
            self.step.setMaximumWidth(16_777_215)
        self.step.set_in_column(not beside)
