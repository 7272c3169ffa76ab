"""Steps that ask for a reason: returning for changes, withdrawing, discarding."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from desktop.views.dialogs.life.parts import LifeDialog, TextField

if TYPE_CHECKING:
    from desktop.services.revision_overview import Record
    from desktop.views.desk import Desk
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["DiscardDialog", "ReturnDialog", "WithdrawDialog"]


class _Reasoned(LifeDialog):
    def __init__(
        self, window: QWidget, desk: "Desk", in_hand: "PolicyInHand", record: "Record"
    ) -> None:
        super().__init__(window, desk, in_hand, record, "", QSize(560, 380))

    def fill(self, happens: str, hint: str, who: str, step: str, button: str) -> None:
        self.add_words(happens)
        self.reason = TextField(hint)
        self.reason.textChanged.connect(self.look)
        self.add_row(self.tr("Grounds"), self.reason)
        self.person = self.add_person(who, step)
        self.end_form()
        self.add_step(button)
        self.reason.setFocus()

    def missing(self) -> str:
        return super().missing() if self.reason.words() else self.tr("A reason is needed.")


class ReturnDialog(_Reasoned):
    """Gives the text back to its preparer."""

    def __init__(
        self, window: QWidget, desk: "Desk", in_hand: "PolicyInHand", record: "Record"
    ) -> None:
        super().__init__(window, desk, in_hand, record)
        self.setWindowTitle(self.tr("Return {revision} for changes").format(revision=self.label))
        self.fill(
            self.tr(
                "The text can be changed again. Opinions and answers stay on record; who "
                "countersigned or reviewed another text is asked again."
            ),
            self.tr("What has to be changed"),
            self.tr("Returned by"),
            "return",
            self.tr("Return for changes"),
        )

    def step(self) -> None:
        from desktop.services.commands.return_policy import ReturnPolicy

        said = self.tr("{revision} is a draft again").format(revision=self.label)
        command = ReturnPolicy(self.in_hand.id_of_policy, self.reason.words())
        self.take(command, self.person.name(), said)


class DiscardDialog(_Reasoned):
    """Gives up a revision that was begun."""

    def __init__(
        self, window: QWidget, desk: "Desk", in_hand: "PolicyInHand", record: "Record"
    ) -> None:
        super().__init__(window, desk, in_hand, record)
        base = record.life.latest.base
        self.setWindowTitle(self.tr("Discard {revision}").format(revision=self.label))
        self.fill(
            self.tr(
                "The policy is again what {base} says. What was written in {revision} since then "
                "is gone and cannot be brought back; opinions and this reason stay on record."
            ).format(base=base, revision=self.label),
            self.tr("Why the revision is given up"),
            self.tr("Discarded by"),
            "discard",
            self.tr("Discard {revision}").format(revision=self.label),
        )

    def step(self) -> None:
        from desktop.services.commands.discard_revision import DiscardRevision

        said = self.tr("{revision} has been discarded").format(revision=self.label)
        command = DiscardRevision(self.in_hand.id_of_policy, self.reason.words())
        self.take(command, self.person.name(), said)


class WithdrawDialog(_Reasoned):
    """Ends the force of a revision. `revision`: which one."""

    def __init__(
        self,
        window: QWidget,
        desk: "Desk",
        in_hand: "PolicyInHand",
        record: "Record",
        revision: str,
    ) -> None:
        super().__init__(window, desk, in_hand, record)
        self._revision = revision
        self.setWindowTitle(self.tr("Withdraw {revision}").format(revision=revision))
        self.fill(
            self.tr(
                "{revision} no longer applies from today, and every page of it says so. It stays "
                "readable with its record. This cannot be undone."
            ).format(revision=revision),
            self.tr("Why it no longer applies"),
            self.tr("Withdrawn by"),
            "withdraw",
            self.tr("Withdraw {revision}").format(revision=revision),
        )

    def step(self) -> None:
        from desktop.services.commands.withdraw_policy import WithdrawPolicy

        said = self.tr("{revision} has been withdrawn").format(revision=self._revision)
        command = WithdrawPolicy(self.in_hand.id_of_policy, self.reason.words(), self._revision)
        self.take(command, self.person.name(), said)
