"""Starts the window: the shell is on screen before anything heavy is imported."""

import faulthandler
import importlib
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop.i18n import Language, language_of_locale
from desktop.resource_files import resource_path
from desktop.services.local_state import LastPlace, LocalState
from desktop.views.desk import Desk
from desktop.views.main_window import PAGES, MainWindow, theme_choice
from desktop.views.places import START, Place
from desktop.views.texts import set_window_language
from desktop.views.theme import Theme

if TYPE_CHECKING:
    from desktop.views.ahead import Ahead
    from desktop.views.collecting import Collector

__all__ = ["Program", "start"]

_log = logging.getLogger(__name__)


def start(library: Path | None = None, language: Language | None = None) -> int:
    """Runs the window until it is closed; the exit status."""
    if sys.stderr is not None:
        faulthandler.enable()
    qInstallMessageHandler(_note_message)
    application = QApplication.instance() or QApplication(["PolicyDesk"])
    assert isinstance(application, QApplication)
    application.setApplicationName("PolicyDesk")
    application.setDesktopFileName("policydesk")
    program = Program(application, LocalState.load(), library, language)
    program.show()
    try:
        return application.exec()
    finally:
        program.end()


class Program:
    """The desk, and the window on it: made anew when the person chooses another language."""

    def __init__(
        self,
        application: QApplication,
        local: LocalState,
        library: Path | None = None,
        language: Language | None = None,
    ) -> None:
        self._application = application
        self._library = library
        self._asked_language = language
        self.local = local
        self.crashed_at = local.place if local.switches.get("running") else LastPlace()
        self.desk = Desk(local, self._language())
        self.window: MainWindow | None = None
        self._collector: Collector | None = None
        self._ahead: Ahead | None = None
        theme = Theme.current()
        theme.set_language(self.desk.language)
        theme.set_choice(theme_choice(local.theme))
        theme.set_zoom(local.zoom / 100)
        theme.apply(application)
        set_window_language(application, self.desk.language)
        # Going somewhere is remembered soon after, beside the window: for the next start.
        self._remember = QTimer(self.desk)
        self._remember.setSingleShot(True)
        self._remember.setInterval(1_000)
        self._remember.timeout.connect(self._note_place)
        # Another language: the window is made anew a step at a time.
        self._changing: Iterator[None] | None = None
        self._other: MainWindow | None = None  # not shown yet, or about to go
        self._turn = QTimer(self.desk)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on_changing)

    def _language(self) -> Language:
        chosen = self.local.language
        if self._asked_language is not None:
            return self._asked_language
        return "zh" if chosen == "zh" else "en" if chosen == "en" else language_of_locale()

    def show(self) -> None:
        """The window with the frame of its first page; the library follows the first paint."""
        window = self.window = self._make_window()
        window.painted.connect(self._after_first_paint)
        window.show()
        # After the window's own: which shows the start whenever a library has been opened.
        self.desk.library_opened.connect(self._library_opened)

    def _make_window(self) -> MainWindow:
        window = MainWindow(self.desk)
        window.language_chosen.connect(self._change_language)
        window.closed.connect(self._application.quit)
        return window

    def _after_first_paint(self) -> None:
        assert self.window is not None
        if self._collector is None:
            from desktop.views.collecting import Collector

            self._collector = Collector(self._application)
            self.desk.library_opened.connect(self._collector.begin)
            self.desk.library_refused.connect(self._collector.begin)
            self._look_ahead()
        # A turn of the loop for each, so that the window answers in between.
        Theme.current().load_the_rest()
        QTimer.singleShot(0, self._load_first_page)

    def _look_ahead(self) -> None:
        from desktop.views.ahead import Ahead

        pages = tuple(f"desktop.views.pages.{module}" for module, _ in PAGES.values())
        pages += ("desktop.views.pages.revisions.view", "desktop.views.dialogs.life.submit")
        self._ahead = Ahead(pages, self.desk)
        self.desk.library_opened.connect(self._ahead.begin)

    def _load_first_page(self) -> None:
        importlib.import_module("desktop.views.pages.start_page")
        self._application.setWindowIcon(QIcon(str(resource_path("desktop", "policydesk.svg"))))
        QTimer.singleShot(0, self._show_first_page)

    def _show_first_page(self) -> None:
        assert self.window is not None
        self.window.go_to(Place(START))
        self.desk.open_library(self._library)

    def _library_opened(self) -> None:
        """After a crash one is where one was; otherwise at the start."""
        self.local.switches["running"] = True
        self._remember.start()
        place, self.crashed_at = self.crashed_at, LastPlace()
        if self.desk.read_only:
            return  # another window of the program has the library: that one did not crash
        known = self.local.recent_libraries
        if place.page and place.page != START and self.window is not None and known:
            self.window.go_to(
                Place(
                    place.page,
                    place.id,
                    place.chapter,
                    place.article,
                    place.field,
                    phase=place.phase,
                    item=place.item,
                )
            )
            self.desk.say(self.window.tr("The program ended unexpectedly. You are where you were."))

    def note_place_soon(self) -> None:
        if not self._remember.isActive():
            self._remember.start()

    def _note_place(self) -> None:
        if self.window is None:
            return
        self._take_place(self.window.place())
        write = self.local.prepare()
        if write is not None:
            from desktop.tasks.background import in_background

            in_background(lambda _task: write())
        self._remember.start()

    def _take_place(self, place: Place) -> None:
        self.local.place = LastPlace(
            place.page, place.id, place.chapter, place.article, place.field, place.phase, place.item
        )

    @property
    def changing(self) -> bool:
        """Whether the window is being made anew in another language."""
        return self._changing is not None

    def _change_language(self, _chosen: str) -> None:
        """The window anew in the other language, at the same place; the desk stays."""
        self._asked_language = None  # what is chosen here outdoes what the start was asked for
        if self._changing is None and self.window is not None:
            self._changing = self._make_anew(self.window)
            self._turn.start()

    def _go_on_changing(self) -> None:
        """A step, then the window answers again."""
        if self._changing is None:
            return
        try:
            next(self._changing)
        except StopIteration:
            self._changing = None
        else:
            self._turn.start()

    def _make_anew(self, old: MainWindow) -> Iterator[None]:
        """The old window is there, and can be written in, until the new one is whole. Where
        something cannot be saved the old one stays: the next start is in the other language."""
        while (language := self._language()) != (before := self.desk.language):
            if not old.save():
                return
            old.remember()
            self._speak(language)
            yield
            new = self._other = self._make_window()
            yield
            new.go_to(Place(START))
            if self.desk.library is not None:
                yield
                new.prepare(old.place())
                yield
                new.go_to(old.place())
            yield
            while new.page is not None and new.page.making:
                yield
            if not old.save():  # what was written in it meanwhile
                self._speak(before)
                self.desk.actions = old.menus.actions
                self._let_other_go()
                return
            yield from self._exchange(old, new)
            old = new

    def _speak(self, language: Language) -> None:
        self.desk.language = language
        set_window_language(self._application, language)
        Theme.current().set_language(language)

    def _exchange(self, old: MainWindow, new: MainWindow) -> Iterator[None]:
        if new.place() != old.place() and self.desk.library is not None:
            new.go_to(old.place())
        self.desk.disconnect(old)
        old.closed.disconnect()
        # Laid out where nobody sees it, it is there with one paint.
        new.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        new.show()
        yield
        new.hide()
        new.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
        self.window, self._other = new, old
        new.show()
        yield
        self._let_other_go()

    def _let_other_go(self) -> None:
        other, self._other = self._other, None
        if other is not None:
            other.hide()
            other.let_go()
            other.deleteLater()

    def end(self) -> None:
        """After the window has gone: the library is closed, and that this was an orderly end is
        noted."""
        self._remember.stop()
        self._turn.stop()
        if self._ahead is not None:
            self._ahead.end()
        self._let_other_go()
        if self._collector is not None:
            self._collector.end()
            self._collector = None
        if self.window is not None:
            self._take_place(self.window.place())
        self.local.switches["running"] = False
        self.desk.close()
        self.local.save()


def _note_message(kind: QtMsgType, _context: object, message: str) -> None:
    """Qt's own messages go to the log, not to the person's terminal."""
    level = logging.WARNING if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg) else 10
    _log.log(level, "%s", message)
    if kind == QtMsgType.QtFatalMsg:
        os.write(2, f"{message}\n".encode())
