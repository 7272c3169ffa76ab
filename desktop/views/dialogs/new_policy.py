"""A new policy: from which template, called what, in which languages, numbered how."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import Language
from desktop.tasks.background import Task, in_background
from desktop.views.dialogs.frame import Frame, show_once
from desktop.views.dialogs.template_list import TemplateList, counts_of
from desktop.views.pages.start.outlines import (
    TemplateOutline,
    TemplatesRead,
    read_template_outlines,
)
from desktop.views.places import POLICY, Place
from desktop.views.theme import px
from desktop.views.widgets.busy import Busy
from desktop.views.widgets.labels import Label
from desktop.views.widgets.segmented import Segmented
from desktop.views.widgets.separators import VerticalLine

if TYPE_CHECKING:
    from desktop.models.errors import KnownError
    from desktop.services.command import Outcome
    from desktop.services.commands.create_policy import CreatePolicy
    from desktop.services.library import Library
    from desktop.services.preferences import Preferences
    from desktop.views.desk import Desk
    from desktop.views.main_window import MainWindow

__all__ = ["LANGUAGE_CHOICES", "NewPolicyDialog", "new_policy", "new_policy_from"]

_FILES = (".yaml", ".yml")
_LIST_WIDTHS = (160, 310)
LANGUAGE_CHOICES: dict[str, tuple[Language, ...]] = {
    "zh": ("zh",),
    "en": ("en",),
    "zh+en": ("zh", "en"),
    "en+zh": ("en", "zh"),
}
"""Key of the choice → languages of a policy, the leading one first."""


def new_policy(window: "MainWindow") -> None:
    new_policy_from(window, window.desk)


def new_policy_from(
    window: QWidget, desk: "Desk", template: str = "", *, fill: Path | None = None
) -> None:
    """`template`: id or file of the one to begin with; `fill`: a file of values for its fields."""
    if desk.read_only:
        from desktop.models.errors import LibraryUnusable

        if desk.library is not None:
            path = desk.library.path
            desk.refuse(LibraryUnusable("library-opened-read-only", path=path))
        return
    show_once(window, NewPolicyDialog, lambda: NewPolicyDialog(window, desk, template, fill))


class NewPolicyDialog(Frame):
    """The list of templates at the left, what is asked at the right."""

    def __init__(
        self, window: QWidget, desk: "Desk", template: str = "", fill: Path | None = None
    ) -> None:
        super().__init__(window, desk, self.tr("New policy"), QSize(940, 600))
        self._wanted = template
        self._fill = fill
        self._usual_numbering: str | None = None
        self.fill_body()
        row = QHBoxLayout()
        row.setSpacing(0)
        self.templates = TemplateList()
        self.templates.chosen.connect(self._show_template)
        row.addWidget(self.templates)
        row.addWidget(VerticalLine())
        row.addWidget(self._form(), 1)
        self.body.addLayout(row)
        self._busy = Busy(self)
        self.foot.insertWidget(0, self._busy)
        self.create_button = self.add_primary(self.tr("Create"), self._create)
        self.create_button.setEnabled(False)
        self.add_cancel()
        self._busy.start(self.tr("Reading the templates…"))
        language = desk.language
        library = desk.library
        task = in_background(lambda _task: _read(library, language, template))
        task.done.connect(self._show_templates)
        task.failed.connect(self._cannot)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """In a narrow dialog the list gives way, so that nothing of the form is cut off."""
        left_over = self.width() - self._asked.minimumSizeHint().width() - px(16)
        self.templates.setFixedWidth(max(px(_LIST_WIDTHS[0]), min(px(_LIST_WIDTHS[1]), left_over)))

    # -- what is asked ---------------------------------------------------------------------------

    def _form(self) -> QWidget:
        holder = self._asked = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(px(24), px(16), px(24), px(16))
        column.setSpacing(px(12))
        self._name = Label("", "page")
        self._counts = Label("", "label", "text2", wrap=True)
        self._description = Label("", "body", "text2", wrap=True)
        for label in (self._name, self._counts, self._description):
            column.addWidget(label)
        form = QFormLayout()
        form.setHorizontalSpacing(px(16))
        form.setVerticalSpacing(px(10))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._rows = form
        self.title_zh = self._line(self.tr("Title in Chinese"))
        self.title_en = self._line(self.tr("Title in English"))
        self.number = self._line(self.tr("Number"))
        self.number.setPlaceholderText(self.tr("For example QP-PM-01; can be given later"))
        self.languages = Segmented(
            (
                ("zh", self.tr("Chinese")),
                ("en", self.tr("English")),
                ("zh+en", self.tr("Chinese + English")),
                ("en+zh", self.tr("English + Chinese")),
            ),
            self.tr("Languages"),
        )
        self.numbering = Segmented(
            (("article", self.tr("By articles")), ("decimal", self.tr("Decimal"))),
            self.tr("Numbering"),
        )
        self._sample = Label("", "label", "text3", wrap=True)
        wide = QSizePolicy.Policy.Expanding  # else it wraps long before its column ends
        self._sample.setSizePolicy(wide, QSizePolicy.Policy.Preferred)
        for words, widget in (
            (self.tr("Title in Chinese"), self.title_zh),
            (self.tr("Title in English"), self.title_en),
            (self.tr("Number"), self.number),
            (self.tr("Languages"), self.languages),
            (self.tr("Numbering"), self.numbering),
        ):
            form.addRow(Label(words, "label", "text2"), widget)
        form.addRow("", self._sample)
        form.addRow(Label(self.tr("Begin"), "label", "text2"), self._beginnings())
        column.addLayout(form)
        column.addStretch(1)
        self.languages.chosen.connect(lambda _key: self._show_languages())
        self.numbering.chosen.connect(lambda _key: self._show_numbering())
        self._show_languages()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        return scroll

    def _beginnings(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        self.empty = QRadioButton(self.tr("Empty fields; samples can be inserted one by one"))
        self.samples = QRadioButton(self.tr("Every field filled with the template's sample"))
        self._group = QButtonGroup(self)
        for button in (self.empty, self.samples):
            self._group.addButton(button)
            column.addWidget(button)
        self.empty.setChecked(True)
        if self._fill is not None:
            words = self.tr("With the values of {file}").format(file=self._fill.name)
            column.insertWidget(0, Label(words, "body", wrap=True))
        return holder

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setMaxLength(200)
        line.textEdited.connect(lambda _text: self.strip.clear())
        return line

    # -- what is shown ---------------------------------------------------------------------------

    def _show_templates(self, found: "tuple[TemplatesRead, Preferences]") -> None:
        read, usual = found
        self._busy.stop()
        self._usual_numbering = usual.numbering
        self.languages.set_key("+".join(usual.languages))
        self._show_languages()
        self.create_button.setEnabled(True)
        self.templates.set_outlines(read.outlines, self._wanted)
        if read.left_out:
            self.strip.say("warn", "\n".join(read.left_out))
        self.templates.setFocus()

    def _show_template(self, outline: TemplateOutline) -> None:
        """Its description; its title is proposed until the person has written another."""
        self._name.setText(outline.title)
        self._counts.setText(counts_of(outline))
        self._description.setText(outline.description)
        for line, proposed in (
            (self.title_zh, outline.policy_title_zh),
            (self.title_en, outline.policy_title_en),
        ):
            if not line.isModified():
                line.setText(proposed)
        self.numbering.set_key(self._usual_numbering or outline.numbering)
        self._show_numbering()

    def _show_languages(self) -> None:
        languages = LANGUAGE_CHOICES[self.languages.key()]
        self._rows.setRowVisible(self.title_zh, "zh" in languages)
        self._rows.setRowVisible(self.title_en, "en" in languages)
        self._show_numbering()

    def _show_numbering(self) -> None:
        """How the first places would read."""
        chinese = LANGUAGE_CHOICES[self.languages.key()][0] == "zh"
        if self.numbering.key() == "decimal":
            sample = self.tr("1 General → 1.1 Purpose → 1.1 a)")
        elif chinese:
            sample = self.tr("Chapter I → Article 1 → (1) → 1.")
        else:
            sample = self.tr("Chapter 1 → Article 1 → (1) → a)")
        self._sample.setText(sample)

    # -- what is done ----------------------------------------------------------------------------

    def _create(self) -> None:
        outline = self.templates.current()
        languages = LANGUAGE_CHOICES[self.languages.key()]
        lines = {"zh": self.title_zh, "en": self.title_en}
        for language in languages:
            if not lines[language].text().strip():
                self.strip.say("blocker", self.tr("Give the policy a title."))
                lines[language].setFocus()
                return
        if outline is None:
            return
        titles = {one: line.text() if one in languages else "" for one, line in lines.items()}
        number, numbering = self.number.text(), self.numbering.key()
        samples, fill, template = self.samples.isChecked(), self._fill, outline.id
        self._set_busy(busy=True)

        def work(_task: Task) -> "CreatePolicy":
            return _command(template, titles, languages, numbering, number, samples, fill)

        task = in_background(work)
        task.done.connect(self._run)
        task.failed.connect(self._cannot)

    def _run(self, command: "CreatePolicy") -> None:
        leading = command.languages[0]
        label = self.tr("New policy {title}").format(title=command.title.text(leading))
        task = self.desk.push_beside(command, label)
        task.done.connect(self._created)
        task.failed.connect(self._cannot)

    def _created(self, outcome: "Outcome[str]") -> None:
        self.accept()
        self.desk.go_to(Place(POLICY, outcome.result))

    def _cannot(self, error: "KnownError") -> None:
        self._set_busy(busy=False)
        self.say_wrong(error)

    def _set_busy(self, *, busy: bool) -> None:
        self.create_button.setEnabled(not busy)
        if busy:
            self._busy.start(self.tr("The policy is being made…"))
        else:
            self._busy.stop()


def _read(
    library: "Library | None", language: Language, wanted: str
) -> "tuple[TemplatesRead, Preferences]":
    from desktop.services.preferences import Preferences, preferences

    read = read_template_outlines(language, (wanted,) if wanted.endswith(_FILES) else ())
    return read, Preferences() if library is None else preferences(library)


def _command(
    template: str,
    titles: dict[str, str],
    languages: tuple[Language, ...],
    numbering: str,
    number: str,
    samples: bool,
    fill: Path | None,
) -> "CreatePolicy":
    """Reads the template, and the values where there is a file of them."""
    from desktop.models.wording import Localised
    from desktop.services.commands.create_policy import CreatePolicy
    from desktop.services.fill_files import places_of_template, read_fill_file
    from desktop.services.templates import template_of

    read = template_of(template)
    values = {}
    if fill is not None:
        codes = frozenset(str(role.code) for role in read.roles)
        values = read_fill_file(fill, places_of_template(read.chapters), languages, codes)
    return CreatePolicy(
        read,
        Localised.from_json(titles),
        languages,
        "decimal" if numbering == "decimal" else "article",
        number=number,
        samples=samples,
        values=values,
    )
