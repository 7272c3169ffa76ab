"""The status bar: what the page says of itself, and whether everything is kept."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop.views.pages.base import StatusPart
from desktop.views.theme import font, paint_icon, px, tokens

__all__ = ["StatusBar"]

HEIGHT = 26


class _Part(QAbstractButton):
    """One piece: an icon and words; a button where a command belongs to it."""

    def __init__(self, part: StatusPart, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if part.command else Qt.FocusPolicy.NoFocus)
        self.part = part
        self.change(part)

    def change(self, part: StatusPart) -> None:
        self.part = part
        self.setText(part.text)
        self.setAccessibleName(part.text)
        self.setToolTip(part.text)
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if part.command else Qt.CursorShape.ArrowCursor
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        width = QFontMetrics(font("label")).horizontalAdvance(self.text()) + 2
        return QSize(width + (px(19) if self.part.icon else 0), px(HEIGHT) - 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(30), px(HEIGHT) - 2)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        colours = tokens()
        painter = QPainter(self)
        left = 0
        if self.part.icon:
            side = px(14)
            icon_box = QRectF(0, (self.height() - side) / 2, side, side)
            paint_icon(painter, icon_box, self.part.icon, self.part.tone)
            left = px(19)
        painter.setFont(font("label"))
        painter.setPen(colours.colour(self.part.tone))
        metrics = painter.fontMetrics()
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - left)
        area = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if self.hasFocus():
            painter.setPen(colours.focus)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class StatusBar(QFrame):
    """`command_wanted(id)` when a piece was clicked that belongs to a command."""

    command_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "status")
        self.setFixedHeight(px(HEIGHT))
        self.setAccessibleName(self.tr("Status"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 12, 0)
        self._row.setSpacing(0)
        self._parts: list[_Part] = []
        self._shape: tuple[bool, ...] = ()

    def show_parts(self, parts: tuple[StatusPart, ...]) -> None:
        """Left ones first, a hairline between each; pieces are reused, so nothing flickers."""
        ordered = [one for one in parts if not one.right] + [one for one in parts if one.right]
        shape = tuple(one.right for one in ordered)
        if shape != self._shape:
            self._lay_out(ordered)
            self._shape = shape
            return
        for widget, part in zip(self._parts, ordered, strict=True):
            if widget.part != part:
                widget.change(part)

    def _lay_out(self, parts: list[StatusPart]) -> None:
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._parts = []
        stretched = False
        for index, part in enumerate(parts):
            if part.right and not stretched:
                self._row.addStretch(1)
                stretched = True
                self._row.addSpacing(12)
            elif index:
                self._row.addWidget(self._hairline())
            widget = _Part(part, self)
            widget.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            widget.clicked.connect(lambda _=False, one=widget: self._clicked(one))
            self._parts.append(widget)
            self._row.addWidget(widget)
        if not stretched:
            self._row.addStretch(1)

    def _hairline(self) -> QWidget:
        line = QFrame(self)
        line.setProperty("role", "status-line")
        line.setFixedSize(25, 14)
        return line

    def _clicked(self, widget: _Part) -> None:
        if widget.part.command:
            self.command_wanted.emit(widget.part.command)
