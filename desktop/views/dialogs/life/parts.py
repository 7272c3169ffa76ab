"""What the dialogs of a policy's life share: the person, a text, and how the step is taken."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QFormLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QWidget,
)

from desktop.models.errors import KnownError
from desktop.views.dialogs.frame import Frame
from desktop.views.theme import px
from desktop.views.widgets.busy import Busy
from desktop.views.widgets.buttons import Button, PrimaryButton
from desktop.views.widgets.fields import DateField
from desktop.views.widgets.labels import Label

if TYPE_CHECKING:
    from desktop.services.command import Command, Outcome
    from desktop.services.revision_overview import Record
    from desktop.views.desk import Desk
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = [
    "LifeDialog",
    "OptionalDate",
    "PersonField",
    "TextField",
    "day_of_field",
    "frame_popup",
    "qt_day",
]


def qt_day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def day_of_field(field: DateField) -> date:
    chosen = field.date()
    return date(chosen.year(), chosen.month(), chosen.day())


def frame_popup(completer: QCompleter) -> None:
    """What it offers has an edge: it lies over fields of the same colour."""
    popup = completer.popup()
    assert popup is not None  # made when it is asked for
    popup.setProperty("role", "popup")


class PersonField(QComboBox):
    """A name, completed from the people directory. `step`: the last name that took it on this
    computer is proposed."""

    def __init__(self, desk: "Desk", step: str, people: Sequence[str], name: str = "") -> None:
        super().__init__()
        self._desk, self._step = desk, step
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(list(people))
        self.setMaxVisibleItems(12)
        completer = self.completer()
        line = self.lineEdit()
        assert completer is not None  # an editable box has both
        assert line is not None
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        frame_popup(completer)
        line.setMaxLength(200)
        line.setPlaceholderText(self.tr("Full name"))
        self.setEditText(name or desk.local.choices.get(self._key, ""))

    @property
    def _key(self) -> str:
        return f"life.person.{self._step}"

    def name(self) -> str:
        return " ".join(self.currentText().split())

    def remember(self) -> None:
        self._desk.local.choices[self._key] = self.name()


class TextField(QPlainTextEdit):
    """Some lines; Tab goes on to the next field."""

    def __init__(self, hint: str = "", lines: int = 4) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setPlaceholderText(hint)
        self._lines = lines
        self.setMinimumHeight(px(22 * lines + 12))

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(320), px(22 * self._lines + 12))

    def words(self) -> str:
        return self.toPlainText().strip()


class OptionalDate(QWidget):
    """A date that may be left to the rules."""

    def __init__(self, words: str, day: date, chosen: bool = False) -> None:
        super().__init__()
        self.wanted = QCheckBox(words)
        self.wanted.setChecked(chosen)
        self.field = DateField(qt_day(day), words, self)
        self.field.setEnabled(chosen)
        self.wanted.toggled.connect(self.field.setEnabled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        row.addWidget(self.wanted)
        row.addWidget(self.field)
        row.addStretch(1)
        self.setFocusProxy(self.wanted)

    def day(self) -> date | None:
        return day_of_field(self.field) if self.wanted.isChecked() else None


class LifeDialog(Frame):
    """A step is taken by `step_wanted` of the primary button; a refusal stays in the dialog."""

    def __init__(
        self,
        window: QWidget,
        desk: "Desk",
        in_hand: "PolicyInHand",
        record: "Record",
        caption: str,
        size: QSize,
    ) -> None:
        super().__init__(window, desk, caption, size)
        self.in_hand, self.record = in_hand, record
        self._primary: PrimaryButton | None = None
        self._cancel: Button | None = None
        self._said = ""
        self._person: PersonField | None = None
        self.busy = Busy(self, can_cancel=False)
        self.foot.insertWidget(0, self.busy)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(px(16))
        self.form.setVerticalSpacing(px(12))
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)

    @property
    def label(self) -> str:
        """The revision that is worked on."""
        return self.record.life.latest.revision

    @property
    def people(self) -> tuple[str, ...]:
        return self.record.people

    def add_words(self, words: str, tone: str = "text2") -> Label:
        """A sentence over the form."""
        label = Label(words, "body", tone, self, wrap=True)
        self.body.addWidget(label)
        return label

    def add_row(self, words: str, widget: QWidget) -> None:
        label = Label(words, "label", "text2", self)
        label.setBuddy(widget)
        if not widget.accessibleName():
            widget.setAccessibleName(words)
        self.form.addRow(label, widget)

    def add_person(self, words: str, step: str, name: str = "") -> PersonField:
        person = self._person = PersonField(self.desk, step, self.people, name)
        person.editTextChanged.connect(self.look)
        self.add_row(words, person)
        return person

    def end_form(self) -> None:
        """After the last row: what the record is worth."""
        self.body.addLayout(self.form)
        self.body.addStretch(1)
        honest = self.tr(
            "This is an internal record: the name is written by whoever uses this computer, "
            "and is no electronic signature."
        )
        self.body.addWidget(Label(honest, "label", "text3", self, wrap=True))

    def add_step(self, words: str) -> PrimaryButton:
        """The button that takes the step, and the one that leaves."""
        self._primary = self.add_primary(words, self.step)
        self._cancel = self.add_cancel()
        self.look()
        return self._primary

    @property
    def primary_button(self) -> PrimaryButton:
        """The button that takes the step."""
        assert self._primary is not None
        return self._primary

    # -- the step ------------------------------------------------------------------------------

    def missing(self) -> str:
        """What is still to be written; "" where the step can be taken."""
        if self._person is not None and not self._person.name():
            return self.tr("Write who does this")
        return ""

    def look(self, *_: object) -> None:
        if self._primary is not None:
            missing = self.missing()
            self._primary.setEnabled(not missing and self.busy.isHidden())
            self._primary.set_tooltip(missing)

    def step(self) -> None:
        """Carries out what was written: for the dialog to say."""
        raise NotImplementedError

    def take(self, command: "Command[Any]", by: str, said: str, waiting: str = "") -> None:
        """Runs the command on behalf of `by`; `said` is told once it is done."""
        self.strip.clear()
        self._said = said
        self.wait(waiting or self.tr("Being recorded…"))
        task = self.desk.take_step(command, by, stack=self.in_hand.stack)
        task.done.connect(self._done)
        task.failed.connect(self.fail)

    def wait(self, words: str) -> None:
        self.busy.start(words)
        self.look()

    def _done(self, _outcome: "Outcome[Any]") -> None:
        if self._person is not None:
            self._person.remember()
        self.desk.say(self._said)
        self.accept()

    def fail(self, error: KnownError) -> None:
        self.busy.stop()
        self.say_wrong(error)
        self.look()

    def say_wrong(self, error: KnownError) -> None:
        """Every obstacle in words; where it stands is known here."""
        from desktop.i18n import catalogue

        say, language = catalogue("errors").say, self.desk.language
        lines = [say(error.code, language, **error.facts)]
        lines += [say(one.code, language, **one.facts) for one in error.problems[:8]]
        self.strip.say("blocker", "\n".join(dict.fromkeys(lines)))
