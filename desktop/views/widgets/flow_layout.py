"""A layout that breaks its widgets into rows like words."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from desktop.views.theme import px

__all__ = ["FlowLayout"]


class FlowLayout(QLayout):
    """From left to right, row by row. A widget that expands takes the rest of its row."""

    def __init__(
        self, parent: QWidget | None = None, *, spacing: int = 8, row_spacing: int | None = None
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = spacing
        self._row_gap = spacing if row_spacing is None else row_spacing
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        self._items.append(item)
        self.invalidate()

    def insert_widget(self, at: int, widget: QWidget) -> None:
        self.addWidget(widget)
        self._items.insert(at, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        shown = [item for item in self._items if not item.isEmpty()]
        width = sum(item.sizeHint().width() for item in shown)
        width += px(self._gap) * max(0, len(shown) - 1)
        height = max((item.sizeHint().height() for item in shown), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:  # noqa: N802
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _lay(self, rect: QRect, *, move: bool) -> int:
        margins: QMargins = self.contentsMargins()
        room = rect.marginsRemoved(margins)
        top = room.top()
        for row in self._rows(room.width()):
            height = max(item.sizeHint().height() for item, _ in row)
            left = room.left()
            for item, width in row:
                if move:
                    own = item.sizeHint().height()
                    place = QPoint(left, top + (height - own) // 2)
                    item.setGeometry(QRect(place, QSize(width, own)))
                left += width + px(self._gap)
            top += height + px(self._row_gap)
        if self.count():
            top -= px(self._row_gap)
        return max(0, top - rect.top() + margins.bottom())

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, int]]]:
        """The items of each row with the width that each takes."""
        rows: list[list[tuple[QLayoutItem, int]]] = []
        row: list[tuple[QLayoutItem, int]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            own = min(max(item.sizeHint().width(), item.minimumSize().width()), max(width, 1))
            if row and used + own > width:
                rows.append(self._stretched(row, width - used + px(self._gap)))
                row, used = [], 0
            row.append((item, own))
            used += own + px(self._gap)
        if row:
            rows.append(self._stretched(row, width - used + px(self._gap)))
        return rows

    @staticmethod
    def _stretched(row: list[tuple[QLayoutItem, int]], rest: int) -> list[tuple[QLayoutItem, int]]:
        horizontal = Qt.Orientation.Horizontal
        greedy = [item for item, _ in row if horizontal & item.expandingDirections()]
        if not greedy or rest <= 0:
            return row
        share = rest // len(greedy)
        return [(item, width + share if item in greedy else width) for item, width in row]
