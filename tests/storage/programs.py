"""Starts other programs on a library."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "tests.storage.program")


@contextmanager
def holding(library: Path) -> Iterator[int]:
    """Another program that has the library open for writing; gives its process id."""
    with subprocess.Popen(
        [*COMMAND, "hold", str(library)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        try:
            yield int(json.loads(program.stdout.readline())["open"])
        finally:
            program.stdin.close()
            program.wait()


def looked(library: Path, task: str = "look") -> dict[str, Any]:
    """What another program could do with the library."""
    done = subprocess.run(
        [*COMMAND, task, str(library)], stdout=subprocess.PIPE, cwd=ROOT, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])
