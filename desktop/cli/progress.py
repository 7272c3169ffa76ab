"""How far long work has come, on stderr: a line that moves on a terminal, nothing in a log."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from desktop.cli.messages import one_line

__all__ = ["progress_line"]


@contextmanager
def progress_line(what: str) -> Iterator[Callable[[int, int], bool]]:
    """Gives `progress(done, total)`, which always says to go on; Ctrl+C is what stops work here."""
    moving = sys.stderr.isatty()

    def progress(done: int, total: int) -> bool:
        if moving:
            share = 100 * done // total if total else 0
            sys.stderr.write(f"\r{one_line(what)} {share} %\x1b[K")
            sys.stderr.flush()
        return True

    try:
        yield progress
    finally:
        if moving:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
