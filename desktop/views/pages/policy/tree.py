"""The chapter tree at the left: what there is, how far it is, and where one is."""

from collections.abc import Collection

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
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
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import Language
from desktop.models.identity import FieldId
from desktop.models.snapshot import Policy
from desktop.views.item_models.chapters import (
    CAPTION,
    CHAPTER,
    CLAUSE,
    ChapterTreeModel,
    Row,
)
from desktop.views.pages.policy.tree_painter import RowPainter
from desktop.views.theme import px, tokens
from desktop.views.widgets.search_field import SearchField

__all__ = ["ChapterTree"]

Index = QModelIndex | QPersistentModelIndex


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

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Words are wrapped into the width there is."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

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
        view.setItemDelegate(RowPainter(view))
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

    def show_samples(self, fields: Collection[FieldId]) -> None:
        """These fields still read as the template's samples."""
        self.model.show_samples(fields)

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
