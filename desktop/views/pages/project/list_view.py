"""The list of a phase's items: what mouse and keyboard do in it."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from desktop.views.item_models.checklist import LINE_ROLE, ChecklistModel
from desktop.views.item_models.checklist_delegate import ChecklistDelegate
from desktop.views.theme import Theme, font, px, tokens

__all__ = ["ChecklistView"]

_MOVING = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ChecklistView(QTreeView):
    """Emits what the person wants; who holds it does it. Codes are those of the selected items,
    the current one among them."""

    ticked = Signal(object)
    """list[str]: tick these, or take their ticks back."""
    evidence_wanted = Signal(str)
    note_wanted = Signal(str)
    details_wanted = Signal(str)
    current_changed = Signal(str)
    """Code of the current item, "" for none."""
    selection_changed = Signal()
    files_dropped = Signal(str, object)
    """(code, list[str]): names of files that were dropped on an item."""
    menu_wanted = Signal(object)
    """QPoint on the screen: the context menu of what is selected."""
    move_wanted = Signal(int)
    """Alt+Shift with an arrow: the current item one up (-1) or down (1)."""
    removal_wanted = Signal(object)
    """list[str]: Delete was pressed."""

    def __init__(
        self, model: ChecklistModel, *, ticks: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._items = model
        self._empty = ""
        self.setModel(model)
        self.rows = ChecklistDelegate(model.language, ticks=ticks, parent=self)
        self._ticks = ticks
        self.setItemDelegate(self.rows)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setItemsExpandable(True)
        self.setExpandsOnDoubleClick(False)
        self.setUniformRowHeights(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAcceptDrops(ticks)
        self._expand_all()
        model.modelReset.connect(self._expand_all)
        self.selectionModel().currentChanged.connect(self._tell_current)
        self.selectionModel().selectionChanged.connect(self._tell_selection)
        Theme.current().changed.connect(self._look_again)

    # -- what is chosen ------------------------------------------------------------------------

    @property
    def current_code(self) -> str:
        line = self._items.line(self.currentIndex())
        return line.item.code if line else ""

    @property
    def selected_codes(self) -> list[str]:
        """In the order of the list."""
        lines = [self._items.line(one) for one in self.selectionModel().selectedIndexes()]
        chosen = {one.item.code for one in lines if one is not None}
        return [line.item.code for line in self._items.shown_lines() if line.item.code in chosen]

    def select_code(self, code: str) -> bool:
        """Makes the item current and shows it. False where it is not in the list now."""
        index = self._items.index_of(code)
        if not index.isValid():
            return False
        self.setExpanded(index.parent(), True)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def select_codes(self, codes: list[str]) -> None:
        """As far as they are shown; the first becomes the current one."""
        flag = QItemSelectionModel.SelectionFlag
        chosen = [one for one in map(self._items.index_of, codes) if one.isValid()]
        for at, index in enumerate(chosen):
            if at == 0:
                self.setCurrentIndex(index)
            self.selectionModel().select(index, flag.Select)

    def select_first(self) -> None:
        """The first open item, else the first."""
        index = self._items.first(lambda line: line.state in ("open", "failed"))
        index = index if index.isValid() else self._items.first()
        if index.isValid():
            self.setCurrentIndex(index)

    def say_when_empty(self, sentence: str) -> None:
        """What stands in the place of the rows where there are none."""
        if sentence != self._empty:
            self._empty = sentence
            self.viewport().update()

    # -- keyboard ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key, plain = event.key(), event.modifiers() == Qt.KeyboardModifier.NoModifier
        code = self.current_code
        if plain and not code and key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            index = self.currentIndex()
            self.setExpanded(index, not self.isExpanded(index))
        elif plain and key == Qt.Key.Key_Space:
            self._tick_selected()
        elif plain and code and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.details_wanted.emit(code)
        elif plain and code and key == Qt.Key.Key_E and self._ticks:
            self.evidence_wanted.emit(code)
        elif plain and code and key == Qt.Key.Key_N and self._ticks:
            self.note_wanted.emit(code)
        elif plain and key == Qt.Key.Key_Delete and self.selected_codes:
            self.removal_wanted.emit(self.selected_codes)
        elif code and event.modifiers() == _MOVING and key in _MOVES:
            self.move_wanted.emit(_MOVES[Qt.Key(key)])
        elif plain and key == Qt.Key.Key_Left and code:
            self.setCurrentIndex(self.currentIndex().parent())
        else:
            super().keyPressEvent(event)

    def _tick_selected(self) -> None:
        codes = self.selected_codes or ([self.current_code] if self.current_code else [])
        if codes and self._ticks:
            self.ticked.emit(codes)

    # -- mouse ---------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.data(LINE_ROLE) is None:
            if event.button() == Qt.MouseButton.LeftButton:
                self.setExpanded(index, not self.isExpanded(index))
                self.setFocus(Qt.FocusReason.MouseFocusReason)
            return
        if self._part_at(event) == "box" and index in self.selectionModel().selectedIndexes():
            return  # the box of one of several that are selected ticks all of them
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        part = self._part_at(event)
        line = self._items.line(self.indexAt(event.position().toPoint()))
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if line is None or not plain:
            return
        if part == "box":
            codes = self.selected_codes
            self.ticked.emit(codes if line.item.code in codes else [line.item.code])
        elif part == "evidence" and line.record is not None and not line.record.evidence:
            self.evidence_wanted.emit(line.item.code)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        index = self.indexAt(event.position().toPoint())
        line = self._items.line(index)
        if line is None or self._part_at(event) == "box":
            self.mousePressEvent(event)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.details_wanted.emit(line.item.code)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        part = self._part_at(event)
        over = part == "box" or (part == "evidence" and self._lacks_evidence(event))
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        if self.current_code:
            place = event.globalPos()
            if event.reason() == QContextMenuEvent.Reason.Keyboard:
                row = self.visualRect(self.currentIndex())
                place = self.viewport().mapToGlobal(row.bottomLeft() + QPoint(px(40), 0))
            self.menu_wanted.emit(place)

    def _lacks_evidence(self, event: QMouseEvent) -> bool:
        line = self._items.line(self.indexAt(event.position().toPoint()))
        return line is not None and line.record is not None and not line.record.evidence

    def _part_at(self, event: QMouseEvent) -> str:
        place = event.position().toPoint()
        index = self.indexAt(place)
        if self._items.line(index) is None:
            return ""
        columns = self.rows.columns(self.visualRect(index))
        if self._ticks and columns.box.adjusted(-px(8), -px(10), px(6), px(10)).contains(place):
            return "box"
        return "evidence" if self._ticks and columns.evidence.contains(place) else ""

    # -- files that are dropped ----------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        place = event.position().toPoint()
        if event.mimeData().hasUrls() and self._items.line(self.indexAt(place)) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        line = self._items.line(self.indexAt(event.position().toPoint()))
        names = [one.fileName() or one.toString() for one in event.mimeData().urls()]
        if line is not None and names:
            event.acceptProposedAction()
            self.select_code(line.item.code)
            self.files_dropped.emit(line.item.code, names)

    # -- the rest ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """What one is at stays in sight; long words take or give up their second line."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self.executeDelayedItemsLayout()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if not self._items.rowCount() and self._empty:
            painter = QPainter(self.viewport())
            painter.setFont(font("body"))
            painter.setPen(tokens().text2)
            room: QRect = self.viewport().rect().adjusted(px(24), px(24), -px(24), -px(24))
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(room, flags | Qt.TextFlag.TextWordWrap, self._empty)

    def _expand_all(self) -> None:
        self.expandAll()

    def _look_again(self) -> None:
        self.rows.measure_again()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _tell_current(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self.current_changed.emit(self.current_code)

    def _tell_selection(self) -> None:
        self.rows.ringed = len(self.selected_codes) > 1
        self.selection_changed.emit()
