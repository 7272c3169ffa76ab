"""Buttons in the looks that a page may use: one filled button a page, the rest quiet."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop.views.theme import Theme, dress, font, px, tokens

__all__ = [
    "Button",
    "ButtonRole",
    "DangerButton",
    "IconButton",
    "LinkButton",
    "OutlineButton",
    "PrimaryButton",
    "QuietButton",
]

ButtonRole = Literal["", "primary", "quiet", "link", "danger", "outline"]

_GAP = 4  # between icon and words, beside the 4 px that Qt leaves

_TONES: dict[ButtonRole, str] = {
    "": "text",
    "primary": "on_accent",
    "quiet": "text2",
    "link": "accent_text",
    "danger": "blocker",
    "outline": "accent_text",
}


_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Button(QPushButton):
    """A button 30 px high (26 with `small`); `icon` is a name of `resources/icons`."""

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        parent: QWidget | None = None,
        *,
        role: ButtonRole = "",
        small: bool = False,
        tooltip: str = "",
    ) -> None:
        super().__init__(parent)
        self._role: ButtonRole = role
        self._icon = icon
        self._words = text
        self._compact = False
        self.setProperty("role", role or None)
        if small:
            self.setProperty("density", "small")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._tip = tooltip
        self._say()
        Theme.current().changed.connect(self._dress)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter presses the button that has the keyboard, not the dialog's main button."""
        if not _enter_pressed(self, event):
            super().keyPressEvent(event)

    def set_words(self, text: str) -> None:
        """What is written on the button, also while it is compact."""
        self._words = text
        self._say()

    def words(self) -> str:
        return self._words

    def set_tooltip(self, tooltip: str) -> None:
        self._tip = tooltip
        self._say()

    def set_icon(self, name: str) -> None:
        self._icon = name
        self._draw_icon()

    def set_compact(self, compact: bool) -> None:
        """Only the icon where room is short; the words go to the tooltip. Needs an icon."""
        if self._icon and compact != self._compact:
            self._compact = compact
            self._say()

    def is_compact(self) -> bool:
        return self._compact

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self._role == "primary" and self.hasFocus() and self.property("ring"):
            # The ring's blue does not show on the accent: a light line inside it does.
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(tokens().on_accent, 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 2, 2)

    def _say(self) -> None:
        plain = self._words.replace("&&", "\0").replace("&", "").replace("\0", "&")
        self.setText("" if self._compact else self._words)
        self.setAccessibleName(plain)
        self.setToolTip(self._tip or (plain if self._compact else ""))
        if self._icon:
            self._draw_icon()

    def _draw_icon(self) -> None:
        checked_tone = "accent_text" if self._role in ("", "quiet") else ""
        gap = _GAP if self.text() else 0
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            gap = -gap
        dress(self, self._icon, _TONES[self._role], checked_tone, gap=gap)
        self.setIconSize(QSize(px(16) + abs(px(gap)), px(16)))

    def _dress(self) -> None:
        if self._icon:
            self._draw_icon()
        self.setFont(font("strong" if self._role == "primary" else "body"))


class PrimaryButton(Button):
    """The one filled button of a page."""

    def __init__(
        self, text: str, icon: str = "", parent: QWidget | None = None, *, small: bool = False
    ) -> None:
        super().__init__(text, icon, parent, role="primary", small=small)


class OutlineButton(Button):
    """Framed in the accent: what is suggested within a list (a quick fix)."""

    def __init__(
        self, text: str, icon: str = "", parent: QWidget | None = None, *, small: bool = False
    ) -> None:
        super().__init__(text, icon, parent, role="outline", small=small)


class DangerButton(Button):
    """For what cannot be taken back."""

    def __init__(
        self, text: str, icon: str = "", parent: QWidget | None = None, *, small: bool = False
    ) -> None:
        super().__init__(text, icon, parent, role="danger", small=small)


class QuietButton(Button):
    """No frame until the mouse comes."""

    def __init__(
        self, text: str, icon: str = "", parent: QWidget | None = None, *, small: bool = False
    ) -> None:
        super().__init__(text, icon, parent, role="quiet", small=small)


class LinkButton(Button):
    """Words in the accent, as a link; a real button for keyboard and screen reader.

    `trailing`: the icon stands after the words (an arrow to where it leads).
    """

    def __init__(
        self, text: str, icon: str = "", parent: QWidget | None = None, *, trailing: bool = False
    ) -> None:
        super().__init__(text, icon, parent, role="link", small=True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if trailing:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            self._dress()


class IconButton(QToolButton):
    """A square button with an icon only; `name_for_people` is its accessible name and tooltip."""

    def __init__(
        self,
        icon: str,
        name_for_people: str,
        parent: QWidget | None = None,
        *,
        size: int = 28,
        icon_size: int = 16,
        tone: str = "text2",
        checkable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._size = size
        self._icon_size = icon_size
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoRaise(True)
        self.set_icon(icon)
        self.set_name(name_for_people)
        Theme.current().changed.connect(self._dress)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter presses the button, as Space does."""
        if not _enter_pressed(self, event):
            super().keyPressEvent(event)

    def set_icon(self, icon: str) -> None:
        dress(self, icon, self._tone, "accent_text", self._icon_size)

    def set_name(self, name_for_people: str) -> None:
        self.setAccessibleName(name_for_people)
        self.setToolTip(name_for_people)

    def set_action(self, action: QAction) -> None:
        """Does what the action does and is enabled with it; keeps its own icon and name."""
        self.clicked.connect(action.trigger)
        self.setEnabled(action.isEnabled())
        action.enabledChanged.connect(self.setEnabled)

    def _dress(self) -> None:
        self.setFixedSize(px(self._size), px(self._size))
        self.setIconSize(QSize(px(self._icon_size), px(self._icon_size)))


def _enter_pressed(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Presses the button where plain Enter was pressed on it."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _NO_MODIFIER
    if not plain or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    if not event.isAutoRepeat():
        button.click()
    return True
