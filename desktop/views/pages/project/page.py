"""A project's checklists: ticked, justified, given evidence; phase by phase."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent, QUndoStack
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop.models.errors import KnownError
from desktop.models.snapshot import Project
from desktop.views import places
from desktop.views.desk import Desk
from desktop.views.pages.base import Page, StatusPart
from desktop.views.pages.project.board import ProjectBoard
from desktop.views.pages.project.head import ProjectHead
from desktop.views.pages.project.whole import delete_project, edit_properties, print_project
from desktop.views.pages.read_only import ReadOnlyStrip
from desktop.views.places import Place
from desktop.views.theme import px
from desktop.views.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from desktop.views.policy_in_hand import PolicyInHand
    from desktop.views.project_in_hand import ProjectInHand

__all__ = ["ProjectPage"]

_LOW = 420
_WRITING = frozenset(
    (
        "project.tick",
        "project.evidence",
        "project.not_applicable",
        "project.failed",
    )
)


class ProjectPage(Page):
    """Shows the project of `show_place`, at its phase and item where these are named."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._held: ProjectInHand | None = None
        self._policy: PolicyInHand | None = None
        self._wanted = Place(places.PROJECT)
        self.head = ProjectHead(desk, self)
        self.board = ProjectBoard(desk, self)
        self._missing = EmptyState("folder-kanban", "", parent=self, button_icon="arrow-left")
        whole = QWidget(self)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.read_only = ReadOnlyStrip(desk, whole)
        column.addWidget(self.head)
        column.addWidget(self.read_only)
        column.addWidget(self.board, 1)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(whole)
        self._layers.addWidget(self._missing)
        self.head.print_wanted.connect(self._print)
        self.head.properties_wanted.connect(self._properties)
        self._missing.button_clicked.connect(lambda: desk.go_to(Place(places.PROJECTS)))
        self.board.moved.connect(self._moved)
        desk.library_closed.connect(self._let_go)

    # -- which project -------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        self.save()
        self._wanted = place
        if self._held is None or self._held.id != place.id:
            self._take(self.desk.project(place.id))
        elif self._held.project is not None:
            self.board.go(place)

    def _take(self, in_hand: "ProjectInHand") -> None:
        self._let_go()
        self._held = in_hand
        self.board.take(in_hand)
        in_hand.ready.connect(self._ready)
        in_hand.changed.connect(self._changed)
        in_hand.gone.connect(self._gone)
        in_hand.failed.connect(self._failed)
        if in_hand.project is not None:
            self._ready()

    def _let_go(self) -> None:
        held, self._held = self._held, None
        policy, self._policy = self._policy, None
        if held is not None:
            held.ready.disconnect(self._ready)
            held.changed.disconnect(self._changed)
            held.gone.disconnect(self._gone)
            held.failed.disconnect(self._failed)
        if policy is not None:
            policy.ready.disconnect(self._policy_changed)
            policy.changed.disconnect(self._policy_changed)
        self.board.let_go()

    @property
    def project(self) -> Project | None:
        return self._held.project if self._held is not None else None

    def _ready(self) -> None:
        project = self.project
        if project is None:
            return
        self._policy = self.desk.policy(project.policy)
        self._policy.ready.connect(self._policy_changed)
        self._policy.changed.connect(self._policy_changed)
        self.board.set_policy(self._policy.policy)
        self.board.go(self._wanted)
        self._show_whole()

    def _changed(self, _changes: object, _origin: object) -> None:
        self.board.refresh()
        self._show_whole()

    def _policy_changed(self, *_: object) -> None:
        if self._policy is not None:
            self.board.set_policy(self._policy.policy)
            self._show_head()

    def _show_whole(self) -> None:
        self._layers.setCurrentIndex(0)
        self.read_only.look()
        self._show_head()
        self.title_changed.emit()
        self.commands_changed.emit()
        self.status_changed.emit()

    def _show_head(self) -> None:
        if self.project is not None:
            self.head.show_project(self.project, self._policy.policy if self._policy else None)

    def _gone(self) -> None:
        self._say_missing(self.tr("This project was deleted."))

    def _failed(self, error: KnownError) -> None:
        self._say_missing(self.desk.explain(error))

    def _say_missing(self, sentence: str) -> None:
        self._missing.set_texts(sentence, self.tr("All projects"))
        self._layers.setCurrentIndex(1)
        for signal in (self.title_changed, self.commands_changed, self.status_changed):
            signal.emit()

    @property
    def _is_shown(self) -> bool:
        return self.project is not None and self._layers.currentIndex() == 0

    # -- what the window asks ------------------------------------------------------------------

    @property
    def title(self) -> str:
        return self.project.title if self.project is not None and self._is_shown else ""

    @property
    def undo_stack(self) -> QUndoStack | None:
        return self.desk.stack(self._held.stack) if self._held is not None else None

    @property
    def commands(self) -> Mapping[str, Callable[[], None]]:
        if not self._is_shown:
            return {}
        board = self.board
        return {
            "project.tick": board.tick,
            "project.evidence": board.begin_evidence,
            "project.not_applicable": lambda: board.ask_reason("na"),
            "project.failed": lambda: board.ask_reason("failed"),
            "project.properties": self._properties,
            "project.delete": self._delete,
            "file.print": self._print,
            "file.documents": lambda: self._print("file.documents"),
            "edit.find": self._find,
            "view.next_pane": board.next_pane,
        }

    def can(self, command: str) -> bool:
        writable = not self.desk.read_only
        if command in _WRITING:
            return writable and bool(self.board.view.current_code)
        return writable or command not in ("project.properties", "project.delete")

    def status(self) -> tuple[StatusPart, ...]:
        project, progress, phase = self.project, self.board.progress, self.board.phase
        if project is None or progress is None or phase is None or not self._is_shown:
            return ()
        title = phase.title.text(self.desk.language)
        parts = [
            StatusPart(project.number or project.title, "folder-kanban"),
            StatusPart(f"{title} {progress.settled}/{progress.total}"),
        ]
        failed = sum(one.state == "failed" for one in project.records)
        if failed:
            words = self.tr("{count} failed").format(count=failed)
            parts.append(StatusPart(words, "octagon-x", "blocker"))
        hint = self.tr("Space ticks · E evidence · N note · Enter details")
        parts.append(StatusPart(hint, right=True))
        return tuple(parts)

    def place(self) -> Place:
        held = self._held
        if held is None:
            return Place(places.PROJECTS)
        phase = self.board.phase
        item = self.board.view.current_code
        return Place(places.PROJECT, id=held.id, phase=phase.id if phase else "", item=item)

    def save(self) -> bool:
        self.board.save()
        return True

    def entered(self) -> None:
        self.board.enter_list()

    # -- commands ------------------------------------------------------------------------------

    def _moved(self) -> None:
        self.status_changed.emit()
        self.commands_changed.emit()

    def _find(self) -> None:
        self.board.filters.search.setFocus()
        self.board.filters.search.selectAll()

    def _print(self, command: str = "file.print") -> None:
        if self._held is not None:
            self.save()
            print_project(self.window(), self.desk, self._held.id, command)

    def _properties(self) -> None:
        if self._held is not None and not self.desk.read_only:
            edit_properties(self.desk, self._held.id, self.window(), self._held.stack)

    def _delete(self) -> None:
        if self.project is not None:
            project = self.project
            self.desk.go_to(Place(places.PROJECTS))
            delete_project(self.desk, project.id, project.title)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.head.set_low(self.height() < px(_LOW))
