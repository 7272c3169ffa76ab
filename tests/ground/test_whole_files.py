"""Files appear whole or not at all."""

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from desktop import whole_files
from desktop.whole_files import clear_stale, put_in_place, write_whole


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_bytes_and_functions_are_written(tmp_path: Path) -> None:
    def in_pieces(stream: BinaryIO) -> None:
        stream.write(b"one ")
        stream.write(b"two")

    write_whole(tmp_path / "a", b"content")
    write_whole(tmp_path / "b", in_pieces)
    assert (tmp_path / "a").read_bytes() == b"content"
    assert (tmp_path / "b").read_bytes() == b"one two"
    assert names(tmp_path) == ["a", "b"]


def test_what_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "policy.pdf"
    write_whole(target, b"old")

    def half_way(stream: BinaryIO) -> None:
        stream.write(b"new")
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        write_whole(target, half_way)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["policy.pdf"]


def test_a_file_that_is_not_what_it_should_be_is_not_put_in_place(tmp_path: Path) -> None:
    def refuse(path: Path) -> None:
        raise ValueError(path.read_bytes())

    with pytest.raises(ValueError, match="no PDF"):
        write_whole(tmp_path / "policy.pdf", b"no PDF", check=refuse)
    assert names(tmp_path) == []


def test_the_order_that_survives_a_power_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Content flushed before the name moves, the folder flushed after: the other orders lose a
    quarter to two thirds of the files."""
    happened: list[str] = []
    flush, move = os.fsync, Path.replace

    def flushed(handle: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        size = os.fstat(handle).st_size
        happened.append("folder" if is_folder else f"content of {size}")
        flush(handle)

    def moved(path: Path, target: Path) -> Path:
        happened.append("move")
        return move(path, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", moved)
    write_whole(tmp_path / "a", b"12345")
    assert happened == ["content of 5", "move", "folder"]


def test_a_target_that_is_held_for_a_moment_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a virus scanner does on Windows."""
    move = Path.replace
    refusals = [PermissionError("held"), PermissionError("held")]

    def held(path: Path, target: Path) -> Path:
        if refusals:
            raise refusals.pop()
        return move(path, target)

    monkeypatch.setattr(Path, "replace", held)
    waited: list[float] = []
    (tmp_path / "new").write_bytes(b"new")
    put_in_place(tmp_path / "new", tmp_path / "old", waited.append)
    assert (tmp_path / "old").read_bytes() == b"new"
    assert len(waited) == 2


def test_a_target_that_stays_held_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(_path: Path, _target: Path) -> Path:
        raise PermissionError("held")

    monkeypatch.setattr(Path, "replace", held)
    waited: list[float] = []
    (tmp_path / "new").write_bytes(b"new")
    with pytest.raises(PermissionError):
        put_in_place(tmp_path / "new", tmp_path / "old", waited.append)
    assert 0.8 < sum(waited) < 2


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes and links")
def test_mode_and_links_stay(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    write_whole(target, b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="POSIX devices")
def test_a_device_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not an ordinary file"):
        write_whole(tmp_path / "pipe", b"x")
    with pytest.raises(OSError, match="not an ordinary file"):
        write_whole(tmp_path, b"x")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "no" / "file", b"x")


def test_what_a_killed_program_left_is_cleared(tmp_path: Path) -> None:
    target = tmp_path / "policy.pdf"
    left = tmp_path / ".policy.pdf.abcdef.policydesk-part"
    journal = tmp_path / ".policy.pdf.abcdef.policydesk-part-wal"
    others = [tmp_path / ".other.pdf.abcdef.policydesk-part", tmp_path / ".policy.pdf.swp"]
    for one in (left, journal, *others):
        one.write_bytes(b"")
        os.utime(one, (0, 0))
    fresh = tmp_path / ".policy.pdf.123456.policydesk-part"
    fresh.write_bytes(b"")
    write_whole(target, b"x")
    assert names(tmp_path) == sorted([target.name, fresh.name, *(one.name for one in others)])
    clear_stale(target, older_than=0.0)
    assert not fresh.exists()


def test_long_names_leave_room_for_the_temporary_one(tmp_path: Path) -> None:
    name = "制" * 80 + ".pdf"
    write_whole(tmp_path / name, b"x")
    assert names(tmp_path) == [name]


LIMITED = """
import resource, signal, sys
from pathlib import Path
from desktop.whole_files import write_whole
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    write_whole(Path(sys.argv[1]), b"new" * 100_000)
except OSError as error:
    print(error.errno)
"""


@pytest.mark.skipif(os.name == "nt", reason="resource limits")
def test_no_room_for_the_new_file_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "policy.pdf"
    write_whole(target, b"old")
    root = Path(whole_files.__file__).resolve().parents[1]
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(target)],
        stdout=subprocess.PIPE,
        cwd=root,
        check=True,
    )
    assert int(done.stdout) > 0
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["policy.pdf"]
