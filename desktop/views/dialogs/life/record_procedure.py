"""What labour law asks for: that employees were heard, that the rule was made known."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from desktop.models.life import PROCEDURES
from desktop.views.dialogs.life.parts import LifeDialog, TextField, day_of_field, qt_day
from desktop.views.pages.revisions.words import procedure_words
from desktop.views.widgets.fields import DateField
from desktop.views.widgets.segmented import Segmented

if TYPE_CHECKING:
    from desktop.services.revision_overview import Record
    from desktop.views.desk import Desk
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["ProcedureDialog"]


class ProcedureDialog(LifeDialog):
    def __init__(
        self,
        window: QWidget,
        desk: "Desk",
        in_hand: "PolicyInHand",
        record: "Record",
        procedure: str = "",
    ) -> None:
        super().__init__(window, desk, in_hand, record, "", QSize(620, 460))
        self.setWindowTitle(self.tr("Record of labour law"))
        self.add_words(
            self.tr(
                "A rule that touches employees' interests is discussed with them or their "
                "representatives before it is approved, and made known to them before it is "
                "issued (Labour Contract Law, article 4)."
            )
        )
        held = {one.procedure for one in record.life.latest.procedures}
        missing = [one for one in PROCEDURES if one not in held]
        self.procedure = Segmented(
            [(one, procedure_words(one)) for one in PROCEDURES], self.tr("What was done")
        )
        self.procedure.set_key(procedure or (missing or PROCEDURES)[0])
        self.add_row(self.tr("What was done"), self.procedure)
        self.held = DateField(qt_day(record.today), self.tr("Held on"))
        self.held.setMaximumDate(qt_day(record.today))
        self.add_row(self.tr("Held on"), self.held)
        self.proof = TextField(
            self.tr("Minutes, posting, sign-in sheet; and where they are kept"), lines=3
        )
        self.proof.textChanged.connect(self.look)
        self.add_row(self.tr("Proof"), self.proof)
        self.person = self.add_person(self.tr("Recorded by"), "procedure")
        self.end_form()
        self.add_step(self.tr("Put on record"))
        self.proof.setFocus()

    def missing(self) -> str:
        if not self.proof.words():
            return self.tr("Say what proves it and where it is kept")
        return super().missing()

    def step(self) -> None:
        from desktop.services.commands.record_procedure import RecordProcedure

        command = RecordProcedure(
            self.in_hand.id_of_policy,
            self.procedure.key(),
            day_of_field(self.held),
            self.proof.words(),
        )
        self.take(command, self.person.name(), self.tr("It is on record"))
