"""The keys of a table: which are its own, and what they do."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

__all__ = ["ALT", "CONTROL", "MODIFIERS", "SHIFT", "command_of", "is_table_key"]

NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
MODIFIERS = CONTROL | SHIFT | ALT

_COMMANDS = {
    (Qt.Key.Key_Up, ALT): "up",
    (Qt.Key.Key_Down, ALT): "down",
    (Qt.Key.Key_D, CONTROL): "duplicate",
    (Qt.Key.Key_Minus, CONTROL): "remove",
    (Qt.Key.Key_Delete, NONE): "clear",
    (Qt.Key.Key_Backspace, NONE): "clear",
    (Qt.Key.Key_F2, SHIFT): "fields",
}
_STANDARD = {
    QKeySequence.StandardKey.Copy: "copy",
    QKeySequence.StandardKey.Cut: "cut",
    QKeySequence.StandardKey.Paste: "paste",
}
_OTHERS = {
    (Qt.Key.Key_F2, NONE),
    (Qt.Key.Key_Space, NONE),
    (Qt.Key.Key_Return, NONE),
    (Qt.Key.Key_Enter, NONE),
    (Qt.Key.Key_Tab, CONTROL),
}


def command_of(event: QKeyEvent) -> str:
    """The command of `GridActions` that a key stands for; "" for none."""
    for standard, command in _STANDARD.items():
        if event.matches(standard):
            return command
    return _COMMANDS.get((Qt.Key(event.key()), event.modifiers() & MODIFIERS), "")


def is_table_key(event: QKeyEvent) -> bool:
    """A key of the table's own, whatever the window would do with it."""
    pressed = (Qt.Key(event.key()), event.modifiers() & MODIFIERS)
    select_all = event.matches(QKeySequence.StandardKey.SelectAll)
    return select_all or pressed in _OTHERS or bool(command_of(event))
