"""The theme of the window: light, dark or as the system has it, and the person's zoom."""

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QToolTip,
    QWidget,
)

from desktop.i18n import Language
from desktop.views.theme.dressing import Dressing
from desktop.views.theme.fonts import font, register_first_faces, register_other_faces
from desktop.views.theme.icons import forget_tints, redress
from desktop.views.theme.palette import qt_palette
from desktop.views.theme.present import present
from desktop.views.theme.sheet import style_sheet
from desktop.views.theme.tokens import Tokens, palette_tokens

__all__ = ["LARGEST_ZOOM", "SMALLEST_ZOOM", "Choice", "Theme"]

Choice = Literal["system", "light", "dark"]
SMALLEST_ZOOM, LARGEST_ZOOM = 0.8, 2.0


class Theme(QObject):
    """There is one, `Theme.current()`; `apply(application)` puts it on.

    After `changed`, tokens, fonts and icons are to be asked for again; what is painted from them
    is painted again anyway. A window with many widgets is dressed beside its work: `changed` comes
    a moment later then, `about_to_change` always before anything is different.
    """

    about_to_change = Signal()
    changed = Signal()
    _current: "Theme | None" = None

    def __init__(self) -> None:
        super().__init__()
        self._choice: Choice = "system"
        self._application: QApplication | None = None
        self._dressing: Dressing | None = None

    @classmethod
    def current(cls) -> "Theme":
        if cls._current is None:
            cls._current = cls()
        return cls._current

    @property
    def tokens(self) -> Tokens:
        return present.tokens

    @property
    def dark(self) -> bool:
        return present.dark

    @property
    def choice(self) -> Choice:
        return self._choice

    @property
    def zoom(self) -> float:
        return present.zoom

    def apply(self, application: QApplication) -> None:
        """Dresses the application and follows the system from now on."""
        if application is self._application:
            return
        self._application = application
        application.setStyle("Fusion")
        application.setEffectEnabled(Qt.UIEffect.UI_AnimateCombo, False)
        application.styleHints().colorSchemeChanged.connect(self._follow_system)
        application.focusChanged.connect(_ring_what_the_keyboard_reached)
        register_first_faces()
        self._take_palette()
        self._put_on()

    def load_the_rest(self) -> None:
        """After the first paint: faces and weights that it did not need."""
        register_other_faces()

    def set_choice(self, choice: Choice) -> None:
        """Light, dark, or whatever the system says."""
        if choice == self._choice:
            return
        self._choice = choice
        scheme = {
            "system": Qt.ColorScheme.Unknown,
            "light": Qt.ColorScheme.Light,
            "dark": Qt.ColorScheme.Dark,
        }[choice]
        # Title bars and the system's own dialogs; without effect under plain X11.
        QGuiApplication.styleHints().setColorScheme(scheme)
        self._follow_system()

    def set_zoom(self, zoom: float) -> None:
        """Sizes and fonts of the whole window; 1.0 is 100 %, limited to 80 % and 200 %."""
        wanted = min(LARGEST_ZOOM, max(SMALLEST_ZOOM, round(zoom, 2)))
        if wanted != present.zoom:
            present.zoom = wanted
            self._put_on()

    def set_language(self, language: Language) -> None:
        """Which script leads in the fonts (see `fonts.families`) of what is made from now on: a
        window that is there already is about to be made anew, and is not dressed before."""
        if language != present.language:
            present.language = language
            if self._application is not None:
                register_first_faces()
                self._application.setFont(font())
                QToolTip.setFont(font("label"))

    @Slot()
    def _follow_system(self) -> None:
        if self._take_palette():
            self._put_on()

    def _take_palette(self) -> bool:
        """Whether another palette holds now."""
        dark = self._choice == "dark" or (self._choice == "system" and _system_is_dark())
        differs = dark != present.dark
        present.dark = dark
        present.tokens = palette_tokens(dark=dark)
        return differs

    def _put_on(self) -> None:
        self.about_to_change.emit()
        forget_tints()
        application = self._application
        if application is None:
            self.changed.emit()
            return
        palette = qt_palette(present.tokens)
        QToolTip.setPalette(palette)
        QToolTip.setFont(font("label"))
        sheet = style_sheet(present.tokens)
        if self._dressing is None:
            self._dressing = Dressing(application)
        self._dressing.begin(sheet, palette, font(), redress(), self.changed.emit)


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _ring_what_the_keyboard_reached(_: QWidget | None, now: QWidget | None) -> None:
    """A button shows its ring when the keyboard came to it, not when it was clicked."""
    if not isinstance(now, QAbstractButton):
        return
    ring = QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
    if now.property("ring") is not ring:
        now.setProperty("ring", ring)
        now.style().unpolish(now)
        now.style().polish(now)
