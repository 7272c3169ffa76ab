"""A quiet list below a cell: what can be picked, narrowed down by what is typed."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.views.item_models.grid_columns import Suggestion
from desktop.views.theme import font, px, tokens

__all__ = ["SuggestionList"]

_MOST_SHOWN = 8
_ROW = 28
_WIDEST = 360


class SuggestionList(QFrame):
    """Never has the focus: the cell editor passes its keys on. Lies over the window's content, so
    that no window manager has a say in it."""

    picked = Signal(object)
    """The `Suggestion` that was clicked."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor.window())
        self._editor = editor
        self._shown: tuple[Suggestion, ...] = ()
        self._first = 0
        self.current = -1
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # A click would otherwise give the focus to whatever lies below.
        self.setFocusProxy(editor)
        self.setAccessibleName(self.tr("Suggestions"))
        self.setMouseTracking(True)
        self.hide()
        # It belongs to the window's surface but lives no longer than its editor.
        editor.destroyed.connect(self.deleteLater)
        editor.installEventFilter(self)

    def show_matching(self, offered: Sequence[Suggestion], typed: str, current: str) -> None:
        """Lists what contains `typed`; `current` is the text that stands in the cell."""
        wanted = typed.strip().casefold()
        matching = [
            one for one in offered if wanted in one.text.casefold() or wanted in one.note.casefold()
        ]
        if wanted:
            matching.sort(key=lambda one: _rank(one, wanted))
        self._shown = tuple(matching)
        texts = [one.text for one in matching]
        self.current = 0 if wanted else texts.index(current) if current in texts else -1
        self._first = 0
        self._keep_in_view()
        if not matching:
            self.hide()
            return
        self._place()
        self.show()
        self.raise_()
        self.update()

    def step(self, by: int) -> None:
        """Moves up or down the list, round its ends."""
        count = len(self._shown)
        if count:
            at = self.current + by if self.current >= 0 or by > 0 else count - 1
            self.current = at % count
            self._keep_in_view()
            self.update()

    def taken(self) -> Suggestion | None:
        """What is highlighted, while the list is open."""
        open_ = self.isVisible() and 0 <= self.current < len(self._shown)
        return self._shown[self.current] if open_ else None

    def shown(self) -> tuple[Suggestion, ...]:
        """What is listed at present."""
        return self._shown if self.isVisible() else ()

    def sizeHint(self) -> QSize:  # noqa: N802
        metrics, quiet = self.fontMetrics(), px(12)
        widest = max(
            (
                metrics.horizontalAdvance(one.text) + quiet + metrics.horizontalAdvance(one.note)
                for one in self._shown
            ),
            default=0,
        )
        rows = min(len(self._shown), _MOST_SHOWN)
        return QSize(min(widest + px(28), px(_WIDEST)), rows * px(_ROW) + px(8))

    def _place(self) -> None:
        self.setFont(font("body"))
        window = self.parentWidget()
        assert window is not None
        below = self._editor.mapTo(window, QPoint(0, self._editor.height() + 2))
        size = self.sizeHint()
        width = max(size.width(), min(self._editor.width(), px(_WIDEST)))
        left = max(0, min(below.x(), window.width() - width))
        top = below.y()
        if top + size.height() > window.height():
            top = max(0, top - self._editor.height() - size.height() - 4)
        self.setGeometry(left, top, width, size.height())

    def _keep_in_view(self) -> None:
        if self.current >= 0:
            self._first = min(self._first, self.current)
            self._first = max(self._first, self.current - _MOST_SHOWN + 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in (QEvent.Type.Hide, QEvent.Type.FocusOut) and watched is self._editor:
            self.hide()
        return super().eventFilter(watched, event)

    # Mouse and painting

    def _row_at(self, y: float) -> int:
        row = int((y - px(4)) // px(_ROW)) + self._first
        return row if 0 <= row < len(self._shown) else -1

    def event(self, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.MouseMove:
                self.current = self._row_at(event.position().y())  # type: ignore[attr-defined]
                self.update()
                return True
            case QEvent.Type.MouseButtonPress:
                return True
            case QEvent.Type.MouseButtonRelease:
                row = self._row_at(event.position().y())  # type: ignore[attr-defined]
                if row >= 0:
                    self.picked.emit(self._shown[row])
                return True
            case QEvent.Type.Wheel:
                self._scroll(-1 if event.angleDelta().y() > 0 else 1)  # type: ignore[attr-defined]
                return True
        return super().event(event)

    def _scroll(self, by: int) -> None:
        self._first = max(0, min(self._first + by, len(self._shown) - _MOST_SHOWN))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = tokens()
        painter.setPen(colours.line_strong)
        painter.setBrush(colours.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(font("body"))
        for place, one in enumerate(self._shown[self._first : self._first + _MOST_SHOWN]):
            row = QRectF(px(4), px(4) + place * px(_ROW), self.width() - px(8), px(_ROW))
            chosen = self._first + place == self.current
            if chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colours.sel)
                painter.drawRoundedRect(row, 3, 3)
            self._paint_row(painter, row.adjusted(px(8), 0, -px(8), 0), one, chosen=chosen)

    def _paint_row(self, painter: QPainter, row: QRectF, one: Suggestion, *, chosen: bool) -> None:
        colours = tokens()
        metrics = painter.fontMetrics()
        note = metrics.elidedText(one.note, Qt.TextElideMode.ElideRight, int(row.width() * 0.6))
        room = int(row.width()) - (metrics.horizontalAdvance(note) + px(12) if note else 0)
        text = metrics.elidedText(one.text, Qt.TextElideMode.ElideRight, room)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(colours.sel_text if chosen else colours.text)
        painter.drawText(row, int(Qt.AlignmentFlag.AlignLeft | middle), text)
        painter.setPen(colours.sel_text if chosen else colours.text3)
        painter.drawText(row, int(Qt.AlignmentFlag.AlignRight | middle), note)


def _rank(one: Suggestion, wanted: str) -> tuple[bool, bool]:
    """What begins with the typed letters, or is named so, comes first."""
    text, note = one.text.casefold(), one.note.casefold()
    return (wanted not in (text, note), not (text.startswith(wanted) or note.startswith(wanted)))
