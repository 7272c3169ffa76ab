"""Hairlines."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from desktop.views.theme import Theme, px

__all__ = ["HorizontalLine", "VerticalLine"]


class _Line(QFrame):
    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setProperty("role", "line")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class HorizontalLine(_Line):
    """As wide as its place, 1 px high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class VerticalLine(_Line):
    """1 px wide; `height` px high, or as high as its place with 0."""

    def __init__(self, parent: QWidget | None = None, *, height: int = 0) -> None:
        super().__init__(parent)
        self.setFixedWidth(1)
        self._height = height
        if height:
            self._dress()
            Theme.current().changed.connect(self._dress)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def _dress(self) -> None:
        self.setFixedHeight(px(self._height))
