"""Files that are dropped on the start page: a library, a template, a file of field values."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from desktop.services.places import LIBRARY_SUFFIX

if TYPE_CHECKING:
    from desktop.views.desk import Desk

__all__ = ["dropped_file", "take_dropped"]

TEMPLATE_MARK = b"policydesk-template/"
_HEAD = 4096


def dropped_file(data: QMimeData) -> Path | None:
    """The one file of `data` that the page can do something with."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if len(paths) != 1:
        return None
    suffix = paths[0].suffix.casefold()
    return paths[0] if suffix in (LIBRARY_SUFFIX, ".yaml", ".yml", ".json") else None


def take_dropped(window: QWidget, desk: "Desk", path: Path) -> None:
    """Opens a library; begins a new policy with a template or with values."""
    if path.suffix.casefold() == LIBRARY_SUFFIX:
        desk.open_library(path)
        return
    from desktop.views.dialogs.new_policy import new_policy_from

    if is_template(path):
        new_policy_from(window, desk, str(path))
    else:
        new_policy_from(window, desk, "", fill=path)


def is_template(path: Path) -> bool:
    """Whether the file calls itself a template near its beginning."""
    try:
        with path.open("rb") as stream:
            return TEMPLATE_MARK in stream.read(_HEAD)
    except OSError:
        return False  # reading it whole says why
