"""The next revision: why it is begun, and how it will be called."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from desktop.models.life_rules import next_revision
from desktop.views.dialogs.life.parts import LifeDialog, TextField
from desktop.views.widgets.segmented import Segmented

if TYPE_CHECKING:
    from desktop.services.revision_overview import Record
    from desktop.views.desk import Desk
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["ReviseDialog"]


class ReviseDialog(LifeDialog):
    def __init__(
        self, window: QWidget, desk: "Desk", in_hand: "PolicyInHand", record: "Record"
    ) -> None:
        super().__init__(window, desk, in_hand, record, "", QSize(600, 420))
        self.setWindowTitle(self.tr("New revision"))
        in_force = record.in_force
        if in_force:
            words = self.tr(
                "It begins with the text of {base}; {force} applies until the new one "
                "is issued. Projects stay with the revision they were started under."
            )
        else:
            words = self.tr(
                "It begins with the text of {base}. Projects stay with the revision "
                "they were started under."
            )
        self.add_words(words.format(base=self.label, force=in_force))
        names = {one: self._name(new_edition=one == "edition") for one in ("amendment", "edition")}
        options = [
            ("amendment", self.tr("Amendment: {label}").format(label=names["amendment"])),
            ("edition", self.tr("New edition: {label}").format(label=names["edition"])),
        ]
        if names["amendment"] == names["edition"]:
            options = options[1:]  # the edition has had its amendments
        self.kind = Segmented(options, self.tr("Kind"))
        self.add_row(self.tr("Kind"), self.kind)
        self.reason = TextField(
            self.tr("Why it is revised; stands in the record of revisions"), lines=3
        )
        self.add_row(self.tr("Reason"), self.reason)
        self.person = self.add_person(self.tr("Begun by"), "submit", desk.person)
        self.end_form()
        self.add_step(self.tr("Begin the revision"))
        self.reason.setFocus()

    def _name(self, *, new_edition: bool) -> str:
        from dataclasses import replace

        facts, rules = self.record.facts, self.record.rules
        edition, amendment = next_revision(facts, rules, new_edition=new_edition)
        return replace(facts, edition=edition, amendment=amendment).revision

    def step(self) -> None:
        from desktop.services.commands.revise_policy import RevisePolicy

        new_edition = self.kind.key() == "edition"
        command = RevisePolicy(self.in_hand.id_of_policy, self.reason.words(), new_edition)
        said = self.tr("{revision} has been begun: the text can be changed")
        self.take(
            command, self.person.name(), said.format(revision=self._name(new_edition=new_edition))
        )
