"""Imports what the person will want next while nothing else is to be done: a page that is opened
for the first time then comes as soon as any other."""

from collections.abc import Iterator
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from desktop.registry import modules_of

__all__ = ["Ahead"]

QUIET_MILLISECONDS = 4_000
"""After the library has been opened: the first page has been filled by then, on any computer."""
BETWEEN_MILLISECONDS = 60


class Ahead(QObject):
    """`begin` may be called again: what has been imported stays so. `pages`: names of modules."""

    def __init__(self, pages: tuple[str, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = self._import(pages)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def begin(self) -> None:
        self._timer.start(QUIET_MILLISECONDS)

    def end(self) -> None:
        self._timer.stop()

    def _import(self, pages: tuple[str, ...]) -> Iterator[object]:
        for page in pages:
            yield import_module(page)
        yield from modules_of("desktop.views.editors")

    def _go_on(self) -> None:
        if next(self._steps, None) is not None:
            self._timer.start(BETWEEN_MILLISECONDS)
