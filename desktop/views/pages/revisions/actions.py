"""The commands of a policy's life: which can be carried out now, why not, and their dialogs."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop.models.errors import Problem
from desktop.models.life import STATE_OF_STEP, RevisionLife
from desktop.models.life_rules import (
    against_revising,
    against_submitting,
    against_withdrawing,
    first_short,
)
from desktop.views.pages.revisions.words import obstacle_words

if TYPE_CHECKING:
    from desktop.services.revision_overview import Record
    from desktop.views.desk import Desk
    from desktop.views.pages.revisions.reading import LifeReader
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["LifeActions", "next_command", "withdrawn_by_choice"]


class LifeActions(QObject):
    """Of the policy that is open; `widget` is on the window that the dialogs belong to."""

    comparison_wanted = Signal(str, str)
    """(old, new): two revisions are to be gone through clause by clause."""
    package_wanted = Signal()
    """The revision package is to be made of the revision that is shown."""
    text_wanted = Signal(str)
    """The whole text of that revision is to be read."""

    def __init__(
        self, desk: "Desk", in_hand: "PolicyInHand", reader: "LifeReader", widget: QWidget
    ) -> None:
        super().__init__(widget)
        self._desk, self._in_hand, self._reader, self._widget = desk, in_hand, reader, widget
        self.before_leaving: Callable[[], bool] = lambda: True
        """Keeps what is being typed; False where that cannot be done."""

    def table(self) -> Mapping[str, Callable[[], None]]:
        return {
            "revision.next": self.next,
            "revision.submit": self.submit,
            "revision.opinion": self.opinion,
            "revision.answer": self.answer,
            "revision.return": self.give_back,
            "revision.procedure": self.procedure,
            "revision.approve": self.approve,
            "revision.issue": self.issue,
            "revision.new": self.revise,
            "revision.discard": self.discard,
            "revision.withdraw": self.withdraw,
            "revision.compare": self.compare,
            "revision.package": self.package,
            "revision.read": self.read,
        }

    def can(self, command: str) -> bool:
        return not self.why_not(command)

    def why_not(self, command: str) -> str:
        """In words; "" where it can be carried out."""
        record = self._reader.record
        if record is None:
            return self.tr("The revisions are being read…")
        if command in ("revision.read", "revision.package"):
            return ""
        if command == "revision.compare":
            return "" if len(record.life.revisions) > 1 else self.tr("There is one revision only")
        if self._desk.read_only:
            return self.tr("The library can only be read")
        if command == "revision.next":
            return self.why_not(next_command(record))
        obstacles = _obstacles(command, record)
        if obstacles:
            return obstacle_words(self._desk, obstacles[0])
        if command == "revision.answer" and not record.life.latest.opinions:
            return self.tr("No opinion has been given yet")
        return ""

    # -- the steps -----------------------------------------------------------------------------

    def next(self) -> None:
        """The step that the policy waits for."""
        record = self._reader.record
        if record is not None:
            self.run(next_command(record))

    def run(self, command: str) -> None:
        if self.can(command):
            self.table()[command]()

    def submit(self) -> None:
        from desktop.views.dialogs.life.submit import SubmitDialog

        self._open(
            "revision.submit",
            lambda window, record: SubmitDialog(window, self._desk, self._in_hand, record),
        )

    def opinion(self, step: str = "", clause: str = "") -> None:
        from desktop.views.dialogs.life.give_opinion import GiveOpinionDialog

        record = self._reader.record
        wanted = step or (_short(record) if record is not None else "")
        self._open(
            "revision.opinion",
            lambda window, record: GiveOpinionDialog(
                window, self._desk, self._in_hand, record, wanted, clause
            ),
        )

    def answer(self, number: int = 0) -> None:
        from desktop.views.dialogs.life.answer_opinion import AnswerOpinionDialog

        self._open(
            "revision.answer",
            lambda window, record: AnswerOpinionDialog(
                window, self._desk, self._in_hand, record, number
            ),
        )

    def give_back(self) -> None:
        from desktop.views.dialogs.life.reasoned import ReturnDialog

        self._open(
            "revision.return",
            lambda window, record: ReturnDialog(window, self._desk, self._in_hand, record),
        )

    def procedure(self, procedure: str = "") -> None:
        from desktop.views.dialogs.life.record_procedure import ProcedureDialog

        self._open(
            "revision.procedure",
            lambda window, record: ProcedureDialog(
                window, self._desk, self._in_hand, record, procedure
            ),
        )

    def approve(self) -> None:
        from desktop.views.dialogs.life.approve import ApproveDialog

        self._open(
            "revision.approve",
            lambda window, record: ApproveDialog(window, self._desk, self._in_hand, record),
        )

    def issue(self) -> None:
        from desktop.views.dialogs.life.issue import IssueDialog

        self._open(
            "revision.issue",
            lambda window, record: IssueDialog(window, self._desk, self._in_hand, record),
        )

    def revise(self) -> None:
        from desktop.views.dialogs.life.revise import ReviseDialog

        self._open(
            "revision.new",
            lambda window, record: ReviseDialog(window, self._desk, self._in_hand, record),
        )

    def discard(self) -> None:
        from desktop.views.dialogs.life.reasoned import DiscardDialog

        self._open(
            "revision.discard",
            lambda window, record: DiscardDialog(window, self._desk, self._in_hand, record),
        )

    def withdraw(self) -> None:
        from desktop.views.dialogs.life.reasoned import WithdrawDialog

        self._open(
            "revision.withdraw",
            lambda window, record: WithdrawDialog(
                window, self._desk, self._in_hand, record, withdrawn_by_choice(record).revision
            ),
        )

    def compare(self) -> None:
        """The latest revision with the one it was begun from."""
        record = self._reader.record
        if record is not None and len(record.life.revisions) > 1:
            latest = record.life.latest
            old = latest.base or record.life.revisions[-2].revision
            self.comparison_wanted.emit(old, latest.revision)

    def package(self) -> None:
        if self.before_leaving():
            self.package_wanted.emit()

    def read(self) -> None:
        record = self._reader.record
        if record is not None:
            self.text_wanted.emit(record.life.latest.revision)

    def _open(self, command: str, make: "Callable[[QWidget, Record], QDialog]") -> None:
        """Shows the dialog of a command, or says why that cannot be carried out any more."""
        why_not = self.why_not(command)
        if why_not:
            self._desk.say(why_not)
            return
        record = self._reader.record
        if record is None or not self.before_leaving():
            return
        make(self._widget.window(), record).open()


def next_command(record: "Record") -> str:
    """What the policy waits for. Where the steps are done it is approval, though that may lack
    something still: its dialog says what."""
    latest = record.life.latest
    if latest.state == "draft":
        return "revision.submit"
    if latest.state == "approved":
        return "revision.issue"
    if not latest.is_open:
        return "revision.new"
    if _short(record):
        return "revision.opinion"
    return "revision.answer" if latest.unanswered() else "revision.approve"


def _short(record: "Record") -> str:
    return first_short(record.life.latest, record.facts, record.rules)


def _obstacles(command: str, record: "Record") -> tuple[Problem, ...]:
    """What the state of the policy says against a command, whoever does it."""
    life, latest = record.life, record.life.latest
    facts = {"revision": latest.revision}
    submitted = latest.state in STATE_OF_STEP.values()
    match command:
        case "revision.submit":
            return tuple(against_submitting(latest, record.facts, record.today))
        case "revision.opinion" | "revision.return" | "revision.approve" if not submitted:
            code = "life-not-submitted" if latest.state == "draft" else "life-closed"
            return (Problem("state", code, facts),)
        case "revision.answer" if not latest.is_open:
            return (Problem("state", "life-closed", facts),)
        case "revision.procedure" if latest.state == "withdrawn":
            return (Problem("state", "life-closed", facts),)
        case "revision.issue" if latest.state != "approved":
            return (Problem("state", "life-not-approved", facts),)
        case "revision.new":
            return tuple(against_revising(latest))
        case "revision.discard" if not latest.is_open:
            return (Problem("state", "life-closed", facts),)
        case "revision.discard" if life.revision(latest.base) is None:
            return (Problem("state", "life-nothing-before", facts),)
        case "revision.withdraw":
            return tuple(against_withdrawing(withdrawn_by_choice(record)))
    return ()


def withdrawn_by_choice(record: "Record") -> RevisionLife:
    """Which revision a withdrawal means: the one in force, else the latest that was approved."""
    in_force = record.life.in_force(record.today)
    if in_force is not None:
        return in_force
    approved = [one for one in record.life.revisions if one.approved and not one.withdrawn]
    return approved[-1] if approved else record.life.latest
