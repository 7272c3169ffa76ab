"""Comparing two revisions of a long policy, against reading both of them from their JSON.

    python -m tests.benchmarks.comparing LIBRARY POLICY ROUNDS

The new revision has 200 other paragraphs, 20 articles and items that stand elsewhere and 30 other
rows. On stdout: a JSON object with the medians in milliseconds, their ratio, and what the
comparison named too much or too little.
"""

import json
import random
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from desktop.documents.comparing.engine import compare
from desktop.documents.comparing.results import Comparison
from desktop.models.identity import PolicyId
from desktop.models.plain import from_plain, to_plain
from desktop.models.snapshot import Policy
from desktop.services.library import Library
from desktop.services.queries import policy_snapshot
from tests.documents.revising import Revised, revised

__all__ = ["time_comparison"]

EDITS, MOVES, ROWS = 200, 20, 30


def time_comparison(path: Path, policy_id: PolicyId, rounds: int) -> dict[str, Any]:
    """Both in turns, after a warm-up each."""
    with Library.open(path, read_only=True) as library:
        policy = policy_snapshot(library, policy_id)
    wanted = revised(policy, random.Random(20261122), EDITS, MOVES, ROWS)
    texts = [json.dumps(to_plain(one), ensure_ascii=False) for one in (policy, wanted.policy)]
    reading: list[float] = []
    comparing: list[float] = []
    wrong: list[str] = []
    for turn in range(rounds + 1):
        begin = time.perf_counter()
        old, new = (from_plain(Policy, json.loads(text)) for text in texts)
        read = time.perf_counter()
        comparison = compare(old, new, policy.languages[0])
        end = time.perf_counter()
        wrong = _wrong(comparison, wanted)
        if turn:
            reading.append(1000 * (read - begin))
            comparing.append(1000 * (end - read))
    both, own = statistics.median(reading), statistics.median(comparing)
    return {
        "changes": len(comparison.changes),
        "wrong": wrong,
        "reading_ms": round(both, 1),
        "comparing_ms": round(own, 1),
        "comparing_max_ms": round(max(comparing), 1),
        "ratio": round(own / both, 2),
    }


def _wrong(comparison: Comparison, wanted: Revised) -> list[str]:
    """Anchors that only one of the two has."""
    done = {f"moved {one}" for one in wanted.moved}
    done |= {f"changed {one}" for one in wanted.edited | wanted.rows}
    named = {f"{one.kind} {one.anchor}" for one in comparison.changes}
    return sorted(done ^ named)


if __name__ == "__main__":
    library, policy, rounds = Path(sys.argv[1]), PolicyId(sys.argv[2]), int(sys.argv[3])
    print(json.dumps(time_comparison(library, policy, rounds), ensure_ascii=False))
