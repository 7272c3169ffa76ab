"""The pages of a file that was written, for looking at."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from desktop.views.preview.page_view import PageView

if TYPE_CHECKING:
    from desktop.tasks.paper import Paper, PaperJob

__all__ = ["FilePages"]


class FilePages(QObject):
    """Has the pages drawn that a view asks for, one at a time, the newest wish first."""

    def __init__(self, paper: "Paper", view: PageView) -> None:
        super().__init__(view)
        self._paper = paper
        self._view = view
        self._path: Path | None = None
        self._wish: list[int] = []
        self._scale = 1.0
        self._job: PaperJob | None = None
        view.pages_wanted.connect(self._want)

    def show_file(self, path: Path, pages: int, size: tuple[float, float]) -> None:
        self.close()
        self._path = path
        self._view.set_pages(pages, size)
        self._view.ask_again()

    def close(self) -> None:
        """Draws no more of the file."""
        self._path = None
        self._wish.clear()
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _want(self, pages: tuple[int, ...], scale: float) -> None:
        self._scale = scale
        self._wish = [one for one in pages if not self._view.has_picture(one, scale)]
        self._next()

    def _next(self) -> None:
        if self._job is not None or self._path is None or not self._wish:
            return
        page, scale = self._wish.pop(0), self._scale
        job = self._job = self._paper.draw_file(self._path, page, scale)
        job.finished.connect(lambda image: self._take(job, page, scale, image))
        job.failed.connect(lambda _error: self._give_up(job))

    def _take(self, job: "PaperJob", page: int, scale: float, image: QImage) -> None:
        if job is not self._job:
            return  # of a file that is not shown any more
        self._job = None
        self._view.take(page, scale, image)
        self._next()

    def _give_up(self, job: "PaperJob") -> None:
        """The sheet stays empty; printing and saving say what is wrong."""
        if job is self._job:
            self._job = None
            self._next()
