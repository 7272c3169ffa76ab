"""The paper process's end of the way to the window."""

import logging
import threading
import traceback
from multiprocessing.connection import Connection

from desktop.models.errors import KnownError
from desktop.tasks.paper_messages import Reply, Request

__all__ = ["Line", "WindowGone", "fault_of"]

_log = logging.getLogger(__name__)


class WindowGone(BaseException):
    """The window's process has ended: nobody waits for anything any more."""


class Line:
    """Several threads may speak, one listens."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._speaking = threading.Lock()

    def waiting(self) -> bool:
        """Whether something has come that was not heard yet; also the end of the window."""
        try:
            return self._connection.poll()
        except OSError as error:
            raise WindowGone from error

    def hear(self) -> Request:
        """Waits for the next request."""
        try:
            request: Request = self._connection.recv()
        except (EOFError, OSError) as error:
            raise WindowGone from error
        return request

    def say(self, reply: Reply, picture: bytes | None = None) -> None:
        """`picture` follows the reply as it is."""
        try:
            with self._speaking:
                self._connection.send(reply)
                if picture is not None:
                    self._connection.send_bytes(picture)
        except OSError as error:
            raise WindowGone from error


def fault_of(error: Exception) -> tuple[KnownError, str]:
    """What the window can say of a fault of the program, and its traceback, which is logged."""
    _log.error("work on paper failed", exc_info=error)
    known = KnownError("fault-in-task", fault=f"{type(error).__name__}: {error}")
    return known, "".join(traceback.format_exception(error))
