"""What this computer saw of a library's audit log, kept outside the library.

A chain of hashes alone misses a cut tail, a chain that was made anew, and a log that was wiped:
all three are whole in themselves. So after every commit the head of the log is noted here. The
file grows by lines and is never rewritten in place: a power cut can cost its last lines, not
the ones before.
"""

import logging
import os
import re
from pathlib import Path

from desktop.storage.audit import Head
from desktop.whole_files import write_whole

__all__ = ["Witness"]

_LINE = re.compile(r"([1-9]\d*) ([0-9a-f]{64})")
_NAME = re.compile(r"[a-z0-9-]{1,80}")
_LONGEST = 1_000_000
_log = logging.getLogger(__name__)


class Witness:
    """The notes on one library. A note that cannot be written is no reason to lose an edit: it is
    logged, and the next one is tried again."""

    def __init__(self, folder: Path, library_id: str) -> None:
        if not _NAME.fullmatch(library_id):
            # The id comes out of a file: it names a file here only where it looks like one of ours.
            raise ValueError(f"no library id: {library_id[:80]!r}")
        self.path = folder / f"{library_id}.heads"

    def note(self, head: Head) -> None:
        """Adds the head of the log after a commit."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as stream:
                stream.write(_line(head))
                size = stream.tell()
            if size > _LONGEST:
                self._thin_out()
        except OSError as error:
            _log.warning("the audit log's head was not noted: %s", error)

    def begin_again(self, head: Head) -> None:
        """Forgets what was seen before and notes `head` alone: after a restore, whose audit entry
        tells of it. OSError where that cannot be written."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.path, _line(head))

    def _thin_out(self) -> None:
        """Keeps the last thousand notes, and of the older ones every fiftieth."""
        heads = self.heads()
        old, new = heads[:-1000], heads[-1000:]
        write_whole(self.path, b"".join(_line(one) for one in (*old[::50], *new)))

    def flush(self) -> None:
        """Brings the notes to the disk; once when a library is closed is enough."""
        try:
            with self.path.open("rb+") as stream:
                os.fsync(stream.fileno())
        except FileNotFoundError:
            return
        except OSError as error:
            _log.warning("the audit log's head was not noted: %s", error)

    def heads(self) -> tuple[Head, ...]:
        """What was noted, the oldest first. Lines that a power cut has spoilt are passed over."""
        try:
            lines = self.path.read_bytes().decode("ascii", "replace").splitlines()
        except FileNotFoundError:
            return ()
        found = (_LINE.fullmatch(line) for line in lines)
        return tuple(Head(int(one[1]), one[2]) for one in found if one)


def _line(head: Head) -> bytes:
    # The line feed before it keeps a line that a kill has cut short from spoiling this one.
    return f"\n{head.seq} {head.hash}\n".encode("ascii")
