"""Go to anything: policies, projects, chapters, clauses and commands, by what is typed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QListView, QVBoxLayout, QWidget

from desktop.tasks.background import Task, in_background
from desktop.views.commands import command_specs, menu_titles
from desktop.views.item_models.hits import (
    HIT,
    Hit,
    HitDelegate,
    HitModel,
    found_hits,
    nothing_words,
)
from desktop.views.places import POLICY, PROJECT, Place
from desktop.views.shell.looks import looks
from desktop.views.theme import px
from desktop.views.widgets.labels import Label
from desktop.views.widgets.search_field import SearchField

if TYPE_CHECKING:
    from desktop.services.library import Library
    from desktop.views.desk import Desk
    from desktop.views.main_window import MainWindow

__all__ = ["AnywhereDialog", "command_hits", "go_anywhere", "plain_words"]

MOST_HITS = 40
MOST_COMMANDS = 6
PAUSE = 120
_LOOK_ICONS = {"theme": "palette", "language": "languages"}


def go_anywhere(window: "MainWindow") -> None:
    dialog = AnywhereDialog(window, window.desk, window.place().id)
    dialog.show()
    dialog.activateWindow()
    dialog.field.setFocus()


def command_hits(words: str) -> tuple[Hit, ...]:
    """The commands whose words, or whose menu's, hold every word that is typed."""
    wanted = words.casefold().split()
    if not wanted:
        return ()
    return (*_menu_hits(wanted), *_look_hits(wanted))[:MOST_COMMANDS]


def _menu_hits(wanted: list[str]) -> Iterator[Hit]:
    menus = {key: plain_words(title) for key, title in menu_titles().items()}
    for spec in command_specs():
        title = plain_words(spec.text)
        text = f"{title} {menus[spec.menu]} {spec.tip} {spec.id}".casefold()
        if spec.id != "edit.anywhere" and all(word in text for word in wanted):
            keys = spec.sequences()
            shown = keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
            note = shown or menus[spec.menu]
            yield Hit(title, note=note, icon=spec.icon or "command", command=spec.id)


def _look_hits(wanted: list[str]) -> Iterator[Hit]:
    """Theme and language of the window, in words of either language."""
    menu = plain_words(menu_titles()["view"])
    for look in looks():
        title = plain_words(look.title)
        for value, words in look.values:
            command = look.command(value)
            text = f"{title} {words} {command}".casefold()
            if all(word in text for word in wanted):
                shown = QCoreApplication.translate("Looks", "{what}: {choice}")
                shown = shown.format(what=title, choice=words)
                yield Hit(shown, note=menu, icon=_LOOK_ICONS[look.name], command=command)


def plain_words(text: str) -> str:
    """Words of a menu without the mnemonic, which Chinese has in brackets at the end."""
    if "(&" in text:
        begin = text.index("(&")
        text = text[:begin] + text[begin + 4 :]
    return text.replace("&", "")


class AnywhereDialog(QDialog):
    """A field with a list below it. Arrows choose, Enter goes, Esc closes. What is found in
    `here`, the policy or project that one is in, comes first."""

    def __init__(self, window: QWidget, desk: "Desk", here: str = "") -> None:
        # No popup of Qt's: that one closes whenever a page behind it shows or hides something.
        super().__init__(window, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.desk = desk
        self._here = here
        self._asked = ""
        self._recent: tuple[Hit, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Go to anything"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame = QFrame()
        frame.setProperty("role", "raised")
        column = QVBoxLayout(frame)
        column.setContentsMargins(px(10), px(10), px(10), px(10))
        column.setSpacing(px(6))
        self.field = SearchField(self.tr("Find policies, clauses or commands"))
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._typed)
        column.addWidget(self.field)
        self.model = HitModel(self)
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Results"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self._delegate = HitDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setModel(self.model)
        self.list.clicked.connect(self._take)
        column.addWidget(self.list, 1)
        self.nothing = Label("", "body", "text2")
        self.nothing.setContentsMargins(px(8), px(8), px(8), px(8))
        self.nothing.hide()
        column.insertWidget(1, self.nothing)
        outer.addWidget(frame)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._search)
        self._stand(window)
        self._read_recent()

    def _stand(self, window: QWidget) -> None:
        """Below the menu bar, in the middle."""
        width = min(px(620), window.width() - px(32))
        height = min(px(440), window.height() - px(80))
        self.setFixedSize(width, height)
        left = (window.width() - width) // 2
        self.move(window.mapToGlobal(window.rect().topLeft()).x() + left, window.y() + px(52))

    # -- what is found ---------------------------------------------------------------------------

    def _read_recent(self) -> None:
        """Before anything is typed: the policies and projects there are."""
        library = self.desk.library
        if library is None:
            return
        task = in_background(lambda _task: _everything(library))
        task.done.connect(self._take_recent)
        task.failed.connect(self.desk.refuse)

    def _take_recent(self, hits: tuple[Hit, ...]) -> None:
        self._recent = hits
        if not self.field.text():
            self._show(hits)

    def _typed(self, text: str) -> None:
        """Commands and titles at once, texts a moment later."""
        words = text.casefold().split()
        if not words:
            self._show(self._recent)
            return
        titles = [
            one
            for one in self._recent
            if all(w in f"{one.title} {one.note}".casefold() for w in words)
        ]
        self._show((*titles, *filter(self._can_be_done, command_hits(text))))
        self._pause.start()

    def _can_be_done(self, hit: Hit) -> bool:
        """Not what the page behind it cannot carry out: choosing it would do nothing."""
        action = self.desk.actions.get(hit.command)
        return action is None or action.isEnabled()

    def _search(self) -> None:
        library, asked = self.desk.library, self.field.text().strip()
        self._asked = asked
        if not asked or library is None:
            return

        def work(_task: Task) -> tuple[str, tuple[Hit, ...]]:
            return asked, found_hits(library, asked, MOST_HITS)

        task = in_background(work)
        task.done.connect(self._take_found)
        task.failed.connect(self.desk.refuse)

    def _take_found(self, answer: tuple[str, tuple[Hit, ...]]) -> None:
        asked, hits = answer
        if asked != self.field.text().strip():
            return
        known = {one.place for one in self.model.hits if one.place is not None}
        new = [one for one in hits if one.place is not None and one.place not in known]
        if self._here:
            new.sort(key=lambda one: one.place is None or one.place.id != self._here)
        current = self.list.currentIndex().row()
        self._show((*self.model.hits, *new), at=max(0, current))
        self.nothing.setText(nothing_words(asked))
        self.nothing.setVisible(not self.model.hits)

    def _show(self, hits: tuple[Hit, ...], at: int = 0) -> None:
        self.nothing.hide()
        self.model.set_hits(hits)
        if hits:
            self.list.setCurrentIndex(self.model.index(min(at, len(hits) - 1)))

    # -- what is chosen --------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """A click beside it closes it."""
        pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if event.type() == QEvent.Type.WindowDeactivate and pressed:
            self.reject()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The keys of the list, while one types."""
        pressed = watched is self.field and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        row, last = self.list.currentIndex().row(), self.model.rowCount() - 1
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex())
            return True
        if key == Qt.Key.Key_Escape:
            self.reject()
            return True
        steps = {
            Qt.Key.Key_Down: row + 1,
            Qt.Key.Key_Up: row - 1,
            Qt.Key.Key_PageDown: row + 8,
            Qt.Key.Key_PageUp: row - 8,
        }
        to = steps.get(Qt.Key(key))
        if to is None:
            return False
        if last >= 0:
            self.list.setCurrentIndex(self.model.index(max(0, min(last, to))))
        return True

    def _take(self, index: QModelIndex) -> None:
        hit = index.data(HIT)
        if not isinstance(hit, Hit):
            return
        desk = self.desk
        self.accept()
        if hit.place is not None:
            desk.go_to(hit.place)
        elif hit.command:
            desk.command_wanted.emit(hit.command)


def _everything(library: "Library") -> tuple[Hit, ...]:
    from desktop.services.project_queries import project_summaries
    from desktop.services.queries import policy_summaries

    policies = [
        Hit(one.title, note=one.number, icon="book-open", place=Place(POLICY, one.id))
        for one in reversed(policy_summaries(library))
    ]
    projects = [
        Hit(one.title, note=one.number, icon="folder-kanban", place=Place(PROJECT, one.id))
        for one in reversed(project_summaries(library))
    ]
    return (*policies, *projects)
