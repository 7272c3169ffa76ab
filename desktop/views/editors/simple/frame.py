"""The box of a field: surface, edges with the darker one below, ring while it has the focus."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from desktop.views.theme import px, tokens

__all__ = ["FieldFrame"]


class FieldFrame(QFrame):
    """Holds what a field is made of. Its ring follows the focus of anything inside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside = False
        self._invalid = False
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    @property
    def ringed(self) -> bool:
        return self._inside

    @property
    def invalid(self) -> bool:
        return self._invalid

    def set_invalid(self, invalid: bool) -> None:
        if invalid != self._invalid:
            self._invalid = invalid
            self.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = px(4)
        if self._inside:
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.setBrush(colours.surface)
            painter.setPen(QPen(colours.blocker_fill if self._invalid else colours.focus, 2))
            painter.drawRoundedRect(ring, radius, radius)
            return
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        enabled = self.isEnabled()
        painter.setBrush(colours.surface if enabled else colours.panel)
        edge = colours.line_strong if enabled else colours.line
        painter.setPen(QPen(colours.blocker_fill if self._invalid else edge, 1))
        painter.drawRoundedRect(box, radius, radius)
        if enabled and not self._invalid:
            path = QPainterPath()
            path.addRoundedRect(box, radius, radius)
            painter.setClipRect(QRectF(0, self.height() - 1.5, self.width(), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.field_edge, 1))
            painter.drawPath(path)

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        at: QObject | None = new
        while at is not None and at is not self:
            at = at.parent()
        inside = at is self
        if inside != self._inside:
            self._inside = inside
            self.update()
