"""A column of pages that can be scrolled, zoomed and clicked. Knows pictures, not documents.

Whoever owns it is asked for the pictures that are in sight (`pages_wanted`) and hands them over
when they have come (`take`); until then the older picture stays. Painting is copying pixels.
"""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from desktop.services.page_facts import Region
from desktop.views.preview.column import ACTUAL_SIZE, GAP, LARGEST, MARGIN, SMALLEST, PageColumn
from desktop.views.preview.gliding import Gliding
from desktop.views.preview.painting import paint_outline, paint_page, paint_skeleton
from desktop.views.preview.pictures import PagePictures
from desktop.views.theme.present import tokens

__all__ = ["A4", "Fit", "PageView"]

Fit = Literal["width", "page", "free"]
A4 = (595.28, 841.89)
ZOOM_STEP = 1.2
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SKELETON_PAGES = 2


class PageView(QAbstractScrollArea):
    pages_wanted = Signal(object, float)
    """(numbers from 0, the most urgent first; pixels of the screen a pt)."""
    page_changed = Signal(int)
    """The page one looks at, from 0."""
    zoom_changed = Signal()
    point_clicked = Signal(int, float, float)
    """(page, x, y): pt from the page's top left corner."""
    point_hovered = Signal(int, float, float)
    """The same under the mouse; page -1 where there is none."""
    menu_wanted = Signal(object, int, float, float)
    """(place on the screen, page or -1, x, y)."""
    scrolled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._pages = 0
        self._size = A4
        self._waiting = False
        self._fit: Fit = "width"
        self._scale = ACTUAL_SIZE
        self._column = PageColumn(0, A4, ACTUAL_SIZE, 1)
        self._pictures = PagePictures()
        self._marks: tuple[Region, ...] = ()
        self._outlined: tuple[Region, ...] = ()
        self._page = 0
        self._wished: tuple[tuple[int, ...], float] | None = None
        self._pressed: QPoint | None = None
        self._panned: QPoint | None = None
        self._gliding = Gliding(self)
        self._wish_soon = QTimer(self, singleShot=True, interval=0)
        self._wish_soon.timeout.connect(self._wish)
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self.horizontalScrollBar().valueChanged.connect(self._moved)

    # -- what is shown -------------------------------------------------------------------------

    @property
    def pages(self) -> int:
        return self._pages

    @property
    def page(self) -> int:
        """The page one looks at, from 0."""
        return self._page

    def clear(self) -> None:
        """Nothing is shown."""
        self._pictures.clear()
        self._marks = self._outlined = ()
        self._wished = None
        self._waiting = False
        self._set_count(0, self._size)

    def wait(self) -> None:
        """Sheets without text, until `set_pages` says how many there are."""
        self.clear()
        self._waiting = True
        self._arrange()

    def set_pages(self, pages: int, size: tuple[float, float] = A4) -> None:
        """So many pages of that size in pt; pictures and the place one looks at stay."""
        first = self._waiting or not self._pages
        self._waiting = False
        self._set_count(pages, size)
        if first:
            self.verticalScrollBar().setValue(0)

    def _set_count(self, pages: int, size: tuple[float, float]) -> None:
        if (pages, size) != (self._pages, self._size):
            self._pages, self._size = pages, size
            self._pictures.keep_first(pages)
            self._wished = None
        self._arrange()

    def take(self, page: int, scale: float, image: QImage) -> None:
        """The picture of a page, drawn at `scale` pixels of the screen a pt."""
        if not 0 <= page < self._pages:
            return
        # A late picture of another scale does not take the place of a sharp one.
        kept = self._pictures.get(page)
        if kept is not None and kept.scale == self.device_scale != scale:
            return
        ratio = self.viewport().devicePixelRatioF()
        self._pictures.put(page, scale, image, ratio, self._in_sight())
        self.viewport().update(self._on_screen(QRectF(self._column.page(page))).toAlignedRect())

    def ask_again(self) -> None:
        """Asks for the pictures in sight once more, whether they were asked for or not."""
        self._wished = None
        self._wish_soon.start()

    def forget_pictures(self) -> None:
        self._pictures.clear()
        self.viewport().update()
        self.ask_again()

    def has_picture(self, page: int, scale: float = 0) -> bool:
        """Whether there is a picture of the page; with `scale`, one that was drawn at it."""
        kept = self._pictures.get(page)
        return kept is not None and scale in (0, kept.scale)

    def mark(self, regions: Sequence[Region]) -> None:
        """Lays the text marker over these places."""
        self._marks = tuple(regions)
        self.viewport().update()

    @property
    def marked(self) -> tuple[Region, ...]:
        return self._marks

    def outline(self, regions: Sequence[Region]) -> None:
        """Frames what a click would lead to; empty takes it away."""
        found = tuple(regions)
        if found != self._outlined:
            self._outlined = found
            self.viewport().update()
        hand = Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor
        if self._panned is None:
            self.viewport().setCursor(hand)

    # -- zoom ----------------------------------------------------------------------------------

    @property
    def fit(self) -> Fit:
        return self._fit

    @property
    def percent(self) -> int:
        return round(self._column.scale / ACTUAL_SIZE * 100)

    @property
    def device_scale(self) -> float:
        """Pixels of the screen a pt, at which pictures are wanted."""
        return self._column.scale * self.viewport().devicePixelRatioF()

    def set_fit(self, fit: Fit) -> None:
        """`width` and `page` follow the size of the window."""
        self._fit = fit
        self._arrange()
        self.zoom_changed.emit()

    def set_percent(self, percent: float) -> None:
        self._zoom_to(percent / 100 * ACTUAL_SIZE, self._middle())

    def zoom(self, steps: float, at: QPointF | None = None) -> None:
        """Larger or smaller; what lies at that point of the view stays there."""
        factor = ZOOM_STEP**steps
        self._zoom_to(self._column.scale * factor, self._middle() if at is None else at)

    def _zoom_to(self, scale: float, at: QPointF) -> None:
        before = self._column
        point = self._in_column(at)
        self._fit = "free"
        self._scale = min(max(scale, SMALLEST), LARGEST)
        self._gliding.stop()
        self._arrange(keep=False)
        after = self._column
        if before.pages:
            number = before.page_at(point.y())
            inside = (point - QPointF(before.page(number).topLeft())) / before.scale
            now = QPointF(after.page(number).topLeft()) + inside * after.scale - at
            self.horizontalScrollBar().setValue(round(now.x()))
            self.verticalScrollBar().setValue(round(now.y()))
        self.zoom_changed.emit()

    # -- where one looks -----------------------------------------------------------------------

    def go_to_page(self, page: int, *, glide: bool = False) -> None:
        page = max(0, min(self._pages - 1, page))
        # No line of the page before it is left in sight.
        top = self._column.page(page).top() - GAP if page else 0
        if glide:
            self._gliding.to(top)
        else:
            self._gliding.stop()
            self.verticalScrollBar().setValue(top)

    def in_view(self, region: Region) -> bool:
        """Whether enough of it to read lies in the window."""
        area = self._on_screen(self._rect(region))
        seen = area.intersected(QRectF(self.viewport().rect()))
        return seen.height() >= min(area.height(), 2 * 16 * self._column.scale)

    def reveal(self, region: Region) -> None:
        """Scrolls smoothly until the place stands in the upper part of the window."""
        area = self._rect(region)
        room = self.viewport().height()
        above = max(MARGIN, (room - min(area.height(), room * 0.6)) * 0.35)
        self._gliding.to(round(area.top() - above))
        seen = self._on_screen(area)
        if seen.left() < 0 or seen.right() > self.viewport().width():
            self.horizontalScrollBar().setValue(round(area.left() - MARGIN))

    def top_of(self, region: Region) -> float:
        """Its height in the column, for `move_by`."""
        return self._rect(region).top()

    def move_by(self, pixels: float) -> None:
        """Moves with the text: what one looked at stays where it was."""
        if not self._gliding.running and abs(pixels) >= 1:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(pixels))

    @property
    def moving(self) -> bool:
        return self._gliding.running

    def reading_point(self, share: float = 1 / 3) -> tuple[int, float, float] | None:
        """Where eyes rest: the middle of the page at that share of the window's height."""
        room = self.viewport().size()
        return self._column.point(self._in_column(QPointF(room.width() / 2, room.height() * share)))

    # -- inside --------------------------------------------------------------------------------

    def _arrange(self, *, keep: bool = True) -> None:
        """Sizes and scrollbars anew; the page one looks at stays at its height."""
        before, bar = self._column, self.verticalScrollBar()
        room = self.viewport().size()
        pages = self._pages or (_SKELETON_PAGES if self._waiting else 0)
        across = (room.width() - 2 * MARGIN) / self._size[0]
        down = (room.height() - 2 * MARGIN) / self._size[1]
        fitting = {"width": across, "page": min(across, down), "free": self._scale}[self._fit]
        self._scale = min(max(fitting, SMALLEST / 2), LARGEST)
        column = PageColumn(pages, self._size, self._scale, room.width())
        self._column = column
        self.horizontalScrollBar().setRange(0, column.full_width - room.width())
        self.horizontalScrollBar().setPageStep(room.width())
        bar.setPageStep(room.height())
        bar.setSingleStep(40)
        top = bar.value()
        bar.setRange(0, max(0, column.height - room.height()))
        if keep and before.pages and before.scale != column.scale:
            number = before.page_at(top)
            share = (top - before.page(number).top()) / before.step
            bar.setValue(round(column.page(number).top() + share * column.step))
        self._moved()

    def _moved(self) -> None:
        self.viewport().update()
        self._wish_soon.start()
        room = self.viewport().height()
        page = self._column.page_at(self.verticalScrollBar().value() + room / 3)
        page = max(0, min(self._pages - 1, page))
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        self.scrolled.emit()

    def _wish(self) -> None:
        """Asks for what is in sight and the pages next to it, once for each view of them."""
        if not self._pages or not self.isVisible():
            return
        seen = self._in_sight()
        order = [self._page, *(one for one in seen if one != self._page)]
        order += [one for one in (seen.stop, seen.start - 1) if 0 <= one < self._pages]
        wish = (tuple(dict.fromkeys(order)), self.device_scale)
        if wish != self._wished:
            self._wished = wish
            self.pages_wanted.emit(*wish)

    def _in_sight(self) -> range:
        top = self.verticalScrollBar().value()
        return self._column.between(top, top + self.viewport().height())

    def _middle(self) -> QPointF:
        return QPointF(self.viewport().rect().center())

    def _offset(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _in_column(self, at: QPointF) -> QPointF:
        return at + self._offset()

    def _on_screen(self, area: QRectF) -> QRectF:
        return area.translated(-self._offset())

    def _rect(self, one: Region) -> QRectF:
        return self._column.place(one.page, one.left, one.top, one.right, one.bottom)

    # -- events --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), tokens().desk)
        offset = self._offset()
        for number in self._in_sight():
            rect = QRectF(self._column.page(number)).translated(-offset)
            if not rect.adjusted(-1, -1, 1, 1).intersects(QRectF(event.rect())):
                continue
            marks = [self._on_screen(self._rect(one)) for one in self._marks if one.page == number]
            picture = self._pictures.get(number)
            sharp = picture is not None and picture.scale == self.device_scale
            paint_page(painter, rect, picture, sharp, [] if picture is None else marks)
            if picture is None:
                paint_skeleton(painter, rect)
        paint_outline(painter, [self._on_screen(self._rect(one)) for one in self._outlined])
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Leave:
            self.outline(())
            self.point_hovered.emit(-1, 0.0, 0.0)
        elif event.type() == QEvent.Type.DevicePixelRatioChange:
            self.ask_again()
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if event.modifiers() & _CONTROL:
            self.zoom(event.angleDelta().y() / 120, event.position())
            event.accept()
            return
        self._gliding.stop()
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        bar, key = self.verticalScrollBar(), event.key()
        page = bar.pageStep() - 32
        steps = {
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Space: page,
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        if key not in steps:
            super().keyPressEvent(event)
            return
        step = steps[Qt.Key(key)]
        if abs(step) >= page:
            self._gliding.to(self._gliding.goal + step)
        else:
            self._gliding.stop()
            bar.setValue(bar.value() + step)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        at = event.position().toPoint()
        if self._pressed is not None and self._panned is None:
            far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if far:
                self._panned = self._pressed
                self._gliding.stop()
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._panned is not None:
            moved, self._panned = at - self._panned, at
            for bar, by in (
                (self.horizontalScrollBar(), moved.x()),
                (self.verticalScrollBar(), moved.y()),
            ):
                bar.setValue(bar.value() - by)
            return
        self.point_hovered.emit(*self._point(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        panned, pressed = self._panned, self._pressed
        self._panned = self._pressed = None
        if panned is not None:
            self.outline(())
            self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        elif pressed is not None and event.button() == Qt.MouseButton.LeftButton:
            found = self._point(event.position())
            if found[0] >= 0:
                self.point_clicked.emit(*found)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            found = self.reading_point() or (-1, 0.0, 0.0)
            where = self.viewport().mapToGlobal(self._middle().toPoint())
        else:
            found = self._point(QPointF(event.pos()))
            where = event.globalPos()
        self.menu_wanted.emit(where, *found)

    def _point(self, at: QPointF) -> tuple[int, float, float]:
        return self._column.point(self._in_column(at)) or (-1, 0.0, 0.0)
