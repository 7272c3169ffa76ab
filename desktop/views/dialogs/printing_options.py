"""What can be chosen for one document, and the buttons that do something with it."""

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import Language
from desktop.views.dialogs.documents import Chosen, Printable
from desktop.views.theme import px
from desktop.views.widgets.buttons import Button, PrimaryButton
from desktop.views.widgets.labels import Label

if TYPE_CHECKING:
    from desktop.documents.catalogue import DocumentKind

__all__ = ["DocumentOptions"]

LOW = 400
"""Below that the hint makes room for the choices."""


class DocumentOptions(QFrame):
    changed = Signal(object)
    """Chosen: another document is wanted."""
    print_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._language: Language = language
        self._printable: Printable | None = None
        self._chosen: Chosen | None = None
        self._title = Label("", "section", "text", self, wrap=True)
        self._facts = Label("", "label", "text2", self, wrap=True)
        self._project_label = Label(self.tr("Filled for"), "label", "text2", self)
        self._project = QComboBox(self)
        self._phase_label = Label(self.tr("Phase"), "label", "text2", self)
        self._phase = QComboBox(self)
        self._language_label = Label(self.tr("Language of the document"), "label", "text2", self)
        self._edition = QComboBox(self)
        self._edition.addItem(self.tr("Chinese edition"), "zh")
        self._edition.addItem(self.tr("English edition"), "en")
        self._print = PrimaryButton(self.tr("&Print…"), "printer", self)
        self._save = Button(self.tr("&Save as…"), "download", self)
        self._hint = Label(
            self.tr("Pages, copies and both sides are chosen in the printer's own dialog."),
            "label",
            "text3",
            self,
            wrap=True,
        )
        for combo, label in (
            (self._project, self._project_label),
            (self._phase, self._phase_label),
            (self._edition, self._language_label),
        ):
            combo.setAccessibleName(label.text())
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(8)
            label.setBuddy(combo)
            combo.currentTextChanged.connect(combo.setToolTip)
        self._lay_out()
        self._project.activated.connect(self._choose_project)
        self._phase.activated.connect(self._choose_phase)
        self._edition.activated.connect(self._choose_language)
        self._print.clicked.connect(self.print_wanted)
        self._save.clicked.connect(self.save_wanted)
        self.set_ready(False)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(px(4))
        form.addRow(self._project_label, self._project)
        form.addRow(self._phase_label, self._phase)
        form.addRow(self._language_label, self._edition)
        choices = QFrame(self)
        choices.setProperty("role", "panel")
        upper = QVBoxLayout(choices)
        upper.setContentsMargins(px(16), px(16), px(16), px(8))
        upper.setSpacing(px(8))
        upper.addWidget(self._title)
        upper.addWidget(self._facts)
        upper.addSpacing(px(4))
        upper.addLayout(form)
        upper.addStretch(1)
        # In a low window the choices scroll; the buttons are always there.
        scrolling = QScrollArea(self)
        scrolling.setFrameShape(QFrame.Shape.NoFrame)
        scrolling.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolling.setWidgetResizable(True)
        scrolling.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolling.setWidget(choices)
        lower = QVBoxLayout()
        lower.setContentsMargins(px(16), px(8), px(16), px(16))
        lower.setSpacing(px(8))
        lower.addWidget(self._hint)
        lower.addWidget(self._print)
        lower.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolling, 1)
        column.addLayout(lower)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._hint.setVisible(self.height() >= px(LOW))

    # -- what is shown -------------------------------------------------------------------------

    @property
    def chosen(self) -> Chosen | None:
        return self._chosen

    @property
    def print_button(self) -> Button:
        return self._print

    @property
    def save_button(self) -> Button:
        return self._save

    @property
    def facts(self) -> str:
        return self._facts.text()

    def show_choices(self, printable: Printable) -> None:
        """What there is to choose from; `show_kind` follows."""
        self._printable = printable
        self._project.clear()
        self._project.addItem(self.tr("No project (blank form)"), None)
        for one in printable.projects:
            self._project.addItem(" ".join(filter(None, (one.number, one.title))), one)
            if printable.project is not None and one.id == printable.project.id:
                self._project.setCurrentIndex(self._project.count() - 1)
        self._phase.clear()
        for phase in printable.policy.phases:
            self._phase.addItem(phase.title.text(self._language), phase)
        if printable.policy.languages:
            self._edition.setCurrentIndex(self._edition.findData(printable.policy.languages[0]))

    def show_kind(self, kind: "DocumentKind") -> None:
        """The choices that this document needs."""
        printable = self._printable
        assert printable is not None
        of_project, of_phase = printable.takes_project(kind), printable.takes_phase(kind)
        bilingual = len(printable.policy.languages) > 1
        for shown, *widgets in (
            (of_project, self._project_label, self._project),
            (of_phase, self._phase_label, self._phase),
            (bilingual, self._language_label, self._edition),
        ):
            for widget in widgets:
                widget.setVisible(bool(shown))
        self._chosen = Chosen(
            kind,
            cast(Language, self._edition.currentData())
            if bilingual
            else printable.policy.languages[0],
            self._project.currentData() if of_project else None,
            self._phase.currentData() if of_phase else None,
        )
        self._title.setText(kind.title.text(self._language))
        self._say()

    @property
    def project(self) -> object:
        """The project that is chosen for whatever takes one; None for blank forms."""
        return self._project.currentData()

    def show_facts(self, facts: str) -> None:
        self._facts.setText(facts)

    def set_ready(self, ready: bool, why_not: str = "") -> None:
        """Printing needs the pages; `why_not` is said where it cannot be done."""
        self._print.setEnabled(ready)
        self._print.set_tooltip("" if ready else why_not)

    def set_saving(self, possible: bool) -> None:
        self._save.setEnabled(possible)

    # -- inside --------------------------------------------------------------------------------

    def _choose_project(self) -> None:
        if self._chosen is not None:
            self._chosen = replace(self._chosen, project=self._project.currentData())
            self._say()

    def _choose_phase(self) -> None:
        if self._chosen is not None:
            self._chosen = replace(self._chosen, phase=self._phase.currentData())
            self._say()

    def _choose_language(self) -> None:
        if self._chosen is not None:
            language = cast(Language, self._edition.currentData())
            self._chosen = replace(self._chosen, language=language)
            self._say()

    def _say(self) -> None:
        self.changed.emit(self._chosen)
