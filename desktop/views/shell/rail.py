"""The rail at the left: the few places of the program, one button each."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from desktop.views.theme import font, paint_icon, px, tokens

__all__ = ["Rail", "RailButton"]

WIDTH = 56


class RailButton(QAbstractButton):
    """Icon above one or two words; a bar at the left edge marks where one is."""

    def __init__(self, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(WIDTH), px(52))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(self.rect()).adjusted(4, 1, -4, -1)
        if self.isChecked() or self.underMouse():
            painter.setBrush(colours.surface if self.isChecked() else colours.hover)
            painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            painter.setBrush(colours.accent)
            painter.drawRoundedRect(QRectF(0, self.height() / 2 - 9, 3, 18), 1.5, 1.5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.focus, 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        tone = "accent_text" if self.isChecked() else "text2"
        side = px(20)
        paint_icon(painter, QRectF((self.width() - side) / 2, px(8), side, side), self._icon, tone)
        painter.setPen(colours.colour(tone))
        painter.setFont(font("label", weight=500 if self.isChecked() else 400))
        words = self.rect().adjusted(0, px(30), 0, 0)
        metrics = painter.fontMetrics()
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 2)
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)


class Rail(QWidget):
    """`chosen(name)` when the person goes somewhere. Up and Down move between the buttons."""

    chosen = Signal(str)

    def __init__(
        self,
        places: Iterable[tuple[str, str, str]],
        below: Iterable[tuple[str, str, str]],
        parent: QWidget | None = None,
    ) -> None:
        """`places` and, at the bottom, `below`: (name, icon, words). Those below are no places:
        they are not marked."""
        super().__init__(parent)
        self.setObjectName("rail")
        self.setProperty("role", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(px(WIDTH))
        self.setAccessibleName(self.tr("Places"))
        self._buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(2)
        for name, icon, words in places:
            button = self._add(name, icon, words)
            self._group.addButton(button)
            column.addWidget(button)
        column.addStretch(1)
        for name, icon, words in below:
            button = self._add(name, icon, words)
            button.setCheckable(False)
            column.addWidget(button)

    def _add(self, name: str, icon: str, words: str) -> RailButton:
        button = RailButton(icon, words, self)
        button.clicked.connect(lambda: self.chosen.emit(name))
        self._buttons[name] = button
        return button

    def mark(self, name: str) -> None:
        """Shows where one is; an unknown name marks nothing."""
        self._group.setExclusive(False)
        for key, button in self._buttons.items():
            button.setChecked(button.isCheckable() and key == name)
        self._group.setExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        focused = next((index for index, one in enumerate(buttons) if one.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        buttons[(focused + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
