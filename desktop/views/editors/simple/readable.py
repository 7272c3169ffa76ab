"""What may be read but not written keeps ink that can be read: only the box turns pale."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from desktop.views.theme import Theme, tokens

__all__ = ["keep_readable"]

_ROLES = (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText)


class _Ink(QObject):
    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        Theme.current().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        palette = QPalette()
        for role in _ROLES:
            palette.setColor(QPalette.ColorGroup.Disabled, role, tokens().text2)
        self._widget.setPalette(palette)


def keep_readable(widget: QWidget) -> None:
    """Its text stays readable while the widget is disabled, in every theme."""
    _Ink(widget)
