"""The program is killed again and again in the middle of its work; the journey's own test looks
what of that work the library holds."""

import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.racing import EngineFailed

__all__ = ["kill_often", "kills_possible"]

ROOT = Path(__file__).parents[2]
TEST = "tests/views/journey/test_crash.py"


def kills_possible() -> bool:
    return os.name != "nt" and importlib.util.find_spec("pytest") is not None


def kill_often(kills: int) -> dict[str, Any]:
    """How often it was killed, and the seconds that took. EngineFailed with the number of the
    life, the field and what it holds above it on stderr, where anything was lost."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", TEST, "-q", "-p", "no:cacheprovider"],
        cwd=ROOT,
        env={**os.environ, "POLICYDESK_KILLS": str(kills), "QT_QPA_PLATFORM": "offscreen"},
        stdout=sys.stderr,
    )
    if done.returncode != 0:
        raise EngineFailed(f"killed up to {kills} times: something was lost, or said wrongly")
    return {"kills": kills, "lost": 0, "seconds": round(time.monotonic() - begun)}
