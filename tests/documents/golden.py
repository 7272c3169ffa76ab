"""Golden files: what a document says, line by line.

`UPDATE_GOLDEN=1 pytest tests/documents` writes them anew; the difference is then read in git.
"""

import os
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "golden" / "documents"


def agrees_with_golden(name: str, found: list[str]) -> None:
    path = FOLDER / f"{name}.txt"
    text = "\n".join(found) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text.splitlines() == path.read_text(encoding="utf-8").splitlines()
