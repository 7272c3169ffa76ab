"""The longest time between two turns of the event loop in half an hour's work: see `window_work`.

`ms` is by the clock: other programs that want the processor lengthen it. `processor_ms` is what
the window's own thread worked meanwhile; it says what the program itself is to blame for.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.benchmarks.racing import EngineFailed

__all__ = ["STALL_GOAL", "watch_work"]

STALL_GOAL = 50.0
"""Milliseconds that no turn of the loop should take."""
_ROOT = Path(__file__).parents[2]
_TOLD = 12
"""So many of the longest are told with what they were about."""


def watch_work(folder: Path, library: Path, policy: str) -> dict[str, Any]:
    """Works in a copy of `library`, which holds the long `policy`; an ordinary one and a project
    are added."""
    data = folder / "stalls"
    data.mkdir()
    place = data / "library.policydesk"
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from desktop.services.commands.create_policy import CreatePolicy\n"
        "from desktop.services.commands.start_project import StartProject\n"
        "from desktop.services.library import Library\n"
        "from desktop.services.templates import template_of\n"
        "from desktop.models.wording import Localised\n"
        "from desktop.services.care import make_library_backup\n"
        "with Library.open(sys.argv[1]) as library:\n"
        "    made = make_library_backup(library).path\n"
        "Path(sys.argv[2]).write_bytes(made.read_bytes())\n"
        "with Library.open(sys.argv[2]) as library:\n"
        "    title = Localised('研发项目管理办法')\n"
        "    created = CreatePolicy(template_of('lifecycle'), title, number='QP-PM-02',\n"
        "                           samples=True)\n"
        "    library.run(StartProject(library.run(created).result, '新机房建设'))\n"
    )
    environment = {
        **os.environ,
        "POLICYDESK_DATA": str(data),
        "PYTHONPATH": str(_ROOT),
        "QT_QPA_PLATFORM": "offscreen",
        "LANG": "zh_CN.UTF-8",
    }
    subprocess.run(
        [sys.executable, "-P", "-c", code, str(library), str(place)], env=environment, check=True
    )
    done = subprocess.run(
        [sys.executable, "-P", "-m", "tests.benchmarks.window_work", str(place), policy],
        env=environment,
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    if done.returncode != 0:
        raise EngineFailed(f"half an hour's work: {done.stdout[-2000:]}")
    result: dict[str, Any] = json.loads(done.stdout)
    stalls = result.pop("stalls")
    result["longer_than_goal"] = sum(one["ms"] > STALL_GOAL for one in stalls)
    result["longest_ms"] = dict(sorted(result["longest_ms"].items(), key=lambda one: -one[1]))
    return {**result, "stalls": stalls[:_TOLD]}
