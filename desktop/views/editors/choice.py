"""The editor of a choice: joined buttons for a few short choices, else a list that drops down."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desktop.models.definitions import FieldDefinition, Json
from desktop.views.editors.base import EditorContext, FieldEditor
from desktop.views.editors.simple.options import Options
from desktop.views.editors.simple.readable import keep_readable
from desktop.views.theme import px

__all__ = ["EDITORS", "ChoiceEditor", "QuietCombo"]

_MOST_BUTTONS = 3
_MOST_LETTERS = 24
"""Of all buttons together; a Chinese character counts as two."""


class QuietCombo(QComboBox):
    """The wheel scrolls the page, not the choice; Delete takes the choice back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(4)
        self.setMaxVisibleItems(12)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.currentIndex() > 0:
            self.setCurrentIndex(0)
            self.activated.emit(0)
        else:
            super().keyPressEvent(event)


class ChoiceEditor(FieldEditor):
    """One of the choices of the template, or none yet."""

    def __init__(
        self, definition: FieldDefinition, context: EditorContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(definition, context, parent)
        titles = [(one.id, one.title.text(context.window_language)) for one in definition.choices]
        self._shown: Json = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.options: Options | None = None
        self.combo: QuietCombo | None = None
        name = definition.title.text(context.window_language)
        if len(titles) <= _MOST_BUTTONS and sum(_width(one) for _, one in titles) <= _MOST_LETTERS:
            self.options = Options(titles, self)
            self.options.setAccessibleName(name)
            self.options.chosen.connect(self._chosen)
            row.addWidget(self.options)
        else:
            self.combo = QuietCombo(self)
            self.combo.setAccessibleName(name)
            keep_readable(self.combo)
            self.combo.addItem(self.tr("Not chosen yet"), "")
            for key, title in titles:
                self.combo.addItem(title, key)
            self.combo.activated.connect(self._chosen)
            self.combo.setMaximumWidth(px(480))
            self.setFocusProxy(self.combo)
            row.addWidget(self.combo)
        row.addStretch(1)

    def show_value(self, value: Json) -> None:
        self._shown = value
        key = value if isinstance(value, str) else ""
        if self.options is not None:
            self.options.set_key(key)
        if self.combo is not None:
            at = self.combo.findData(key)
            if at < 0:  # a choice that the template no longer offers
                self.combo.addItem(key, key)
                at = self.combo.count() - 1
            self.combo.setCurrentIndex(at)

    def raw(self) -> Json:
        return self._shown

    def _chosen(self) -> None:
        key = ""
        if self.options is not None:
            key = self.options.key()
        elif self.combo is not None:
            key = str(self.combo.currentData() or "")
        if (key or None) != self._shown:
            self._shown = key or None
            self.edited.emit()

    def go_to(self, part: str, start: int = 0, length: int = 0) -> None:
        stop = self.options.first_stop() if self.options is not None else self.combo
        if stop is not None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_problem(self, parts: frozenset[str]) -> None:
        if self.combo is not None:
            self.combo.setProperty("state", "invalid" if parts else None)
            self.combo.style().polish(self.combo)


def _width(text: str) -> int:
    return sum(1 if one.isascii() else 2 for one in text)


EDITORS: dict[str, type[FieldEditor]] = {"choice": ChoiceEditor}
