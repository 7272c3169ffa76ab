"""The phases of a project in a row, each a button with its progress; gates between them.

Where there is no room for a row, one button says where one is and opens a menu of the phases.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QWidget,
)

from desktop.views.pages.project.progress import PhaseProgress
from desktop.views.theme import Theme, font, px, tokens
from desktop.views.widgets.buttons import Button
from desktop.views.widgets.marks import paint_gate
from desktop.views.widgets.rings import paint_ring
from desktop.views.widgets.two_lines import two_lines

__all__ = ["PhaseStepper", "Step"]

HEIGHT, PICKER_HEIGHT = 66, 44
LEAST_STEP = 84
_TO = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -1000,
    Qt.Key.Key_End: 1000,
}


@dataclass(frozen=True, slots=True)
class Step:
    """A phase: `gate` is the title of the review that ends it, "" for none. Without `progress`
    (a policy's own lists) it shows how many items there are."""

    id: str
    title: str
    count: int
    progress: PhaseProgress | None = None
    gate: str = ""

    @property
    def numbers(self) -> str:
        if self.progress is None:
            return str(self.count)
        return f"{self.progress.settled}/{self.progress.total}"


class _StepButton(QAbstractButton):
    """Arrow keys go to the next phase; only the chosen one is reached by Tab."""

    moved = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.step = Step("", "", 0)

    def show_step(self, step: Step) -> None:
        self.step = step
        self.setText(step.title)
        progress = step.progress
        if progress is None:
            said = self.tr("{phase}, {count} items").format(phase=step.title, count=step.count)
        else:
            said = self.tr("{phase}, {settled} of {total} settled").format(
                phase=step.title, settled=progress.settled, total=progress.total
            )
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(150), px(HEIGHT) - px(16))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(LEAST_STEP), px(HEIGHT) - px(16))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        move = _TO.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(move)

    def enterEvent(self, event: object) -> None:  # noqa: N802
        self.update()

    def leaveEvent(self, event: object) -> None:  # noqa: N802
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        colours, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.sel if self.isChecked() else colours.hover)
            painter.drawRoundedRect(box, px(6), px(6))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.focus, 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(6), px(6))
        self._paint_words(painter)
        self._paint_bar(painter)

    def wanted(self) -> int:
        """The width at which its title stands on two lines and nothing of it is cut."""
        measure = QFontMetrics(font("label", weight=600)).horizontalAdvance
        words = self.step.title.split()
        halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(len(words) + 1)]
        longest = min(max(map(measure, half)) for half in halves)
        numbers = QFontMetrics(font("label")).horizontalAdvance(self.step.numbers)
        return longest + numbers + px(6) + 2 * px(7) + 2

    def _pad(self) -> int:
        return px(12 if self.width() >= px(140) else 7)

    def _paint_words(self, painter: QPainter) -> None:
        colours, pad, top = tokens(), self._pad(), px(8)
        left, line = pad, px(20)
        chosen = self.isChecked()
        if self.step.progress is not None and self.width() >= px(140):
            side = px(16)
            ring = QRectF(pad, top + (line - side) / 2, side, side)
            paint_ring(painter, ring, self.step.progress.fraction)
            left += side + px(9)
        label = font("label")
        room = QFontMetrics(label).horizontalAdvance(self.step.numbers)
        painter.setFont(label)
        painter.setPen(colours.sel_text if chosen else colours.text2)
        place = QRect(self.width() - pad - room, top, room, line)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.step.numbers)
        painter.setPen(colours.sel_text if chosen else colours.text)
        width = max(0, place.left() - px(6) - left)
        title = font("body", weight=600 if chosen else 500)
        if QFontMetrics(title).horizontalAdvance(self.step.title) <= width:
            painter.setFont(title)
            words = QRect(left, top, width, line)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.step.title)
            return
        small = font("label", weight=600 if chosen else 500)
        painter.setFont(small)
        for at, one in enumerate(two_lines(self.step.title, small, width)):
            words = QRect(left, px(4 + 16 * at), width, px(16))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, one)

    def _paint_bar(self, painter: QPainter) -> None:
        progress = self.step.progress
        if progress is None:
            return
        colours, pad = tokens(), self._pad()
        track = QRectF(pad, self.height() - px(13), self.width() - 2 * pad, px(4))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.line_strong if self.isChecked() else colours.line)
        painter.drawRoundedRect(track, px(2), px(2))
        if progress.settled:
            done = QRectF(track)
            done.setWidth(max(track.height(), track.width() * progress.fraction))
            painter.setBrush(colours.ok_fill if progress.fraction >= 1 else colours.accent)
            painter.drawRoundedRect(done, px(2), px(2))


class _GateMark(QWidget):
    """The diamond between two phases; what it means is its name and its tooltip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._step = Step("", "", 0)
        self._dress()
        Theme.current().changed.connect(self._dress)

    def show_step(self, step: Step) -> None:
        self._step = step
        self.setAccessibleName(self._said())
        self.setToolTip(self._said())
        self.setVisible(bool(step.gate))
        self.update()

    def _said(self) -> str:
        progress, gate = self._step.progress, self._step.gate
        if progress is None:
            return gate
        words = {
            "passed": self.tr("{gate}: passed"),
            "conditional": self.tr("{gate}: items have failed"),
            "pending": self.tr("{gate}: pending"),
            "unreached": self.tr("{gate}: not reached"),
        }[progress.gate]
        if progress.ready and progress.gate != "conditional":
            words = self.tr("{gate}: ready for review")
        return words.format(gate=gate)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        side = px(20)
        place = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        progress = self._step.progress
        paint_gate(QPainter(self), place, progress.gate if progress else "pending")

    def _dress(self) -> None:
        self.setFixedWidth(px(30))
        self.update()


class PhaseStepper(QFrame):
    chosen = Signal(str)
    """Id of the phase that the person chose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setAccessibleName(self.tr("Phases"))
        self._steps: list[Step] = []
        self._current = ""
        self._buttons: list[_StepButton] = []
        self._gates: list[_GateMark] = []
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._picker = Button("", "chevron-down", self)
        self._picker.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._picker.setMenu(self._menu)
        # Absolute: the button's own direction, with its arrow at the right, would mirror it.
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        self._row.addWidget(self._picker, 0, left)
        self._picker.hide()
        self._low = False
        self._dress()
        Theme.current().changed.connect(self._dress)

    @property
    def current(self) -> str:
        return self._current

    def set_low(self, low: bool) -> None:
        """The window is too low for the row: the picker stands instead."""
        if low != self._low:
            self._low = low
            self._choose_shape()

    def show_steps(self, steps: Sequence[Step], current: str) -> None:
        self._steps = list(steps)
        while len(self._buttons) < len(steps):
            self._add_button()
        for at, button in enumerate(self._buttons):
            if at < len(steps):
                button.show_step(steps[at])
                self._gates[at].show_step(steps[at])
        self.set_current(current)
        self._choose_shape()

    def set_current(self, phase: str) -> None:
        self._current = phase
        for button in self._buttons:
            chosen = button.step.id == phase
            button.setChecked(chosen)
            strong, click = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(strong if chosen else click)
        step = next((one for one in self._steps if one.id == phase), None)
        if step is not None:
            self._picker.set_words(f"{step.title} {step.numbers}")

    def step(self, by: int) -> None:
        """The next phase, or the one before."""
        ids = [one.id for one in self._steps]
        if self._current not in ids:
            return
        wanted = ids[max(0, min(len(ids) - 1, ids.index(self._current) + by))]
        if wanted != self._current:
            self._choose(wanted)

    def focus_current(self) -> None:
        if self._picker.isVisible():
            self._picker.setFocus(Qt.FocusReason.TabFocusReason)
            return
        for button in self._buttons:
            if button.isChecked():
                button.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._choose_shape()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The row gives way to the picker, so it asks for no width of its own."""
        return QSize(px(200), self.height())

    # -- inside --------------------------------------------------------------------------------

    def _add_button(self) -> None:
        button, gate = _StepButton(self), _GateMark(self)
        self._buttons.append(button)
        self._gates.append(gate)
        self._group.addButton(button)
        self._row.addWidget(button, 1)
        self._row.addWidget(gate)
        button.clicked.connect(lambda: self._choose(button.step.id))
        button.moved.connect(self._move)

    def _move(self, by: int) -> None:
        self.step(by)
        self.focus_current()

    def _choose(self, phase: str) -> None:
        self.set_current(phase)
        self.chosen.emit(phase)

    def _choose_shape(self) -> None:
        gates = sum(bool(one.gate) for one in self._steps)
        needed = len(self._steps) * px(LEAST_STEP) + gates * px(30) + px(24)
        as_row = bool(self._steps) and not self._low and self.width() >= needed
        for at, button in enumerate(self._buttons):
            shown = as_row and at < len(self._steps)
            button.setVisible(shown)
            self._gates[at].setVisible(shown and bool(self._steps[at].gate))
        self._share(self._buttons[: len(self._steps)], self.width() - gates * px(30) - px(24))
        self._picker.setVisible(bool(self._steps) and not as_row)
        self.setFixedHeight(px(HEIGHT if as_row or not self._steps else PICKER_HEIGHT))

    def _share(self, buttons: Sequence[_StepButton], room: int) -> None:
        """All are as wide, unless that would cut a word of one of them."""
        wanted = [one.wanted() for one in buttons]
        equal = all(one * len(buttons) <= room for one in wanted)
        for button, width in zip(buttons, wanted, strict=True):
            self._row.setStretchFactor(button, 1 if equal else width)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for one in self._steps:
            action = self._menu.addAction(f"{one.title} {one.numbers}")
            action.setCheckable(True)
            action.setChecked(one.id == self._current)
            action.triggered.connect(lambda _on=False, phase=one.id: self._choose(phase))

    def _dress(self) -> None:
        side = px(12)
        self._row.setContentsMargins(side, px(8), side, px(8))
        self._choose_shape()
        self.update()
