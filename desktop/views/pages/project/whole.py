"""What is done with a project as a whole, from its own page and from the list."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.models.identity import ProjectId
from desktop.views.desk import LIBRARY, Desk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

__all__ = ["delete_project", "edit_properties", "print_project"]


def delete_project(desk: Desk, project: str, title: str) -> None:
    """Deletes it and offers to take that back."""
    from desktop.services.commands.remove_project import RemoveProject

    say = QCoreApplication.translate
    label = say("Projects", "Delete project {title}").format(title=title)
    outcome = desk.attempt(RemoveProject(ProjectId(project)), label)
    if outcome is None:
        return
    stack = desk.stack()
    at = stack.index()

    def back() -> None:
        if stack.index() == at and stack.undoText() == label:
            stack.undo()
        else:  # something else was done since: that stays done
            again = say("Projects", "Put back project {title}").format(title=title)
            desk.attempt(outcome.inverse, again)

    desk.say(say("Projects", "Deleted {title}").format(title=title), say("Projects", "Undo"), back)


def edit_properties(desk: Desk, project: str, parent: "QWidget", stack: str = LIBRARY) -> None:
    """`stack`: which undo takes the edit back."""
    from desktop.views.dialogs.project_properties import ProjectProperties

    ProjectProperties(desk, project, parent, stack).open()


def print_project(window: "QWidget", desk: Desk, project: str, command: str = "file.print") -> None:
    """Opens the dialog that prints or saves the documents of a project."""
    names = {"file.print": "print_documents", "file.documents": "all_documents"}
    show: Callable[..., object] = getattr(
        import_module("desktop.views.dialogs.printing"), names[command]
    )
    show(window, desk, project_id=project)
