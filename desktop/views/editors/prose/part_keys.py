"""What keys do in a text of parts."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop.views.editors.prose import part_moves

if TYPE_CHECKING:
    from desktop.views.editors.prose.parts_edit import PartsEdit

__all__ = ["PartKeys"]

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier
_Key = Qt.Key


class PartKeys:
    """Each `press` says whether the key is done with; otherwise the text widget has it."""

    def __init__(self, edit: "PartsEdit") -> None:
        self._edit = edit
        self._came_by_tab = False

    def focus_came(self, reason: Qt.FocusReason) -> None:
        """Who only passes through with Tab passes through items, too."""
        self._came_by_tab = reason in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )

    def wants(self, event: QKeyEvent) -> bool:
        """Whether the key is the text's even where the window has a shortcut of that name."""
        if self._edit.citing.active and event.key() in (_Key.Key_Escape, _Key.Key_Tab):
            return True
        return self._chord(event) is not None

    def press(self, event: QKeyEvent) -> bool:
        if self._edit.citing.key(event):
            return True
        came_by_tab, self._came_by_tab = self._came_by_tab, False
        chord = self._chord(event)
        if chord is not None:
            self._do(chord)
            return True
        key, plain = event.key(), self._plain_modifiers(event)
        if key in (_Key.Key_Tab, _Key.Key_Backtab):
            return self._tab(event, came_by_tab)
        if key in (_Key.Key_Return, _Key.Key_Enter):
            return self._enter(event)
        if key == _Key.Key_Backspace and plain in (_NONE, _SHIFT):
            return self._backspace()
        if key == _Key.Key_Delete and plain == _NONE:
            return self._delete()
        self._make_room_for(event)
        return False

    # -- chords --------------------------------------------------------------------------------

    def _chord(self, event: QKeyEvent) -> str | None:
        key, held = event.key(), self._plain_modifiers(event)
        rich, line = self._edit.shape == "rich", self._edit.shape == "line"
        if held == _CONTROL and key == _Key.Key_B:
            return "bold"
        if held == _CONTROL and key == _Key.Key_I:
            return "italic"
        if held == _CONTROL | _SHIFT and key == _Key.Key_V:
            return "plain"
        if held == _CONTROL | _SHIFT and key == _Key.Key_K:
            return "cite"
        if rich and held == _CONTROL and key in (_Key.Key_BracketRight, _Key.Key_BracketLeft):
            return "deeper" if key == _Key.Key_BracketRight else "higher"
        if rich and held == _ALT | _SHIFT and key in (_Key.Key_Right, _Key.Key_Left):
            return "deeper" if key == _Key.Key_Right else "higher"
        moves = held == _CONTROL | _SHIFT or (held == _ALT and self._edit.shape == "list")
        several = self._edit.document().blockCount() > 1
        if several and not line and moves and key in (_Key.Key_Up, _Key.Key_Down):
            return "up" if key == _Key.Key_Up else "down"
        return None

    def _do(self, chord: str) -> None:
        edit = self._edit
        match chord:
            case "bold":
                edit.toggle(bold=True)
            case "italic":
                edit.toggle(italic=True)
            case "plain":
                edit.paste_plain()
            case "cite":
                edit.citing.begin()
            case "deeper":
                edit.set_levels(lambda level: level + 1)
            case "higher":
                edit.set_levels(lambda level: level - 1)
            case "up" | "down":
                self.move(-1 if chord == "up" else 1)

    def move(self, step: int) -> None:
        """The parts of the selection one place up or down."""
        edit = self._edit
        touched = edit.selected_blocks()
        first, last = touched[0].blockNumber(), touched[-1].blockNumber()
        before = first - 1 if step < 0 else last + 2
        if 0 <= before <= edit.document().blockCount():
            edit.move_to(before)

    # -- single keys ---------------------------------------------------------------------------

    def _tab(self, event: QKeyEvent, came_by_tab: bool) -> bool:
        edit = self._edit
        held = self._plain_modifiers(event)
        back = event.key() == _Key.Key_Backtab or bool(held & _SHIFT)
        if not held & _CONTROL and not came_by_tab and edit.shape == "rich":
            cursor = edit.textCursor()
            several = len(edit.selected_blocks()) > 1
            level = edit.level()
            if several or (cursor.atBlockStart() and level > 0 and (back or level < 2)):
                edit.set_levels(lambda one: one - 1 if back else one + 1)
                return True
        edit.leave(not back)
        return True

    def _enter(self, event: QKeyEvent) -> bool:
        edit = self._edit
        held = self._plain_modifiers(event)
        if held not in (_NONE, _SHIFT):
            event.ignore()
            return True
        if edit.shape == "line":
            event.ignore()
            return True
        cursor = edit.textCursor()
        if cursor.block().length() == 1 and not cursor.hasSelection():
            if edit.shape == "list":
                return True  # one empty item is enough
            if edit.level() > 0:
                edit.set_levels(lambda level: level - 1)
                return True
        part_moves.split_part(cursor, edit.spacing)
        edit.setTextCursor(cursor)
        return True

    def _backspace(self) -> bool:
        edit = self._edit
        cursor = edit.textCursor()
        if cursor.hasSelection():
            part_moves.remove_selection(cursor, edit.spacing)
        elif cursor.atBlockStart() and edit.shape == "rich" and edit.level() > 0:
            edit.set_levels(lambda level: level - 1)
            return True
        elif cursor.atBlockStart():
            part_moves.join_with_previous(cursor, edit.spacing)
        else:
            return False
        edit.setTextCursor(cursor)
        return True

    def _delete(self) -> bool:
        edit = self._edit
        cursor = edit.textCursor()
        if cursor.hasSelection():
            part_moves.remove_selection(cursor, edit.spacing)
        elif cursor.atBlockEnd():
            part_moves.join_with_next(cursor, edit.spacing)
        else:
            return False
        edit.setTextCursor(cursor)
        return True

    def _make_room_for(self, event: QKeyEvent) -> None:
        """What replaces a selection over several parts must leave the right part."""
        edit = self._edit
        cursor = edit.textCursor()
        if not cursor.hasSelection() or len(edit.selected_blocks()) < 2:
            return
        if event.matches(QKeySequence.StandardKey.Cut):
            edit.copy()
        elif not (event.text() and event.text().isprintable()) or self._plain_modifiers(event) & (
            _CONTROL | _ALT
        ):
            return
        part_moves.remove_selection(cursor, edit.spacing)
        edit.setTextCursor(cursor)

    @staticmethod
    def _plain_modifiers(event: QKeyEvent) -> Qt.KeyboardModifier:
        return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
