"""How paper looks: face, size and margins of its text, the mark on drafts; and a sample."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from desktop.i18n import LANGUAGES, Language
from desktop.tasks.background import in_background
from desktop.views.dialogs.settings_parts.faces import FacesSection
from desktop.views.dialogs.settings_parts.paper_sample import SampleSheet
from desktop.views.theme import px
from desktop.views.widgets.labels import Label
from desktop.views.widgets.segmented import Segmented

if TYPE_CHECKING:
    from desktop.models.paper_style import PaperFace, PaperMargins, PaperSize, PaperStyle
    from desktop.services.command import Changes
    from desktop.services.paper_sample import PaperSample
    from desktop.views.desk import Desk

__all__ = ["PaperSection"]


class PaperSection(QWidget):
    """Each choice is kept at once, as a step of undo; the sample follows it."""

    def __init__(self, desk: "Desk", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        self._choices = QWidget()
        column.addWidget(self._choices)
        self._grid = QGridLayout(self._choices)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(2))
        self._grid.setColumnStretch(1, 1)
        self._hints: dict[str, Label] = {}
        self._add_choices()
        for language in LANGUAGES:
            self.samples[language].setAccessibleName(self.tr("Sample of the paper"))
            column.addWidget(self.samples[language])
        hint = self.tr(
            "Holds for every document of this library. What a document says and its content check "
            "stay the same; its pages may break at other places."
        )
        column.addWidget(Label(hint, "label", "text3", wrap=True))
        column.addWidget(FacesSection(), 1)
        self._choices.setEnabled(not desk.read_only)
        self._show()
        desk.changed.connect(self._follow)

    def _add_choices(self) -> None:
        self.face = Segmented(
            (("song", self.tr("Song")), ("kai", self.tr("Kai")), ("hei", self.tr("Hei"))),
            self.tr("Face of text"),
        )
        self.size_of_text = Segmented(
            (
                ("small", self.tr("Small")),
                ("standard", self.tr("Standard")),
                ("large", self.tr("Large")),
            ),
            self.tr("Size of text"),
        )
        self.margins = Segmented(
            (
                ("standard", self.tr("Standard")),
                ("binding", self.tr("For binding")),
                ("narrow", self.tr("Narrow")),
            ),
            self.tr("Margins"),
        )
        for key, choice in self._segments().items():
            choice.chosen.connect(lambda _key: self._keep())
            self._add(key, choice.accessibleName(), choice)
        self.draft_mark = QCheckBox(self.tr("Print the watermark"))
        self.draft_mark.clicked.connect(lambda _checked: self._keep())
        self._add("draft_mark", self.tr("Drafts"), self.draft_mark)
        self.samples = {language: SampleSheet() for language in LANGUAGES}

    def _segments(self) -> dict[str, Segmented]:
        return {"face": self.face, "size": self.size_of_text, "margins": self.margins}

    def _add(self, key: str, name: str, choice: QWidget) -> None:
        """A row with its name and, below it, what the present choice is for."""
        row = self._grid.rowCount()
        self._grid.addWidget(Label(name, "label", "text2"), row, 0)
        self._grid.addWidget(choice, row, 1, Qt.AlignmentFlag.AlignLeft)
        self._hints[key] = Label("", "label", "text3", wrap=True)
        self._hints[key].setContentsMargins(0, 0, 0, px(6))
        self._grid.addWidget(self._hints[key], row + 1, 1)

    # -- what holds, and what is wanted --------------------------------------------------------

    def _show(self) -> None:
        from desktop.services.preferences import preferences

        paper = preferences(self._desk.opened).paper
        self.face.set_key(paper.face)
        self.size_of_text.set_key(paper.size)
        self.margins.set_key(paper.margins)
        self.draft_mark.setChecked(paper.draft_mark)
        for key, sentence in self._sentences(paper).items():
            self._hints[key].setText(sentence)
        for key, choice in self._segments().items():
            choice.setAccessibleDescription(self._hints[key].text())
        self.draft_mark.setAccessibleDescription(self._hints["draft_mark"].text())
        self._paper = paper
        task = in_background(lambda _task: _samples(paper))
        task.done.connect(self._take_samples)
        task.failed.connect(self._desk.refuse)

    def _take_samples(self, taken: "tuple[PaperStyle, dict[Language, PaperSample]]") -> None:
        paper, samples = taken
        if paper == self._paper:  # else something else has been chosen meanwhile
            for language, sample in samples.items():
                self.samples[language].show_sample(sample)

    def _keep(self) -> None:
        from dataclasses import replace

        from desktop.models.paper_style import PaperStyle
        from desktop.services.preferences import changed_settings, preferences

        before = preferences(self._desk.opened)
        wanted = PaperStyle(
            cast("PaperFace", self.face.key()),
            cast("PaperSize", self.size_of_text.key()),
            cast("PaperMargins", self.margins.key()),
            self.draft_mark.isChecked(),
        )
        for command in changed_settings(before, replace(before, paper=wanted)):
            if self._desk.attempt(command, self.tr("Paper and fonts")) is None:
                self._show()  # as it was

    def _follow(self, changes: "Changes", _origin: object) -> None:
        from desktop.models.paper_style import PAPER

        if PAPER in changes.settings:
            self._show()

    def _sentences(self, paper: "PaperStyle") -> dict[str, str]:
        """What each present choice is for."""
        faces = {
            "song": self.tr("The usual face of official documents and long texts."),
            "kai": self.tr("Close to handwriting, friendly to read; bold words are in bold Song."),
            "hei": self.tr("Even strokes: legible on screens, in small print and on poor copies."),
        }
        sizes = {
            "small": self.tr("10.5 pt, English 9.5 pt: fewer pages."),
            "standard": self.tr("12 pt, English 10.5 pt: usual for company documents."),
            "large": self.tr("14 pt, English 12 pt: easy to read in meetings and on the wall."),
        }
        margins = {
            "standard": self.tr("Loose sheets, or stapled at the corner."),
            "binding": self.tr("8 mm more at the left, for holes or a spine."),
            "narrow": self.tr("20 mm at the left and right: more on a page."),
        }
        mark = self.tr(
            "A large word across every page of a draft, so that nobody works by it by mistake. "
            "What is no longer in force always bears its mark."
        )
        return {
            "face": faces[paper.face],
            "size": sizes[paper.size],
            "margins": margins[paper.margins],
            "draft_mark": mark,
        }


def _samples(paper: "PaperStyle") -> "tuple[PaperStyle, dict[Language, PaperSample]]":
    """Set beside the window: the first time opens several faces."""
    from desktop.services.paper_sample import paper_sample

    return paper, {language: paper_sample(language, paper) for language in LANGUAGES}
