"""A new look for living windows, put on in slices so that they go on answering.

When the style sheet of the application is replaced, Qt polishes every widget once for itself and
once more for each widget above it: half a second in a window full of fields. Here the style first
forgets what it knows of all widgets, so that the new sheet costs nothing; then each is polished
once, some in every turn of the event loop. Meanwhile the windows keep the picture they have:
nobody sees half a theme.
"""

from collections.abc import Callable, Iterable, Iterator
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

__all__ = ["Dressing"]

SLICE_SECONDS = 0.012
AT_ONCE = 60
"""So few widgets are dressed before the call returns: there is nothing to stall."""


class Dressing(QObject):
    """`begin` may be called again before it is done: then everything is dressed in the last."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._still: list[QWidget] = []
        self._steps: Iterator[None] = iter(())
        self._ends: list[Callable[[], None]] = []
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)

    def begin(
        self,
        sheet: str,
        palette: QPalette,
        font: QFont,
        others: Iterable[None],
        dressed: Callable[[], None],
    ) -> None:
        """What is made from now on has the new look at once. `others`: dresses, a step each, what
        is no widget's style; `dressed` is called once when everything has been done."""
        application = self._application
        widgets = _shown_once(application)
        at_once = len(widgets) <= AT_ONCE
        if not at_once:
            self._keep_pictures()
        # With it goes all that the style has kept, or `setStyleSheet` would polish by that.
        application.style().unpolish(application)
        application.setStyleSheet(sheet)
        application.style().polish(application)
        application.setPalette(palette)
        application.setFont(font)
        self._steps = self._dress(widgets, others)
        self._ends = [dressed, self._show_pictures]
        if at_once:
            self._turn.stop()
            for _ in self._steps:
                pass
            for end in self._ends:
                end()
        else:
            self._turn.start()

    def _dress(self, widgets: Iterable[QWidget], others: Iterable[None]) -> Iterator[None]:
        application = self._application
        for widget in widgets:
            if isValid(widget):
                widget.style().polish(widget)
                application.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
            yield
        yield from others

    def _go_on(self) -> None:
        until = perf_counter() + SLICE_SECONDS
        while perf_counter() < until:
            try:
                next(self._steps)
            except StopIteration:
                self._end()
                return
        self._turn.start()

    def _end(self) -> None:
        """A turn each: what hears that all is dressed, then the new picture."""
        if self._ends:
            end = self._ends.pop(0)
            self._turn.start()
            end()

    def _keep_pictures(self) -> None:
        for window in self._application.topLevelWidgets():
            if window.isVisible() and window.updatesEnabled():
                window.setUpdatesEnabled(False)
                self._still.append(window)

    def _show_pictures(self) -> None:
        still, self._still = self._still, []
        for window in still:
            if isValid(window):
                window.setUpdatesEnabled(True)


def _shown_once(application: QApplication) -> list[QWidget]:
    """Every widget that has a style already, those above before those in them."""
    found: list[QWidget] = []
    for top in application.topLevelWidgets():
        if top.parentWidget() is None:
            found += [top, *top.findChildren(QWidget)]
    polished = Qt.WidgetAttribute.WA_WState_Polished
    return [one for one in found if one.testAttribute(polished)]
