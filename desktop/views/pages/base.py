"""What every page offers the window."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QWidget

from desktop.views.desk import Desk
from desktop.views.places import Place

__all__ = ["Page", "StatusPart"]


@dataclass(frozen=True, slots=True)
class StatusPart:
    """A piece of the status bar. `icon` may be ""; `tone` a token (text2, ok, warn, blocker).
    `command`: what a click does, "" for nothing. `right`: stands at the right end."""

    text: str
    icon: str = ""
    tone: str = "text2"
    command: str = ""
    right: bool = False


class Page(QWidget):
    """A page is made when it is first shown and kept. `desk` outlives it."""

    title_changed = Signal()
    commands_changed = Signal()
    """What can be carried out now is different."""
    status_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    @property
    def title(self) -> str:
        """What the window's title says before the program's name; "" for nothing."""
        return ""

    @property
    def making(self) -> bool:
        """Whether it is whole in a few turns of the event loop only."""
        return False

    @property
    def commands(self) -> Mapping[str, Callable[[], None]]:
        """The commands of the table that this page carries out."""
        return {}

    def can(self, command: str) -> bool:
        """Whether one of `commands` can be carried out now."""
        return True

    def why_not(self, command: str) -> str:
        """Why one of `commands` cannot be carried out now; "" where its words say enough."""
        return ""

    def checked(self, command: str) -> bool:
        """State of a checkable command."""
        return False

    @property
    def undo_stack(self) -> QUndoStack | None:
        """What Undo takes back while this page is shown."""
        return None

    @property
    def pending(self) -> bool:
        """Whether something typed becomes a step of undo as soon as it is saved."""
        return False

    def status(self) -> tuple[StatusPart, ...]:
        return ()

    def place(self) -> Place:
        """Where one is: kept for the next start and for going back."""
        raise NotImplementedError

    def show_place(self, place: Place) -> None:
        """Goes to a place of this page."""

    def save(self) -> bool:
        """Keeps what is being typed, at once. False where something could not be kept."""
        return True

    def let_go(self) -> None:
        """The library closes: nothing of it may be asked for after this."""
        self.save()

    def entered(self) -> None:
        """It is shown now: puts the focus where work goes on."""

    def left(self) -> None:
        """Another page is shown now."""
        self.save()
