"""The ends of a table's rows: number and grip at the left, "…" at the right."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView, QWidget

from desktop.views.theme import font, paint_icon, px, tokens

__all__ = ["ColumnHead", "RowHead", "RowMenus"]

_NUMBERS_WIDE = 30
_NAMES_WIDE = 108
_MERE_NUMBER = 3


class ColumnHead(QHeaderView):
    """Titles on a quiet ground; a required column has a red star."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(px(32))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), px(28))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        if not rect.isValid():
            return
        colours = tokens()
        painter.save()
        painter.fillRect(rect, colours.panel)
        painter.setPen(colours.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        self.paint_title(painter, rect, section)
        painter.restore()

    def paint_title(self, painter: QPainter, rect: QRect, section: int) -> None:
        """What the head of a column reads."""
        title = str(self.model().headerData(section, self.orientation()) or "")
        colours = tokens()
        painter.setFont(font("label", weight=500))
        metrics = painter.fontMetrics()
        star = title.endswith(" *")
        words = title.removesuffix(" *")
        room = rect.adjusted(px(8), 0, -px(6), 0)
        star_width = metrics.horizontalAdvance(" *") if star else 0
        shown = metrics.elidedText(
            words, Qt.TextElideMode.ElideRight, max(0, room.width() - star_width)
        )
        alignment = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setPen(colours.text2)
        painter.drawText(room, alignment, shown)
        if star:
            painter.setPen(colours.blocker)
            painter.drawText(
                room.adjusted(metrics.horizontalAdvance(shown), 0, 0, 0), alignment, " *"
            )


class RowHead(QHeaderView):
    """Row numbers. A click selects the row, a drag moves the selected rows, a double click opens
    all fields of the row."""

    rows_dragged = Signal(int)
    """The selected rows are to stand before this one (the number of rows: at the end)."""
    row_opened = Signal(int)

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view = view
        self._pressed: QPoint | None = None
        self._target = -1
        self._hovered = -1
        self._names = False
        self.selection_shown = False
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(px(30))
        self.setDefaultSectionSize(px(30))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMouseTracking(True)
        self.sectionCountChanged.connect(lambda *_: self.fit_width())
        self.setAccessibleName(self.tr("Rows"))
        self.setToolTip(
            self.tr("Drag to move the row · double-click to edit all its fields (Shift+F2)")
        )

    @property
    def target(self) -> int:
        """Before which row the dragged ones would land; -1 while nothing is dragged."""
        return self._target

    def show_names(self, names: bool) -> bool:
        """Beside the number, what the row's first cell reads: for tables that scroll sideways.
        Gives whether that is another width now."""
        differs = names != self._names
        if differs:
            self._names = names
            self.fit_width()
            self.headerDataChanged(Qt.Orientation.Vertical, 0, max(0, self.count() - 1))
        return differs

    def fit_width(self) -> None:
        """As wide as the zoom and what it shows ask."""
        self._view.updateGeometry()
        self.setFixedWidth(self.sizeHint().width())

    def sizeHint(self) -> QSize:  # noqa: N802
        many = self.count() > 999
        wide = _NAMES_WIDE if self._names else _NUMBERS_WIDE + (10 if many else 0)
        return QSize(px(wide), px(30))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        model = self.model()
        if not rect.isValid():
            return
        colours = tokens()
        painter.save()
        chosen = self.selection_shown and self._view.selectionModel().isRowSelected(section)
        current = self._view.currentIndex().row() == section
        painter.fillRect(rect, colours.sel if chosen else colours.panel)
        painter.setPen(colours.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        first_line = QRect(rect.left(), rect.top(), px(_NUMBERS_WIDE), min(rect.height(), px(30)))
        if section == self._hovered:
            side = px(14)
            left = first_line.center().x() - side / 2
            top = first_line.center().y() - side / 2 + 1
            paint_icon(painter, QRectF(left, top, side, side), "grip-vertical", "text3")
        else:
            painter.setFont(font("label"))
            painter.setPen(
                colours.sel_text if chosen else colours.text if current else colours.text3
            )
            number = str(model.headerData(section, self.orientation()))
            painter.drawText(first_line, int(Qt.AlignmentFlag.AlignCenter), number)
        if self._names:
            self._paint_name(painter, rect.adjusted(px(_NUMBERS_WIDE), 0, -px(4), 0), section)
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRect, section: int) -> None:
        name = self.name_of(section)
        painter.setFont(font("label", weight=500))
        painter.setPen(tokens().text2)
        line = QRect(rect.left(), rect.top(), rect.width(), min(rect.height(), px(30)))
        text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(
            line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text
        )

    def name_of(self, section: int) -> str:
        """What the first cell reads; with the cell beside it where that is a mere number."""
        model = self.model()
        name = str(model.index(section, 0).data() or "")
        if len(name) > _MERE_NUMBER or not name.isascii():  # two characters are a name in Chinese
            return name
        others = (model.index(section, place).data() for place in (1, 2))
        longest = max((str(one or "") for one in others), key=len, default="")
        return f"{name} {longest}"

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        section = self.logicalIndexAt(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() == Qt.MouseButton.LeftButton and section >= 0 and plain:
            self._pressed = event.position().toPoint()
            if not self._view.selectionModel().isRowSelected(section):
                self._view.selectRow(section)
            self._view.setFocus(Qt.FocusReason.MouseFocusReason)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        place = event.position().toPoint()
        hovered = self.logicalIndexAt(place)
        if hovered != self._hovered:
            self._hovered = hovered
            self.viewport().update()
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        far = (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far or self._target >= 0:
            self._target = self._row_boundary(place.y())
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._view.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        pressed, self._pressed = self._pressed, None
        target, self._target = self._target, -1
        self.unsetCursor()
        if pressed is None:
            super().mouseReleaseEvent(event)
            return
        self._view.viewport().update()
        if target >= 0:
            self.rows_dragged.emit(target)
            return
        section = self.logicalIndexAt(event.position().toPoint())
        if section >= 0:
            self._view.selectRow(section)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        section = self.logicalIndexAt(event.position().toPoint())
        if section >= 0:
            self.row_opened.emit(section)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        self._hovered = -1
        self.viewport().update()
        super().leaveEvent(event)

    def _row_boundary(self, y: int) -> int:
        section = self.logicalIndexAt(QPoint(0, y))
        if section < 0:
            return self.count() if y > 0 else 0
        middle = self.sectionViewportPosition(section) + self.sectionSize(section) / 2
        return section if y < middle else section + 1


class RowMenus(QWidget):
    """A column of "…" beside the rows of a table."""

    menu_wanted = Signal(int, QPoint)
    """Row and place on the screen."""

    def __init__(self, view: QTableView, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._hovered = -1
        self.setFixedWidth(px(30))
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Row menus"))
        self.setToolTip(self.tr("More for this row (Shift+F10)"))
        view.verticalScrollBar().valueChanged.connect(self.update)
        view.verticalHeader().sectionResized.connect(self.update)

    def _top(self) -> int:
        return self._view.horizontalHeader().height()

    def _row_at(self, y: float) -> int:
        return self._view.rowAt(int(y) - self._top()) if y >= self._top() else -1

    def _row_rect(self, row: int) -> QRect:
        top = self._top() + self._view.rowViewportPosition(row)
        return QRect(0, top, self.width(), self._view.rowHeight(row))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        colours = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.surface)
        first = self._view.rowAt(0)
        row = first
        while 0 <= row < self._view.verticalHeader().count():
            rect = self._row_rect(row)
            if rect.top() > self.height():
                break
            if row == self._hovered:
                painter.fillRect(rect, colours.hover)
            painter.setPen(colours.line)
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            side = px(16)
            middle = QRectF(0, 0, side, side)
            middle.moveCenter(QRectF(rect.left(), rect.top(), rect.width(), px(30)).center())
            paint_icon(painter, middle, "ellipsis", "text" if row == self._hovered else "text2")
            row += 1
        head = QRect(0, 0, self.width(), self._top())
        painter.fillRect(head, colours.panel)
        painter.setPen(QPen(colours.line))
        painter.drawLine(head.bottomLeft(), head.bottomRight())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        row = self._row_at(event.position().y())
        if row != self._hovered:
            self._hovered = row
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if row >= 0 else Qt.CursorShape.ArrowCursor
            )
            self.update()

    def leaveEvent(self, _event: QEvent) -> None:  # noqa: N802
        self._hovered = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        row = self._row_at(event.position().y())
        if row >= 0:
            rect = self._row_rect(row)
            place = QPoint(0, min(rect.top() + px(30), rect.bottom()))
            self.menu_wanted.emit(row, self.mapToGlobal(place))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        QApplication.sendEvent(self._view.viewport(), event)
