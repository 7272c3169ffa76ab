"""A paper process that answers at once, in turns of the event loop: pages of one grey, a line of
text every 100 pt that belongs to a field of its own."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QImage

from desktop.models.errors import Cancelled, KnownError
from desktop.services.page_facts import PageSet, Region
from desktop.tasks.paper import DrawnPage

SIZE = (600.0, 800.0)
LINE = 100
"""Height of a line in pt; on every page there are eight, each a field."""


def line(number: int) -> Region:
    """Field `fN` is the Nth line of the book; a line has half its height of text."""
    page, row = divmod(number, 8)
    top = row * LINE + 20
    fields = (f"f{number}",)
    return Region(page, 60, top, 540, top + 50, f"c{page}", f"a{number}", fields)


class FakeJob(QObject):
    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True
        QTimer.singleShot(0, lambda: self.failed.emit(Cancelled()))


@dataclass
class Asked:
    """What was asked, in order."""

    shown: list[tuple[str, Any]] = field(default_factory=list)
    updates: list[Any] = field(default_factory=list)
    wanted: list[tuple[tuple[int, ...], float]] = field(default_factory=list)
    drawn: list[tuple[int, float]] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    written: list[tuple[str, Any, Path]] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    """Of those, in the same order."""
    files: list[int] = field(default_factory=list)


class FakePaper(QObject):
    pages_set = Signal(object)
    page_drawn = Signal(object)
    regions_found = Signal(object)
    failed = Signal(object)

    def __init__(self, pages: int = 20) -> None:
        super().__init__()
        self.pages = pages
        self.first_line = 0
        """Lines that were put before the text: everything moves down by so many."""
        self.trouble: KnownError | None = None
        self.silent = False
        self.colour = QColor(200, 200, 200)
        self.asked = Asked()
        self.jobs: list[FakeJob] = []
        self.write_trouble: dict[str, KnownError] = {}
        self.unfinished = False
        """Writing never ends by itself."""
        self._generation = 0
        self._request = 0

    # -- live documents

    def show(self, key: str, policy: Any, language: str, printed: datetime) -> int:
        self.asked.shown.append((language, policy))
        return self._set(key)

    def update(self, key: str, policy: Any) -> int:
        self.asked.updates.append(policy)
        return self._set(key)

    def _set(self, key: str) -> int:
        self._generation += 1
        pages = PageSet(key, self._generation, self.pages, SIZE, "hash")
        trouble = self.trouble
        if trouble is not None:
            self._later(lambda: self.failed.emit((key, trouble)))
        elif not self.silent:
            self._later(lambda: self.pages_set.emit(pages))
        return self._generation

    def forget(self, key: str) -> None:
        self.asked.forgotten.append(key)

    def want(self, key: str, pages: tuple[int, ...], scale: float) -> None:
        self.asked.wanted.append((pages, scale))

    def draw(self, key: str, page: int, scale: float) -> None:
        self.asked.drawn.append((page, scale))
        drawn = DrawnPage(key, self._generation, page, scale, self.picture(scale))
        self._later(lambda: self.page_drawn.emit(drawn))

    def picture(self, scale: float) -> QImage:
        width, height = (round(one * scale) for one in SIZE)
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(self.colour)
        return image

    def locate(self, key: str, target: str) -> int:
        kind, _, name = target.partition(":")
        number = int(name.lstrip("fac")) + self.first_line
        return self._answer((line(number * 8 if kind == "chapter" else number),))

    def look_at(self, key: str, page: int, x: float, y: float) -> int:
        number = page * 8 + int(y // LINE)
        found = line(number)
        inside = found.left <= x <= found.right and found.top <= y <= found.bottom
        name = number - self.first_line
        moved = Region(
            page, found.left, found.top, found.right, found.bottom, "c", f"a{name}", (f"f{name}",)
        )
        return self._answer((moved,) if inside else ())

    def _answer(self, regions: tuple[Region, ...]) -> int:
        self._request += 1
        request = self._request
        self._later(lambda: self.regions_found.emit((request, regions)))
        return request

    # -- jobs

    def write(self, document: str, order: Any, path: Path, file_format: str = "pdf") -> FakeJob:
        self.asked.written.append((document, order, path))
        self.asked.formats.append(file_format)
        job = self._job()
        trouble = self.write_trouble.get(document)
        if self.unfinished:
            return job
        if trouble is not None:
            self._later(lambda: job.failed.emit(trouble))
            return job

        def finish() -> None:
            if not job.cancelled:
                start = b"%PDF " if file_format == "pdf" else b""
                path.write_bytes(start + document.encode())
                job.finished.emit(SimpleNamespace(path=path, pages=3, document=document))

        self._later(finish)
        return job

    def draw_file(self, source: Path | bytes, page: int, scale: float) -> FakeJob:
        self.asked.files.append(page)
        job = self._job()
        self._later(lambda: job.cancelled or job.finished.emit(self.picture(scale)))
        return job

    def _job(self) -> FakeJob:
        job = FakeJob()
        self.jobs.append(job)
        return job

    def close(self) -> None:
        pass

    def _later(self, work: Any) -> None:
        QTimer.singleShot(0, self, work)
