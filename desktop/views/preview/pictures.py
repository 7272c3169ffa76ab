"""The pictures of pages that are kept: some dozens, never more than a part of the memory."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtGui import QImage, QPixmap

__all__ = ["PagePicture", "PagePictures"]

MOST_PAGES = 30
MOST_BYTES = 160_000_000


@dataclass(frozen=True)
class PagePicture:
    """`scale`: pixels of the screen a pt, at which it was drawn."""

    pixmap: QPixmap
    scale: float

    @property
    def size(self) -> int:
        return self.pixmap.width() * self.pixmap.height() * 4


class PagePictures:
    """Page number → picture. What is farthest from where one looks goes first."""

    def __init__(self) -> None:
        self._kept: dict[int, PagePicture] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, page: int) -> PagePicture | None:
        return self._kept.get(page)

    def put(self, page: int, scale: float, image: QImage, ratio: float, looked_at: range) -> None:
        """Keeps the picture in place of an older one. `ratio`: pixels of the screen a pixel of
        the window; `looked_at`: pages that must stay."""
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        self._kept[page] = PagePicture(pixmap, scale)
        middle = (looked_at.start + looked_at.stop - 1) / 2 if looked_at else page
        total = sum(one.size for one in self._kept.values())
        for far in self._farthest_first(middle):
            if len(self._kept) <= MOST_PAGES and total <= MOST_BYTES:
                return
            if far not in looked_at:
                total -= self._kept.pop(far).size

    def _farthest_first(self, middle: float) -> Iterable[int]:
        return sorted(self._kept, key=lambda page: -abs(page - middle))

    def keep_first(self, pages: int) -> None:
        """Forgets the pictures of pages that are not there any more."""
        for page in [one for one in self._kept if one >= pages]:
            del self._kept[page]

    def clear(self) -> None:
        self._kept.clear()
