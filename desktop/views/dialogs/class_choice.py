"""The choice of a project's class, each with what it means and how many items apply."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from desktop.i18n import Language
from desktop.models.definitions import ProjectClass
from desktop.views.theme import px
from desktop.views.widgets.labels import Label

if TYPE_CHECKING:
    from desktop.services.project_overviews import ClassMeaning, PolicyLists

__all__ = ["ClassChoice"]

CLASSES: tuple[ProjectClass, ...] = ("A", "B", "C")


class ClassChoice(QWidget):
    chosen = Signal(str)

    def __init__(self, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._language: Language = language
        self._group = QButtonGroup(self)
        self._buttons: dict[ProjectClass, QRadioButton] = {}
        self._words: dict[str, Label] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(1, 1)
        for row, letter in enumerate(CLASSES):
            name = self.tr("Class {letter}").format(letter=letter)
            button = QRadioButton(name, self)
            button.clicked.connect(lambda _on=False, one=letter: self.chosen.emit(one))
            self._group.addButton(button)
            self._buttons[letter] = button
            self._words[letter] = Label("", "label", "text2", self, wrap=True)
            grid.addWidget(button, row, 0)
            grid.addWidget(self._words[letter], row, 1)
        self._buttons["A"].setChecked(True)

    @property
    def letter(self) -> ProjectClass:
        return next(one for one, button in self._buttons.items() if button.isChecked())

    def choose(self, letter: ProjectClass) -> None:
        self._buttons[letter].setChecked(True)

    def show_policy(self, lists: "PolicyLists | None") -> None:
        """What the classes mean under that policy."""
        for letter in CLASSES:
            said = self._said(lists, letter) if lists is not None else ""
            self._words[letter].setText(said)
            self._buttons[letter].setAccessibleDescription(said)

    def _said(self, lists: "PolicyLists", letter: str) -> str:
        count = self.tr("{count} of {total} items apply").format(
            count=lists.items[letter], total=lists.total
        )
        meaning = lists.meaning.get(letter)
        parts = []
        if meaning is not None:
            amounts = _range(meaning)
            said = self.tr("amount {range}").format(range=amounts) if amounts else ""
            parts = [meaning.feature.text(self._language), said]
        parts.append(count)
        return self.tr("; ").join(one for one in parts if one)


def _range(meaning: "ClassMeaning") -> str:
    """The amounts with their thousands set apart; in the currency of the policy."""
    least, below = _grouped(meaning.least), _grouped(meaning.below)
    if least and below:
        return f"{least} – {below}"
    return f"≥ {least}" if least else f"< {below}" if below else ""


def _grouped(amount: str) -> str:
    whole, point, rest = amount.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.isdigit() else amount
