"""Where each page lies in a column of pages, and how large it is shown. Arithmetic only."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize

__all__ = ["ACTUAL_SIZE", "GAP", "LARGEST", "MARGIN", "SMALLEST", "PageColumn"]

ACTUAL_SIZE = 96 / 72
"""Pixels a pt at 100 %."""
SMALLEST, LARGEST = 0.25 * ACTUAL_SIZE, 4.0 * ACTUAL_SIZE
MARGIN, GAP = 14, 12
"""Pixels around the column, and between two pages."""


@dataclass(frozen=True, slots=True)
class PageColumn:
    """Pages of equal size below each other, in the middle of `width` pixels.

    `pages`: how many; `size`: width and height of a page in pt; `scale`: pixels a pt.
    """

    pages: int
    size: tuple[float, float]
    scale: float
    width: int

    @property
    def page_size(self) -> QSize:
        return QSize(round(self.size[0] * self.scale), round(self.size[1] * self.scale))

    @property
    def step(self) -> int:
        """From the top of a page to the top of the next one."""
        return self.page_size.height() + GAP

    @property
    def height(self) -> int:
        return 2 * MARGIN + self.pages * self.step - GAP if self.pages else 0

    @property
    def full_width(self) -> int:
        return max(self.width, self.page_size.width() + 2 * MARGIN)

    def page(self, number: int) -> QRect:
        """The rectangle of a page, from 0."""
        size = self.page_size
        left = (self.full_width - size.width()) // 2
        return QRect(left, MARGIN + number * self.step, size.width(), size.height())

    def page_at(self, y: float) -> int:
        """The page at that height, or the nearest one."""
        return max(0, min(self.pages - 1, int((y - MARGIN + GAP / 2) // self.step)))

    def between(self, top: float, bottom: float) -> range:
        """The pages of which something stands between the two heights."""
        if not self.pages:
            return range(0)
        first, last = self.page_at(top), self.page_at(bottom)
        while first < last and self.page(first).bottom() < top:
            first += 1
        while last > first and self.page(last).top() > bottom:
            last -= 1
        return range(first, last + 1)

    def place(self, number: int, left: float, top: float, right: float, bottom: float) -> QRectF:
        """A stretch of a page (pt from its top left) in pixels of the column."""
        corner, scale = QPointF(self.page(number).topLeft()), self.scale
        size = (max(0.0, right - left) * scale, max(0.0, bottom - top) * scale)
        return QRectF(corner.x() + left * scale, corner.y() + top * scale, *size)

    def point(self, at: QPointF) -> tuple[int, float, float] | None:
        """Page and place in pt of a point of the column; None beside the pages."""
        if not self.pages:
            return None
        number = self.page_at(at.y())
        rect = QRectF(self.page(number))
        if not rect.contains(at):
            return None
        inside = (at - rect.topLeft()) / self.scale
        return number, inside.x(), inside.y()
