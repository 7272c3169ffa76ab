"""The page in place of a library that cannot be used: what is wrong, and what can be done."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.models.errors import KnownError
from desktop.services.places import default_library
from desktop.views.desk import Desk
from desktop.views.dialogs.library_files import (
    begin_new_library,
    choose_library,
    open_in,
    show_in_folder,
)
from desktop.views.pages.base import Page, StatusPart
from desktop.views.places import START, Place
from desktop.views.theme import px
from desktop.views.widgets.buttons import Button, LinkButton, PrimaryButton
from desktop.views.widgets.card import Card
from desktop.views.widgets.labels import Label

__all__ = ["CHOICES", "LibraryProblemPage"]

CHOICES: dict[str, tuple[str, ...]] = {
    "library-locked": ("retry", "read", "other"),
    "library-busy": ("retry", "read", "other"),
    "library-missing": ("other", "restore", "new", "retry"),
    "library-address": ("other", "new"),
    "library-is-a-folder": ("other", "new"),
    "library-empty": ("restore", "other", "new", "folder"),
    "library-not-a-library": ("other", "folder"),
    "library-damaged": ("restore", "examine", "other", "folder"),
    "library-schema-altered": ("restore", "examine", "other", "folder"),
    "library-newer": ("other", "restore", "folder"),
    "library-older": ("retry", "other", "folder"),
    "library-not-migrated": ("retry", "restore", "other", "folder"),
    "library-opened-read-only": ("read", "other"),
    "library-locks-do-not-work": ("read", "other", "folder"),
    "library-folder-read-only": ("retry", "read", "other", "folder"),
    "library-file-read-only": ("read", "retry", "other", "folder"),
    "library-not-readable": ("retry", "other", "folder"),
    "library-disk-full": ("retry", "read", "other", "folder"),
    "library-disk-error": ("retry", "read", "examine", "other"),
}
"""Code of the error → what can be done, the best first."""
_USUAL = ("retry", "other", "examine")


class LibraryProblemPage(Page):
    """One headline, one sentence, the choices as buttons; the first is the filled one."""

    def __init__(
        self, desk: Desk, path: Path | None, error: KnownError, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self.path = default_library() if path is None else path
        self.error = error
        self.buttons: dict[str, Button] = {}
        self.setAccessibleName(self.tr("The library cannot be used"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(px(24), px(48), px(24), px(24))
        row.addStretch(1)
        row.addWidget(self._card(), 4, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        scroll.setWidget(holder)
        outer.addWidget(scroll)

    def _card(self) -> QWidget:
        card = Card(padding=24)
        card.setMaximumWidth(px(720))
        column = card.body
        column.setSpacing(px(12))
        self.headline = Label(headline(self.error.code), "chapter", "text", wrap=True)
        column.addWidget(self.headline)
        self.sentence = Label(self.desk.explain(_short(self.error)), "body", "text2", wrap=True)
        self.sentence.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column.addWidget(self.sentence)
        acts = self._acts()
        for at, choice in enumerate(CHOICES.get(self.error.code, _USUAL)):
            words, hint, act = acts[choice]
            button = PrimaryButton(words) if at == 0 else Button(words)
            button.clicked.connect(act)
            button.setMinimumWidth(px(190))
            button.setAccessibleDescription(hint)
            self.buttons[choice] = button
            line = QHBoxLayout()
            line.setSpacing(px(12))
            line.addWidget(button)
            line.addWidget(Label(hint, "label", "text2", wrap=True), 1)
            column.addLayout(line)
        foot = QHBoxLayout()
        copy = LinkButton(self.tr("Copy the details"), "copy")
        copy.clicked.connect(self._copy)
        foot.addWidget(copy)
        foot.addStretch(1)
        column.addLayout(foot)
        return card

    def _acts(self) -> dict[str, tuple[str, str, Callable[[], None]]]:
        """Choice → words of its button, what it does in a sentence, what it does."""
        return {
            "retry": (
                self.tr("Try again"),
                self.tr("Once the cause is removed."),
                lambda: open_in(self.window(), self.desk, self.path),
            ),
            "read": (
                self.tr("Open for reading"),
                self.tr("Everything can be read and printed, nothing changed."),
                lambda: open_in(self.window(), self.desk, self.path, read_only=True),
            ),
            "other": (
                self.tr("Open another library…"),
                self.tr("This file is left as it is."),
                lambda: choose_library(self.window(), self.desk),
            ),
            "restore": (
                self.tr("Restore a backup…"),
                self.tr("You choose the backup; the present file is kept beside it."),
                self._restore,
            ),
            "new": (
                self.tr("New library…"),
                self.tr("Begin with an empty one in a place of your choice."),
                lambda: begin_new_library(self.window(), self.desk),
            ),
            "examine": (
                self.tr("Examine…"),
                self.tr("Reads the whole file and says what is damaged; nothing is changed."),
                self._examine,
            ),
            "folder": (
                self.tr("Show in folder"),
                self.tr("To look at the file, copy it or change its permissions."),
                lambda: show_in_folder(self.desk, self.path),
            ),
        }

    def _restore(self) -> None:
        from desktop.views.dialogs.restore import restore_backup

        restore_backup(self.window(), self.desk, self.path)

    def _examine(self) -> None:
        from desktop.views.dialogs.doctor import examine_library

        examine_library(self.window(), self.desk, self.path)

    def _copy(self) -> None:
        facts = "\n".join(f"{name}: {value}" for name, value in self.error.facts.items())
        text = "\n".join((self.error.code, facts, self.desk.explain(self.error)))
        QGuiApplication.clipboard().setText(text)
        self.desk.say(self.tr("The details are in the clipboard"))

    @property
    def title(self) -> str:
        return self.headline.text()

    def place(self) -> Place:
        return Place(START)

    def status(self) -> tuple[StatusPart, ...]:
        return (StatusPart(str(self.path), "hard-drive"),)

    def entered(self) -> None:
        first = next(iter(self.buttons.values()), None)
        if first is not None:
            first.setFocus()


def _short(error: KnownError) -> KnownError:
    """The error with the first line of its technical detail; all of it is copied on demand."""
    lines = [one for one in str(error.facts.get("detail", "")).splitlines() if one[:3] != "***"]
    facts = dict(error.facts)
    if "detail" in facts:
        facts["detail"] = (lines or [""])[0][:120]
    return KnownError(error.code, error.problems, **facts)


def headline(code: str) -> str:
    """What is wrong, in a few words."""
    tr = QCoreApplication.translate
    texts = {
        "library-locked": tr("LibraryProblem", "The library is open elsewhere"),
        "library-busy": tr("LibraryProblem", "The library is busy just now"),
        "library-missing": tr("LibraryProblem", "The library is not where it was"),
        "library-address": tr("LibraryProblem", "An address is no library"),
        "library-is-a-folder": tr("LibraryProblem", "This is a folder, not a library"),
        "library-empty": tr("LibraryProblem", "The library file is empty"),
        "library-not-a-library": tr("LibraryProblem", "This file is no library"),
        "library-damaged": tr("LibraryProblem", "The library is damaged"),
        "library-schema-altered": tr("LibraryProblem", "Another program has altered the library"),
        "library-newer": tr("LibraryProblem", "The library needs a newer PolicyDesk"),
        "library-older": tr("LibraryProblem", "The library must be brought up to date first"),
        "library-not-migrated": tr("LibraryProblem", "The library was not brought up to date"),
        "library-locks-do-not-work": tr("LibraryProblem", "This place is not safe for writing"),
        "library-folder-read-only": tr("LibraryProblem", "The folder cannot be written"),
        "library-file-read-only": tr("LibraryProblem", "The library file is read-only"),
        "library-not-readable": tr("LibraryProblem", "The library cannot be read"),
        "library-disk-full": tr("LibraryProblem", "The disk is full"),
        "library-disk-error": tr("LibraryProblem", "The disk reports an error"),
    }
    return texts.get(code, tr("LibraryProblem", "The library cannot be used"))
