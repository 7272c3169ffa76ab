"""Times commands as fresh processes, in turns, so that a busy moment of the machine hits all."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

__all__ = ["EngineFailed", "Times", "race"]

_LONG = 20.0
"""Seconds; a command that takes longer is run only twice: its ratio needs no third digit."""


class EngineFailed(Exception):
    """A timed command did not end well; the message holds what it said."""


@dataclass
class Times:
    """Of one command, a run each: seconds by the clock and of processor time; peak MiB."""

    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    peak: list[float] = field(default_factory=list)

    def summary(self) -> dict[str, float]:
        return {
            "runs": len(self.wall),
            "median_s": round(statistics.median(self.wall), 3),
            "min_s": round(min(self.wall), 3),
            "max_s": round(max(self.wall), 3),
            "processor_median_s": round(statistics.median(self.processor), 3),
            "processor_min_s": round(min(self.processor), 3),
            "peak_mib": round(max(self.peak), 1),
        }


def race(commands: Mapping[str, Sequence[str]], runs: int) -> dict[str, Times]:
    """Runs every command `runs` times, one after the other in turns; a first turn only warms up
    (byte code, the system's file cache) and is not counted."""
    times = {name: Times() for name in commands}
    turns = {}
    for name, command in commands.items():
        wall, _, _ = _told(name, command)
        turns[name] = min(runs, 2) if wall > _LONG else runs
    for turn in range(runs):
        for name, command in commands.items():
            if turn < turns[name]:
                wall, processor, peak = _told(name, command)
                times[name].wall.append(wall)
                times[name].processor.append(processor)
                times[name].peak.append(peak)
    return times


def _told(name: str, command: Sequence[str]) -> tuple[float, float, float]:
    wall, processor, peak = _run(command)
    print(f"  {name}: {wall:.2f} s, {peak:.0f} MiB", file=sys.stderr, flush=True)
    return wall, processor, peak


def _run(command: Sequence[str]) -> tuple[float, float, float]:
    """Seconds, seconds of processor time, peak resident MiB (of this child alone: wait4)."""
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        said = process.stdout.read() if process.stdout else b""
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise EngineFailed(f"{' '.join(command)}\n{said.decode('utf-8', 'replace')}")
    per_mib = 2**20 if sys.platform == "darwin" else 2**10
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / per_mib
