"""No power cut loses an edit under our settings; under others the same test finds the loss."""

from pathlib import Path

import pytest

from desktop.storage.connection import CAUTIOUS, FAST_JOURNAL, SLOW_JOURNAL

pytest.importorskip("apsw", reason="records what SQLite writes")

from tests.storage.power import Verdict, judge, record

EDITS = 60
STATES = 300
# Checkpoints belong to the story: with a short log they come often.
OFTEN = ("PRAGMA wal_autocheckpoint=8",)


def verdict(folder: Path, *statements: str, states: int = STATES) -> Verdict:
    made = folder / "made"
    made.mkdir()
    steps, start = record(made, statements, EDITS)
    return judge(folder / "cut", steps, start, states, seed=20260116)


@pytest.mark.parametrize("journal", [FAST_JOURNAL, SLOW_JOURNAL], ids=["wal", "delete"])
def test_our_settings_lose_nothing(tmp_path: Path, journal: tuple[str, ...]) -> None:
    found = verdict(tmp_path, *CAUTIOUS, *journal, *OFTEN, states=1000)
    assert (found.lost, found.unreadable) == (0, 0)


@pytest.mark.parametrize(
    "unsafe",
    [
        ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL"),
        ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=OFF"),
        ("PRAGMA journal_mode=DELETE", "PRAGMA synchronous=FULL"),
        ("PRAGMA journal_mode=DELETE", "PRAGMA synchronous=OFF"),
    ],
    ids=["wal-normal", "wal-off", "delete-full", "delete-off"],
)
def test_the_same_cuts_find_what_other_settings_lose(
    tmp_path: Path, unsafe: tuple[str, ...]
) -> None:
    found = verdict(tmp_path, *unsafe, *OFTEN)
    assert found.lost + found.unreadable > STATES // 50
