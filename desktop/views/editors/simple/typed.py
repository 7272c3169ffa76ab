"""A one-line box for what is typed as a short text and means something: a number, a day."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.models.definitions import FieldDefinition
from desktop.views.editors.base import EditorContext, FieldEditor, leave_undo_to_window
from desktop.views.editors.simple.frame import FieldFrame
from desktop.views.editors.simple.readable import keep_readable
from desktop.views.theme import Theme, px
from desktop.views.widgets.labels import Label

__all__ = ["BareLine", "TypedEditor"]


class BareLine(QLineEdit):
    """The line inside a field's box. `stepped`: Up and Down, `entered`, `left`: its focus."""

    stepped = Signal(int)
    came = Signal()
    went = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.setFrame(False)
        self.setAccessibleName(name)
        self.composing = False
        leave_undo_to_window(self)
        keep_readable(self)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain == Qt.KeyboardModifier.NoModifier and event.key() in (
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
        ):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.went.emit()


class TypedEditor(FieldEditor):
    """A box with a line, something behind it (`row`), and a hint below."""

    def __init__(
        self,
        definition: FieldDefinition,
        context: EditorContext,
        parent: QWidget | None = None,
        *,
        width: int,
    ) -> None:
        super().__init__(definition, context, parent)
        self._width = width
        self.frame = FieldFrame(self)
        self.row = QHBoxLayout(self.frame)
        self.row.setSpacing(4)
        self.line = BareLine(definition.title.text(context.window_language), self.frame)
        self.row.addWidget(self.line, 1)
        self.hint = Label("", "label", "text3", self)
        self.hint.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(2)
        outer.addWidget(self.frame)
        outer.addWidget(self.hint)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._typed)
        self.line.came.connect(self.say_hint)
        self.line.went.connect(self._settled)
        self.line.returnPressed.connect(self.settle)
        self.line.stepped.connect(self.step)
        Theme.current().changed.connect(self._dress)
        self._dress()

    @property
    def composing(self) -> bool:
        return self.line.composing

    def settle(self) -> None:
        """Writes what was typed as it will be kept, once typing has ended."""

    def step(self, count: int) -> None:
        """Up and Down."""

    def hint_words(self) -> str:
        """What stands below at present; "" for nothing."""
        return ""

    def say_hint(self) -> None:
        words = self.hint_words()
        self.hint.setText(words)
        self.hint.setVisible(bool(words))

    def show_text(self, text: str) -> None:
        """Shows another text; the cursor stays where the texts are alike."""
        if text != self.line.text() and not self.line.composing:
            at = self.line.cursorPosition()
            self.line.setText(text)
            self.line.setCursorPosition(min(at, len(text)))
        self.say_hint()

    def type_text(self, text: str) -> None:
        """The person chose this text by other means than letters."""
        self.line.setText(text)
        self._typed(text)

    def go_to(self, part: str, start: int = 0, length: int = 0) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        if length:
            self.line.setSelection(start, length)
        else:
            self.line.selectAll()

    def mark_problem(self, parts: frozenset[str]) -> None:
        self.frame.set_invalid(bool(parts))

    def _typed(self, _text: str) -> None:
        self.say_hint()
        self.edited.emit()

    def _settled(self) -> None:
        self.settle()
        self.say_hint()

    def _dress(self) -> None:
        self.row.setContentsMargins(px(10), 0, px(4), 0)
        self.frame.setFixedHeight(px(32))
        self.frame.setMaximumWidth(px(self._width))
