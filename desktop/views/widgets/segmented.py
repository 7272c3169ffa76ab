"""A row of joined buttons of which one is chosen: the parts of a page, the filters of a list."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.views.theme import Theme, font

__all__ = ["Segmented"]


class Segmented(QWidget):
    """28 px high. Tab comes to the chosen part; arrows, Home and End choose another."""

    chosen = Signal(str)
    """The key that the person chose; not sent by `set_key`."""

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        name_for_people: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name_for_people)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._tell)
        self._parts: dict[str, _Part] = {}
        self.set_options(options)
        Theme.current().changed.connect(self._dress)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """(key, text) of every part; the chosen key stays chosen if it is still there."""
        kept = self.key()
        for part in self._parts.values():
            self._group.removeButton(part)
            part.deleteLater()
        self._parts = {}
        for at, (key, text) in enumerate(options):
            part = _Part(key, text, self)
            part.setProperty("place", _place(at, len(options)))
            part.moved.connect(self._move)
            self._group.addButton(part)
            self._row.addWidget(part)
            self._parts[key] = part
        if self._parts:
            self.set_key(kept if kept in self._parts else next(iter(self._parts)))
        self._dress()

    def set_text(self, key: str, text: str) -> None:
        """Another text (a count has changed) for one part."""
        self._parts[key].set_words(text)
        self._dress()

    def set_part_enabled(self, key: str, enabled: bool, why: str = "") -> None:
        """A part that cannot be chosen now says why in its tooltip."""
        self._parts[key].setEnabled(enabled)
        self._parts[key].setToolTip("" if enabled else why)

    def key(self) -> str:
        """The key of the chosen part; empty without parts."""
        return next((key for key, part in self._parts.items() if part.isChecked()), "")

    def set_key(self, key: str) -> None:
        self._parts[key].setChecked(True)
        for one, part in self._parts.items():
            part.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if one == key else Qt.FocusPolicy.ClickFocus
            )
            part.setFont(font("strong" if one == key else "body"))

    def parts(self) -> dict[str, QPushButton]:
        """The button of each key, for a window that shows an object in words and for tests."""
        return dict(self._parts)

    def _tell(self) -> None:
        key = self.key()
        self.set_key(key)
        self.chosen.emit(key)

    def _move(self, step: int) -> None:
        keys = [key for key, part in self._parts.items() if part.isEnabled()]
        if not keys:
            return
        at = keys.index(self.key()) if self.key() in keys else 0
        key = keys[max(0, min(len(keys) - 1, at + step))]
        if key != self.key():
            self.set_key(key)
            self._parts[key].setFocus(Qt.FocusReason.TabFocusReason)
            self.chosen.emit(key)

    def _dress(self) -> None:
        for part in self._parts.values():
            part.setFont(font("strong" if part.isChecked() else "body"))
            part.keep_width()


class _Part(QPushButton):
    """One part. Its width has room for the heavier font, so that choosing moves nothing."""

    moved = Signal(int)

    def __init__(self, key: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("role", "segment")
        self.set_words(text)

    def set_words(self, text: str) -> None:
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def keep_width(self) -> None:
        self.setMinimumWidth(0)
        own = self.font()
        self.setFont(font("strong"))
        self.setMinimumWidth(self.sizeHint().width())
        self.setFont(own)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Home: -1000,
            Qt.Key.Key_End: 1000,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)


def _place(at: int, count: int) -> str:
    if count == 1:
        return "only"
    return "first" if at == 0 else "last" if at == count - 1 else "middle"
