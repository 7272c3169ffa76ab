"""What happened to an item, read beside the window and told in words."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.models.errors import KnownError
from desktop.models.identity import ItemCode, ProjectId
from desktop.tasks.background import Task, in_background
from desktop.views.desk import Desk
from desktop.views.theme import Theme, px
from desktop.views.when import moment_words
from desktop.views.widgets.labels import Label

if TYPE_CHECKING:
    from desktop.services.item_history import ItemEvent

__all__ = ["ItemHistory"]

_PAUSE = 120  # ms: who runs through the list with the arrow keys does not read the log each time


class ItemHistory(QWidget):
    """Of one item, or of all items of a project."""

    shown = Signal()
    """The words are there: it has another height now."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted = ("", "")
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._read)
        self._dress()
        Theme.current().changed.connect(self._dress)

    def show_item(self, project: str, code: str = "") -> None:
        """`code` "" for all items."""
        if (project, code) != self._wanted:
            self._clear()
        self._wanted = (project, code)
        self._pause.start()

    def _read(self) -> None:
        library, (project, code) = self._desk.library, self._wanted
        if library is None or not project:
            return

        def work(_task: Task) -> "tuple[tuple[str, str], tuple[ItemEvent, ...]]":
            from desktop.services.item_history import item_history

            found = item_history(library, ProjectId(project), ItemCode(code) if code else None)
            return (project, code), found

        task = in_background(work)
        task.done.connect(self._show)
        task.failed.connect(self._fail)

    def _fail(self, error: KnownError) -> None:
        self._clear()
        self._add_row(0, "", self._desk.explain(error))

    def _show(self, found: "tuple[tuple[str, str], tuple[ItemEvent, ...]]") -> None:
        wanted, events = found
        if wanted != self._wanted:
            return
        self._clear()
        now = datetime.now(UTC)
        for row, event in enumerate(events):
            about = "" if wanted[1] else event.code
            said = " ".join(one for one in (about, event.by, self._words(event)) if one)
            self._add_row(row, moment_words(event.at, now), said)
        if not events:
            self._add_row(0, "", self.tr("Nothing was recorded yet."))
        self.shown.emit()

    def _add_row(self, row: int, when: str, what: str) -> None:
        if when:
            moment = Label(when, "label", "text3", self)
            self._grid.addWidget(moment, row, 0, Qt.AlignmentFlag.AlignTop)
        words = Label(what, "label", "text2", self, wrap=True)
        self._grid.addWidget(words, row, 1)

    def _words(self, event: "ItemEvent") -> str:
        parts: list[str] = []
        if event.state:
            parts.append(
                {
                    "open": self.tr("reopened it"),
                    "done": self.tr("marked it as done"),
                    "na": self.tr("marked it as not applicable"),
                    "failed": self.tr("marked it as failed"),
                }[event.state]
            )
        parts += [self.tr("added evidence {name}").format(name=one) for one in event.added]
        parts += [self.tr("removed evidence {name}").format(name=one) for one in event.removed]
        if event.note:
            parts.append(self.tr("wrote: {note}").format(note=event.note))
        elif event.note is not None:
            parts.append(self.tr("emptied the note"))
        return self.tr("; ").join(parts)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _dress(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(6))
