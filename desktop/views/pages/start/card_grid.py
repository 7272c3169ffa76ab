"""Cards side by side, in as many columns as there is room for, all equally wide."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop.views.theme import px

__all__ = ["CardGrid"]

_LEAST = 222
_GAP = 12


class CardGrid(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._cards: list[QWidget] = []
        self._columns = 0

    def set_cards(self, cards: Sequence[QWidget]) -> None:
        """These instead of those before, which go away unless they are among them."""
        for old in self._cards:
            self._grid.removeWidget(old)
            if old not in cards:
                old.hide()
                old.deleteLater()
        self._cards = list(cards)
        self._columns = 0
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        count = len(self._cards)
        if not count:
            return
        most = max(1, (self.width() + _GAP) // (px(_LEAST) + _GAP))
        columns = ceil(count / ceil(count / most))  # rows as equally long as they can be
        if columns == self._columns:
            return
        for column in range(max(columns, self._grid.columnCount())):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for at, card in enumerate(self._cards):
            self._grid.addWidget(card, at // columns, at % columns)
            card.show()
        self._columns = columns
        self.updateGeometry()
