"""The list of choices under a line that is typed in. It never takes the focus."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.views.theme import font, px, tokens

__all__ = ["Option", "OptionList"]

_ROWS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Option:
    """`words` is what it is called, `hint` what stands behind it in a quieter tone."""

    key: str
    words: str
    hint: str = ""


class OptionList(QFrame):
    """Belongs to `owner` and is a child of its window, over everything else in it."""

    taken = Signal(str)

    def __init__(self, owner: QWidget, name: str) -> None:
        super().__init__(owner)
        self._owner = owner
        self.setProperty("role", "raised")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows = QListWidget(self)
        self.rows.setAccessibleName(name)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setItemDelegate(_OptionRow(self.rows))
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setUniformItemSizes(True)
        self.rows.setMouseTracking(True)
        self.rows.itemEntered.connect(self.rows.setCurrentItem)
        self.rows.itemClicked.connect(lambda _item: self.take_current())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.rows)
        owner.destroyed.connect(self._go)
        self.hide()

    def options(self) -> list[Option]:
        found = (self.rows.item(at).data(Qt.ItemDataRole.UserRole) for at in range(self.count()))
        return [one for one in found if isinstance(one, Option)]

    def count(self) -> int:
        return self.rows.count()

    def show_options(
        self, options: list[Option], anchor: QWidget, part: QRect | None = None, width: int = 0
    ) -> None:
        """Shows them below `part` of `anchor` (above, where there is no room); hides for none."""
        self.rows.clear()
        if not options:
            self.hide()
            return
        for one in options:
            item = QListWidgetItem(f"{one.words} {one.hint}".strip())
            item.setData(Qt.ItemDataRole.UserRole, one)
            self.rows.addItem(item)
        self.rows.setCurrentRow(0)
        self._place(anchor, part or anchor.rect(), width)

    def step(self, count: int) -> None:
        if self.count():
            self.rows.setCurrentRow((self.rows.currentRow() + count) % self.count())

    def page(self, count: int) -> None:
        row = self.rows.currentRow() + count * _ROWS_SHOWN
        self.rows.setCurrentRow(max(0, min(self.count() - 1, row)))

    def choose(self, key: str) -> None:
        """Makes this one the current one, if it is offered."""
        for row, one in enumerate(self.options()):
            if one.key == key:
                self.rows.setCurrentRow(row)

    def current(self) -> Option | None:
        one = self.rows.currentIndex().data(Qt.ItemDataRole.UserRole)
        return one if isinstance(one, Option) else None

    def take_current(self) -> bool:
        """Whether there was one to take."""
        one = self.current()
        if one is None or not self.isVisible():
            return False
        self.taken.emit(one.key)
        return True

    def _place(self, anchor: QWidget, part: QRect, width: int) -> None:
        window = anchor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        near = QRect(anchor.mapTo(window, part.topLeft()), part.size())
        edge = px(4)
        height = min(self.count(), _ROWS_SHOWN) * _row_height() + 10
        wide = min(max(width or near.width(), px(200)), window.width() - 2 * edge)
        left = max(edge, min(near.left(), window.width() - wide - edge))
        top = near.bottom() + edge
        if top + height > window.height():
            top = max(edge, near.top() - height - edge)
        self.setGeometry(QRect(QPoint(left, top), QSize(wide, height)))
        self.show()
        self.raise_()

    def _go(self) -> None:
        self.deleteLater()


def _row_height() -> int:
    return px(28)


class _OptionRow(QStyledItemDelegate):
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
        one = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(one, Option):
            return
        colours = tokens()
        box = option.rect
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
        room = inner.width() * 2 // 3 if one.hint else inner.width()
        width = min(metrics.horizontalAdvance(one.words) + 2, room)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        words = metrics.elidedText(one.words, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(inner.left(), inner.top(), width, inner.height()), middle, words)
        painter.setFont(font("body"))
        painter.setPen(colours.sel_text if selected else colours.text2)
        rest = inner.adjusted(width + px(10), 0, 0, 0)
        hint = painter.fontMetrics().elidedText(one.hint, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, middle, hint)
        painter.restore()
