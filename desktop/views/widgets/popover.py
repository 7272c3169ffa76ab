"""A small raised pane beside the widget it belongs to; Esc or a click elsewhere closes it.

It is a child of the window, no window of its own: so its shadow is drawn alike on every system,
also where nothing composes translucent windows.
"""

from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.views.theme import Theme, px, tokens
from desktop.views.widgets.focus_chain import next_in_focus
from desktop.views.widgets.motion import fade_in

__all__ = ["Popover", "Side"]

Side = Literal["below", "above", "right"]
_SHADOW = 10
_GAP = 4


class Popover(QWidget):
    """Put content into `body`, then `open_at(anchor)`. Focus goes in, and back when it closes."""

    closed = Signal()

    def __init__(
        self,
        parent: QWidget,
        name_for_people: str = "",
        *,
        padding: int = 12,
        width: int = 0,
    ) -> None:
        """`width` in px at 100 % zoom; 0 is as wide as the content."""
        super().__init__(parent)
        self.setAccessibleName(name_for_people)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._padding = padding
        self._width = width
        self._before: QWidget | None = None
        self._anchor: QWidget | None = None
        self._anchor_part: QRect | None = None
        self._side: Side = "below"
        self.body = QVBoxLayout(self)
        Theme.current().changed.connect(self._dress)
        self._dress()
        self.hide()

    def open_at(
        self,
        anchor: QWidget,
        part: QRect | None = None,
        *,
        side: Side = "below",
        focus: QWidget | None = None,
    ) -> None:
        """Opens beside `anchor`, or beside `part` of it (a cell, a word).

        `focus` is the widget inside that the keyboard goes to, by default the first that takes it.
        """
        self._before = QApplication.focusWidget()
        self._anchor, self._anchor_part, self._side = anchor, part, side
        if self.parentWidget() is not anchor.window():
            self.setParent(anchor.window())
        self._place()
        self.show()
        self.raise_()
        fade_in(self)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        inside = self._stops()
        goal = focus or (inside[0] if inside else self)
        goal.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        # Whatever else nobody inside wanted does not go on to the page below.
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802
        """Tab stays inside while the popover is open."""
        inside = self._stops()
        if not inside:
            return False
        now = QApplication.focusWidget()
        at = inside.index(now) if now in inside else (-1 if next else 0)
        goal = inside[(at + (1 if next else -1)) % len(inside)]
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        goal.setFocus(reason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            outside = watched is not self and not self.isAncestorOf(watched)
            if outside and watched.window() is self.window():
                self.close()
        elif kind == QEvent.Type.Resize and watched is self.parentWidget():
            self._place()
        return False

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        before, self._before = self._before, None
        now = QApplication.focusWidget()
        own = now is None or now is self or self.isAncestorOf(now)
        if own and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        margin = px(_SHADOW)
        box = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        painter.setPen(Qt.PenStyle.NoPen)
        shade = QColor(0, 0, 0)
        strength = 0.022 if not Theme.current().dark else 0.06
        for step in range(margin, 0, -1):
            shade.setAlphaF(strength * (1 - step / (margin + 1)))
            painter.setBrush(shade)
            grown = box.adjusted(-step, -step + 2, step, step)
            painter.drawRoundedRect(grown, px(6) + step, px(6) + step)
        painter.setBrush(tokens().raised)
        painter.setPen(QPen(tokens().line_strong, 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))

    def _stops(self) -> list[QWidget]:
        """What the keyboard can reach inside, in tab order."""
        found = []
        one = next_in_focus(self)
        while one is not None and one is not self:
            tabbed = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if tabbed and one.isEnabled() and one.isVisible() and self.isAncestorOf(one):
                found.append(one)
            one = next_in_focus(one)
        return found

    def _place(self) -> None:
        anchor, window = self._anchor, self.parentWidget()
        if anchor is None or window is None or not isValid(anchor):
            return
        margin, gap = px(_SHADOW), px(_GAP)
        size = self.sizeHint().expandedTo(self.minimumSize()).boundedTo(self.maximumSize())
        if self.hasHeightForWidth():
            size.setHeight(self.heightForWidth(size.width()))
        size.setWidth(min(size.width(), window.width() - 2 * gap + 2 * margin))
        size.setHeight(min(size.height(), window.height() - 2 * gap + 2 * margin))
        part = self._anchor_part or anchor.rect()
        near = QRect(anchor.mapTo(window, part.topLeft()), part.size())
        below = near.bottom() + gap - margin
        above = near.top() - gap - size.height() + margin
        fits_below = below + size.height() - margin <= window.height()
        x, y = near.left() - margin, below
        if self._side == "above" or (self._side == "below" and not fits_below and above > -margin):
            y = above
        elif self._side == "right":
            x, y = near.right() + gap - margin, near.top() - margin
        x = max(gap - margin, min(x, window.width() - size.width() + margin - gap))
        y = max(gap - margin, min(y, window.height() - size.height() + margin - gap))
        self.setGeometry(QRect(QPoint(x, y), size))

    def _dress(self) -> None:
        side = px(_SHADOW) + px(self._padding)
        self.body.setContentsMargins(side, side, side, side)
        self.body.setSpacing(px(8))
        if self._width:
            self.setFixedWidth(px(self._width) + 2 * px(_SHADOW))
        if self.isVisible():
            self._place()
