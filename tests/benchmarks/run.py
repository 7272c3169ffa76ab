"""Times paper, search and the window against their peers, the preview against printing, comparing
two revisions against reading them (LibreOffice, where it is installed, accepts and rejects all
changes); kills the program at random moments of its work and looks what is lost.

    python run.py benchmark [paper] [search] [preview] [compare] [window] [kills]
                            [--runs N] [--pages N …]

`run.py` of the project sets up what this wants: the dependency group `benchmark` (typst,
WeasyPrint, novelWriter), for WeasyPrint Pango, for the window Xvfb. Without it:
`python tests/benchmarks/run.py`.
Progress and the Markdown tables go to stderr, one JSON object to stdout.
"""

import argparse
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.kills import kill_often, kills_possible  # noqa: E402
from tests.benchmarks.paper import ENGINES, time_paper  # noqa: E402
from tests.benchmarks.racing import EngineFailed  # noqa: E402
from tests.benchmarks.report import markdown  # noqa: E402
from tests.benchmarks.window_screen import screen_possible  # noqa: E402
from tests.benchmarks.window_stalls import watch_work  # noqa: E402
from tests.benchmarks.window_start import time_start  # noqa: E402

CHAPTERS = 10_000
PREVIEW_PAGES = 600
KILLS = 200
RACES = ("paper", "search", "preview", "compare", "window")
WHATS = (*RACES, "kills")


def main(arguments: Sequence[str]) -> int:
    """0; 1 where an engine failed; 2 where one is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=7, help="counted runs of each engine")
    parser.add_argument("--pages", type=int, nargs="+", default=[60, 600])
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    words = f"{', '.join(WHATS)}; default: everything but kills"
    parser.add_argument("what", nargs="*", choices=[*WHATS, []], metavar="WHAT", help=words)
    parser.add_argument("--keep", type=Path, help="folder for sources and PDF files")
    given = parser.parse_args(arguments)
    given.what = given.what or RACES
    engines = tuple(dict.fromkeys(("policydesk", *given.engines)))
    os.environ["PYTHONPATH"] = str(ROOT)  # the program need not be installed
    # An installed program has its byte code; without it every run would compile its source.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    lacking = [one for one in engines[1:] if importlib.util.find_spec(one) is None]
    if lacking and "paper" in given.what:
        print(f"Not installed: {', '.join(lacking)}. {__doc__}", file=sys.stderr)
        return 2
    possible = screen_possible() and importlib.util.find_spec("novelwriter") is not None
    if "window" in given.what and not possible:
        print(f"Not installed: novelWriter or Xvfb. {__doc__}", file=sys.stderr)
        return 2
    if "kills" in given.what and not kills_possible():
        print(f"Not installed: pytest (or this is Windows). {__doc__}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        results = _measure(folder.resolve(), given, engines)
    print(markdown(results), file=sys.stderr)
    print(json.dumps(results, ensure_ascii=False, indent=2))
    return 0


def _measure(folder: Path, given: argparse.Namespace, engines: tuple[str, ...]) -> dict[str, Any]:
    results: dict[str, Any] = {"machine": _machine(), "runs": given.runs, "paper": {}}
    for pages in given.pages if "paper" in given.what else ():
        _say(f"preparing a policy of {pages} pages")
        made = _python("-m", "tests.benchmarks.prepare", "paper", str(folder), str(pages))
        _say(f"{pages} pages")
        results["paper"][str(pages)] = time_paper(folder, made, pages, given.runs, engines)
    if "search" in given.what:
        _say(f"preparing an index of {CHAPTERS} chapters")
        made = _python("-m", "tests.benchmarks.prepare", "search", str(folder), str(CHAPTERS))
        _say("search")
        rounds = str(max(given.runs, 5) * 3)
        queries = _python("-m", "tests.benchmarks.searching", made["library"], rounds)
        results["search"] = {"chapters": made["chapters"], "queries": queries}
    if "preview" in given.what:
        _say(f"preparing a policy of {PREVIEW_PAGES} pages")
        made = _python("-m", "tests.benchmarks.prepare", "policy", str(folder), str(PREVIEW_PAGES))
        _say("preview")
        module = ("-m", "tests.benchmarks.preview", made["library"], made["policy"])
        results["preview"] = _python(*module, str(max(given.runs, 5) * 2))
    if "compare" in given.what:
        _say(f"preparing a policy of {PREVIEW_PAGES} pages")
        within = folder / "compare"
        within.mkdir()
        made = _python("-m", "tests.benchmarks.prepare", "policy", str(within), str(PREVIEW_PAGES))
        _say("compare")
        module = ("-m", "tests.benchmarks.comparing", made["library"], made["policy"])
        results["compare"] = _python(*module, str(max(given.runs, 5)))
        if shutil.which("soffice") and importlib.util.find_spec("pytest"):
            _say("accepting and rejecting in LibreOffice")
            module = ("-m", "tests.benchmarks.settling", made["library"], made["policy"])
            results["compare"]["libreoffice"] = _python(*module)
    if "window" in given.what:
        results["window"] = _window(folder, given.runs)
    if "kills" in given.what:
        _say(f"{KILLS} ends at random moments")
        results["kills"] = kill_often(KILLS)
    return results


def _window(folder: Path, runs: int) -> dict[str, Any]:
    _say(f"preparing a policy of {PREVIEW_PAGES} pages")
    within = folder / "window"
    within.mkdir()
    made = _python("-m", "tests.benchmarks.prepare", "policy", str(within), str(PREVIEW_PAGES))
    _say("start of the window")
    start = time_start(within, runs)
    _say("half an hour's work")
    work = watch_work(within, Path(made["library"]), made["policy"])
    return {"start": start, "work": work}


def _python(*arguments: str) -> Any:
    """What a module of ours says as JSON, from a process of its own: this one stays small, so
    that the peak memory of its children is theirs alone."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8"
    )
    if done.returncode != 0:
        raise EngineFailed(" ".join(arguments))
    return json.loads(done.stdout)


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def _say(what: str) -> None:
    print(f"== {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except EngineFailed as error:
        print(error, file=sys.stderr)
        sys.exit(1)
