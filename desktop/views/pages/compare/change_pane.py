"""The left side: filter, count, and the changes by chapter."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.views.pages.compare.change_delegate import ChangeDelegate
from desktop.views.pages.compare.change_list import ROW, WITHOUT_REASON, ChangeModel, Wanted
from desktop.views.pages.compare.words import KINDS, counts, kind_words, weight_words
from desktop.views.theme import Theme, px
from desktop.views.widgets.empty_state import EmptyState
from desktop.views.widgets.labels import Label
from desktop.views.widgets.search_field import SearchField

if TYPE_CHECKING:
    from desktop.services.revision_comparing import Compared

__all__ = ["ChangePane"]


class ChangePane(QFrame):
    """`chosen` is the place of the change in the comparison, -1 for none."""

    change_chosen = Signal(int)
    shown_changed = Signal()
    """Other changes are shown now: `order`."""
    entered = Signal()
    """Enter on a change: the person wants to write its reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._compared: Compared | None = None
        self._keeping = False
        self.kind = self._choice(
            self.tr("Kind of change"),
            [("", self.tr("All kinds")), *((one, kind_words()[one]) for one in KINDS)],
        )
        self.weight = self._choice(
            self.tr("Weight of the change"),
            [
                ("", self.tr("Any weight")),
                *weight_words().items(),
                (WITHOUT_REASON, self.tr("Without a reason")),
            ],
        )
        self.words = SearchField(self.tr("Filter by place, words or reason"), self)
        self.words.searched.connect(lambda _words: self._filter())
        self.words.left_downwards.connect(self._enter_list)
        self.count = Label("", "label", "text2", self, wrap=True)
        self.model = ChangeModel(self)
        self.view = _List(self)
        self.view.setModel(self.model)
        self._delegate = ChangeDelegate(self.view)
        self.view.setItemDelegate(self._delegate)
        self.view.entered_row.connect(self.entered)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self._nothing = EmptyState(
            "search", self.tr("No change fits the filter."), "", self.tr("Show all changes")
        )
        self._nothing.link_clicked.connect(self.clear_filter)
        self._lay_out()
        Theme.current().changed.connect(self._dress)
        self._dress()

    def _choice(self, name: str, options: list[tuple[str, str]]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setProperty("density", "small")
        for key, words in options:
            box.addItem(words, key)
        box.setMinimumContentsLength(4)
        box.activated.connect(lambda _at: self._filter())
        return box

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        self._row.addWidget(self.kind, 1)
        self._row.addWidget(self.weight, 1)
        self._top = QVBoxLayout()
        self._top.addWidget(self.words)
        self._top.addLayout(self._row)
        self._top.addWidget(self.count)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self._stack, 1)
        for first, second in (
            (self.words, self.kind),
            (self.kind, self.weight),
            (self.weight, self.view),
        ):
            self.setTabOrder(first, second)

    def set_low(self, low: bool) -> None:
        """In a low window the words are what is filtered by, unless more was chosen before."""
        chosen = bool(self.kind.currentData() or self.weight.currentData())
        for box in (self.kind, self.weight):
            box.setVisible(not low or chosen)
        self.count.setVisible(not low)

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def order(self) -> tuple[int, ...]:
        return self.model.order

    @property
    def chosen(self) -> int:
        index = self.view.currentIndex()
        return index.data(ROW).at if index.isValid() else -1

    def wanted(self) -> Wanted:
        kind, weight = str(self.kind.currentData()), str(self.weight.currentData())
        return Wanted(kind, weight, self.words.text().strip())

    def show_changes(self, compared: "Compared", chosen: int) -> None:
        self._compared = compared
        self._filter(chosen)

    def refresh(self, compared: "Compared") -> None:
        """What was said of the changes is different. What is shown stays until the filter is
        touched: nothing vanishes under the hand."""
        self._compared = compared
        self.model.refresh(compared)

    def choose(self, at: int) -> None:
        index = self.model.index_of(at)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def step(self, step: int) -> None:
        """To the next or previous change."""
        order = self.order
        if not order:
            return
        now = order.index(self.chosen) if self.chosen in order else -1
        self.choose(order[max(0, min(len(order) - 1, now + step))])

    def clear_filter(self) -> None:
        self.kind.setCurrentIndex(0)
        self.weight.setCurrentIndex(0)
        self.words.clear()
        self._filter()
        self.view.setFocus()

    def _filter(self, chosen: int = -1) -> None:
        compared = self._compared
        if compared is None or compared.comparison is None:
            return
        kept = chosen if chosen >= 0 else self.chosen
        self._keeping = True
        self.model.show_changes(compared, self.wanted())
        self._keeping = False
        self._say_count()
        self._stack.setCurrentWidget(self.view if self.order else self._nothing)
        self.shown_changed.emit()
        if self.order:
            self.choose(kept if kept in self.order else self.order[0])
        self.change_chosen.emit(self.chosen)

    def _say_count(self) -> None:
        comparison = self._compared.comparison if self._compared is not None else None
        if comparison is None:
            return
        said = counts(comparison.summary)
        if len(self.order) < len(comparison.changes):
            shown = self.tr("{shown} of {all} changes shown")
            said = shown.format(shown=len(self.order), all=len(comparison.changes))
        self.count.setText(said)

    def _current_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if not self._keeping:
            self.change_chosen.emit(self.chosen)

    def _enter_list(self) -> None:
        if self.order:
            self.view.setFocus()

    def _dress(self) -> None:
        self._top.setContentsMargins(px(12), px(10), px(12), px(8))
        self._top.setSpacing(px(8))
        self._row.setSpacing(px(8))
        self.view.doItemsLayout()


class _List(QListView):
    """Arrows step over the headings; Enter goes on to the reason."""

    entered_row = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAccessibleName(self.tr("Changes"))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)
