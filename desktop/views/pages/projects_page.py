"""The list of projects: how far each is, and the way into it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent, QUndoStack
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QStackedLayout,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop.models.errors import KnownError
from desktop.tasks.background import Task, in_background
from desktop.views import places
from desktop.views.desk import Desk
from desktop.views.item_models.project_list import ProjectDelegate, ProjectFilter, ProjectsModel
from desktop.views.pages.base import Page, StatusPart
from desktop.views.pages.project.whole import delete_project, edit_properties, print_project
from desktop.views.places import Place
from desktop.views.theme import Theme, icon, px
from desktop.views.widgets.buttons import PrimaryButton
from desktop.views.widgets.empty_state import EmptyState
from desktop.views.widgets.head import PageHead
from desktop.views.widgets.labels import Label
from desktop.views.widgets.search_field import SearchField
from desktop.views.widgets.segmented import Segmented

if TYPE_CHECKING:
    from desktop.services.command import Changes
    from desktop.services.project_overviews import ProjectOverview

__all__ = ["ProjectsPage"]

_TITLE, _CLASS, _POLICY, _PROGRESS, _CHANGED = range(5)
_NARROW = 820


class ProjectsPage(Page):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._stale = True
        self._reading = False
        self._select = ""
        self.model = ProjectsModel(desk.language, self)
        self.rows = ProjectFilter(self)
        self.rows.setSourceModel(self.model)
        self._build()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._read)
        desk.changed.connect(self._changed)
        desk.library_opened.connect(self._opened)
        desk.library_closed.connect(self._closed)
        Theme.current().changed.connect(self._dress)
        self._dress()

    def _build(self) -> None:
        self.head = PageHead(self.tr("Projects"), self)
        self.new_button = PrimaryButton(self.tr("New project…"), "plus", self)
        self.new_button.clicked.connect(lambda: self.desk.command_wanted.emit("file.new_project"))
        self.head.add_trailing(self.new_button)
        self.search = SearchField(self.tr("Filter projects"), self)
        self.search.searched.connect(self._search)
        self.search.left_downwards.connect(self._enter_list)
        letters = [("", self.tr("All classes"))]
        letters += [(one, self.tr("Class {letter}").format(letter=one)) for one in "ABC"]
        self.classes = Segmented(letters, self.tr("Class of the projects"), self)
        self.classes.chosen.connect(self._choose_class)
        self.policies = QComboBox(self)
        self.policies.setAccessibleName(self.tr("Policy that the projects run under"))
        self.policies.activated.connect(self._choose_policy)
        self._filters = QHBoxLayout()
        self._filters.addWidget(self.search)
        self._filters.addWidget(self.classes)
        self._filters.addWidget(self.policies)
        self._filters.addStretch(1)
        self.view = _ProjectList(self)
        self.view.setModel(self.rows)
        self._delegate = ProjectDelegate(self.view)
        self.view.setItemDelegate(self._delegate)
        self.view.setAccessibleName(self.tr("Projects"))
        self.view.sortByColumn(_CHANGED, Qt.SortOrder.DescendingOrder)
        self.view.open_wanted = self._open
        self.view.menu_wanted = self._context_menu
        self.view.delete_wanted = self._delete
        self.view.selectionModel().currentChanged.connect(lambda *_: self.commands_changed.emit())
        self.empty = EmptyState("folder-kanban", "", parent=self)
        self.empty.button_clicked.connect(self._empty_clicked)
        self._list = QWidget(self)
        self._list.setBackgroundRole(QPalette.ColorRole.Base)
        self._list.setAutoFillBackground(True)
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._nothing_fits = Label(
            self.tr("No project fits the filter."), "body", "text2", self._list
        )
        self._nothing_fits.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._nothing_fits.hide()
        column.addLayout(self._filters)
        column.addWidget(self._nothing_fits)
        column.addWidget(self.view, 1)
        body = QWidget(self)
        self._layers = QStackedLayout(body)
        self._layers.addWidget(self._list)
        self._layers.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(body, 1)

    # -- reading -------------------------------------------------------------------------------

    def _changed(self, changes: "Changes", _origin: object) -> None:
        if changes.all_projects or changes.policies:
            self._stale = True
            if self.isVisible():
                self._later.start()

    def _opened(self) -> None:
        self._stale = True
        if self.isVisible():
            self._later.start()

    def _closed(self) -> None:
        self.model.show_projects(())
        self._stale = True

    def _read(self) -> None:
        library = self.desk.library
        if library is None or self._reading:
            return
        self._stale, self._reading = False, True

        def work(_task: Task) -> "tuple[ProjectOverview, ...]":
            from desktop.services.project_overviews import project_overviews

            return project_overviews(library)

        task = in_background(work)
        task.done.connect(self._take)
        task.failed.connect(self._failed)

    def _take(self, found: "tuple[ProjectOverview, ...]") -> None:
        self._reading = False
        if self._stale:  # something changed while it was read
            self._later.start()
        chosen = self._current()
        self.model.show_projects(found)
        self._show_policies(found)
        self._select_project(chosen.id if chosen else self._select)
        self._show_layer()
        self.status_changed.emit()
        self.commands_changed.emit()

    def _failed(self, error: KnownError) -> None:
        self._reading = False
        self.empty.set_texts(self.desk.explain(error), self.tr("Try again"))
        self._layers.setCurrentIndex(1)

    def _show_policies(self, found: "tuple[ProjectOverview, ...]") -> None:
        kept = self.policies.currentData()
        titles = {one.summary.policy: one.policy_title.text(self.desk.language) for one in found}
        self.policies.clear()
        self.policies.addItem(self.tr("All policies"), "")
        for policy, title in titles.items():
            self.policies.addItem(title, policy)
        self.policies.setCurrentIndex(max(0, self.policies.findData(kept)))
        self.policies.setVisible(len(titles) > 1)
        self._choose_policy()

    def _show_layer(self) -> None:
        if not self.model.projects:
            sentence = self.tr(
                "A project runs through the phases of a policy by its checklists."
                " Start one to tick off what is due."
            )
            self.empty.set_texts(sentence, self.tr("New project…"))
        self._layers.setCurrentIndex(0 if self.model.projects else 1)

    def _empty_clicked(self) -> None:
        if self.model.projects or self._stale:
            self._read()
        else:
            self.desk.command_wanted.emit("file.new_project")

    # -- filters -------------------------------------------------------------------------------

    def _search(self, text: str) -> None:
        self.rows.set_text(text)
        self._after_filter()

    def _choose_class(self, letter: str) -> None:
        self.rows.set_letter(letter)
        self._after_filter()

    def _choose_policy(self) -> None:
        self.rows.set_policy(self.policies.currentData() or "")
        self._after_filter()

    def _after_filter(self) -> None:
        if not self.view.currentIndex().isValid() and self.rows.rowCount():
            self.view.setCurrentIndex(self.rows.index(0, 0))
        self._nothing_fits.setVisible(bool(self.model.projects) and not self.rows.rowCount())
        self.status_changed.emit()

    # -- one project ---------------------------------------------------------------------------

    def _current(self) -> "ProjectOverview | None":
        return self.rows.overview(self.view.currentIndex())

    def _select_project(self, project: str) -> None:
        for row in range(self.rows.rowCount()):
            index = self.rows.index(row, 0)
            found = self.rows.overview(index)
            if found is not None and found.id == project:
                self.view.setCurrentIndex(index)
                return
        if self.rows.rowCount():
            self.view.setCurrentIndex(self.rows.index(0, 0))

    def _open(self) -> None:
        if (one := self._current()) is not None:
            self._select = one.id
            self.desk.go_to(Place(places.PROJECT, id=one.id))

    def _properties(self) -> None:
        if (one := self._current()) is not None and not self.desk.read_only:
            edit_properties(self.desk, one.id, self.window())

    def _print(self) -> None:
        if (one := self._current()) is not None:
            print_project(self.window(), self.desk, one.id)

    def _delete(self) -> None:
        if (one := self._current()) is not None and not self.desk.read_only:
            delete_project(self.desk, one.id, one.summary.title)

    def _context_menu(self, place: QPoint) -> None:
        if self._current() is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        writable = not self.desk.read_only
        menu.addAction(icon("folder-open"), self.tr("Open project"), self._open)
        menu.addAction(icon("pencil"), self.tr("Project properties…"), self._properties).setEnabled(
            writable
        )
        menu.addAction(icon("printer"), self.tr("Print checklists…"), self._print)
        menu.addSeparator()
        menu.addAction(icon("trash-2"), self.tr("Delete project"), self._delete).setEnabled(
            writable
        )
        menu.popup(place)

    # -- what the window asks ------------------------------------------------------------------

    @property
    def title(self) -> str:
        return self.tr("Projects")

    @property
    def undo_stack(self) -> QUndoStack | None:
        return self.desk.stack()

    @property
    def commands(self) -> Mapping[str, Callable[[], None]]:
        return {
            "project.properties": self._properties,
            "project.delete": self._delete,
            "file.print": self._print,
            "edit.find": self._find,
        }

    def can(self, command: str) -> bool:
        if command == "edit.find":
            return True
        return self._current() is not None and (command == "file.print" or not self.desk.read_only)

    def status(self) -> tuple[StatusPart, ...]:
        shown, total = self.rows.rowCount(), len(self.model.projects)
        words = self.tr("{count} projects").format(count=total)
        if shown != total:
            words = self.tr("{shown} of {count} projects").format(shown=shown, count=total)
        return (StatusPart(words, "folder-kanban"),)

    def place(self) -> Place:
        return Place(places.PROJECTS)

    def show_place(self, place: Place) -> None:
        if self._stale:
            self._later.start()

    def entered(self) -> None:
        if self._stale:
            self._later.start()
        self._enter_list()

    def _enter_list(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    # -- its look ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        self.view.setColumnHidden(_POLICY, narrow)
        self.view.setColumnHidden(_CHANGED, self.width() < px(600))
        self.classes.setVisible(self.width() >= px(560))

    def _dress(self) -> None:
        self._filters.setContentsMargins(px(14), px(10), px(14), px(10))
        self._filters.setSpacing(px(8))
        self.search.setFixedWidth(px(220))
        self.policies.setMaximumWidth(px(260))
        header = self.view.header()
        for column, width in ((_CLASS, 90), (_POLICY, 260), (_PROGRESS, 250), (_CHANGED, 130)):
            header.resizeSection(column, px(width))


class _ProjectList(QTreeView):
    """Enter and a double click open; Delete deletes."""

    open_wanted: Callable[[], None]
    menu_wanted: Callable[[QPoint], None]
    delete_wanted: Callable[[], None]

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setSortingEnabled(True)
        self.setMouseTracking(True)
        self.setAllColumnsShowFocus(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.doubleClicked.connect(lambda _index: self.open_wanted())

    def setModel(self, model: ProjectFilter) -> None:  # type: ignore[override]  # noqa: N802
        super().setModel(model)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_wanted()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted()
        else:
            super().keyPressEvent(event)

    def _menu(self, place: QPoint) -> None:
        self.menu_wanted(self.viewport().mapToGlobal(place))
