"""Every command of the window: its words, key, menu and icon. The one table of them.

The window makes a QAction of each. A page says which it can carry out (`Page.commands`); those of
`WINDOW` the window carries out itself, whatever page is shown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow

__all__ = ["MENUS", "WINDOW", "CommandSpec", "command_specs", "menu_titles", "run_window_command"]

MENUS = ("file", "edit", "chapter", "revision", "project", "library", "view", "help")


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """`keys`: shortcuts, the first is shown. `text` has its mnemonic. `group`: a separator stands
    between groups of a menu. `tip`: one sentence, where the words alone do not say enough."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    group: int = 0
    tip: str = ""
    checkable: bool = False

    @property
    def menu(self) -> str:
        return self.id.partition(".")[0]

    def sequences(self) -> list[QKeySequence]:
        return [QKeySequence(one) for one in self.keys]


def menu_titles() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "file": tr("Commands", "&File"),
        "edit": tr("Commands", "&Edit"),
        "chapter": tr("Commands", "&Chapter"),
        "revision": tr("Commands", "&Revision"),
        "project": tr("Commands", "&Project"),
        "library": tr("Commands", "&Library"),
        "view": tr("Commands", "&View"),
        "help": tr("Commands", "&Help"),
    }


def command_specs() -> tuple[CommandSpec, ...]:
    """All of them in the order of the menus, in the window's language."""
    return (*_specs_of_writing(), *_specs_of_revisions(), *_specs_of_the_rest())


def _specs_of_writing() -> tuple[CommandSpec, ...]:
    """Files, editing, chapters."""
    tr = QCoreApplication.translate
    c = CommandSpec
    return (
        c("file.new_policy", tr("Commands", "&New policy…"), ("Ctrl+N",), "file-plus"),
        c("file.new_project", tr("Commands", "New pro&ject…"), ("Ctrl+Shift+N",), "folder-kanban"),
        c("file.properties", tr("Commands", "Policy &properties…"), ("F12",), "pencil", 1),
        c("file.duplicate", tr("Commands", "D&uplicate policy…"), (), "copy", 1),
        c("file.delete", tr("Commands", "&Delete policy…"), (), "trash-2", 1),
        c("file.save", tr("Commands", "&Save now"), ("Ctrl+S",), "save", 2),
        c("file.print", tr("Commands", "&Print…"), ("Ctrl+P",), "printer", 3),
        c("file.save_pdf", tr("Commands", "Save as P&DF…"), ("Ctrl+Shift+S",), "download", 3),
        c("file.documents", tr("Commands", "All d&ocuments…"), ("Ctrl+Shift+P",), "file-text", 3),
        c("file.settings", tr("Commands", "Se&ttings…"), ("Ctrl+,",), "settings", 4),
        c("file.quit", tr("Commands", "&Quit"), ("Ctrl+Q",), "log-out", 5),
        c("edit.undo", tr("Commands", "&Undo"), ("Ctrl+Z",), "undo-2"),
        c("edit.redo", tr("Commands", "&Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), "redo-2"),
        c("edit.cut", tr("Commands", "Cu&t"), ("Ctrl+X",), "", 1),
        c("edit.copy", tr("Commands", "&Copy"), ("Ctrl+C",), "copy", 1),
        c("edit.paste", tr("Commands", "&Paste"), ("Ctrl+V",), "clipboard", 1),
        c("edit.select_all", tr("Commands", "Select &all"), ("Ctrl+A",), "", 1),
        c("edit.find", tr("Commands", "&Find…"), ("Ctrl+F",), "search", 2),
        c("edit.replace", tr("Commands", "R&eplace…"), ("Ctrl+H",), "replace", 2),
        c("edit.find_next", tr("Commands", "Find &next"), ("F3",), "", 2),
        c("edit.find_previous", tr("Commands", "Find pre&vious"), ("Shift+F3",), "", 2),
        c("edit.anywhere", tr("Commands", "&Go to anything…"), ("Ctrl+K",), "search", 3),
        c("chapter.previous", tr("Commands", "&Previous chapter"), ("Alt+Up",), "arrow-up"),
        c("chapter.next", tr("Commands", "&Next chapter"), ("Alt+Down",), "arrow-down"),
        c("chapter.next_empty", tr("Commands", "Next &empty required field"), ("Ctrl+Return",)),
        c(
            "chapter.insert_sample",
            tr("Commands", "Insert &sample"),
            ("Ctrl+Shift+I",),
            "sparkles",
            1,
        ),
        c("chapter.insert_samples", tr("Commands", "Fill e&mpty fields with samples"), (), "", 1),
        c("chapter.next_sample", tr("Commands", "Ne&xt field that is still a sample"), (), "", 1),
        c("chapter.confirm_sample", tr("Commands", "Sample &fits us as it is"), (), "check", 1),
        c("chapter.confirm_samples", tr("Commands", "All samples of t&he chapter fit"), (), "", 1),
        c("chapter.add_chapter", tr("Commands", "Add &chapter…"), (), "plus", 2),
        c("chapter.add_article", tr("Commands", "Add &article…"), (), "plus", 2),
        c("chapter.rename", tr("Commands", "&Rename…"), ("F2",), "pencil", 2),
        c("chapter.move_up", tr("Commands", "Move &up"), ("Alt+Shift+Up",), "arrow-up", 2),
        c("chapter.move_down", tr("Commands", "Move &down"), ("Alt+Shift+Down",), "arrow-down", 2),
        c("chapter.remove", tr("Commands", "Remo&ve…"), (), "trash-2", 2),
    )


def _specs_of_revisions() -> tuple[CommandSpec, ...]:
    """The life of a policy, from draft to withdrawal."""
    tr = QCoreApplication.translate
    c = CommandSpec
    return (
        c("revision.text", tr("Commands", "&Text"), ("Ctrl+4",), "file-text", checkable=True),
        c(
            "revision.show",
            tr("Commands", "&Revisions and signatures"),
            ("Ctrl+5",),
            "signature",
            checkable=True,
        ),
        c("revision.next", tr("Commands", "Ne&xt step…"), ("Ctrl+Shift+Return",), "arrow-right"),
        c("revision.submit", tr("Commands", "&Submit for consultation…"), (), "message-square", 1),
        c("revision.opinion", tr("Commands", "Give an &opinion…"), (), "pen-line", 1),
        c("revision.answer", tr("Commands", "A&nswer an opinion…"), (), "square-pen", 1),
        c("revision.return", tr("Commands", "Return for &changes…"), (), "rotate-ccw", 1),
        c("revision.procedure", tr("Commands", "Record of &labour law…"), (), "scale", 1),
        c("revision.approve", tr("Commands", "&Approve…"), (), "file-check", 2),
        c("revision.issue", tr("Commands", "&Issue…"), (), "clipboard-check", 2),
        c("revision.new", tr("Commands", "New re&vision…"), ("Ctrl+Shift+R",), "plus", 3),
        c("revision.discard", tr("Commands", "&Discard this revision…"), (), "trash-2", 3),
        c("revision.withdraw", tr("Commands", "&Withdraw…"), (), "ban", 3),
        c("revision.compare", tr("Commands", "Co&mpare two revisions…"), (), "files", 4),
        c("revision.package", tr("Commands", "Make the revision &package…"), (), "archive", 4),
        c("revision.read", tr("Commands", "Read the &full text"), (), "book-open", 4),
    )


def _specs_of_the_rest() -> tuple[CommandSpec, ...]:
    """Projects, library, view, help."""
    tr = QCoreApplication.translate
    c = CommandSpec
    return (
        c("project.tick", tr("Commands", "&Tick the item"), (), "square-check"),
        c("project.evidence", tr("Commands", "Add &evidence…"), (), "paperclip"),
        c("project.not_applicable", tr("Commands", "&Not applicable…"), (), "minus"),
        c("project.failed", tr("Commands", "Mark as &failed…"), (), "x"),
        c("project.properties", tr("Commands", "Project &properties…"), (), "pencil", 1),
        c("project.delete", tr("Commands", "&Delete project…"), (), "trash-2", 1),
        c("library.open", tr("Commands", "&Open another library…"), ("Ctrl+O",), "folder-open"),
        c("library.new", tr("Commands", "&New library…"), (), "plus"),
        c("library.back_up", tr("Commands", "&Back up now"), (), "database-backup", 1),
        c("library.back_up_to", tr("Commands", "Back &up to…"), (), "hard-drive", 1),
        c("library.restore", tr("Commands", "&Restore a backup…"), (), "history", 1),
        c("library.audit", tr("Commands", "&Audit trail…"), (), "list", 2),
        c("library.doctor", tr("Commands", "&Examine the library…"), (), "stethoscope", 2),
        c("library.show_folder", tr("Commands", "Show in &folder"), (), "external-link", 3),
        c("view.preview", tr("Commands", "&Preview"), ("F9",), "panel-right", checkable=True),
        c(
            "view.other_language",
            tr("Commands", "&Write in the other language"),
            ("Ctrl+Shift+L",),
            "languages",
        ),
        c("view.tree", tr("Commands", "Chapters"), ("Ctrl+1",), "", 1),
        c("view.form", tr("Commands", "Form"), ("Ctrl+2",), "", 1),
        c("view.pages", tr("Commands", "Pages"), ("Ctrl+3",), "", 1),
        c("view.next_pane", tr("Commands", "Next pane"), ("F6",), "", 1),
        c("view.zoom_in", tr("Commands", "Zoom &in"), ("Ctrl++", "Ctrl+="), "zoom-in", 2),
        c("view.zoom_out", tr("Commands", "Zoom &out"), ("Ctrl+-",), "zoom-out", 2),
        c("view.zoom_reset", tr("Commands", "&Actual size"), ("Ctrl+0",), "", 2),
        c("view.full_screen", tr("Commands", "F&ull screen"), ("F11",), "", 3, checkable=True),
        c("help.guide", tr("Commands", "&Getting started"), ("F1",), "help-circle"),
        c("help.keys", tr("Commands", "&Keyboard shortcuts"), ("Ctrl+/",), "keyboard"),
        c("help.about", tr("Commands", "&About PolicyDesk"), (), "info", 1),
    )


# Command → module and function(window) that carries it out; imported when it is first chosen.
WINDOW: dict[str, tuple[str, str]] = {
    "file.new_policy": ("new_policy", "new_policy"),
    "file.new_project": ("new_project", "new_project"),
    "file.settings": ("settings", "settings"),
    "edit.anywhere": ("anywhere", "go_anywhere"),
    "library.open": ("library_files", "open_library"),
    "library.new": ("library_files", "new_library"),
    "library.back_up": ("library_files", "back_up"),
    "library.back_up_to": ("library_files", "back_up_to"),
    "library.restore": ("restore", "restore"),
    "library.audit": ("audit", "audit_trail"),
    "library.doctor": ("doctor", "examine"),
    "library.show_folder": ("library_files", "show_folder"),
    "help.guide": ("guide", "guide"),
    "help.keys": ("keys", "keys"),
    "help.about": ("about", "about"),
}


def run_window_command(window: "MainWindow", command: str) -> None:
    module, name = WINDOW[command]
    function: Callable[[MainWindow], None] = getattr(
        import_module(f"desktop.views.dialogs.{module}"), name
    )
    function(window)
