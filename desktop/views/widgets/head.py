"""The bar at the top of a page: title, number, state, the page's parts, its commands."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop.views.theme import Theme, px
from desktop.views.widgets.buttons import Button
from desktop.views.widgets.labels import ElidedLabel, Label

__all__ = ["PageHead"]


class PageHead(QFrame):
    """52 px high (40 while `set_low`). Where room is short it gives way in this order: the number
    goes, buttons lose their words, the centre goes (the last of it first), the title is cut, the
    primary button loses its words if it has an icon. Chip and commands stay.
    """

    centre_hidden = Signal(bool)
    """The centre has no room (True): offer its parts elsewhere, in the … menu."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._low = False
        self._title = ElidedLabel(title, "page", "text", self)
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._number = Label("", "body", "text3", self)
        self._number.hide()
        self._chip_place = QHBoxLayout()
        self._centre_place = QHBoxLayout()
        self._trailing_place = QHBoxLayout()
        self._chips: list[QWidget] = []
        self._centre: list[QWidget] = []
        self._trailing: list[QWidget] = []
        self._centre_is_hidden = False
        self._unwanted: set[QWidget] = set()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._title)
        self._row.addWidget(self._number)
        self._row.addLayout(self._chip_place)
        self._row.addLayout(self._centre_place)
        self._row.addStretch(1)
        self._row.addLayout(self._trailing_place)
        Theme.current().changed.connect(self._dress)
        self._dress()

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self._fit()

    def title(self) -> str:
        return self._title.text()

    def set_number(self, number: str) -> None:
        """Muted words after the title: a document number, a date."""
        self._number.setText(number)
        self._fit()

    def add_chip(self, chip: QWidget) -> None:
        """A chip after title and number."""
        self._chips.append(chip)
        self._chip_place.addWidget(chip)
        self._fit()

    def add_centre(self, widget: QWidget) -> None:
        """The parts of the page (a Segmented)."""
        self._centre.append(widget)
        self._centre_place.addWidget(widget)
        self._fit()

    def show_centre(self, shown: bool, widget: QWidget | None = None) -> None:
        """Whether the centre, or one widget of it, has anything to say at present."""
        for one in self._centre if widget is None else [widget]:
            if shown:
                self._unwanted.discard(one)
            else:
                self._unwanted.add(one)
        self._fit()

    def add_trailing(self, widget: QWidget) -> None:
        """A command at the right end; the primary one comes last."""
        self._trailing.append(widget)
        self._trailing_place.addWidget(widget)
        self._fit()

    def set_low(self, low: bool) -> None:
        """40 px instead of 52, for windows that are not high."""
        self._low = low
        self._dress()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(240), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Hides in order until everything that is left has room."""
        buttons = [one for one in self._trailing if isinstance(one, Button)]
        primary = [one for one in buttons if one.property("role") == "primary"]
        for button in buttons:
            button.set_compact(False)
        wanted = [one for one in self._centre if one not in self._unwanted]
        number, centre, width = bool(self._number.text()), list(wanted), self.width()
        if self._needed(number=number, centre=centre) > width:
            number = False
        if self._needed(number=number, centre=centre) > width:
            for button in buttons:
                button.set_compact(button not in primary)
        while centre and self._needed(number=number, centre=centre) > width:
            centre.pop()
        if self._needed(number=number, centre=centre, title=60) > width:
            for button in primary:
                button.set_compact(True)
        self._number.setVisible(number)
        for one in self._centre:
            one.setVisible(one in centre)
        hidden = len(centre) < len(wanted)
        if wanted and self._centre_is_hidden != hidden:
            self._centre_is_hidden = hidden
            self.centre_hidden.emit(hidden)

    def _needed(self, *, number: bool, centre: Sequence[QWidget], title: int = 280) -> int:
        parts: list[QWidget] = [*self._chips, *self._trailing]
        parts += centre
        parts += [self._number] if number else []
        shown = [one for one in parts if one in self._centre or one is self._number or _kept(one)]
        least = min(self._title.sizeHint().width(), px(title))
        return least + _width(shown) + px(8) * (len(shown) + 1) + px(32)

    def _dress(self) -> None:
        self.setFixedHeight(px(40 if self._low else 52))
        self._row.setContentsMargins(px(16), 0, px(16), 1)
        self._row.setSpacing(px(8))
        for place in (self._chip_place, self._centre_place, self._trailing_place):
            place.setSpacing(px(8))
        self._centre_place.setContentsMargins(px(8), 0, 0, 0)
        self._fit()


def _width(widgets: Sequence[QWidget]) -> int:
    return sum(one.sizeHint().width() for one in widgets)


def _kept(widget: QWidget) -> bool:
    """Whether its page wants it to be seen, whatever the room."""
    return not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide) or (
        not widget.isHidden()
    )
