"""Search: the service against the bare FTS5 query on the same file.

    python -m tests.benchmarks.searching LIBRARY ROUNDS

On stdout: a JSON object, for every query its hits and the medians in milliseconds.
"""

import json
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.services.library import Library
from desktop.services.search import search
from desktop.storage.search_index import query_of

__all__ = ["QUERIES", "time_search"]

QUERIES = ("项", "评审", "风险登记", "检查清单", "milestone", "PMO", "评审 5个工作日", "从来没有")
_LIMIT = 50
# The same fifty best hits, by rowid alone.
_BARE = (
    "SELECT rowid FROM search_text WHERE search_text MATCH ?"
    " ORDER BY bm25(search_text, 4.0, 1.0), rowid LIMIT 50"
)
_COUNT = "SELECT count(*) FROM search_text WHERE search_text MATCH ?"


def time_search(path: Path, rounds: int) -> dict[str, Any]:
    """Service and bare query in turns, on connections of their own, after a warm-up each."""
    result: dict[str, Any] = {}
    connection = sqlite3.connect(path)
    with Library.open(path, read_only=True) as library:
        for query in QUERIES:
            bare = query_of(query)
            if bare is None:
                raise ValueError(f"no query: {query}")
            ours, theirs = [], []
            for turn in range(rounds + 1):
                ours.append(_seconds(lambda: search(library, query, _LIMIT)))  # noqa: B023
                theirs.append(
                    _seconds(lambda: connection.execute(_BARE, (bare,)).fetchall())  # noqa: B023
                )
                if turn == 0:
                    ours, theirs = [], []
            service, plain = statistics.median(ours), statistics.median(theirs)
            result[query] = {
                "hits": connection.execute(_COUNT, (bare,)).fetchone()[0],
                "service_ms": round(1000 * service, 2),
                "bare_ms": round(1000 * plain, 2),
                "ratio": round(service / plain, 2),
            }
    connection.close()
    return result


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


if __name__ == "__main__":
    print(json.dumps(time_search(Path(sys.argv[1]), int(sys.argv[2])), ensure_ascii=False))
