"""Citing while typing: 见, @ or `see ` opens a list of places; what is typed next filters it.

The list never takes the focus: typing goes on in the text, with the input method that is on.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktop.models.written_signs import begins_reference
from desktop.views.editors.prose.document import OBJECT, reference_format, slice_of
from desktop.views.editors.prose.targets import Places
from desktop.views.editors.simple.option_list import Option, OptionList
from desktop.views.theme import px

__all__ = ["Citing"]

_WIDTH = 360
_LONGEST_QUERY = 24


class Citing(QObject):
    """Watches one text. `places`: what can be cited now; `near`: the field being written."""

    def __init__(self, edit: QTextEdit, places: Callable[[], Places], near: str) -> None:
        super().__init__(edit)
        self._edit = edit
        self._places = places
        self._near = near
        self._found: Places | None = None
        self._query_start: QTextCursor | None = None
        self._replaced_from: QTextCursor | None = None
        self._list: OptionList | None = None
        edit.cursorPositionChanged.connect(self._follow)

    @property
    def active(self) -> bool:
        return self._query_start is not None

    def list_shown(self) -> OptionList | None:
        """The list while it is on the screen."""
        return self._list if self.active else None

    def after_typing(self) -> None:
        """Something was typed: perhaps the sign that begins a reference."""
        if self.active:
            return
        cursor = self._edit.textCursor()
        sign = begins_reference(slice_of(cursor.block().text(), 0, cursor.positionInBlock()))
        if sign is not None:
            self._open(cursor.position(), cursor.position() - sign[0])

    def begin(self) -> None:
        """The person asked for it: the reference comes at the cursor, or in place of the one that
        is selected or that ends there."""
        cursor = self._edit.textCursor()
        if cursor.hasSelection() and self._edit.textCursor().selectedText() != OBJECT:
            cursor.setPosition(cursor.selectionEnd())
            self._edit.setTextCursor(cursor)
        if cursor.hasSelection():
            start, end = cursor.selectionStart(), cursor.selectionEnd()
            cursor.setPosition(end)
            self._edit.setTextCursor(cursor)
            self._open(end, start)
        else:
            self._open(cursor.position(), cursor.position())

    def key(self, event: QKeyEvent) -> bool:
        """Whether the list took the key."""
        if not self.active or self._list is None:
            return False
        options = self._list
        match Qt.Key(event.key()):
            case Qt.Key.Key_Escape:
                self.close()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                if event.modifiers() not in (
                    Qt.KeyboardModifier.NoModifier,
                    Qt.KeyboardModifier.KeypadModifier,
                ):
                    self.close()
                    return False
                options.take_current()
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                options.step(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp:
                options.page(1 if event.key() == Qt.Key.Key_PageDown else -1)
            case _:
                return False
        return True

    def refresh(self) -> None:
        """Numbers have changed: what the list offers reads anew, the same place stays chosen."""
        if self.active and self._list is not None:
            chosen = self._list.current()
            self._found = self._places()
            self._follow()
            if chosen is not None:
                self._list.choose(chosen.key)

    def close(self) -> None:
        """The list goes; the text stays as typed."""
        self._query_start = self._replaced_from = self._found = None
        if self._list is not None:
            self._list.hide()

    def _open(self, query_start: int, replaced_from: int) -> None:
        document = self._edit.document()
        self._query_start, self._replaced_from = QTextCursor(document), QTextCursor(document)
        for cursor, position in (
            (self._query_start, query_start),
            (self._replaced_from, replaced_from),
        ):
            cursor.setPosition(position)
            cursor.setKeepPositionOnInsert(True)
        self._found = self._places()
        self._follow()

    def _follow(self) -> None:
        """Filters by what stands between the sign and the cursor; goes when there is nothing."""
        if self._query_start is None or self._found is None:
            return
        cursor = self._edit.textCursor()
        start = self._query_start
        if (
            cursor.position() < start.position()
            or cursor.block() != start.block()
            or cursor.position() - start.position() > _LONGEST_QUERY
        ):
            self.close()
            return
        block = cursor.block()
        query = slice_of(block.text(), start.positionInBlock(), cursor.positionInBlock())
        found = self._found.found(query, self._near)
        if not found:
            self.close()
            return
        if self._list is None:
            self._list = OptionList(self._edit, self.tr("Places that can be cited"))
            self._list.taken.connect(self._take)
        viewport = self._edit.viewport()
        line = self._edit.cursorRect().adjusted(-px(10), 0, 0, 0)
        options = [Option(one.target, one.mention, one.title) for one in found]
        self._list.show_options(options, viewport, QRect(line), px(_WIDTH))

    def _take(self, target: str) -> None:
        """Puts the chosen reference where the sign and the words were."""
        start = self._replaced_from
        if start is None:
            return
        first, last = start.position(), self._edit.textCursor().position()
        self.close()
        cursor = self._edit.textCursor()
        cursor.beginEditBlock()
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.insertText(OBJECT, reference_format(target))
        cursor.endEditBlock()
        self._edit.setTextCursor(cursor)
