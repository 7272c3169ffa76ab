"""Settings of the library: what it asks for before a revision is approved and issued."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QWidget

from desktop.models.life_rules import RULE_RANGES, LifeRules
from desktop.views.theme import px
from desktop.views.widgets.fields import NumberField
from desktop.views.widgets.labels import Label
from desktop.views.widgets.segmented import Segmented

if TYPE_CHECKING:
    from desktop.views.desk import Desk

__all__ = ["ApprovalSection"]


class ApprovalSection(QWidget):
    """Each change holds at once, for all policies of the library."""

    def __init__(self, desk: "Desk", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from desktop.services.life_queries import life_rules

        self._desk = desk
        self._ranges = RULE_RANGES
        rules = life_rules(desk.opened)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(px(16))
        self._form.setVerticalSpacing(px(12))
        hint = self.tr(
            "How many people give their opinion in a step; 0 leaves the step out. Holds for all "
            "policies of the library."
        )
        self._form.addRow(Label(hint, "label", "text2", self, wrap=True))
        self.numbers: dict[str, NumberField] = {}
        for name, words in (
            ("consult", self.tr("Opinions in the consultation")),
            ("countersign", self.tr("Countersignatures")),
            ("review", self.tr("Reviews")),
            ("amendments", self.tr("Amendments of an edition")),
            ("review_months", self.tr("Months until the first review")),
            ("trial_months", self.tr("Longest trial in months")),
        ):
            self._add_number(name, words, int(getattr(rules, name)))
        months = self.tr("The month counts from the effective date.")
        self.numbers["review_months"].setToolTip(months)
        self.numbers["trial_months"].setToolTip(months)
        self.style_choice = Segmented(
            (
                ("letter", self.tr("Letter (A/0)")),
                ("number", self.tr("Number (1.0)")),
                ("version", self.tr("Version (V1.0)")),
            ),
            self.tr("Revisions of new policies"),
        )
        self.style_choice.set_key(rules.style)
        self.style_choice.chosen.connect(lambda _key: self._keep())
        words = self.tr("Revisions of new policies")
        self._form.addRow(Label(words, "label", "text2"), self.style_choice)
        self.setEnabled(not desk.read_only)

    def _add_number(self, name: str, words: str, value: int) -> None:
        field = self.numbers[name] = NumberField(words, self)
        field.setRange(*self._ranges[name])
        field.setValue(value)
        field.setFixedWidth(px(110))
        field.editingFinished.connect(self._keep)
        label = Label(words, "label", "text2")
        label.setBuddy(field)
        self._form.addRow(label, field)

    def wanted(self) -> LifeRules:
        values = {name: field.value() for name, field in self.numbers.items()}
        return replace(LifeRules(), **values, style=self.style_choice.key())

    def _keep(self) -> None:
        from desktop.services.commands.set_life_rules import SetLifeRules
        from desktop.services.life_queries import life_rules

        if self.wanted() != life_rules(self._desk.opened):
            self._desk.attempt(SetLifeRules(self.wanted()), self.tr("approval rules"))
