"""All policies of the library: filter, sort, and search in what is written in them."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QUndoStack
from PySide6.QtWidgets import QFrame, QListView, QStackedWidget, QVBoxLayout, QWidget

from desktop.tasks.background import Task, in_background
from desktop.views.desk import Desk
from desktop.views.item_models.hits import (
    HIT,
    Hit,
    HitDelegate,
    HitModel,
    found_hits,
    nothing_words,
)
from desktop.views.pages.base import Page, StatusPart
from desktop.views.pages.policy_actions import PolicyActions
from desktop.views.pages.policy_table import PolicyTable
from desktop.views.pages.start.reading import Overview, OverviewReader
from desktop.views.places import POLICIES, Place
from desktop.views.theme import px
from desktop.views.widgets.buttons import PrimaryButton
from desktop.views.widgets.card import Card
from desktop.views.widgets.empty_state import EmptyState
from desktop.views.widgets.flow_layout import FlowLayout
from desktop.views.widgets.labels import Label
from desktop.views.widgets.search_field import SearchField
from desktop.views.widgets.segmented import Segmented

__all__ = ["PoliciesPage"]

MOST_HITS = 60


class PoliciesPage(Page):
    """What is typed filters the table at once and is looked for in the texts below it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setAccessibleName(self.tr("Policies"))
        self._actions = PolicyActions(desk, self)
        self._query = ""
        self.reader = OverviewReader(desk, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(16), px(24), px(16))
        column.setSpacing(px(12))
        column.addWidget(self._head())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list())
        self.empty = EmptyState(
            "book-open",
            self.tr("There is no policy yet. A template brings chapters, forms and checklists."),
            self.tr("New policy…"),
        )
        self.empty.button_clicked.connect(lambda: desk.command_wanted.emit("file.new_policy"))
        self._stack.addWidget(self.empty)
        column.addWidget(self._stack, 1)
        self.reader.read.connect(self._show)

    def _head(self) -> QWidget:
        head = QWidget()
        row = FlowLayout(head, spacing=8)
        row.addWidget(Label(self.tr("Policies"), "page"))
        self.search = SearchField(self.tr("Filter, or search in all texts"))
        self.search.setMinimumWidth(px(280))
        self.search.textChanged.connect(self._filter_words)
        self.search.searched.connect(self._look_for)
        self.search.left_downwards.connect(self._to_list)
        row.addWidget(self.search)
        self.states = Segmented(
            (
                ("", self.tr("All")),
                ("draft", self.tr("Draft")),
                ("effective", self.tr("In force")),
            ),
            self.tr("State"),
        )
        self.states.chosen.connect(self._filter_state)
        row.addWidget(self.states)
        new = PrimaryButton(self.tr("New policy"), "file-plus")
        new.clicked.connect(lambda: self.desk.command_wanted.emit("file.new_policy"))
        row.addWidget(new)
        return head

    def _list(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        upper = Card(padding=0)
        self.table = PolicyTable(sortable=True)
        self.table.opened.connect(self._actions.open)
        self.table.properties_wanted.connect(self._actions.properties)
        self.table.duplicate_wanted.connect(self._actions.duplicate)
        self.table.print_wanted.connect(self._actions.print)
        self.table.delete_wanted.connect(self._actions.delete)
        self.table.selectionModel().currentChanged.connect(lambda *_: self.commands_changed.emit())
        upper.body.addWidget(self.table)
        column.addWidget(upper, 3)
        self.found = Card(self.tr("Found in the texts"), padding=0)
        self.hits = HitModel(self)
        self.hit_list = _HitList()
        self.hit_list.setAccessibleName(self.tr("Found in the texts"))
        self.hit_list.setModel(self.hits)
        self.hit_list.taken.connect(self._go)
        self.found.body.addWidget(self.hit_list)
        self.nothing = Label("", "body", "text2")
        self.nothing.setContentsMargins(px(14), px(12), px(14), px(12))
        self.found.body.addWidget(self.nothing)
        self.found.hide()
        column.addWidget(self.found, 2)
        return holder

    # -- what is shown ---------------------------------------------------------------------------

    def _show(self, overview: Overview) -> None:
        self.table.set_rows(overview.rows)
        self._stack.setCurrentIndex(0 if overview.rows else 1)
        self.status_changed.emit()
        self.commands_changed.emit()

    def _filter_words(self, text: str) -> None:
        self.table.filter.set_words(text)

    def _filter_state(self, state: str) -> None:
        self.table.filter.set_state(state)
        self.status_changed.emit()

    def _look_for(self, query: str) -> None:
        """Beside the window; an answer that was overtaken is dropped."""
        self._query = query.strip()
        self.status_changed.emit()
        if not self._query or self.desk.library is None:
            self.found.hide()
            return
        library, asked = self.desk.library, self._query

        def work(_task: Task) -> tuple[str, tuple[Hit, ...]]:
            return asked, found_hits(library, asked, MOST_HITS)

        task = in_background(work)
        task.done.connect(self._take_hits)
        task.failed.connect(self.desk.refuse)

    def _take_hits(self, answer: tuple[str, tuple[Hit, ...]]) -> None:
        asked, hits = answer
        if asked != self._query:
            return
        self.hits.set_hits(hits)
        self.hit_list.setVisible(bool(hits))
        self.nothing.setVisible(not hits)
        self.nothing.setText(nothing_words(asked))
        self.found.set_note(str(len(hits)) if hits else "")
        self.found.show()

    def _go(self, hit: Hit) -> None:
        if hit.place is not None:
            self.desk.go_to(hit.place)

    def _to_list(self) -> None:
        if self.table.model().rowCount():
            self.table.setFocus()
        elif self.hits.rowCount():
            self.hit_list.setFocus()
            self.hit_list.setCurrentIndex(self.hits.index(0))

    # -- the window ------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        return self.tr("Policies")

    @property
    def commands(self) -> Mapping[str, Callable[[], None]]:
        def on(act: Callable[[str], None]) -> Callable[[], None]:
            return lambda: act(self.table.current_policy())

        return {
            "file.properties": on(self._actions.properties),
            "file.duplicate": on(self._actions.duplicate),
            "file.delete": on(self._actions.delete),
            "file.print": on(self._actions.print),
            "edit.find": self._find,
        }

    def can(self, command: str) -> bool:
        if command == "edit.find":
            return True
        if not self.table.current_policy():
            return False
        return command == "file.print" or not self.desk.read_only

    def _find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @property
    def undo_stack(self) -> QUndoStack | None:
        return self.desk.stack()

    def status(self) -> tuple[StatusPart, ...]:
        shown, every = self.table.model().rowCount(), self.table.policies.rowCount()
        words = self.tr("%n policies", "", every)
        if shown != every:
            words = self.tr("{shown} of {all} policies").format(shown=shown, all=every)
        return (
            StatusPart(words, "book-open"),
            StatusPart(self.tr("Enter opens, Delete removes"), right=True),
        )

    def place(self) -> Place:
        return Place(POLICIES)

    def entered(self) -> None:
        self.reader.read_now()
        self.table.setFocus()


class _HitList(QListView):
    """Enter or a click takes a hit."""

    taken = Signal(object)
    """Hit"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._delegate = HitDelegate(self)
        self.setItemDelegate(self._delegate)
        self.clicked.connect(self._take)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._take(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _take(self, index: QModelIndex) -> None:
        hit = index.data(HIT)
        if isinstance(hit, Hit):
            self.taken.emit(hit)
