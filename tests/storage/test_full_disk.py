"""A full disk: said so, nothing lost, nothing half-written."""

import shutil
from pathlib import Path

import pytest

from desktop.models.errors import LibraryUnusable
from desktop.services.care import doctor, make_library_backup, restore
from desktop.services.commands.set_setting import SetSetting
from desktop.services.dump import canonical_dump
from desktop.services.library import Library
from desktop.services.log_queries import setting
from desktop.whole_files import write_whole
from tests.services.samples import new_policy

LONG = "满" * 60_000


def fill_up(folder: Path, leave: int = 0) -> Path:
    """Takes all the room of a disk but `leave` bytes."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as stream:
        free = shutil.disk_usage(folder).free
        stream.write(b"\0" * max(0, free - leave))
    return filler


def test_an_edit_that_finds_no_room_is_refused_whole(filled: Path) -> None:
    with Library.open(filled) as library:
        before = canonical_dump(library)
        with library.file.plain() as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count={pages + 2}")
        with pytest.raises(LibraryUnusable) as caught:
            library.run(SetSetting("long", LONG))
        assert caught.value.code == "library-disk-full"
        assert canonical_dump(library) == before
        # There is room again: work goes on without opening anew.
        with library.file.plain() as connection:
            connection.execute("PRAGMA max_page_count=1000000")
        library.run(SetSetting("long", LONG))
        assert setting(library, "long") == LONG
    assert doctor(filled).ok


def test_a_library_on_a_full_disk(small_disk: Path, filled_once: bytes) -> None:
    path = small_disk / "library.policydesk"
    path.write_bytes(filled_once)
    with Library.open(path) as library:
        library.run(SetSetting("edit", 1))
        before = canonical_dump(library)
        backups = sorted(small_disk.glob("*-backups/*"))
        filler = fill_up(small_disk)
        codes = set()
        for number in range(40):
            try:
                library.run(SetSetting("long", f"{number}{LONG}"))
                before = canonical_dump(library)
            except LibraryUnusable as error:
                codes.add(error.code)
                assert canonical_dump(library) == before
        assert codes == {"library-disk-full"}
        with pytest.raises(LibraryUnusable) as caught:
            make_library_backup(library)
        assert caught.value.code == "library-disk-full"
        assert sorted(small_disk.glob("*-backups/*")) == backups
        filler.unlink()
        library.run(SetSetting("edit", 2))
        assert make_library_backup(library).verified
    with Library.open(path) as library:
        assert setting(library, "edit") == 2
    assert doctor(path).ok


def test_no_library_is_made_on_a_full_disk(small_disk: Path) -> None:
    fill_up(small_disk, leave=20_000)
    with pytest.raises(LibraryUnusable) as caught:
        Library.open(small_disk / "new.policydesk", create=True)
    assert caught.value.code == "library-disk-full"
    assert sorted(one.name for one in small_disk.iterdir()) in (
        ["filler"],
        ["filler", "new.policydesk.lock"],
    )


def test_opening_on_a_full_disk_still_reads(small_disk: Path, filled_once: bytes) -> None:
    path = small_disk / "library.policydesk"
    path.write_bytes(filled_once)
    fill_up(small_disk)
    with Library.open(path) as library:
        assert library.read_only
        assert [one.code for one in library.warnings] == ["library-disk-full"]
        assert "运营制度" in canonical_dump(library)


def test_a_restore_without_room_leaves_the_library(small_disk: Path, filled_once: bytes) -> None:
    path = small_disk / "library.policydesk"
    path.write_bytes(filled_once)
    with Library.open(path) as library:
        backup = make_library_backup(library)
        library.run(SetSetting("edit", 1))
        before = canonical_dump(library)
    fill_up(small_disk, leave=50_000)
    with pytest.raises(LibraryUnusable) as caught:
        restore(path, backup.path)
    assert caught.value.code == "library-disk-full"
    with Library.open(path, read_only=True) as library:
        assert canonical_dump(library) == before


def test_the_day_of_work_begins_without_room_for_its_backup(
    small_disk: Path, filled_once: bytes
) -> None:
    path = small_disk / "library.policydesk"
    path.write_bytes(filled_once)
    with Library.open(path) as library:
        new_policy(library, "第二项制度")
    shutil.rmtree(small_disk / "library-backups", ignore_errors=True)
    fill_up(small_disk, leave=120_000)
    with Library.open(path) as library:
        assert [one.code for one in library.warnings] == ["daily-backup-failed"]
        assert not library.read_only
        library.run(SetSetting("edit", 1))
    assert list(small_disk.glob("*-backups/*")) == []


def test_an_old_file_survives_a_new_one_that_finds_no_room(small_disk: Path) -> None:
    target = small_disk / "policy.pdf"
    write_whole(target, b"old" * 1000)
    fill_up(small_disk, leave=4096)
    with pytest.raises(OSError, match="No space left"):
        write_whole(target, b"new" * 100_000)
    assert target.read_bytes() == b"old" * 1000
    assert sorted(one.name for one in small_disk.iterdir()) == ["filler", "policy.pdf"]
