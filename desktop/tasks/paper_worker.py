"""The paper process: sets, draws and writes pages for the window, and knows nothing of Qt.

Before every piece of work it takes in all that has come, so that whatever was overtaken meanwhile
(an older state, a page that is out of sight) is never begun. It ends when it is told to, and when
the window's process is gone.
"""

import gc
import signal
from collections import deque
from dataclasses import dataclass, field, replace
from datetime import datetime
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from desktop.i18n import Language
from desktop.models.errors import Cancelled, KnownError
from desktop.models.snapshot import Policy
from desktop.services.page_facts import Region
from desktop.tasks.paper_jobs import FilePictures, Writing
from desktop.tasks.paper_line import Line, WindowGone, fault_of
from desktop.tasks.paper_messages import (
    Cancel,
    Draw,
    DrawFile,
    Drawn,
    Forget,
    Found,
    JobDrawn,
    JobFailed,
    Locate,
    LookAt,
    NotSet,
    Request,
    Show,
    Stop,
    Want,
    Write,
)
from desktop.tasks.policy_parts import joined

if TYPE_CHECKING:
    from desktop.services.live_pages import LivePages

__all__ = ["PaperWorker", "serve"]

_LITTLE_GARBAGE = 20
"""Pages that may be drawn before their garbage is worth a search."""


def serve(connection: Connection) -> None:
    """The whole life of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the window to handle
    gc.disable()  # the worker looks for garbage when nobody waits
    try:
        PaperWorker(Line(connection)).run()
    except WindowGone:
        return
    finally:
        connection.close()


@dataclass(slots=True)
class _Shown:
    """A document that is shown live.

    `generation`: the state that is wanted; `settled`: the one that `pages` hold; `failed`: it could
    not be built. `draws`: page → scale, the newest last. `standing`: pages to be kept drawn;
    `drawn`: page → of which state and at which scale.
    """

    pages: "LivePages"
    policy: Policy
    language: Language
    printed: datetime
    generation: int
    settled: int = -1
    failed: bool = False
    draws: dict[int, float] = field(default_factory=dict)
    standing: tuple[int, ...] = ()
    scale: float = 1.0
    drawn: dict[int, tuple[int, float]] = field(default_factory=dict)

    @property
    def dirty(self) -> bool:
        return self.settled != self.generation

    def next_draw(self) -> tuple[int, float] | None:
        """The page to draw next: the newest wish, then what is to be kept drawn, in its order."""
        while self.draws:
            page, scale = self.draws.popitem()
            if 0 <= page < self.pages.pages:
                return page, scale
        state = (self.settled, self.scale)
        for page in self.standing:
            if 0 <= page < self.pages.pages and self.drawn.get(page) != state:
                return page, self.scale
        return None


class PaperWorker:
    """Does what comes over the line, the most urgent first, until it is told to stop."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._shown: dict[str, _Shown] = {}  # the newest state last
        self._questions: deque[Locate | LookAt] = deque()
        self._files: dict[int, DrawFile] = {}
        self._last_bytes = b""
        self._pictures = FilePictures()
        self._writing = Writing(line)
        self._stopped = False
        self._drawn_pages = 0

    def run(self) -> None:
        idle = True
        while True:
            if idle:
                self._rest()
            self._take_in(wait=idle)
            if self._stopped:
                self._writing.stop()
                return
            self._writing.give_way()
            idle = not self._work()

    def _rest(self) -> None:
        """Nobody waits for a page: whoever writes may go on, and garbage is cleared away (every
        drawn page leaves some)."""
        self._writing.go_on()
        if self._drawn_pages >= _LITTLE_GARBAGE and not self._line.waiting():
            self._drawn_pages = 0
            gc.collect()

    # -- what comes in ------------------------------------------------------------------------

    def _take_in(self, *, wait: bool) -> None:
        while wait or self._line.waiting():
            self._take(self._line.hear())
            wait = False

    def _take(self, request: Request) -> None:
        match request:
            case Show():
                self._take_state(request)
            case Forget():
                self._shown.pop(request.key, None)
            case Want() if request.key in self._shown:
                shown = self._shown[request.key]
                shown.standing, shown.scale = request.pages, request.scale
            case Draw() if request.key in self._shown:
                draws = self._shown[request.key].draws
                draws.pop(request.page, None)
                draws[request.page] = request.scale
            case Locate() | LookAt():
                self._questions.append(request)
            case DrawFile(source=None):
                self._files[request.job] = replace(request, source=self._last_bytes)
            case DrawFile():
                self._files[request.job] = request
                if isinstance(request.source, bytes):
                    self._last_bytes = request.source
            case Write():
                self._writing.add(request)
            case Cancel() if self._files.pop(request.job, None) is not None:
                self._line.say(JobFailed(request.job, Cancelled()))
            case Cancel():
                self._writing.cancel(request.job)
            case Stop():
                self._stopped = True

    def _take_state(self, request: Show) -> None:
        shown = self._shown.pop(request.key, None)
        policy = joined(request.parts, shown.policy if shown else None)
        if shown is None:
            from desktop.services.live_pages import LivePages

            shown = _Shown(LivePages(), policy, request.language, request.printed, -1)
        shown.policy, shown.language = policy, request.language
        shown.printed, shown.generation = request.printed, request.generation
        self._shown[request.key] = shown

    # -- what is done -------------------------------------------------------------------------

    def _work(self) -> bool:
        """Does the most urgent piece of work; False where there is none."""
        newest_first = list(reversed(self._shown.items()))
        for key, shown in newest_first:
            if shown.dirty:
                self._settle(key, shown)
                return True
        if self._questions:
            self._answer(self._questions.popleft())
            return True
        for key, shown in newest_first:
            wish = None if shown.failed else shown.next_draw()
            if wish is not None:
                self._draw(key, shown, *wish)
                return True
        if self._files:
            self._draw_file(self._files.pop(next(iter(self._files))))
            return True
        return False

    def _settle(self, key: str, shown: _Shown) -> None:
        """Settles the pages of the wanted state, unless a newer one comes meanwhile."""
        from desktop.documents.catalogue import PrintOrder

        generation = shown.generation

        def still_wanted(_done: int, _total: int) -> bool:
            self._take_in(wait=False)
            current = self._shown.get(key) is shown and shown.generation == generation
            return current and not self._stopped

        order = PrintOrder(shown.policy, shown.printed, shown.language)
        try:
            shown.pages.set(order, still_wanted)
        except Cancelled:
            return
        except KnownError as error:
            shown.settled, shown.failed = generation, True
            self._line.say(NotSet(key, generation, error))
            return
        except Exception as error:  # noqa: BLE001  (the task runner)
            shown.settled, shown.failed = generation, True
            self._line.say(NotSet(key, generation, *fault_of(error)))
            return
        if shown.settled < 0:
            gc.freeze()  # what stays for long is not looked through again and again
        shown.settled, shown.failed = generation, False
        self._line.say(shown.pages.page_set(key, generation))

    def _answer(self, question: Locate | LookAt) -> None:
        try:
            regions = self._regions(question)
        except Exception as error:  # noqa: BLE001  (the task runner)
            fault_of(error)
            regions = ()
        self._line.say(Found(question.request, regions))

    def _regions(self, question: Locate | LookAt) -> tuple[Region, ...]:
        shown = self._shown.get(question.key)
        if shown is None or shown.failed:
            return ()
        if isinstance(question, Locate):
            return shown.pages.regions(question.target)
        return shown.pages.look_at(question.page, question.x, question.y)

    def _draw(self, key: str, shown: _Shown, page: int, scale: float) -> None:
        from desktop.services.page_images import PdfPictures

        shown.drawn[page] = (shown.settled, scale)
        self._drawn_pages += 1
        try:
            file = PdfPictures(shown.pages.page_pdf(page))
            picture = file.picture(0, scale)
            file.close()
        except Exception as error:  # noqa: BLE001  (the task runner)
            self._line.say(NotSet(key, shown.settled, *fault_of(error)))
            return
        drawn = Drawn(key, shown.settled, page, scale, picture.width, picture.height)
        self._line.say(drawn, picture.data)

    def _draw_file(self, request: DrawFile) -> None:
        try:
            picture = self._pictures.picture(request)
        except KnownError as error:
            self._line.say(JobFailed(request.job, error))
        except Exception as error:  # noqa: BLE001  (the task runner)
            self._line.say(JobFailed(request.job, *fault_of(error)))
        else:
            drawn = JobDrawn(request.job, picture.width, picture.height)
            self._line.say(drawn, picture.data)
