"""One writer at a time: an operating system lock on a file beside the library.

The lock falls with the process that holds it, however it ends; the file stays and is of no
consequence. The locked byte lies far behind the text that says who holds it, so that on Windows,
where a locked byte cannot be read, the text still can.
"""

import contextlib
import json
import os
import socket
import stat
import sys
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path

__all__ = ["Holder", "LibraryLock", "LocksDoNotWork", "lock_file"]

_LOCKED_BYTE = 1 << 30

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            # flock, not lockf: a POSIX record lock is lost when any handle to the file is closed.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock, as far as it is known."""

    process: int = 0
    computer: str = ""
    user: str = ""


class LocksDoNotWork(Exception):
    """The file system grants the same lock twice (some network shares)."""


class LibraryLock:
    """The writer's lock of one library, held until `release`."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    @classmethod
    def take(cls, library: Path) -> "LibraryLock | Holder":
        """The lock, or who holds it.

        OSError where the lock file cannot be written; LocksDoNotWork where a lock means nothing.
        """
        path = lock_file(library)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        with contextlib.ExitStack() as otherwise:
            otherwise.callback(os.close, handle)
            if not _try_lock(handle):
                return _holder_of(path)
            if _granted_twice(path):
                raise LocksDoNotWork(str(path))
            _write_holder(handle)
            _share_like(library, path)
            otherwise.pop_all()
        return cls(handle)

    def release(self) -> None:
        """Gives the lock back; more than once does no harm."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def lock_file(library: Path) -> Path:
    return library.with_name(f"{library.name}.lock")


def _granted_twice(path: Path) -> bool:
    handle = os.open(path, os.O_RDWR)
    try:
        return _try_lock(handle)
    finally:
        os.close(handle)


def _share_like(library: Path, path: Path) -> None:
    """Who may write the library may take its lock: in a folder of several people the file must not
    belong to the first alone."""
    if sys.platform != "win32" and library.exists():
        with contextlib.suppress(PermissionError):  # somebody else made it, and shared it
            path.chmod(stat.S_IMODE(library.stat().st_mode))


def _write_holder(handle: int) -> None:
    holder = {"process": os.getpid(), "computer": socket.gethostname(), "user": _user()}
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps(holder, ensure_ascii=False).encode("utf-8", "replace"))


def _holder_of(path: Path) -> Holder:
    """What the holder wrote; it may be about to write it, so anything missing is left empty."""
    try:
        raw = json.loads(path.read_bytes()[:4096])
    except (OSError, ValueError):
        return Holder()
    if not isinstance(raw, dict):
        return Holder()
    process = raw.get("process")
    return Holder(
        process if isinstance(process, int) else 0,
        str(raw.get("computer", "")),
        str(raw.get("user", "")),
    )


def _user() -> str:
    try:
        return getuser()
    except (OSError, KeyError):  # no such user in the system's list, no variable that names one
        return ""
