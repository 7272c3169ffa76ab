"""Citing while typing: 见, @ or `see ` opens a list of places; what is typed next filters it.

The list never takes the focus: typing goes on in the text, with the input method that is on.
"""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QKeyEvent, QPainter, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.models.written_signs import begins_reference
from desktop.views.editors.prose.document import OBJECT, reference_format, slice_of
from desktop.views.editors.prose.targets import CitedPlace, Places
from desktop.views.theme import font, px, tokens

__all__ = ["Citing"]

_ROWS_SHOWN = 8
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
        self._list: _PlaceList | None = None
        edit.cursorPositionChanged.connect(self._follow)
        edit.destroyed.connect(self._forget_list)

    @property
    def active(self) -> bool:
        return self._query_start is not None

    def list_shown(self) -> "QListWidget | None":
        """The list while it is on the screen."""
        return self._list.rows if self.active and self._list is not None else None

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
        rows = self._list.rows
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
                self._take()
            case Qt.Key.Key_Down:
                rows.setCurrentRow((rows.currentRow() + 1) % rows.count())
            case Qt.Key.Key_Up:
                rows.setCurrentRow((rows.currentRow() - 1) % rows.count())
            case Qt.Key.Key_PageDown:
                rows.setCurrentRow(min(rows.count() - 1, rows.currentRow() + _ROWS_SHOWN))
            case Qt.Key.Key_PageUp:
                rows.setCurrentRow(max(0, rows.currentRow() - _ROWS_SHOWN))
            case _:
                return False
        return True

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
            self._list = _PlaceList(self._edit.window(), self.tr("Places that can be cited"))
            self._list.taken.connect(self._take)
        self._list.show_places(found)
        self._place_list()

    def _place_list(self) -> None:
        """Under the line that is written, above it where there is no room below."""
        assert self._list is not None
        window = self._edit.window()
        if self._list.parentWidget() is not window:
            self._list.setParent(window)
        line = self._edit.cursorRect()
        corner = self._edit.viewport().mapTo(window, line.bottomLeft())
        size = self._list.wanted_size(window.width())
        left = max(px(4), min(corner.x() - px(10), window.width() - size.width() - px(4)))
        top = corner.y() + px(4)
        if top + size.height() > window.height():
            above = self._edit.viewport().mapTo(window, line.topLeft()).y()
            top = max(px(4), above - size.height() - px(4))
        self._list.setGeometry(QRect(QPoint(left, top), size))
        self._list.show()
        self._list.raise_()

    def _take(self) -> None:
        """Puts the chosen reference where the sign and the words were."""
        place = self._list.current() if self._list is not None else None
        start = self._replaced_from
        if place is None or start is None:
            self.close()
            return
        first, last = start.position(), self._edit.textCursor().position()
        self.close()
        cursor = self._edit.textCursor()
        cursor.beginEditBlock()
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.insertText(OBJECT, reference_format(place.target))
        cursor.endEditBlock()
        self._edit.setTextCursor(cursor)

    def _forget_list(self) -> None:
        self._list = None


class _PlaceList(QFrame):
    """The list over the window; it does not take the focus."""

    taken = QtSignal()

    def __init__(self, window: QWidget, name: str) -> None:
        super().__init__(window)
        self.setProperty("role", "raised")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows = QListWidget(self)
        self.rows.setProperty("role", "bare")
        self.rows.setAccessibleName(name)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setItemDelegate(_PlaceRow(self.rows))
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setUniformItemSizes(True)
        self.rows.setMouseTracking(True)
        self.rows.itemEntered.connect(self.rows.setCurrentItem)
        self.rows.itemClicked.connect(lambda _item: self.taken.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.rows)

    def show_places(self, places: list[CitedPlace]) -> None:
        self.rows.clear()
        for place in places:
            item = QListWidgetItem(f"{place.mention} {place.title}")
            item.setData(Qt.ItemDataRole.UserRole, place)
            self.rows.addItem(item)
        self.rows.setCurrentRow(0)

    def current(self) -> CitedPlace | None:
        place = self.rows.currentIndex().data(Qt.ItemDataRole.UserRole)
        return place if isinstance(place, CitedPlace) else None

    def wanted_size(self, room: int) -> QSize:
        height = min(self.rows.count(), _ROWS_SHOWN) * _row_height() + 10
        return QSize(min(px(_WIDTH), room - px(8)), height)


def _row_height() -> int:
    return px(28)


class _PlaceRow(QStyledItemDelegate):
    """How the place reads, then its title in a quieter tone."""

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(px(120), _row_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        place = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(place, CitedPlace):
            return
        colours = tokens()
        box: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.sel)
            painter.drawRoundedRect(box, px(4), px(4))
        inner = box.adjusted(px(8), 0, -px(8), 0)
        painter.setFont(font("strong"))
        painter.setPen(colours.sel_text if selected else colours.accent_text)
        metrics = painter.fontMetrics()
        width = min(metrics.horizontalAdvance(place.mention) + 2, inner.width() * 3 // 5)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        mention = metrics.elidedText(place.mention, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(inner.left(), inner.top(), width, inner.height()), middle, mention)
        painter.setFont(font("body"))
        painter.setPen(colours.sel_text if selected else colours.text2)
        rest = inner.adjusted(width + px(10), 0, 0, 0)
        title = painter.fontMetrics().elidedText(
            place.title, Qt.TextElideMode.ElideRight, rest.width()
        )
        painter.drawText(rest, middle, title)
        painter.restore()
