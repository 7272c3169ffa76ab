"""Text on the window: always plain, in a role (size) and a tone (colour) of the theme."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.views.theme import Role, Theme, font, tokens

__all__ = ["ElidedLabel", "Label", "dress_text"]


def dress_text(widget: QWidget, role: Role, tone: str) -> None:
    """Gives a widget the font of a role and its text the colour of a tone, once."""
    widget.setFont(font(role))
    palette = QPalette(widget.palette())
    colour: QColor = tokens().colour(tone)
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        palette.setColor(group, QPalette.ColorRole.WindowText, colour)
        palette.setColor(group, QPalette.ColorRole.Text, colour)
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText, tokens().disabled)
    widget.setPalette(palette)


class Label(QLabel):
    """A label that follows the theme. `tone` is the name of a token: text, text2, text3, warn …"""

    def __init__(
        self,
        text: str = "",
        role: Role = "body",
        tone: str = "text",
        parent: QWidget | None = None,
        *,
        wrap: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._role: Role = role
        self._tone = tone
        self.setWordWrap(wrap)
        self.setText(text)
        self._dress()
        Theme.current().changed.connect(self._dress)

    def set_tone(self, tone: str) -> None:
        if tone != self._tone:
            self._tone = tone
            self._dress()

    def set_role(self, role: Role) -> None:
        if role != self._role:
            self._role = role
            self._dress()

    def _dress(self) -> None:
        dress_text(self, self._role, self._tone)


class ElidedLabel(Label):
    """One line that ends in … where room is short, and says all of itself in its tooltip then."""

    def __init__(
        self,
        text: str = "",
        role: Role = "body",
        tone: str = "text",
        parent: QWidget | None = None,
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        self._mode = mode
        super().__init__(text, role, tone, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def is_cut(self) -> bool:
        """Whether some of the text has no room now."""
        return self.fontMetrics().horizontalAdvance(self._line()) > self.contentsRect().width()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        metrics = self.fontMetrics()
        least = min(metrics.horizontalAdvance(self._line()), 3 * metrics.averageCharWidth() + 8)
        return QSize(least, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:  # noqa: N802
        width = self.fontMetrics().horizontalAdvance(self._line()) + 1
        return QSize(width, super().sizeHint().height())

    def setText(self, text: str, /) -> None:  # noqa: N802
        super().setText(text)
        self._tell_what_is_cut()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._tell_what_is_cut()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._tell_what_is_cut()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(group, QPalette.ColorRole.WindowText))
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self._line(), self._mode, room.width())
        painter.drawText(room, self.alignment(), shown)

    def _line(self) -> str:
        return self.text().replace("\n", " ")

    def _tell_what_is_cut(self) -> None:
        self.setToolTip(self.text() if self.is_cut() else "")
