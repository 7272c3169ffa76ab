"""The chapter tree at the left: what there is, how far it is, and where one is."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import Language
from desktop.models.snapshot import Policy
from desktop.views.item_models.chapters import (
    CAPTION,
    CHAPTER,
    CLAUSE,
    PHASE,
    ChapterTreeModel,
    Row,
)
from desktop.views.theme import font, paint_icon, px, tokens
from desktop.views.widgets.rings import paint_ring
from desktop.views.widgets.search_field import SearchField

__all__ = ["ChapterTree"]

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 30


class _Painter(QStyledItemDelegate):
    """Rows of 30 px: chevron, ring, words, and at the right what is missing."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        row: Row = index.data(ChapterTreeModel.ROW)
        return QSize(100, px(ROW_HEIGHT + 6 if row.kind == CAPTION else ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ChapterTreeModel.ROW)
        colours = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = option.widget
        box = QRect(px(6), option.rect.top(), view.width() - px(12), option.rect.height())
        if isinstance(view, QAbstractItemView):
            box.setWidth(view.viewport().width() - px(12))
        if row.kind == CAPTION:
            self._paint_caption(painter, box, row)
            painter.restore()
            return
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            fill = colours.sel if selected else colours.hover
            painter.setBrush(fill)
            painter.drawRoundedRect(box, 4, 4)
            if selected and bool(state & QStyle.StateFlag.State_HasFocus):
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(colours.focus)
                painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        left = self._paint_marks(painter, box, row, option)
        right = self._paint_right(painter, box, row, selected)
        strong = selected or (row.kind == CHAPTER and bool(state & QStyle.StateFlag.State_Open))
        painter.setFont(font("strong") if strong else font("body"))
        painter.setPen(colours.sel_text if selected else colours.text)
        metrics = painter.fontMetrics()
        room = right - left
        if row.number:
            width = metrics.horizontalAdvance(row.number)
            painter.drawText(left, box.top(), room, box.height(), _MIDDLE, row.number)
            gap = px(8)
            left += width + gap
            room -= width + gap
        words = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, max(room, 0))
        painter.drawText(left, box.top(), max(room, 0), box.height(), _MIDDLE, words)
        painter.restore()

    def _paint_caption(self, painter: QPainter, box: QRect, row: Row) -> None:
        painter.setPen(tokens().line)
        painter.drawLine(box.left() + px(4), box.top() + px(4), box.right(), box.top() + px(4))
        painter.setPen(tokens().text2)
        painter.setFont(font("label"))
        words = box.adjusted(px(4), px(8), 0, 0)
        painter.drawText(words, _MIDDLE, row.title)

    def _paint_marks(
        self, painter: QPainter, box: QRect, row: Row, option: QStyleOptionViewItem
    ) -> int:
        """Chevron and ring; gives where the words begin."""
        middle = box.center().y() + 1
        if row.kind == CLAUSE:
            return box.left() + px(36)
        if row.kind == CHAPTER and row.below:
            opened = bool(option.state & QStyle.StateFlag.State_Open)
            side = px(12)
            place = QRectF(box.left() + px(8), middle - side / 2, side, side)
            paint_icon(painter, place, "chevron-down" if opened else "chevron-right", "text3")
        side = px(15)
        place = QRectF(box.left() + px(28), middle - side / 2, side, side)
        if row.kind == PHASE:
            paint_icon(painter, place, "list-checks", "text2")
        elif row.progress is not None:
            paint_ring(painter, place, row.progress.fraction)
        return box.left() + px(52)

    def _paint_right(self, painter: QPainter, box: QRect, row: Row, selected: bool) -> int:
        """What is missing; gives where the words have to end."""
        right = box.right() - px(6)
        progress = row.progress
        colours = tokens()
        painter.setFont(font("label"))
        painter.setPen(colours.sel_text if selected else colours.text3)
        if row.kind == PHASE:
            return self._number(painter, box, right, str(row.count))
        if progress is None or not progress.total:
            return right
        if row.kind == CHAPTER and not progress.complete:
            return self._number(painter, box, right, f"{progress.filled}/{progress.total}")
        if row.kind == CLAUSE:
            side = px(14)
            place = QRectF(right - side, box.center().y() + 1 - side / 2, side, side)
            if progress.required_filled < progress.required_total:
                paint_ring(painter, place.adjusted(1, 1, -1, -1), 0)
            elif progress.filled:  # what is optional and empty is neither missing nor done
                paint_icon(painter, place, "check", "text3")
            return int(right - side - px(4))
        return right

    def _number(self, painter: QPainter, box: QRect, right: int, words: str) -> int:
        width = painter.fontMetrics().horizontalAdvance(words)
        painter.drawText(right - width, box.top(), width, box.height(), _MIDDLE, words)
        return right - width - px(6)


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class _Filter(QSortFilterProxyModel):
    """Rows whose words hold what was typed, with the chapters they stand in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setRecursiveFilteringEnabled(True)
        self.setAutoAcceptChildRows(True)
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)


class _View(QTreeView):
    """Without indentation of its own: the painter places everything. Rows can be dragged."""

    activated_by_key = Signal()
    dropped = Signal(object, object, bool)
    """(row that was dragged, row it was dropped at, below it?)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._drop_line: int | None = None
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        target = self._drop_at(event.position().toPoint())
        self._drop_line = target[2] if target is not None else None
        if target is None:
            event.ignore()
        else:
            event.acceptProposedAction()
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        self._drop_line = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """The rows are moved by a command, never by the view itself."""
        target = self._drop_at(event.position().toPoint())
        self._drop_line = None
        self.viewport().update()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if target is not None:
            self.dropped.emit(self._dragged(), target[0], target[1])

    def _dragged(self) -> Row | None:
        row = self.currentIndex().data(ChapterTreeModel.ROW)
        return row if isinstance(row, Row) else None

    def _drop_at(self, point: QPoint) -> tuple[Row, bool, int] | None:
        """(row, below it?, height of the line) where the dragged row may go."""
        dragged, index = self._dragged(), self.indexAt(point)
        row = index.data(ChapterTreeModel.ROW)
        if dragged is None or not isinstance(row, Row) or row is dragged:
            return None
        box = self.visualRect(index)
        below = point.y() > box.center().y()
        if dragged.kind == CHAPTER and row.kind == CHAPTER:
            below = below and not self.isExpanded(index)
        elif dragged.kind == CLAUSE and row.kind == CHAPTER:
            below = True  # to the beginning of that chapter
        elif dragged.kind != CLAUSE or row.kind != CLAUSE:
            return None
        return row, below, box.bottom() if below else box.top()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self._drop_line is not None:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(tokens().accent, 2))
            painter.drawLine(px(10), self._drop_line, self.viewport().width(), self._drop_line)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:  # noqa: N802
        """The painter of the row draws the chevron."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated_by_key.emit()
        else:
            super().keyPressEvent(event)


class ChapterTree(QFrame):
    """`chosen(kind, id)` when the person goes to a chapter, article or phase; `entered` when
    Enter asks to write there. `menu_wanted(kind, id, point)` for the context menu."""

    chosen = Signal(str, str)
    entered = Signal()
    menu_wanted = Signal(str, str, QPoint)
    moved = Signal(str, str, str, int)
    """(kind, id, chapter it goes to or "", position among its others): dragged by the mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAccessibleName(self.tr("Chapters"))
        self.model = ChapterTreeModel(self.tr("Checklists"), self)
        self._filter = _Filter(self)
        self._filter.setSourceModel(self.model)
        self.field = SearchField(self.tr("Filter chapters"), self)
        self.field.searched.connect(self._search)
        self.field.left_downwards.connect(self._into_tree)
        self.view = self._make_view()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(10), 0, 0)
        column.setSpacing(px(8))
        head = QVBoxLayout()
        head.setContentsMargins(px(10), 0, px(10), 0)
        head.addWidget(self.field)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        self._open: set[str] = set()
        self._quiet = False

    def _make_view(self) -> _View:
        view = _View(self)
        view.setProperty("role", "panel")
        view.setModel(self._filter)
        view.setItemDelegate(_Painter(view))
        view.setAccessibleName(self.tr("Chapters"))
        view.setHeaderHidden(True)
        view.setIndentation(0)
        view.setRootIsDecorated(False)
        view.setExpandsOnDoubleClick(False)
        view.setUniformRowHeights(False)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setMouseTracking(True)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._ask_for_menu)
        view.clicked.connect(self._clicked)
        view.selectionModel().currentChanged.connect(self._current_changed)
        view.expanded.connect(lambda index: self._note_open(index, opened=True))
        view.collapsed.connect(lambda index: self._note_open(index, opened=False))
        view.activated_by_key.connect(self.entered)
        view.dropped.connect(self._dropped)
        return view

    def show_policy(self, policy: Policy, language: Language) -> None:
        """The policy in a new state; what is open and chosen stays so."""
        kind, identity = self.current()
        self._quiet = True
        self.model.show_policy(policy, language)
        for position in range(self._filter.rowCount()):
            index = self._filter.index(position, 0)
            row: Row = index.data(ChapterTreeModel.ROW)
            if row.id in self._open and not self.view.isExpanded(index):
                self.view.expand(index)
        if identity and self.current() != (kind, identity):
            self._select(kind, identity)
        self._quiet = False

    def current(self) -> tuple[str, str]:
        row = self.view.currentIndex().data(ChapterTreeModel.ROW)
        return (row.kind, row.id) if isinstance(row, Row) else ("", "")

    def show_place(self, kind: str, identity: str) -> None:
        """Marks where one is, without saying that it was chosen."""
        if self.current() != (kind, identity):
            self._quiet = True
            self._select(kind, identity)
            self._quiet = False

    def _select(self, kind: str, identity: str) -> None:
        index = self._filter.mapFromSource(self.model.place_of(kind, identity))
        if index.isValid():
            above = index.parent()
            if above.isValid():
                self.view.expand(above)
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def _clicked(self, index: QModelIndex) -> None:
        row: Row = index.data(ChapterTreeModel.ROW)
        if row.kind == CHAPTER:
            self.view.setExpanded(index, not self.view.isExpanded(index))
        if row.kind != CAPTION:
            self.chosen.emit(row.kind, row.id)

    def _current_changed(self, index: QModelIndex) -> None:
        """With the keys one goes along, too; with the mouse `_clicked` says it."""
        row = index.data(ChapterTreeModel.ROW)
        if not self._quiet and isinstance(row, Row) and self.view.hasFocus():
            self.chosen.emit(row.kind, row.id)

    def _note_open(self, index: QModelIndex, *, opened: bool) -> None:
        row: Row = index.data(ChapterTreeModel.ROW)
        if opened:
            self._open.add(row.id)
        else:
            self._open.discard(row.id)

    def _dropped(self, dragged: Row, target: Row, below: bool) -> None:
        """Where the row goes, in the words of the move commands."""
        if dragged.kind == CHAPTER:
            rows = [one.id for one in self.model.chapters() if one is not dragged]
            self.moved.emit(CHAPTER, dragged.id, "", rows.index(target.id) + int(below))
            return
        chapter = target if target.kind == CHAPTER else target.above
        if chapter is None:
            return
        others = [one.id for one in chapter.below if one is not dragged]
        place = others.index(target.id) + int(below) if target.kind == CLAUSE else 0
        self.moved.emit(CLAUSE, dragged.id, chapter.id, place)

    def _search(self, text: str) -> None:
        self._filter.setFilterFixedString(text)
        if text:
            self.view.expandAll()

    def _into_tree(self) -> None:
        self.view.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self._filter.index(0, 0))

    def _ask_for_menu(self, point: QPoint) -> None:
        row = self.view.indexAt(point).data(ChapterTreeModel.ROW)
        if isinstance(row, Row) and row.kind != CAPTION:
            self.menu_wanted.emit(row.kind, row.id, self.view.viewport().mapToGlobal(point))
