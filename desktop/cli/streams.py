"""The three streams of the process."""

import io
import os
import sys

__all__ = ["forget_stdout", "speak_utf8"]


def speak_utf8() -> None:
    """UTF-8 on every stream, also under locale C and in a Windows pipe."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def forget_stdout() -> None:
    """After stdout has failed: what is left in its buffer must not fail once more at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
