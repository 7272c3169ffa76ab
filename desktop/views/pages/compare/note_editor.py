"""What the preparer says of one change: how much it weighs, and why it was made."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.i18n import Language
from desktop.models.change_notes import ChangeNote
from desktop.models.wording import Localised
from desktop.views.pages.compare.words import kind_words, label_of, weight_words
from desktop.views.theme import Theme, px
from desktop.views.widgets.buttons import Button, LinkButton
from desktop.views.widgets.flow_layout import FlowLayout
from desktop.views.widgets.labels import ElidedLabel, Label
from desktop.views.widgets.segmented import Segmented

if TYPE_CHECKING:
    from desktop.documents.comparing.results import ClauseChange

__all__ = ["NoteEditor"]


class NoteEditor(QWidget):
    """`noted(ClauseChange, ChangeNote)` when the person has said something else of a change."""

    noted = Signal(object, object)
    spread = Signal()
    """The reason is to hold for all changes of the article."""
    place_wanted = Signal()
    """To the clause itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._change: ClauseChange | None = None
        self._note: ChangeNote | None = None
        self._written = False
        self._fields: dict[Language, QLineEdit] = {}
        self._labels: dict[Language, Label] = {}
        self.title = ElidedLabel("", "strong", "text", self)
        self.to_place = Button(self.tr("Go to the clause"), "external-link", self, small=True)
        self.to_place.clicked.connect(self.place_wanted)
        words = weight_words()
        self.weight = Segmented(list(words.items()), self.tr("Weight of the change"), self)
        self.weight.chosen.connect(self._weighed)
        self.hint = ElidedLabel("", "label", "text2", self)
        self.suggestion = LinkButton(self.tr("Take the suggestion"), "", self)
        self.suggestion.clicked.connect(self._take_suggestion)
        self.for_article = LinkButton("", "", self)
        self.for_article.clicked.connect(self._spread)
        self._lay_out()
        Theme.current().changed.connect(self._dress)
        self._dress()

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self.to_place)
        self._row = FlowLayout(row_spacing=4)
        for widget in (self.weight, self.hint, self.suggestion, self.for_article):
            self._row.addWidget(widget)
        self._grid = QGridLayout()
        names = {"zh": self.tr("Reason in Chinese"), "en": self.tr("Reason in English")}
        for number, (language, name) in enumerate(names.items()):
            label = Label(name, "label", "text2", self)
            field = QLineEdit(self)
            field.setAccessibleName(name)
            field.setMaxLength(500)
            field.editingFinished.connect(self.save)
            label.setBuddy(field)
            key: Language = "zh" if language == "zh" else "en"
            self._labels[key], self._fields[key] = label, field
            self._grid.addWidget(label, number, 0)
            self._grid.addWidget(field, number, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addLayout(self._row)
        self._column.addLayout(self._grid)

    def field(self, language: Language) -> QLineEdit:
        return self._fields[language]

    # -- what is shown ---------------------------------------------------------------------------

    def show_change(
        self,
        change: "ClauseChange | None",
        note: ChangeNote | None,
        languages: tuple[Language, ...],
        *,
        writable: str | None,
        others: int,
    ) -> None:
        """`writable`: None where it can be written, else why not, in words. `others`: how many
        more changes its article has."""
        self.save()
        self._change = None  # what is set here was not typed
        self.setEnabled(change is not None)
        for language, field in self._fields.items():
            shown = language in languages
            text = "" if note is None else getattr(note.reason, language)
            if field.text() != text:
                field.setText(text)
                field.setCursorPosition(0)
            field.setReadOnly(writable is not None)
            field.setPlaceholderText("" if writable is not None else self.tr("Why it was changed"))
            self._labels[language].setVisible(shown)
            field.setVisible(shown)
        self._note = note
        self._written = writable is None
        if change is None:
            self.title.setText("")
            self.hint.setText("")
            return
        self._change = change
        said = self.tr("{kind}: {place}")
        self.title.setText(said.format(kind=kind_words()[change.kind], place=label_of(change)))
        kind = note.kind if note is not None else change.suggested
        self.weight.set_key(kind)
        for key, part in self.weight.parts().items():
            part.setEnabled(writable is None or key == kind)
        self._say_hint(change, note, writable)
        self.for_article.set_words(
            self.tr("Use this reason for %n other changes of the article", "", others)
        )
        has_reason = note is not None and bool(note.reason.zh or note.reason.en)
        self.for_article.setVisible(writable is None and others > 0)
        self.for_article.setEnabled(has_reason)
        self.for_article.set_tooltip("" if has_reason else self.tr("Write a reason first."))

    def _say_hint(
        self, change: "ClauseChange", note: ChangeNote | None, writable: str | None
    ) -> None:
        suggested = weight_words()[change.suggested]
        if writable is not None:
            said = writable
        elif note is None:
            said = self.tr("As the program suggests")
        else:
            said = self.tr("The program suggests: {weight}").format(weight=suggested)
        self.hint.setText(said)
        differs = note is not None and note.kind != change.suggested
        self.suggestion.setVisible(writable is None and differs)

    # -- what is said ----------------------------------------------------------------------------

    @property
    def pending(self) -> bool:
        """Whether something is typed that was not handed on yet."""
        return self._change is not None and self._written and self._said() != self._note

    def save(self) -> None:
        """Hands on what is typed."""
        if self.pending:
            self._hand_on(self._said())

    def _said(self) -> ChangeNote | None:
        change = self._change
        if change is None:
            return None
        reason = Localised(self._fields["zh"].text().strip(), self._fields["en"].text().strip())
        kind = self._note.kind if self._note is not None else change.suggested
        if self._note is None and not (reason.zh or reason.en):
            return None
        return ChangeNote(kind, reason)

    def _weighed(self, kind: str) -> None:
        said = self._said()
        reason = said.reason if said is not None else Localised()
        self._hand_on(ChangeNote("editorial" if kind == "editorial" else "substantive", reason))

    def _take_suggestion(self) -> None:
        if self._change is not None:
            self._weighed(self._change.suggested)

    def _hand_on(self, note: ChangeNote | None) -> None:
        self._note = note
        self.noted.emit(self._change, note)

    def _spread(self) -> None:
        self.save()
        self.spread.emit()

    def focus_reason(self) -> QLineEdit | None:
        """Goes to the first field of the reason."""
        first = next((one for one in self._fields.values() if not one.isHidden()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
            first.selectAll()
        return first

    def _dress(self) -> None:
        self._column.setContentsMargins(px(16), px(8), px(12), px(8))
        self._column.setSpacing(px(6))
        self._head.setSpacing(px(8))
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(4))
