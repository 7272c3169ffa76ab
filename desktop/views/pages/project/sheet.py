"""A phase's list with its head and filters at the left, the details of an item at its right.

Narrow, the details lie over the list as a drawer and come when they are asked for.
"""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.views.pages.project.filters import FilterBar
from desktop.views.pages.project.list_view import ChecklistView
from desktop.views.theme import Theme, px
from desktop.views.widgets.labels import ElidedLabel, Label
from desktop.views.widgets.separators import HorizontalLine, VerticalLine

__all__ = ["ChecklistSheet"]

_PANEL, _SMALL_PANEL = 344, 300
_DRAWER_BELOW = 880


class ChecklistSheet(QWidget):
    panel_toggled = Signal(bool)

    def __init__(
        self, view: ChecklistView, filters: FilterBar, panel: QWidget, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._view, self.filters, self._panel = view, filters, panel
        self._wanted = True
        self._drawer = False
        self._title = Label("", "section", "text", self)
        self._sentence = ElidedLabel("", "label", "text2", self)
        self._head = QHBoxLayout()
        self._head.addWidget(self._title)
        self._head.addWidget(self._sentence, 1)
        self._left = QWidget(self)
        self._left.setBackgroundRole(QPalette.ColorRole.Base)
        self._left.setAutoFillBackground(True)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(filters)
        column.addWidget(HorizontalLine(self._left))
        column.addWidget(view, 1)
        self._line = VerticalLine(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._left, 1)
        self._row.addWidget(self._line)
        self._row.addWidget(panel)
        self._dress()
        Theme.current().changed.connect(self._dress)

    @property
    def head(self) -> QHBoxLayout:
        """For what stands at the right of the phase's title."""
        return self._head

    def say(self, title: str, sentence: str, tone: str = "text2") -> None:
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.set_tone(tone)

    # -- the details ---------------------------------------------------------------------------

    @property
    def panel_shown(self) -> bool:
        return not self._panel.isHidden()

    @property
    def is_drawer(self) -> bool:
        return self._drawer

    def set_panel_wanted(self, wanted: bool) -> None:
        """Whether the details stand beside the list where there is room."""
        self._wanted = wanted
        self._arrange()

    def show_panel(self) -> None:
        """Shows the details now; as a drawer where there is no room beside the list."""
        if self._drawer:
            self._panel.show()
            self._panel.raise_()
            self._place_drawer()
        elif not self._wanted:
            self._wanted = True
            self._arrange()
            self.panel_toggled.emit(True)

    def hide_panel(self) -> None:
        if self._drawer:
            self._panel.hide()
        else:
            self._wanted = False
            self._arrange()
            self.panel_toggled.emit(False)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The details become a drawer: they do not keep the window wide."""
        return QSize(px(280), px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place_drawer()

    def _arrange(self) -> None:
        drawer = self.width() < px(_DRAWER_BELOW)
        if drawer != self._drawer:
            self._drawer = drawer
            if drawer:
                self._row.removeWidget(self._panel)
                self._panel.hide()
            else:
                self._row.addWidget(self._panel)
        if drawer:
            self._line.hide()
            self._place_drawer()
            return
        self._panel.setVisible(self._wanted)
        self._line.setVisible(self._wanted)
        small = self.width() < px(1100)
        self._panel.setFixedWidth(px(_SMALL_PANEL if small else _PANEL))

    def _place_drawer(self) -> None:
        if self._drawer:
            width = min(px(_PANEL), self.width() - px(24))
            self._panel.setFixedWidth(width)
            right = self.contentsRect().right() + 1
            self._panel.setGeometry(QRect(right - width, 0, width, self.height()))

    def _dress(self) -> None:
        self._head.setContentsMargins(px(14), px(10), px(14), px(6))
        self._head.setSpacing(px(8))
        self._title.setSizePolicy(
            self._title.sizePolicy().Policy.Maximum, self._title.sizePolicy().Policy.Fixed
        )
        self._head.setAlignment(self._sentence, Qt.AlignmentFlag.AlignVCenter)
        self._arrange()
