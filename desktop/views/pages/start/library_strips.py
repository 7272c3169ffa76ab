"""What is to be said of the open library: that it is the sample, that it can only be read, …"""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.views.desk import Desk
from desktop.views.pages.read_only import ONLY_READ
from desktop.views.pages.start.sample import SampleTrial
from desktop.views.widgets.strip import InlineStrip

__all__ = ["LibraryStrips"]

_MOST = 4


class LibraryStrips(QWidget):
    """One strip a sentence, below the head of the start page."""

    def __init__(self, desk: Desk, sample: SampleTrial, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 12)
        self._column.setSpacing(8)
        self._sample = InlineStrip()
        self._sample.acted.connect(lambda at: sample.leave() if at == 0 else sample.begin_anew())
        self._trial = sample
        self._column.addWidget(self._sample)
        self.warnings: list[InlineStrip] = []
        self.hide()

    def clear(self) -> None:
        for strip in self.warnings:
            self._column.removeWidget(strip)
            strip.hide()
            strip.deleteLater()
        self.warnings = []
        self._sample.clear()
        self.hide()

    def show_library(self) -> None:
        """Says what holds of the library that is open now."""
        self.clear()
        if self._trial.is_open:
            self._sample.say(
                "info",
                self.tr(
                    "This is the sample company. Your own library is untouched, and everything "
                    "here may be changed."
                ),
                self.tr("Back to my library"),
                self.tr("Begin the sample anew"),
                closable=False,
            )
        for problem in self._desk.opened.warnings[:_MOST]:
            self._warn(problem.code, dict(problem.facts))
        self.setVisible(self._trial.is_open or bool(self.warnings))

    def _warn(self, code: str, facts: dict[str, object]) -> None:
        from desktop.i18n import catalogue

        sentence = catalogue("errors").say(code, self._desk.language, **facts)
        strip = InlineStrip(self)
        actions: tuple[str, ...] = ()
        if code == "daily-backup-failed":
            actions = (self.tr("Back up now"),)
            strip.acted.connect(lambda _at: self._desk.command_wanted.emit("library.back_up"))
        elif code in ONLY_READ:
            actions = (self.tr("Try again"), self.tr("Open another library…"))
            strip.acted.connect(self._act_on_reading)
        strip.say("warn", sentence, *actions)
        self._column.addWidget(strip)
        self.warnings.append(strip)

    def _act_on_reading(self, at: int) -> None:
        if at == 0:
            self._desk.open_library(self._desk.opened.path)
        else:
            self._desk.command_wanted.emit("library.open")
