"""The changes to read: page by page, so that thousands of them are as quick as ten."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop.views.pages.compare.change_setter import ChangeSetter, Layout, Spot
from desktop.views.theme import Theme, px, tokens

if TYPE_CHECKING:
    from desktop.services.revision_comparing import Compared

__all__ = ["LARGEST", "SMALLEST", "ChangeText"]

PAGE = 40
"""So many changes stand in the document at a time."""
SLICE = 6
"""So many are set in one turn of the event loop."""
SMALLEST, LARGEST = 70, 250


class ChangeText(QTextEdit):
    """Shows the changes of `show_changes` from the page that holds the chosen one. A click on a
    change chooses it."""

    change_chosen = Signal(int)
    """Place of the change in the comparison."""
    zoom_wanted = Signal(int)
    """Per cent more or less: Ctrl and the wheel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setProperty("role", "bare")
        self.setAccessibleName(self.tr("Text of the changes"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setMinimumSize(px(200), px(80))
        self._compared: Compared | None = None
        self._order: tuple[int, ...] = ()
        self._layout: Layout = "merged"
        self._percent = 100
        self._chosen = -1
        self._page = -1
        self._spots: list[Spot] = []
        self._left: list[int] = []
        self._soon = QTimer(self, interval=0)
        self._soon.timeout.connect(self._set_slice)
        Theme.current().changed.connect(self._again)

    # -- what is shown ---------------------------------------------------------------------------

    def show_changes(self, compared: "Compared | None", order: tuple[int, ...]) -> None:
        """The changes of `order`, by their places. The chosen one stays where it still is."""
        self._compared, self._order = compared, order
        if self._chosen not in order:
            self._chosen = order[0] if order else -1
        self._again()

    def set_layout(self, layout: Layout) -> None:
        if layout != self._layout:
            self._layout = layout
            self._again()

    def set_percent(self, percent: int) -> None:
        """The size of the words, 100 as the rest of the window."""
        if percent != self._percent:
            self._percent = percent
            self._again()

    def choose(self, at: int) -> None:
        """Marks a change and brings it into sight."""
        if at not in self._order:
            return
        self._chosen = at
        if self._page_of(at) != self._page:
            self._again()
        else:
            self._go()

    @property
    def chosen(self) -> int:
        return self._chosen

    @property
    def is_set(self) -> bool:
        """Whether all of the page stands there."""
        return not self._left

    # -- setting ---------------------------------------------------------------------------------

    def _page_of(self, at: int) -> int:
        return self._order.index(at) // PAGE if at in self._order else -1

    def _again(self) -> None:
        """The page that holds the chosen change, from its beginning."""
        self._soon.stop()
        self._spots = []
        self._left = []
        self.clear()
        document = self.document()
        document.setDocumentMargin(px(16))
        self._page = self._page_of(self._chosen)
        if self._compared is None or self._page < 0:
            return
        begin = self._page * PAGE
        self._left = list(self._order[begin : begin + PAGE])
        if begin:
            self._setter().note(self.tr("%n changes above", "", begin))
        self._set_slice()
        if self._left:
            self._soon.start()

    def _setter(self) -> ChangeSetter:
        return ChangeSetter(self.document(), self._layout, self._percent / 100)

    def _set_slice(self) -> None:
        compared = self._compared
        if compared is None or compared.comparison is None:
            return
        setter = self._setter()
        setter.begin()
        now = self._left[:SLICE]
        for at in now:
            change = compared.comparison.changes[at]
            self._spots.append(setter.change(at, change, compared.contexts[at]))
        del self._left[:SLICE]
        below = len(self._order) - (self._page + 1) * PAGE
        if not self._left and below > 0:
            setter.note(self.tr("%n changes below", "", below))
        setter.end()
        if not self._left:
            self._soon.stop()
        if self._chosen in now:
            self._go()

    def _spot(self) -> Spot | None:
        return next((one for one in self._spots if one.at == self._chosen), None)

    def _go(self) -> None:
        """The chosen change to the upper part of the sight, unless all of it is in sight."""
        spot = self._spot()
        self.viewport().update()
        if spot is None:
            return
        bar = self.verticalScrollBar()
        box = self._box(spot)
        room = self.viewport().height()
        if box.top() < bar.value() or box.bottom() > bar.value() + room:
            bar.setValue(round(box.top()) - px(12))

    def _box(self, spot: Spot) -> QRectF:
        """Where a change stands, in px of the document."""
        document = self.document()
        layout = document.documentLayout()
        box = layout.blockBoundingRect(document.findBlock(spot.first))
        box = box.united(layout.blockBoundingRect(document.findBlock(spot.last)))
        if spot.table is not None:
            box = box.united(layout.frameBoundingRect(spot.table))
        return box

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """On the colour of paper; a bar at the left of the chosen change."""
        background = QPainter(self.viewport())
        background.fillRect(event.rect(), tokens().surface)
        background.end()
        super().paintEvent(event)
        spot = self._spot()
        if spot is None:
            return
        box = self._box(spot).translated(0, -self.verticalScrollBar().value())
        painter = QPainter(self.viewport())
        painter.fillRect(QRectF(px(4), box.top(), px(3), box.height()), tokens().accent)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        if not left or self.textCursor().hasSelection() or not self._spots:
            return
        position = self.cursorForPosition(event.position().toPoint()).position()
        found = bisect_right([one.first for one in self._spots], position) - 1
        self.change_chosen.emit(self._spots[max(0, found)].at)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """Where lines through and under words are lost, words say what went and what came."""
        usual = super().createMimeDataFromSelection()
        if self._layout != "merged":
            return usual
        made = QMimeData()  # the usual one makes its text when somebody asks for it
        made.setHtml(usual.html())
        made.setText("\n".join(self._selected_lines()))
        return made

    def _selected_lines(self) -> Iterator[str]:
        begin, end = self.textCursor().selectionStart(), self.textCursor().selectionEnd()
        cursor = QTextCursor(self.document())
        block = self.document().findBlock(begin)
        while block.isValid() and block.position() <= end:
            line = ""
            at = block.begin()
            while not at.atEnd():
                fragment = at.fragment()
                first, last = fragment.position(), fragment.position() + fragment.length()
                cursor.setPosition(min(max(begin, first), last))
                cursor.setPosition(max(min(end, last), first), QTextCursor.MoveMode.KeepAnchor)
                line += self._marked(cursor.selectedText(), fragment.charFormat())
                at += 1
            yield line
            block = block.next()

    def _marked(self, words: str, made: QTextCharFormat) -> str:
        if words and made.fontStrikeOut():
            return self.tr("[deleted: {words}]").format(words=words)
        if words and made.fontUnderline():
            return self.tr("[inserted: {words}]").format(words=words)
        return words

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_wanted.emit(10 if event.angleDelta().y() > 0 else -10)
            event.accept()
        else:
            super().wheelEvent(event)

    def select_change(self) -> None:
        """The words of the chosen change are selected, as if with the mouse."""
        spot = self._spot()
        if spot is not None:
            cursor = QTextCursor(self.document())
            cursor.setPosition(spot.first)
            cursor.setPosition(spot.last, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
