"""Something is under way: a quiet turning ring, what it is, how far, and a way to stop it."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.views.theme import Theme, px, tokens
from desktop.views.widgets.buttons import LinkButton
from desktop.views.widgets.labels import ElidedLabel
from desktop.views.widgets.motion import animations_on

__all__ = ["Busy"]

_STEP = 80  # ms between two positions of the ring


class Busy(QWidget):
    """Hidden until `start`. It paints itself a dozen times a second and nothing around it."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None, *, can_cancel: bool = False) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._ring = _TurningRing(self)
        self._text = ElidedLabel("", "label", "text2", self)
        self._cancel = LinkButton(self.tr("Cancel"), "", self)
        self._cancel.clicked.connect(self.cancelled)
        self._cancel.setVisible(can_cancel)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._ring)
        self._row.addWidget(self._text)
        self._row.addWidget(self._cancel)
        self._row.addStretch(1)
        Theme.current().changed.connect(self._dress)
        self._dress()
        self.hide()

    def start(self, text: str) -> None:
        self.set_text(text)
        self._ring.set_fraction(None)
        self._cancel.setEnabled(True)
        self.show()

    def set_text(self, text: str) -> None:
        self._text.setText(text)
        self.setAccessibleName(text)

    def set_progress(self, done: int, total: int) -> None:
        """How far it is; a total of 0 is not known yet."""
        self._ring.set_fraction(done / total if total else None)

    def stop(self) -> None:
        self.hide()

    def cancel_button(self) -> LinkButton:
        return self._cancel

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._cancel.set_words(self.tr("Cancel"))

    def _dress(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(8))


class _TurningRing(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._angle = 0
        self._fraction: float | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP)
        self._timer.timeout.connect(self._turn)
        Theme.current().changed.connect(self._dress)
        self._dress()

    def set_fraction(self, fraction: float | None) -> None:
        self._fraction = fraction
        self.update()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        if animations_on(self):
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = max(1.8, self.width() / 8)
        circle = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.setPen(QPen(tokens().line_strong, line))
        painter.drawEllipse(circle)
        pen = QPen(tokens().accent, line)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if self._fraction is None:
            painter.drawArc(circle, -self._angle * 16, 90 * 16)
        else:
            painter.drawArc(circle, 90 * 16, -round(360 * 16 * min(1.0, self._fraction)))

    def _turn(self) -> None:
        self._angle = (self._angle + 30) % 360
        if self._fraction is None:
            self.update()

    def _dress(self) -> None:
        self.setFixedSize(QSize(px(14), px(14)))
