"""What a revision changes of the one before it: how many places, and the first of them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.views.pages.revisions.runs import ChangeLine, kind_word
from desktop.views.theme import px
from desktop.views.widgets.buttons import Button
from desktop.views.widgets.card import Card
from desktop.views.widgets.chips import Chip, ChipLook
from desktop.views.widgets.labels import ElidedLabel, Label

if TYPE_CHECKING:
    from desktop.documents.comparing.results import Comparison

__all__ = ["ChangeCard"]

MOST_SHOWN = 6


class ChangeCard(Card):
    comparison_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent, padding=0)
        self._content: QWidget | None = None
        self.every = Button(self.tr("Compare clause by clause"), "files", self, small=True)
        self.every.clicked.connect(self.comparison_wanted)
        self.add_to_head(self.every)

    def show_waiting(self, base: str) -> None:
        self.set_title(self.tr("Compared with {base}").format(base=base))
        self.set_note(self.tr("being compared…"))
        self._fill(None)

    def show_comparison(self, base: str, found: "Comparison") -> None:
        self.set_title(self.tr("Compared with {base}").format(base=base))
        summary = found.summary
        counts = (
            (summary.changed, self.tr("{count} changed")),
            (summary.inserted, self.tr("{count} added")),
            (summary.deleted, self.tr("{count} removed")),
            (summary.only_moved, self.tr("{count} moved")),
        )
        told = [words.format(count=count) for count, words in counts if count]
        self.set_note(self.tr(", ").join(told) or self.tr("nothing differs"))
        self._fill(found)

    def _fill(self, found: "Comparison | None") -> None:
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        content = self._content = QWidget(self)
        self.body.addWidget(content)
        grid = QGridLayout(content)
        changes = found.changes[:MOST_SHOWN] if found is not None else ()
        grid.setContentsMargins(px(14), px(6) if changes else 0, px(14), px(8) if changes else 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 5)
        for at, change in enumerate(changes):
            place = change.new or change.old
            badge = ChipLook(kind_word(change), "", "text", "", "field_edge", strong=False)
            grid.addWidget(Chip(badge, content), at, 0)
            name = place.label if place is not None else ""
            grid.addWidget(ElidedLabel(name, "body", "text2", content), at, 1)
            grid.addWidget(ChangeLine(change, content), at, 2)
        more = len(found.changes) - len(changes) if found is not None else 0
        if more:
            words = self.tr("… and %n more", "", more)
            grid.addWidget(Label(words, "label", "text2", content), len(changes), 0, 1, 3)
