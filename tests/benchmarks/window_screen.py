"""A virtual screen whose pixels can be looked at from outside: nothing is built into what is timed.

Linux only: wants Xvfb, which keeps its frame buffer in a file here, and /proc.
"""

import mmap
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["Screen", "open_screen", "processor_seconds", "screen_possible"]

WIDTH, HEIGHT = 1366, 768
_ROWS = range(40, 680, 16)
"""Rows that are looked at, many times a second: a window cannot appear without touching one."""
_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def screen_possible() -> bool:
    return shutil.which("Xvfb") is not None and Path("/proc/self/stat").exists()


class Screen:
    """`display` is what DISPLAY has to be; `look` what the chosen rows show at this moment."""

    def __init__(self, display: str, pixels: mmap.mmap) -> None:
        self.display = display
        self._pixels = pixels
        # An xwd file: a head whose length comes first, colours of 12 bytes each, the pixels.
        head = int.from_bytes(pixels[0:4], "big")
        colours = int.from_bytes(pixels[76:80], "big")
        self._line = int.from_bytes(pixels[48:52], "big")
        self._first = head + 12 * colours

    def look(self) -> bytes:
        first, line = self._first, self._line
        return b"".join(
            self._pixels[first + row * line : first + row * line + WIDTH * 4] for row in _ROWS
        )


@contextmanager
def open_screen(folder: Path) -> Iterator[Screen]:
    """A virtual screen without a window manager, as long as the block lasts."""
    asked, told = os.pipe()
    command = ["Xvfb", "-displayfd", str(told), "-noreset", "-nolisten", "tcp", "-fbdir"]
    server = subprocess.Popen(
        [*command, str(folder), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"],
        pass_fds=[told],
        stderr=subprocess.DEVNULL,
    )
    os.close(told)
    try:
        with os.fdopen(asked) as answer:
            display = f":{answer.readline().strip()}"
        with (folder / "Xvfb_screen0").open("rb") as file:
            pixels = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        yield Screen(display, pixels)
    finally:
        server.terminate()
        server.wait()


def processor_seconds(process: int) -> float:
    """Processor time of a process and of all its children so far."""
    ticks = 0
    waiting = [process]
    while waiting:
        one = waiting.pop()
        try:
            # After the name in brackets, which may hold anything: state, parent …
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            children = Path(f"/proc/{one}/task/{one}/children").read_text().split()
        except OSError:
            continue  # it has just ended
        ticks += sum(int(fields[index]) for index in (11, 12, 13, 14))
        waiting += map(int, children)
    return ticks / _TICK
