"""Files that appear whole or not at all, also when the power fails.

A temporary file in the same folder is written, flushed to the disk, read again and checked; then
it takes the place of the target in one step, and the folder is flushed too. Without the folder's
flush a quarter to a half of the files are lost in a power cut; writing in place destroys nearly
every file on a kill, and the old content on a full disk. Raises OSError; the target is then as
it was before.
"""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, TypeAlias

__all__ = [
    "Writing",
    "clear_stale",
    "flush_folder",
    "put_in_place",
    "temporary_beside",
    "write_whole",
]

Writing: TypeAlias = bytes | Callable[[BinaryIO], None]
_SUFFIX = ".policydesk-part"
# Virus scanners hold a new file open for a moment (Windows): waits add up to about a second.
_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4)
_STALE_SECONDS = 3600.0


def write_whole(
    path: Path, content: Writing, *, check: Callable[[Path], None] | None = None
) -> None:
    """Writes `content` (bytes, or a function that writes to a binary stream) as the file `path`.

    `check` is given the finished temporary file and raises where it is not what it should be.
    A symbolic link is followed; something that is no ordinary file is refused.
    """
    target = path.resolve()
    with temporary_beside(target) as temporary:
        with temporary.open("xb") as stream:
            if isinstance(content, bytes):
                stream.write(content)
            else:
                content(stream)
            stream.flush()
            os.fsync(stream.fileno())
        if isinstance(content, bytes) and temporary.read_bytes() != content:
            raise OSError(errno.EIO, "the file read back differs from what was written", str(path))
        if check is not None:
            check(temporary)
        put_in_place(temporary, target)


@contextlib.contextmanager
def temporary_beside(target: Path) -> Iterator[Path]:
    """A free name in the folder of `target`; a file left there under it is removed at the end."""
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        raise OSError(errno.EINVAL, "not an ordinary file", str(target))
    clear_stale(target)
    import secrets  # its own imports are longer than the window's start should wait

    temporary = target.with_name(f"{_begin(target)}{secrets.token_hex(6)}{_SUFFIX}")
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def put_in_place(
    temporary: Path, target: Path, pause: Callable[[float], None] = time.sleep
) -> None:
    """Moves a finished, flushed file over `target` and flushes the folder."""
    if target.exists():
        temporary.chmod(stat.S_IMODE(target.stat().st_mode))
    for seconds in _PAUSES:
        try:
            temporary.replace(target)
            break
        except PermissionError:
            pause(seconds)
    else:
        temporary.replace(target)
    flush_folder(target.parent)


def flush_folder(folder: Path) -> None:
    """Makes a new name in `folder` survive a power cut. Windows has no such call and needs none
    (its file systems log their names)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network file systems cannot flush a folder and say so.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def clear_stale(target: Path, older_than: float = _STALE_SECONDS) -> None:
    """Removes temporary files that a killed program left beside `target` for it, once they are
    `older_than` seconds old."""
    begin = _begin(target)
    for entry in target.parent.iterdir():
        # A database that was made there may have left a journal of the same name and more.
        if entry.name.startswith(begin) and _SUFFIX in entry.name:
            # Another program may take its own file away at the same moment.
            with contextlib.suppress(FileNotFoundError):
                if time.time() - entry.stat().st_mtime >= older_than:
                    entry.unlink()


def _begin(target: Path) -> str:
    """How the temporary names for a target begin. A name has room for 255 bytes, which are fewer
    than 64 rare Chinese characters: a long one is known by its hash."""
    if len(target.name) <= 40:
        return f".{target.name}."
    import hashlib

    digest = hashlib.sha256(os.fsencode(target.name)).hexdigest()
    return f".{target.name[:30]}-{digest[:12]}."
