"""Prepares what is timed, in a process of its own, so that the one that times stays small.

    python -m tests.benchmarks.prepare paper FOLDER PAGES
    python -m tests.benchmarks.prepare policy FOLDER PAGES
    python -m tests.benchmarks.prepare search FOLDER CHAPTERS

On stdout: a JSON object with what was made.
"""

import json
import pickle
import sys
from pathlib import Path

from desktop.resource_files import resource_path
from tests.benchmarks.html_source import html_source
from tests.benchmarks.index import make_index
from tests.benchmarks.policies import make_policy
from tests.benchmarks.typst_source import typst_source

__all__ = ["prepare_paper", "prepare_policy"]


def prepare_paper(folder: Path, pages: int) -> dict[str, str | int]:
    """A policy of about `pages` pages in a library, and its book as a source for each engine."""
    made = make_policy(folder, pages)
    stem = folder / f"policy-{pages}"
    stem.with_suffix(".pickle").write_bytes(pickle.dumps(made.document))
    stem.with_suffix(".typ").write_text(typst_source(made.document), encoding="utf-8")
    html = html_source(made.document, resource_path("fonts"))
    stem.with_suffix(".html").write_text(html, encoding="utf-8")
    return {"library": str(made.library), "policy": made.policy}


def prepare_policy(folder: Path, pages: int) -> dict[str, str | int]:
    """The policy alone, in a folder of its own."""
    own = folder / "preview"
    own.mkdir(exist_ok=True)
    made = make_policy(own, pages)
    return {"library": str(made.library), "policy": made.policy}


_MAKERS = {"paper": prepare_paper, "policy": prepare_policy, "search": make_index}

if __name__ == "__main__":
    what, folder, size = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    print(json.dumps(_MAKERS[what](folder, size)))
