"""What every editor offers the form: it shows a value, gives back what the person wrote.

An editor knows nothing of commands, saving or undo. The form asks it for `raw()` at most half a
second after `edited`, lets the field's kind parse that, and pushes one command. When the value has
changed elsewhere (undo, replace, another view), the form hands it back by `show_value`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from desktop.i18n import Language
from desktop.models.definitions import FieldDefinition, Json
from desktop.models.snapshot import Policy

__all__ = ["EditorContext", "FieldEditor", "leave_undo_to_window"]


@dataclass(frozen=True, slots=True)
class EditorContext:
    """What an editor may know of its surroundings.

    policy: gives the present snapshot (roles, articles that can be cited, other fields' tables).
    language: the language that is being written; the other one's texts are kept as they are.
    window_language: of labels made from data (role titles, choices).
    mention: how a reference to a target (`article:ID`, `table:FIELD`, …) reads at present, e.g.
    第十二条; "" where there is no such place.
    columns_kept / keep_columns: widths of a table's columns, remembered by a name of its own.
    """

    policy: Callable[[], Policy]
    language: Language
    window_language: Language
    mention: Callable[[str], str]
    columns_kept: Callable[[str], tuple[int, ...]]
    keep_columns: Callable[[str, tuple[int, ...]], None]


class FieldEditor(QWidget):
    """Base of all editors.

    Its height follows its content (no scrollbar inside a scrolling form, except tables of more
    than about 12 rows); at least 320 px wide it must be usable. `setAccessibleName` is the form's.
    """

    edited = Signal()
    """The person changed something (not emitted by `show_value`)."""
    edit_begun = Signal()
    """An edit has begun that takes a while: `busy` until `edited` comes."""
    wide: ClassVar[bool] = False
    """It wants the whole width of the form; guidance stands elsewhere."""

    entered = Signal()
    """Keyboard focus came into the editor, from outside it."""
    left = Signal()
    """Keyboard focus left the whole editor (not between its parts, nor to its own popups)."""
    part_entered = Signal(str)
    """The part (paragraph, row: its id) in which the cursor is now."""

    def __init__(
        self, definition: FieldDefinition, context: EditorContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.definition = definition
        self.context = context
        self._inside = False
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    @property
    def has_focus_inside(self) -> bool:
        """Whether the person is writing in it now."""
        return self._inside

    def show_value(self, value: Json) -> None:
        """Shows a canonical value, or what `raw` gave and the kind could not read. Cursor,
        selection and scroll position stay where they make sense; text that is being composed by
        an input method is not touched."""
        raise NotImplementedError

    def raw(self) -> Json:
        """What stands in the editor, in the shape that the field's kind parses (ids of parts kept,
        the other language's texts kept). Text that makes no sense yet is given as it is: the kind
        says what is wrong with it."""
        raise NotImplementedError

    @property
    def composing(self) -> bool:
        """An input method is in the middle of a word: not the moment to save or to reload."""
        return False

    @property
    def busy(self) -> bool:
        """Something long is still being taken in, a moment at a time: `raw` would do all that is
        left of it at once."""
        return False

    def go_to(self, part: str, start: int = 0, length: int = 0) -> None:
        """Puts the focus into the part (paragraph, `row/column`; "" for the editor) and selects
        the stretch of its text."""
        self.setFocus()

    def mark_problem(self, parts: frozenset[str]) -> None:
        """Shows that something is wrong in these parts ("" for the whole); empty takes it away."""

    def insert_reference(self) -> None:
        """Begins a reference at the cursor, where the editor has such."""

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Focus inside popups of ours (their parents lead here) counts as inside."""
        if new is None:
            inside = self._inside and QApplication.activePopupWidget() is not None
        else:
            inside = self._holds(new)
        if inside == self._inside:
            return
        self._inside = inside
        (self.entered if inside else self.left).emit()

    def _holds(self, widget: QWidget) -> bool:
        at: QObject | None = widget
        while at is not None:
            if at is self:
                return True
            at = at.parent()
        return False


class _UndoFilter(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo)
            redo = event.matches(QKeySequence.StandardKey.Redo)
            if undo or redo:
                event.ignore()
                return True
        return super().eventFilter(watched, event)


def leave_undo_to_window(widget: QWidget) -> None:
    """Ctrl+Z and Ctrl+Y in this text widget are the policy's undo, not the widget's own."""
    widget.installEventFilter(_UndoFilter(widget))
