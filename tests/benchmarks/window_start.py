"""Start of the window against an empty one of Qt and against novelWriter, seen from outside.

`first`: from the start of the process to the first pixels on the screen. `settled`: to the moment
from which the program and its children use less than a twentieth of a processor for half a second
(library open, first page filled). Each run has a home of its own, copied from one that a run
before has warmed, so that no run finds the traces of another.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.benchmarks.racing import EngineFailed
from tests.benchmarks.window_screen import Screen, open_screen, processor_seconds

__all__ = ["START_GOALS", "time_start"]

START_GOALS = {("bare", "first"): 1.5, ("novelwriter", "settled"): 0.6}
"""(peer, what): ours may be at most this many times the peer's."""
_ROOT = Path(__file__).parents[2]
_WHATS = ("first", "settled")
_QUIET = 0.5
_SHARE = 0.05
_LONGEST = 60.0
_STILL = 0.1


def time_start(folder: Path, runs: int) -> dict[str, Any]:
    """Seconds of `policydesk`, `bare` and `novelwriter`, in turns: medians, least and most."""
    commands = {
        "bare": [sys.executable, "-P", str(Path(__file__).with_name("window_bare.py"))],
        "policydesk": [sys.executable, "-P", "-m", "desktop"],
        "novelwriter": [sys.executable, "-P", "-c", "from novelwriter import main; main()"],
    }
    homes = {name: _home(folder / "homes" / name) for name in commands}
    _fill(homes["policydesk"])
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    with open_screen(folder) as screen:
        for turn in range(runs + 1):  # the first one only warms up
            for name, command in commands.items():
                home = homes[name]
                if turn:
                    home = folder / "homes" / f"{name}-{turn}"
                    shutil.copytree(homes[name], home, symlinks=True)
                seconds = _start(command, home, screen)
                print(f"  {name}: {seconds[0]:.3f} {seconds[1]:.3f} s", file=sys.stderr, flush=True)
                if turn:
                    times[name].append(seconds)
                    shutil.rmtree(home)
                elif name == "policydesk":
                    _forget_end(home)
    return _summary(times)


def _start(command: Sequence[str], home: Path, screen: Screen) -> tuple[float, float]:
    """(first, settled) in seconds; the program is then ended."""
    before = screen.look()
    environment = _environment(home, screen.display)
    begin = time.perf_counter()
    with (home / "said.txt").open("wb") as said:
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=said, cwd=home)
    try:
        while screen.look() == before:
            _must_run(process, home, begin, 0.001)
        first = time.perf_counter() - begin
        return first, _settled(process, home, begin)
    finally:
        process.kill()
        process.wait()
        _until_quiet(screen)


def _settled(process: "subprocess.Popen[bytes]", home: Path, begin: float) -> float:
    used: list[tuple[float, float]] = []
    start = 0
    while True:
        _must_run(process, home, begin, 0.01)
        used.append((time.perf_counter() - begin, processor_seconds(process.pid)))
        while used[-1][1] - used[start][1] > _QUIET * _SHARE:
            start += 1
        if used[-1][0] - used[start][0] >= _QUIET:
            return used[start][0]


def _must_run(process: "subprocess.Popen[bytes]", home: Path, begin: float, seconds: float) -> None:
    """Waits so long for its end, which must not come."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    if process.returncode is not None or time.perf_counter() - begin > _LONGEST:
        raise EngineFailed(f"{process.args!r}\n{(home / 'said.txt').read_text('utf-8', 'replace')}")


def _until_quiet(screen: Screen) -> None:
    """The server takes the window of a program that has ended away by itself. (The screen is not
    empty then: the pointer is drawn on it.)"""
    seen, since = screen.look(), time.perf_counter()
    while time.perf_counter() - since < _STILL:
        now = screen.look()
        if now != seen:
            seen, since = now, time.perf_counter()


def _environment(home: Path, display: str = "") -> dict[str, str]:
    kept = {name: one for name, one in os.environ.items() if not name.startswith(("XDG_", "QT_"))}
    kept |= {"HOME": str(home), "DISPLAY": display, "LANG": "zh_CN.UTF-8", "LC_ALL": ""}
    return kept | {"PYTHONPATH": str(_ROOT)}


def _home(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _fill(home: Path) -> None:
    """Somebody's library with a policy in it, made by a process of its own."""
    code = (
        "from desktop.services.library import Library\n"
        "from desktop.services.commands.create_policy import CreatePolicy\n"
        "from desktop.services.templates import template_of\n"
        "from desktop.models.wording import Localised\n"
        "with Library.open(None, create=True) as library:\n"
        "    for name in ('comprehensive', 'lifecycle'):\n"
        "        title = Localised('项目运营流程管理制度')\n"
        "        library.run(CreatePolicy(template_of(name), title, samples=True))\n"
    )
    subprocess.run([sys.executable, "-P", "-c", code], env=_environment(home), check=True)


def _forget_end(home: Path) -> None:
    """The warming run was ended from outside: the next is to be a start like any other."""
    for state in home.rglob("window.json"):
        kept = json.loads(state.read_text("utf-8"))
        kept.get("switches", {}).pop("running", None)
        state.write_text(json.dumps(kept), encoding="utf-8")


def _column(seconds: Sequence[tuple[float, float]], what: str) -> list[float]:
    return [one[_WHATS.index(what)] for one in seconds]


def _summary(times: Mapping[str, Sequence[tuple[float, float]]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name, seconds in times.items():
        result[name] = {"runs": len(seconds)}
        for what in _WHATS:
            column = _column(seconds, what)
            ours = statistics.median(_column(times["policydesk"], what))
            median = statistics.median(column)
            result[name][what] = {
                "median_s": round(median, 3),
                "min_s": round(min(column), 3),
                "max_s": round(max(column), 3),
                "ours_to_this": round(ours / median, 2),
            }
    return result
