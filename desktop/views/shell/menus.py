"""The menu bar and its actions, made of the one table of commands."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from desktop.views.commands import MENUS, CommandSpec, command_specs, menu_titles
from desktop.views.shell.looks import looks
from desktop.views.theme import Theme, dress

__all__ = ["Menus"]

_MENU_ROLES = {
    "file.settings": QAction.MenuRole.PreferencesRole,
    "file.quit": QAction.MenuRole.QuitRole,
    "help.about": QAction.MenuRole.AboutRole,
}


class Menus(QObject):
    """All actions by the id of their command. `trigger` is called with the id."""

    def __init__(self, bar: QMenuBar, trigger: Callable[[str], None], language: str) -> None:
        super().__init__(bar)
        self.actions: dict[str, QAction] = {}
        self.menus: dict[str, QMenu] = {}
        self._tips: dict[str, str] = {}
        self._looks: dict[str, QAction] = {}
        self._trigger = trigger
        self._undressed: dict[str, list[tuple[QAction, str]]] = {one: [] for one in MENUS}
        titles = menu_titles()
        specs = command_specs()
        for name in MENUS:
            menu = self.menus[name] = bar.addMenu(titles[name])
            menu.setToolTipsVisible(True)
            menu.aboutToShow.connect(partial(self._dress, name))
            group = 0
            for spec in specs:
                if spec.menu != name:
                    continue
                if spec.group != group:
                    menu.addSeparator()
                    group = spec.group
                menu.addAction(self._action(spec, bar))
        self._add_looks(language)
        self.recent_policies = self._submenu("file", self.tr("Recent policies"), "file.properties")
        self.recent_libraries = self._submenu("library", self.tr("Recent"), "library.back_up")

    def _action(self, spec: CommandSpec, bar: QMenuBar) -> QAction:
        action = QAction(spec.text, bar)
        action.setShortcuts(spec.sequences())
        action.setCheckable(spec.checkable)
        # Where a system keeps these in a menu of its own, it knows them by their role alone.
        action.setMenuRole(_MENU_ROLES.get(spec.id, QAction.MenuRole.NoRole))
        if spec.tip:
            action.setToolTip(spec.tip)
            self._tips[spec.id] = spec.tip
        if spec.icon:
            self._undressed[spec.menu].append((action, spec.icon))
        action.triggered.connect(lambda: self._trigger(spec.id))
        self.actions[spec.id] = action
        return action

    def explain(self, command: str, why_not: str) -> None:
        """A command that cannot be carried out says why, in its tooltip; "" for what it does."""
        action = self.actions[command]
        if action.toolTip() != (wanted := why_not or self._tips.get(command, "")):
            action.setToolTip(wanted)

    def _dress(self, menu: str) -> None:
        """Icons are drawn when a menu is first opened: the first paint needs none of them."""
        for action, icon in self._undressed[menu]:
            dress(action, icon)
        self._undressed[menu] = []

    def dress_all(self) -> None:
        """For who shows the actions elsewhere, as context menus do."""
        for menu in MENUS:
            self._dress(menu)

    def _submenu(self, menu: str, title: str, before: str) -> QMenu:
        inner = QMenu(title, self.menus[menu])
        inner.setToolTipsVisible(True)
        self.menus[menu].insertMenu(self.actions[before], inner)
        return inner

    def _add_looks(self, language: str) -> None:
        """Theme and language: choices of which one holds."""
        view = self.menus["view"]
        view.addSeparator()
        chosen = {"theme": Theme.current().choice, "language": language}
        for look in looks():
            menu = view.addMenu(look.title)
            group = QActionGroup(menu)
            for value, words in look.values:
                action = QAction(words, menu)
                action.setCheckable(True)
                action.setChecked(value == chosen[look.name])
                command = look.command(value)
                action.triggered.connect(lambda _=False, one=command: self._trigger(one))
                group.addAction(action)
                menu.addAction(action)
                self._looks[command] = action

    def mark(self, look: str) -> None:
        """This choice holds now, wherever it was made."""
        self._looks[look].setChecked(True)

    def fill(self, menu: QMenu, entries: Sequence[tuple[str, str, Callable[[], object]]]) -> None:
        """(words, tooltip, what it does); an empty list disables the menu."""
        menu.clear()
        for words, tip, call in entries:
            action = menu.addAction(words.replace("&", "&&"))
            action.setToolTip(tip)
            action.triggered.connect(lambda _=False, one=call: one())
        menu.setEnabled(bool(entries))

    def without_ampersand(self, command: str) -> str:
        """The command's words without mnemonic and dots."""
        return self.actions[command].text().replace("&", "").removesuffix("…")

    def keys(self, command: str) -> str:
        return (
            self.actions[command]
            .shortcut()
            .toString(self.actions[command].shortcut().SequenceFormat.NativeText)
        )

    def scope(self, command: str, context: Qt.ShortcutContext) -> None:
        self.actions[command].setShortcutContext(context)
