"""The table of policies: two-line rows with ring, state, next date and when last opened."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.views.item_models.policies import (
    DATE,
    DISTANCE,
    NAME,
    OPENED,
    ROW,
    STATE,
    PolicyFilter,
    PolicyModel,
    PolicyRow,
)
from desktop.views.theme import Role, Theme, font, icon, px, tokens
from desktop.views.widgets.chips import paint_chip, state_chip, tag_chip
from desktop.views.widgets.rings import paint_ring

__all__ = ["PolicyTable"]

ROW_HEIGHT = 46
Index = QModelIndex | QPersistentModelIndex


class PolicyTable(QTableView):
    """Enter or a double click opens; Delete, Alt+Enter and the context menu do the rest."""

    opened = Signal(str)
    properties_wanted = Signal(str)
    duplicate_wanted = Signal(str)
    print_wanted = Signal(str)
    delete_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, sortable: bool = False) -> None:
        super().__init__(parent)
        self.policies = PolicyModel(self)
        self.filter = PolicyFilter(self)
        self.filter.setSourceModel(self.policies)
        shown: QAbstractItemModel = self.filter if sortable else self.policies
        self.setModel(shown)
        self._delegate = _RowDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(QCoreApplication.translate("Policies", "Policies"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSortingEnabled(sortable)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if sortable:
            head.setSortIndicator(OPENED, Qt.SortOrder.DescendingOrder)
        self.doubleClicked.connect(lambda index: self._ask(self.opened, index))
        Theme.current().changed.connect(self._dress)
        self._dress()

    # -- what is shown -------------------------------------------------------------------------

    def set_rows(self, rows: Sequence[PolicyRow]) -> None:
        """Keeps the current policy current, wherever it stands now."""
        kept = self.current_policy()
        self.policies.set_rows(rows)
        self.choose(kept)

    def choose(self, policy_id: str) -> None:
        """Makes a policy current; the first one where it is not shown."""
        model = self.model()
        at = next(
            (n for n in range(model.rowCount()) if self._id(model.index(n, 0)) == policy_id), 0
        )
        if model.rowCount():
            self.setCurrentIndex(model.index(at, 0))

    def current_policy(self) -> str:
        return self._id(self.currentIndex())

    def height_of(self, rows: int) -> int:
        """The height at which so many rows are shown and nothing is to scroll."""
        return self.horizontalHeader().height() + rows * px(ROW_HEIGHT)

    # -- what is done --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            self._ask(self.properties_wanted if alt else self.opened, index)
        elif event.key() == Qt.Key.Key_Delete and index.isValid():
            self._ask(self.delete_wanted, index)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        index = self.indexAt(event.pos())
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if by_key:
            index = self.currentIndex()
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        where = self.visualRect(index).bottomLeft() if by_key else event.pos()
        menu = self.menu_of(index)
        menu.exec(self.viewport().mapToGlobal(QPoint(where)))
        menu.deleteLater()

    def menu_of(self, index: Index) -> QMenu:
        """What can be done with a policy."""
        tr = QCoreApplication.translate
        menu = QMenu(self)
        for text, name, key, signal in (
            (tr("Policies", "Open"), "book-open", "Return", self.opened),
            (tr("Policies", "Properties…"), "pencil", "Alt+Return", self.properties_wanted),
            (tr("Policies", "Duplicate…"), "copy", "", self.duplicate_wanted),
            (tr("Policies", "Print…"), "printer", "", self.print_wanted),
            (tr("Policies", "Delete…"), "trash-2", "Del", self.delete_wanted),
        ):
            if signal is self.delete_wanted:
                menu.addSeparator()
            action = QAction(icon(name), text, menu)
            action.setShortcut(key)
            policy = self._id(index)
            action.triggered.connect(lambda _=False, one=signal, of=policy: one.emit(of))
            menu.addAction(action)
        return menu

    def _ask(self, signal: object, index: Index) -> None:
        policy = self._id(index)
        if policy:
            getattr(signal, "emit")(policy)  # noqa: B009  (a bound signal has no type of its own)

    def _id(self, index: Index) -> str:
        row = index.data(ROW) if index.isValid() else None
        return row.summary.id if isinstance(row, PolicyRow) else ""

    # -- how it looks --------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """Room for the dates, the rest for the name; where it is narrow, dates give way."""
        width = self.viewport().width()
        head = self.horizontalHeader()
        spans = {STATE: 150, DATE: 110, DISTANCE: 190, OPENED: 122}
        head.setSectionHidden(OPENED, width < px(620))
        head.setSectionHidden(DATE, width < px(520))
        taken = sum(px(span) for at, span in spans.items() if not head.isSectionHidden(at))
        for at, span in spans.items():
            head.resizeSection(at, px(span))
        head.resizeSection(NAME, max(px(140), width - taken))

    def _dress(self) -> None:
        self.horizontalHeader().setFixedHeight(px(30))
        self.horizontalHeader().setFont(font("label"))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(px(ROW_HEIGHT))
        self._share_width()


class _RowDelegate(QStyledItemDelegate):
    """Paints a row as a whole: hairline below, selection across, no cell of its own."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(px(80), px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PolicyRow = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._ground(painter, option, selected)
        area = QRectF(option.rect).adjusted(px(12), 0, -px(4), -1)
        column = index.column()
        if column == NAME:
            self._name(painter, area, row, selected)
        elif column == STATE:
            paint_chip(painter, area.toRect(), state_chip(row.summary.state))
        elif column == DISTANCE:
            self._distance(painter, area, index, row, selected)
        else:
            tone = "text" if column == DATE else "text2"
            text = str(index.data() or "")
            self._line(painter, area, text, "body" if column == DATE else "label", tone, selected)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, selected: bool) -> None:
        colours = tokens()
        view = self.parent()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected:
            focused = isinstance(view, QWidget) and view.hasFocus()
            painter.fillRect(option.rect, colours.sel if focused else colours.sel_inactive)
        elif hovered:
            painter.fillRect(option.rect, colours.hover)
        painter.setPen(QPen(colours.line, 1))
        bottom = option.rect.bottom()
        painter.drawLine(option.rect.left(), bottom, option.rect.right(), bottom)

    def _name(self, painter: QPainter, area: QRectF, row: PolicyRow, selected: bool) -> None:
        side = px(16)
        ring = QRectF(area.left(), area.center().y() - side / 2, side, side)
        paint_ring(painter, ring, 0.0 if row.filling is None else row.filling.fraction)
        area = area.adjusted(px(30), px(4), 0, -px(4))
        half = area.height() / 2
        first = QRectF(area.left(), area.top(), area.width(), half)
        second = QRectF(area.left(), area.top() + half, area.width(), half)
        if not row.second_line:
            first = area
        self._line(painter, first, row.summary.title, "strong", "text", selected)
        self._line(painter, second, row.second_line, "label", "text2", selected)

    def _distance(
        self, painter: QPainter, area: QRectF, index: Index, row: PolicyRow, selected: bool
    ) -> None:
        text = str(index.data() or "")
        today = self._today()
        due = min((one for one in (row.review_due, row.trial_until) if one), default=None)
        late = due is not None and due < today
        near = due is not None and (due - today).days <= 30
        if text and (late or near):
            paint_chip(painter, area.toRect(), tag_chip("overdue" if late else "due", text=text))
        else:
            self._line(painter, area, text, "label", "text2", selected)

    def _today(self) -> date:
        view = self.parent()
        assert isinstance(view, PolicyTable)
        return view.policies.now.date()

    def _line(
        self, painter: QPainter, area: QRectF, text: str, role: Role, tone: str, selected: bool
    ) -> None:
        made = font(role)
        painter.setFont(made)
        painter.setPen(tokens().sel_text if selected else tokens().colour(tone))
        shown = QFontMetricsF(made).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
