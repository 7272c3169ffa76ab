"""Libraries and backups appear by the order that survives a power cut."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.services.care import make_library_backup, restore
from desktop.services.library import Library


def make(folder: Path, filled: Path) -> None:
    Library.open(folder / "new.policydesk", create=True).close()


def back_up(folder: Path, filled: Path) -> None:
    with Library.open(filled, daily_backup=False) as library:
        make_library_backup(library, folder / "copy.policydesk")


def bring_back(folder: Path, filled: Path) -> None:
    back_up(folder, filled)
    restore(filled, folder / "copy.policydesk")


@pytest.mark.parametrize("act", [make, back_up, bring_back])
def test_flushed_before_it_moves_and_the_folder_after(
    tmp_path: Path, filled: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[Path, Path], None]
) -> None:
    """Moved without a flush two thirds are unreadable after a power cut, without the folder's
    flush a quarter to a half are lost."""
    flush, move = os.fsync, Path.replace
    flushed: set[int] = set()
    moved: list[int] = []
    waiting: set[int] = set()

    def on_flush(handle: int) -> None:
        status = os.fstat(handle)
        flushed.add(status.st_ino)
        if stat.S_ISDIR(status.st_mode):
            waiting.discard(status.st_ino)
        flush(handle)

    def on_move(path: Path, target: Path) -> Path:
        assert path.stat().st_ino in flushed, f"{path.name} moved before it was flushed"
        moved.append(path.stat().st_ino)
        done = move(path, target)
        waiting.add(target.parent.stat().st_ino)
        return done

    monkeypatch.setattr(os, "fsync", on_flush)
    monkeypatch.setattr(Path, "replace", on_move)
    act(tmp_path, filled)
    assert moved
    assert waiting == set()
