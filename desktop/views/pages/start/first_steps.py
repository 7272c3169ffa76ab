"""The start page of somebody who has no policy yet: who one is, and what to do first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.views.widgets.buttons import LinkButton, PrimaryButton
from desktop.views.widgets.labels import Label

__all__ = ["FirstSteps"]


class FirstSteps(QFrame):
    """Both names may stay empty; they are taken when a field is left."""

    person_named = Signal(str)
    organisation_named = Signal(str)
    new_policy_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(Label(self.tr("Your policies will be listed here."), "section"))
        column.addWidget(
            Label(
                self.tr(
                    "Begin with a template below: it brings the chapters, forms and checklists, "
                    "and a sample for every field. Names are printed on the cover and kept in the "
                    "audit trail; both can be given later in the settings."
                ),
                "body",
                "text2",
                wrap=True,
            )
        )
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        self.person = self._field(self.tr("Your name"), self.tr("May stay empty"))
        self.organisation = self._field(
            self.tr("Name of the organisation"), self.tr("May stay empty")
        )
        form.addRow(Label(self.tr("Your name"), "label", "text2"), self.person)
        form.addRow(Label(self.tr("Name of the organisation"), "label", "text2"), self.organisation)
        column.addLayout(form)
        self.person.editingFinished.connect(
            lambda: self.person_named.emit(self.person.text().strip())
        )
        self.organisation.editingFinished.connect(
            lambda: self.organisation_named.emit(self.organisation.text().strip())
        )
        self.person.returnPressed.connect(self.organisation.setFocus)
        self.organisation.returnPressed.connect(self.new_policy_wanted)
        row = QHBoxLayout()
        begin = PrimaryButton(self.tr("Write the first policy…"), "file-plus")
        begin.clicked.connect(self.new_policy_wanted)
        look = LinkButton(self.tr("Look at the sample company first"))
        look.clicked.connect(self.sample_wanted)
        row.addWidget(begin)
        row.addWidget(look)
        row.addStretch(1)
        column.addLayout(row)

    def show_names(self, person: str, organisation: str) -> None:
        """What is known already; a field that is being written is left alone."""
        for field, text in ((self.person, person), (self.organisation, organisation)):
            if not (field.hasFocus() and field.isModified()) and field.text() != text:
                field.setText(text)

    def set_organisation_open(self, is_open: bool) -> None:
        """Whether the organisation's name can be kept now."""
        self.organisation.setEnabled(is_open)

    def _field(self, name: str, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        field.setMaximumWidth(360)
        field.setMaxLength(200)
        return field
