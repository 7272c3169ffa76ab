"""The window: menu bar, rail, one page at a time, status bar. It knows no page's content."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.models.errors import KnownError
from desktop.views import places
from desktop.views.commands import WINDOW, run_window_command
from desktop.views.pages.base import Page, StatusPart
from desktop.views.places import Place
from desktop.views.shell.announcements import Announcements
from desktop.views.shell.edit_commands import EditCommands
from desktop.views.shell.menus import Menus
from desktop.views.shell.rail import Rail
from desktop.views.shell.search_button import SearchButton
from desktop.views.shell.status_bar import StatusBar
from desktop.views.theme import Theme, px
from desktop.views.theme.theme import Choice

if TYPE_CHECKING:
    from desktop.views.desk import Desk

__all__ = ["PAGES", "MainWindow", "theme_choice"]

PAGES = {
    places.START: ("start_page", "StartPage"),
    places.POLICIES: ("policies_page", "PoliciesPage"),
    places.POLICY: ("policy.page", "PolicyPage"),
    places.COMPARE: ("compare.page", "ComparePage"),
    places.PROJECTS: ("projects_page", "ProjectsPage"),
    places.PROJECT: ("project.page", "ProjectPage"),
}
"""Page → module and class in `desktop.views.pages`; imported when it is first shown."""

_RAIL_OF = {
    places.POLICY: places.POLICIES,
    places.COMPARE: places.POLICIES,
    places.PROJECT: places.PROJECTS,
}
NARROW = 760
SMALLEST = QSize(640, 360)
USUAL = QSize(1366, 720)


class MainWindow(QMainWindow):
    language_chosen = Signal(str)
    """system, zh or en: the program makes the window anew."""
    closed = Signal()
    painted = Signal()
    """Once, after the window has been on screen: now heavy things may be read."""

    def __init__(self, desk: "Desk") -> None:
        super().__init__()
        self.desk = desk
        self.theme = Theme.current()
        self._pages: dict[str, Page] = {}
        self._shown: Page | None = None
        self._back: list[Place] = []
        self._on_screen = False
        self.setAcceptDrops(True)
        self.setMinimumSize(SMALLEST)
        self.menus = Menus(self.menuBar(), self.command, desk.local.language)
        desk.actions = self.menus.actions
        self._build()
        self.editing = EditCommands(self.menus, self)
        self.said = Announcements(desk, self._above, self.stack, self)
        self._connect()
        self._restore_geometry()
        self._update_title()
        self._update_commands()

    def _build(self) -> None:
        self._search = SearchButton(self.menus.keys("edit.anywhere"), self)
        self._search.clicked.connect(lambda: self.command("edit.anywhere"))
        self.menuBar().setCornerWidget(self._search, Qt.Corner.TopRightCorner)
        self.rail = Rail(
            (
                (places.START, "home", self.tr("Start")),
                (places.POLICIES, "book-open", self.tr("Policies")),
                (places.PROJECTS, "folder-kanban", self.tr("Projects")),
            ),
            (("file.settings", "settings", self.tr("Settings")),),
            self,
        )
        self.stack = QStackedWidget(self)
        self.status = StatusBar(self)
        self._above = QVBoxLayout()  # strips over the page: what is wrong with the library
        self._above.setSpacing(0)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(self._above)
        right.addWidget(self.stack, 1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(row, 1)
        whole.addWidget(self.status)
        centre = self._centre = QWidget(self)
        centre.setLayout(whole)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        desk = self.desk
        self.rail.chosen.connect(self._rail_chosen)
        self.status.command_wanted.connect(self.command)
        desk.place_wanted.connect(self.go_to)
        desk.command_wanted.connect(self.command)
        self.said.retry_wanted.connect(self._save_now)
        self.editing.stepped.connect(self.said.withdraw_offer)
        self.said.rescue_wanted.connect(self._rescue)
        desk.saved.connect(self._update_status)
        desk.library_opened.connect(self._library_opened)
        desk.library_closing.connect(self._library_closing)
        desk.saving.connect(self.editing.update_undo)
        desk.written_beside.connect(self.editing.go_on)
        desk.library_refused.connect(self._library_refused)
        for menu in (self.menus.menus["file"], self.menus.menus["library"]):
            menu.aboutToShow.connect(self._fill_recent)

    # -- where one is --------------------------------------------------------------------------

    def go_to(self, place: Place) -> None:
        """Shows a place; its page is made when it is first wanted."""
        if self.desk.library is None and place.page != places.START:
            return
        if self._shown is not None and self._shown.place().page != place.page:
            self._back.append(self._shown.place())
            del self._back[:-50]
        page = self._page(place.page)
        page.show_place(place)
        self._show(page)
        self.rail.mark(_RAIL_OF.get(place.page, place.page))

    def prepare(self, place: Place) -> None:
        """Makes the page of a place, so that going there takes less time."""
        self._page(place.page)

    def go_back(self) -> None:
        if self._back:
            place = self._back.pop()
            self.go_to(place)
            if self._back:
                self._back.pop()

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._shown

    def place(self) -> Place:
        return self._shown.place() if self._shown is not None else Place(places.START)

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            module, kind = PAGES[name]
            made: Page = getattr(import_module(f"desktop.views.pages.{module}"), kind)(self.desk)
            self._take(made)
            self._pages[name] = made
        return self._pages[name]

    def _take(self, page: Page) -> None:
        self.stack.addWidget(page)
        page.title_changed.connect(lambda: self._update_title() if page is self._shown else None)
        page.commands_changed.connect(
            lambda: self._update_commands() if page is self._shown else None
        )
        page.status_changed.connect(lambda: self._update_status() if page is self._shown else None)

    def _show(self, page: Page) -> None:
        old = self._shown
        if old is page:
            return
        if old is not None:
            old.left()
        self._shown = page
        self.stack.setCurrentWidget(page)
        self._update_title()
        self._update_commands()
        self._update_status()
        page.entered()

    def _rail_chosen(self, name: str) -> None:
        if name in PAGES:
            self.go_to(Place(name))
        else:
            self.command(name)

    # -- commands ------------------------------------------------------------------------------

    def command(self, command: str) -> None:
        """Carries a command out: the page first, then the window."""
        name, equals, value = command.partition("=")
        if equals:
            self._choose(name, value)
            return
        own = self._own_commands().get(command)
        page = self._shown
        if page is not None and command in page.commands:
            if page.can(command):
                page.commands[command]()
        elif own is not None:
            own()
        elif command in WINDOW:
            run_window_command(self, command)

    def _own_commands(self) -> dict[str, Callable[[], object]]:
        return {
            "file.save": self._save_now,
            "file.quit": self.close,
            **self.editing.table(),
            "view.zoom_in": lambda: self._zoom(10),
            "view.zoom_out": lambda: self._zoom(-10),
            "view.zoom_reset": lambda: self._zoom(0),
            "view.full_screen": self._full_screen,
        }

    def _update_commands(self) -> None:
        """Enables what can be done here; Undo and Redo say what they take back."""
        page = self._shown
        own = {*self._own_commands(), *WINDOW}
        for command, action in self.menus.actions.items():
            if page is not None and command in page.commands:
                action.setEnabled(page.can(command))
                self.menus.explain(command, page.why_not(command))
                if action.isCheckable():
                    action.setChecked(page.checked(command))
            else:
                action.setEnabled(command in own)
                self.menus.explain(command, "")
        self.menus.actions["view.full_screen"].setChecked(self.isFullScreen())
        self.editing.follow(page)

    def _choose(self, name: str, value: str) -> None:
        local = self.desk.local
        self.menus.mark(f"{name}={value}")
        if name == "theme":
            local.theme = value
            self.theme.set_choice(theme_choice(value))
        elif name == "language":
            local.language = value
            QTimer.singleShot(0, lambda: self.language_chosen.emit(value))
        self._save_local()

    def _zoom(self, step: int) -> None:
        zoom = 100 if step == 0 else self.desk.local.zoom + step
        self.desk.local.zoom = min(200, max(80, zoom))
        self.theme.set_zoom(self.desk.local.zoom / 100)
        self._save_local()
        self.desk.say(self.tr("Zoom {percent} %").format(percent=self.desk.local.zoom))

    def _full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()
        self._update_commands()

    # -- saving and what is said ---------------------------------------------------------------

    def _save_now(self) -> None:
        if self.save():
            self.desk.say(self.tr("Everything is saved"))

    def save(self) -> bool:
        """Keeps whatever any page holds; False where something could not be kept."""
        kept = [page.save() for page in self._pages.values()]  # each, also after a failure
        return all(kept)

    def _rescue(self) -> None:
        from desktop.views.dialogs.rescue import save_elsewhere

        save_elsewhere(self)

    # -- the library ---------------------------------------------------------------------------

    def _library_opened(self) -> None:
        self.said.clear()
        for name in [one for one in self._pages if one != places.START]:
            self._drop(name)
        self._back.clear()
        self.go_to(Place(places.START))
        self._update_status()
        self._update_title()

    def _library_closing(self) -> None:
        self.go_to(Place(places.START))
        for name in [one for one in self._pages if one != places.START]:
            self._drop(name)

    def _drop(self, name: str) -> None:
        page = self._pages.pop(name)
        page.let_go()
        if page is self._shown:
            self._shown = None
        self.stack.removeWidget(page)
        page.deleteLater()

    def _library_refused(self, path: Path | None, error: KnownError) -> None:
        from desktop.views.pages.library_problem_page import LibraryProblemPage

        page = LibraryProblemPage(self.desk, path, error)
        if "problem" in self._pages:
            self._drop("problem")
        self._pages["problem"] = page
        self._take(page)
        self._show(page)
        self.rail.mark("")

    def _fill_recent(self) -> None:
        """Recent policies and libraries, as they are at the moment the menu opens."""
        local, desk = self.desk.local, self.desk
        here = str(desk.library.path) if desk.library is not None else ""
        policies = [
            (one.title, "", partial(desk.go_to, Place(places.POLICY, one.policy)))
            for one in local.recent_policies[:10]
            if one.library == here
        ]
        libraries = [
            (Path(one).name, one, partial(self.open_library, Path(one)))
            for one in local.recent_libraries[:10]
            if one != here
        ]
        self.menus.fill(self.menus.recent_policies, policies)
        self.menus.fill(self.menus.recent_libraries, libraries)

    def open_library(
        self, path: Path | None, *, create: bool = False, read_only: bool | None = None
    ) -> None:
        """Another library in place of this one, with everything saved before."""
        if self.save():
            self.desk.open_library(path, create=create, read_only=read_only)

    def let_go(self) -> None:
        """Another window takes its place: its pages ask nothing of the library after this."""
        for page in self._pages.values():
            page.let_go()

    # -- the window itself ---------------------------------------------------------------------

    def _update_title(self) -> None:
        name = self.tr("PolicyDesk")
        page = self._shown.title if self._shown is not None else ""
        self.setWindowTitle(f"{page} – {name}" if page else name)

    def _update_status(self) -> None:
        parts = self._shown.status() if self._shown is not None else ()
        if not parts and self.desk.library is not None:
            where = str(self.desk.library.path)
            parts = (
                StatusPart(where, "hard-drive", command="library.show_folder"),
                StatusPart(
                    self.tr("No network needed: your data stay on this computer"),
                    "check",
                    "ok",
                    right=True,
                ),
            )
        self.status.show_parts(parts)

    def _restore_geometry(self) -> None:
        kept = self.desk.local.geometry
        if kept and self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii"))):
            return
        screen = QGuiApplication.primaryScreen().availableGeometry()
        size = QSize(px(USUAL.width()), px(USUAL.height())).boundedTo(screen.size())
        self.resize(size)
        if size.width() >= screen.width() - 8:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _save_local(self) -> None:
        try:
            self.desk.local.save()
        except KnownError as error:
            self.desk.refuse(error)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if not self._on_screen:
            self._on_screen = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        wide = event.size().width() >= px(NARROW)
        self.rail.setVisible(wide)
        self._search.setVisible(wide)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if _libraries(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        found = _libraries(event)
        if found:
            event.acceptProposedAction()
            self.open_library(found[0])

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Everything is kept before the window goes; where that fails, it stays and says so."""
        if not self.save() and not self._leave_anyway():
            event.ignore()
            return
        self.remember()
        event.accept()
        self.closed.emit()

    def _leave_anyway(self) -> bool:
        from desktop.views.dialogs.rescue import leave_without_saving

        return leave_without_saving(self)

    def remember(self) -> None:
        """Notes where the window stands, for the next start."""
        self.desk.local.geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self._save_local()


def theme_choice(value: str) -> Choice:
    return "light" if value == "light" else "dark" if value == "dark" else "system"


def _libraries(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [one for one in files if one.suffix == ".policydesk"]
