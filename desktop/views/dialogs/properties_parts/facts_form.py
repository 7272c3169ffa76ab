"""Title, numbers, languages, numbering, dates of a policy: the first page of its properties."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from desktop.i18n import Language
from desktop.models.snapshot import Policy, PolicyFacts
from desktop.models.wording import Localised
from desktop.views.dialogs.properties_parts.days import day_of
from desktop.views.theme import px
from desktop.views.widgets.fields import NumberField
from desktop.views.widgets.labels import Label
from desktop.views.widgets.segmented import Segmented

__all__ = ["DATES", "FactsForm", "WrongEntry"]

DATES = ("prepared", "approved", "issued", "effective", "review_due")


class WrongEntry(Exception):
    """What a person has to mend first: the sentence, and where."""

    def __init__(self, sentence: str, where: QWidget) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.where = where


class FactsForm(QScrollArea):
    """`title`, `facts`, `languages` and `numbering` raise WrongEntry or give what is written."""

    def __init__(self, policy: Policy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._policy = policy
        facts = policy.facts
        self.setWidgetResizable(True)
        holder = QWidget()
        self._form = QFormLayout(holder)
        self._form.setContentsMargins(px(20), px(16), px(20), px(16))
        self._form.setHorizontalSpacing(px(16))
        self._form.setVerticalSpacing(px(8))
        self.title_zh = self._line(self.tr("Title in Chinese"), policy.title.zh)
        self.title_en = self._line(self.tr("Title in English"), policy.title.en)
        self.number = self._line(self.tr("Number"), facts.number)
        self.issue_number = self._line(self.tr("Issue number"), facts.issue_number)
        self.edition = QComboBox()
        self.edition.addItems([chr(code) for code in range(ord("A"), ord("Z") + 1)])
        self.edition.setCurrentText(facts.edition)
        self._add(self.tr("Edition"), self.edition)
        self.amendment = NumberField(self.tr("Amendment"))
        self.amendment.setRange(0, 99)
        self.amendment.setValue(facts.amendment)
        self._add(self.tr("Amendment"), self.amendment)
        self.supersedes = self._line(self.tr("Supersedes"), facts.supersedes)
        self.department_zh = self._line(
            self.tr("Owner department (Chinese)"), facts.owner_department.zh
        )
        self.department_en = self._line(
            self.tr("Owner department (English)"), facts.owner_department.en
        )
        self.classification = Segmented(
            (
                ("public", self.tr("Public")),
                ("internal", self.tr("Internal")),
                ("confidential", self.tr("Confidential")),
            ),
            self.tr("Classification"),
        )
        self.classification.set_key(facts.classification)
        self._add(self.tr("Classification"), self.classification)
        self.days = {name: self._line(words, "") for name, words in self._date_words().items()}
        for name, line in self.days.items():
            day: date | None = getattr(facts, name)
            line.setText("" if day is None else day.isoformat())
            line.setPlaceholderText(self.tr("For example 2026-12-01"))
        self.trial = QCheckBox(self.tr("For trial"))
        self.trial.setChecked(facts.trial)
        self._form.addRow("", self.trial)
        self.days["trial_until"] = self._line(self.tr("Trial until"), "")
        until = facts.trial_until
        self.days["trial_until"].setText("" if until is None else until.isoformat())
        self.days["trial_until"].setPlaceholderText(self.tr("For example 2026-12-01"))
        self.days["trial_until"].setEnabled(facts.trial)
        self.trial.toggled.connect(self.days["trial_until"].setEnabled)
        self._add_life(facts)
        self._add_profile(policy)
        self.setWidget(holder)

    def _add_life(self, facts: PolicyFacts) -> None:
        """What the life of the policy goes by."""
        self.employees = QCheckBox(self.tr("Touches employees' interests"))
        self.employees.setChecked(facts.touches_employees)
        self._form.addRow("", self.employees)
        hint = self.tr(
            "Labour law then asks for a discussion with employees before approval, and for making "
            "it known to them before issue."
        )
        self._form.addRow("", Label(hint, "label", "text3", wrap=True))
        self.revision_style = Segmented(
            (
                ("letter", self.tr("Letter (A/0)")),
                ("number", self.tr("Number (1.0)")),
                ("version", self.tr("Version (V1.0)")),
            ),
            self.tr("How revisions are written"),
        )
        self.revision_style.set_key(facts.revision_style)
        self._add(self.tr("How revisions are written"), self.revision_style)

    def _add_profile(self, policy: Policy) -> None:
        self.language_choice = Segmented(
            (
                ("zh", self.tr("Chinese")),
                ("en", self.tr("English")),
                ("zh+en", self.tr("Chinese + English")),
                ("en+zh", self.tr("English + Chinese")),
            ),
            self.tr("Languages"),
        )
        self.language_choice.set_key("+".join(policy.languages))
        self._add(self.tr("Languages"), self.language_choice)
        self.numbering_choice = Segmented(
            (("article", self.tr("By articles")), ("decimal", self.tr("Decimal"))),
            self.tr("Numbering"),
        )
        self.numbering_choice.set_key(policy.numbering)
        self._add(self.tr("Numbering"), self.numbering_choice)
        hint = self.tr("A language that is switched off keeps its texts for later.")
        self._form.addRow("", Label(hint, "label", "text3", wrap=True))

    def _date_words(self) -> dict[str, str]:
        return {
            "prepared": self.tr("Prepared on"),
            "approved": self.tr("Approved on"),
            "issued": self.tr("Issued on"),
            "effective": self.tr("Effective from"),
            "review_due": self.tr("Review due"),
        }

    def _line(self, name: str, text: str) -> QLineEdit:
        line = QLineEdit(text)
        line.setMaxLength(1_000)
        self._add(name, line)
        return line

    def _add(self, name: str, widget: QWidget) -> None:
        widget.setAccessibleName(name)
        self._form.addRow(Label(name, "label", "text2"), widget)

    # -- what is written -------------------------------------------------------------------------

    def title(self) -> Localised:
        title = Localised(self.title_zh.text().strip(), self.title_en.text().strip())
        leading = self.languages()[0]
        if not getattr(title, leading):
            where = self.title_zh if leading == "zh" else self.title_en
            raise WrongEntry(self.tr("The policy needs a title in its leading language."), where)
        return title

    def languages(self) -> tuple[Language, ...]:
        keys = self.language_choice.key().split("+")
        return tuple("zh" if one == "zh" else "en" for one in keys)

    def facts(self) -> PolicyFacts:
        """Without distribution and signatories, which are the policy's own still."""
        return replace(
            self._policy.facts,
            number=self.number.text().strip(),
            issue_number=self.issue_number.text().strip(),
            edition=self.edition.currentText(),
            amendment=self.amendment.value(),
            supersedes=self.supersedes.text().strip(),
            owner_department=Localised(
                self.department_zh.text().strip(), self.department_en.text().strip()
            ),
            classification=self.classification.key(),
            prepared=self._day("prepared"),
            approved=self._day("approved"),
            issued=self._day("issued"),
            effective=self._day("effective"),
            review_due=self._day("review_due"),
            trial=self.trial.isChecked(),
            trial_until=self._day("trial_until") if self.trial.isChecked() else None,
            touches_employees=self.employees.isChecked(),
            revision_style=self.revision_style.key(),
        )

    def _day(self, name: str) -> date | None:
        line = self.days[name]
        try:
            return day_of(line.text())
        except ValueError as error:
            sentence = self.tr("“{text}” is no date. Write it like 2026-12-01.")
            raise WrongEntry(sentence.format(text=line.text().strip()), line) from error
