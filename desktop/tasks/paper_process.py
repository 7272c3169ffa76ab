"""The window's end of the way to the paper process: starts it, speaks to it, listens to it.

One thread speaks and one listens, so that the window never waits for either. No Qt.
"""

import atexit
import logging
import multiprocessing
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, TypeAlias

from desktop.i18n import Language
from desktop.models.snapshot import Policy
from desktop.tasks.paper_messages import (
    DrawFile,
    Drawn,
    Forget,
    JobDrawn,
    Reply,
    Request,
    Show,
    Stop,
    Write,
)
from desktop.tasks.policy_parts import parts_of

if TYPE_CHECKING:
    from desktop.documents.catalogue import PrintOrder

__all__ = ["PaperProcess", "StateWish", "Wish", "WriteWish"]

_log = logging.getLogger(__name__)
_PATIENCE = 3.0
"""Seconds that a process has to end by itself."""


@dataclass(frozen=True, slots=True)
class StateWish:
    """A document in a new state; of several that wait only the newest is sent."""

    key: str
    generation: int
    policy: Policy
    language: Language
    printed: datetime


@dataclass(frozen=True, slots=True)
class WriteWish:
    job: int
    document: str
    order: "PrintOrder"
    path: Path
    file_format: str


Wish: TypeAlias = StateWish | WriteWish | Request


@contextmanager
def _no_main() -> Iterator[None]:
    """A spawned process first runs the script that this one was started by (as `__mp_main__`). The
    paper process needs nothing of it, and a script that does not mind that would open a second
    window: so there is none to run while the process is started."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


class PaperProcess:
    """One process, from its start to its end.

    `hear` is called with every reply and its picture, `ended` once when the process is gone and
    nobody asked for that; both in the listening thread.
    """

    def __init__(
        self, hear: Callable[[Reply, bytes | None], None], ended: Callable[[], None]
    ) -> None:
        self._hear, self._ended = hear, ended
        self._wishes: queue.SimpleQueue[Wish] = queue.SimpleQueue()
        self._sent: dict[str, Policy] = {}
        self._last_bytes: bytes | None = None
        self._process: SpawnProcess | None = None
        self._closing = threading.Event()
        self._listener: threading.Thread | None = None
        self._speaker = threading.Thread(target=self._speak, name="paper", daemon=True)
        self._speaker.start()
        atexit.register(self.close, at_once=True)

    def send(self, wish: Wish) -> None:
        """Never waits."""
        self._wishes.put(wish)

    def close(self, *, at_once: bool) -> None:
        """Ends the process and waits for that: `at_once`, or after what it writes was cancelled
        and cleared away."""
        atexit.unregister(self.close)
        self._closing.set()
        self.send(Stop())
        if at_once and self._process is not None:
            self._process.kill()
        self._speaker.join(_PATIENCE)
        process = self._process
        if process is not None:
            if at_once:
                process.kill()
            process.join(_PATIENCE)
            if process.is_alive():
                process.kill()
        if self._listener is not None:
            self._listener.join(_PATIENCE)

    # -- speaking -----------------------------------------------------------------------------

    def _speak(self) -> None:
        """The thread that speaks. Whatever goes wrong in it is the end of the process, so that
        nobody waits in vain for an answer."""
        try:
            connection = self._start()
            while True:
                for wish in self._newest():
                    connection.send(self._request(wish))
                    if isinstance(wish, Stop):
                        return
        except OSError as error:
            _log.info("the paper process is gone: %s", error)
        except Exception as error:  # noqa: BLE001  (the task runner)
            _log.error("a wish could not be sent to the paper process", exc_info=error)
        if self._process is not None:
            self._process.kill()
        if self._listener is None:  # else that says so
            self._ended()

    def _start(self) -> Connection:
        from desktop.tasks.paper_worker import serve

        spawning = multiprocessing.get_context("spawn")
        ours, theirs = spawning.Pipe()
        process = spawning.Process(
            target=serve, args=(theirs,), name="policydesk-paper", daemon=True
        )
        with _no_main():
            process.start()
        self._process = process
        theirs.close()  # so that its end is noticed
        self._listener = threading.Thread(
            target=self._listen, args=(ours,), name="paper-replies", daemon=True
        )
        self._listener.start()
        return ours

    def _newest(self) -> list[Wish]:
        """All that waits to be sent, something at least. A state takes the place of an older one
        of its document, so that what was asked about that finds the document known."""
        wishes: list[Wish] = []
        states: dict[str, int] = {}
        while not wishes or not self._wishes.empty():
            wish = self._wishes.get()
            if isinstance(wish, StateWish) and wish.key in states:
                wishes[states[wish.key]] = wish
                continue
            if isinstance(wish, StateWish):
                states[wish.key] = len(wishes)
            elif isinstance(wish, Forget):
                states.pop(wish.key, None)
            wishes.append(wish)
        return wishes

    def _request(self, wish: Wish) -> Request:
        match wish:
            case StateWish():
                parts = parts_of(wish.policy, self._sent.get(wish.key))
                self._sent[wish.key] = wish.policy
                return Show(wish.key, wish.generation, wish.language, wish.printed, parts)
            case WriteWish():
                short = replace(wish.order, policy=replace(wish.order.policy, chapters=()))
                parts = parts_of(wish.order.policy, None)
                return Write(wish.job, wish.document, short, parts, wish.path, wish.file_format)
            case Forget():
                self._sent.pop(wish.key, None)
                return wish
            case DrawFile(source=bytes()):
                same = wish.source is self._last_bytes
                self._last_bytes = wish.source if isinstance(wish.source, bytes) else None
                return replace(wish, source=None) if same else wish
            case _:
                return wish

    # -- listening ----------------------------------------------------------------------------

    def _listen(self, connection: Connection) -> None:
        try:
            while True:
                reply: Reply = connection.recv()
                pictured = isinstance(reply, Drawn | JobDrawn)
                self._hear(reply, connection.recv_bytes() if pictured else None)
        except (EOFError, OSError):
            pass
        connection.close()
        if not self._closing.is_set():
            self._ended()
