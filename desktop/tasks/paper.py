"""The window's handle on the process that sets, draws and writes pages.

Nothing here blocks: requests go out through a thread of their own, replies come back as signals in
the thread of the window. The process is started with the first request, and again with all that it
knew where it ends unexpectedly.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from desktop.i18n import Language
from desktop.services.page_facts import PageSet, Region

if TYPE_CHECKING:
    from desktop.documents.catalogue import PrintOrder
    from desktop.models.snapshot import Policy

__all__ = ["DrawnPage", "PageSet", "Paper", "PaperJob", "Region"]


@dataclass(frozen=True)
class DrawnPage:
    """A page as a picture. `page` counts from 0; `scale`: pixels per pt (96 dpi: 4/3)."""

    key: str
    generation: int
    page: int
    scale: float
    image: QImage


class PaperJob(QObject):
    """Work of the process that has an end. Exactly one of `finished` and `failed` comes, in the
    thread of the window; the job need not be kept for that."""

    progressed = Signal(int, int)
    """(steps done, steps in all)."""
    finished = Signal(object)
    """Printout of a document that was written; QImage of a page that was drawn."""
    failed = Signal(object)
    """KnownError; Cancelled where the person stopped it."""

    def cancel(self) -> None:
        """Stops the job as soon as it can be stopped; nothing is written then."""
        raise NotImplementedError


class Paper(QObject):
    """One for the whole program. `key` is the caller's name for a document that is shown live."""

    pages_set = Signal(object)
    """PageSet: the pages of the newest state are settled. States that were overtaken are left out.
    """
    page_drawn = Signal(object)
    """DrawnPage."""
    regions_found = Signal(object)
    """(request: int, tuple[Region, ...])."""
    failed = Signal(object)
    """(key, KnownError): the document cannot be built; the next update tries again."""

    def show(self, key: str, policy: "Policy", language: Language, printed: datetime) -> int:
        """Begins to show the policy book of `policy`; gives the generation of that state.

        `printed`: the time of printing that stands on the pages.
        """
        raise NotImplementedError

    def update(self, key: str, policy: "Policy") -> int:
        """The document in a new state; gives its generation. Parts that are the identical objects
        as before are not sent again. The key must be shown."""
        raise NotImplementedError

    def forget(self, key: str) -> None:
        """The document is not shown any more; nothing is signalled for it from now on."""
        raise NotImplementedError

    def want(self, key: str, pages: tuple[int, ...], scale: float) -> None:
        """The pages to be kept drawn, the most urgent first: each comes as `page_drawn` now, and
        again after every update, without asking. Takes the place of the last such wish."""
        raise NotImplementedError

    def draw(self, key: str, page: int, scale: float) -> None:
        """Draws one page once. The newest wish for a page wins, the newest page comes first."""
        raise NotImplementedError

    def locate(self, key: str, target: str) -> int:
        """Where something stands: `field:ID`, `article:ID`, `chapter:ID`, `phase:ID`, a row or
        item (`part:FIELD/ROW`, `item:CODE`). Gives the number of the request; `regions_found`
        follows with a region for each stretch on each page, first to last. A field that nothing is
        printed of leads to its article."""
        raise NotImplementedError

    def look_at(self, key: str, page: int, x: float, y: float) -> int:
        """What stands at a point of a page, in pt from its top left corner. Gives the number of the
        request; `regions_found` follows with one region or none."""
        raise NotImplementedError

    def write(
        self, document: str, order: "PrintOrder", path: Path, file_format: str = "pdf"
    ) -> PaperJob:
        """Writes document kind `document` into a file; finishes with a Printout."""
        raise NotImplementedError

    def draw_file(self, source: Path | bytes, page: int, scale: float) -> PaperJob:
        """A page (from 0) of any PDF with its form values and stamps; finishes with a QImage."""
        raise NotImplementedError

    def close(self) -> None:
        """Ends the process; jobs that run are cancelled. The end of the window's process ends it,
        too, however that comes about."""
        raise NotImplementedError
