"""Has LibreOffice accept, and reject, every change between two revisions of a long policy.

    python -m tests.benchmarks.settling LIBRARY POLICY

The revisions are those of `comparing`. On stdout: a JSON object with the lines that are not those
of the new and of the old text (`+` too much, `-` too little; at most 20), and how long it took.
"""

import json
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from desktop.documents.catalogue import PrintOrder, document_kind
from desktop.models.identity import PolicyId
from desktop.services.library import Library
from desktop.services.queries import policy_snapshot
from tests.benchmarks.comparing import EDITS, MOVES, ROWS
from tests.documents.revising import revised
from tests.factories import NOON
from tests.writers.settling import differences

__all__ = ["settle"]

_MOST = 20


def settle(path: Path, policy_id: PolicyId) -> dict[str, Any]:
    with Library.open(path, read_only=True) as library:
        old = policy_snapshot(library, policy_id)
    new = revised(old, random.Random(20261122), EDITS, MOVES, ROWS).policy
    copy = document_kind("marked-up").build(PrintOrder(new, NOON, old.languages[0], base=old))
    result: dict[str, Any] = {}
    for command in ("Accept", "Reject"):
        with tempfile.TemporaryDirectory() as folder:
            begin = time.perf_counter()
            found = differences(copy, command, Path(folder))
            seconds = time.perf_counter() - begin
        result[command.lower()] = {
            "different": len(found),
            "lines": found[:_MOST],
            "seconds": round(seconds, 1),
        }
    return result


if __name__ == "__main__":
    print(json.dumps(settle(Path(sys.argv[1]), PolicyId(sys.argv[2])), ensure_ascii=False))
