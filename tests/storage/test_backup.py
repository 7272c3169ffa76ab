"""Backups: verified, kept in rotation, brought back; what they replace is kept."""

import contextlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.models.errors import LibraryUnusable
from desktop.services.care import backups, doctor, make_library_backup, restore
from desktop.services.commands.set_setting import SetSetting
from desktop.services.dump import canonical_dump
from desktop.services.library import Library
from desktop.services.log_queries import audit_page, setting
from desktop.storage.backup import (
    Backup,
    Sidecar,
    backups_in,
    folder_of,
    make_backup,
    rotate,
    sidecar_of,
)

DAY_ONE = datetime(2026, 1, 16, 8, 0, tzinfo=UTC)


class Days:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = DAY_ONE

    def __call__(self) -> datetime:
        return self.now

    def next(self, days: int = 1) -> None:
        self.now += timedelta(days=days)


def names(library: Path) -> list[str]:
    folder = folder_of(library)
    return sorted(one.name for one in folder.iterdir()) if folder.exists() else []


def test_a_backup_holds_what_the_library_holds(filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "copy.policydesk"
    target.parent.mkdir()
    with Library.open(filled) as library:
        library.run(SetSetting("edit", 1))
        made = make_library_backup(library, target)
        content = canonical_dump(library)
    assert made.path == target
    assert made.verified
    assert sorted(one.name for one in target.parent.iterdir()) == [
        "copy.policydesk",
        "copy.policydesk.json",
    ]
    with Library.open(target, read_only=True) as copy:
        assert canonical_dump(copy) == content


def test_what_stands_beside_a_backup(filled: Path) -> None:
    with Library.open(filled) as library:
        made = make_library_backup(library)
        newest = audit_page(library, limit=1).entries[0]
    said = json.loads(sidecar_of(made.path).read_text(encoding="utf-8"))
    assert (said["audit_seq"], said["audit_hash"]) == (newest.seq, newest.hash)
    assert said["rows"]["policy"] == 1
    assert said["rows"]["audit_entry"] == newest.seq
    assert said["kind"] == "manual"
    assert len(said["sha256"]) == 64


class Miscopying:
    """A connection whose copies go wrong, as on a full disk or a failing one."""

    def __init__(self, connection: sqlite3.Connection, spoil: Callable[[Path], None]) -> None:
        self._connection = connection
        self._spoil = spoil

    def execute(self, statement: str, parameters: Any = ()) -> sqlite3.Cursor:
        done = self._connection.execute(statement, parameters)
        if statement.startswith("VACUUM INTO"):
            self._spoil(Path(parameters[0]))
        return done


def _emptied(copy: Path) -> None:
    copy.write_bytes(b"")


def _cut_short(copy: Path) -> None:
    content = copy.read_bytes()
    copy.write_bytes(content[: len(content) - 4096 * 3])


def _without_a_row(copy: Path) -> None:
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        connection.execute("DELETE FROM field WHERE id = 'purpose'")
        connection.commit()


def _of_another_day(copy: Path) -> None:
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        connection.execute("DROP TRIGGER audit_entry_no_delete")
        connection.execute("DELETE FROM audit_entry WHERE seq = 3")
        connection.commit()


def _with_a_bad_page(copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    content[4096 * 20 : 4096 * 21] = b"\xff" * 4096
    copy.write_bytes(content)


@pytest.mark.parametrize(
    "spoil", [_emptied, _cut_short, _without_a_row, _of_another_day, _with_a_bad_page]
)
def test_a_copy_that_went_wrong_is_not_taken_for_a_backup(
    filled: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    target = tmp_path / "copy.policydesk"
    with Library.open(filled, daily_backup=False) as library:
        good = make_library_backup(library, target)
        before = target.read_bytes()
        library.run(SetSetting("edit", 1))
        with library.file.plain() as connection:
            spoilt: Any = Miscopying(connection, spoil)
            with pytest.raises(LibraryUnusable) as caught:
                make_backup(spoilt, filled, "manual", DAY_ONE, target)
        assert caught.value.code == "backup-not-verified"
    assert target.read_bytes() == before
    assert good.verified
    assert sorted(one.name for one in tmp_path.glob("*copy*")) == [
        "copy.policydesk",
        "copy.policydesk.json",
    ]


def test_the_first_opening_of_a_day_takes_a_backup(filled: Path) -> None:
    clock = Days()
    with Library.open(filled, clock=clock) as library:
        library.run(SetSetting("edit", 1))
    assert names(filled) == [
        "library-daily-20260116T080000Z.policydesk",
        "library-daily-20260116T080000Z.policydesk.json",
    ]
    Library.open(filled, clock=clock).close()
    clock.next()
    Library.open(filled, clock=clock).close()
    clock.next()
    # Nothing was written since yesterday.
    Library.open(filled, clock=clock).close()
    Library.open(filled, clock=clock, read_only=True).close()
    assert [one.taken for one in backups(filled)] == [DAY_ONE + timedelta(days=1), DAY_ONE]


def test_a_library_in_which_nobody_has_written_is_not_backed_up(tmp_path: Path) -> None:
    path = tmp_path / "library.policydesk"
    Library.open(path, create=True).close()
    Library.open(path).close()
    assert names(path) == []


def made_up(folder: Path, taken: datetime, kind: str = "daily", library: str = "L") -> Backup:
    path = folder / f"library-{kind}-{taken:%Y%m%dT%H%M%S}-{library}.policydesk"
    path.write_bytes(b"x")
    sidecar_of(path).write_text("{}")
    sidecar = Sidecar(library, kind, taken, "0001", "", 1, "", "", 1, {})
    return Backup(path, sidecar)


def test_rotation_keeps_days_weeks_and_months(tmp_path: Path) -> None:
    """A year of days, as they come: what is left is near together and goes far back."""
    kept: list[Backup] = []
    for day in range(365):
        kept.append(made_up(tmp_path, DAY_ONE + timedelta(days=day)))
        gone = set(rotate(kept, "L"))
        kept = [one for one in kept if one.path not in gone]
    ages = sorted(
        364 - (one.sidecar.taken - DAY_ONE).days for one in kept if one.sidecar is not None
    )
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert 12 <= len(ages) <= 17
    assert 120 <= ages[-1] <= 190
    files = {one.name for one in tmp_path.iterdir()}
    assert files == {one.path.name for one in kept} | {sidecar_of(one.path).name for one in kept}


def test_rotation_leaves_what_is_not_its_own(tmp_path: Path) -> None:
    others = [
        made_up(tmp_path, DAY_ONE - timedelta(days=400), "manual"),
        made_up(tmp_path, DAY_ONE - timedelta(days=400), "before-schema"),
        made_up(tmp_path, DAY_ONE - timedelta(days=400), "daily", "another"),
        Backup(tmp_path / "unknown.policydesk", None),
    ]
    days = [made_up(tmp_path, DAY_ONE - timedelta(days=day)) for day in range(40)]
    gone = rotate([*others, *days], "L")
    assert gone
    assert not {one.path for one in others} & set(gone)


def test_a_restore_brings_everything_back_and_keeps_what_was_there(filled: Path) -> None:
    clock = Days()
    with Library.open(filled, clock=clock) as library:
        library.run(SetSetting("edit", 1))
        backup = make_library_backup(library)
        good = canonical_dump(library)
        library.run(SetSetting("edit", 2))
        bad = canonical_dump(library)
    restored = restore(filled, backup.path, by="张三", clock=clock)
    assert restored.kept is not None
    assert ".before-restore-" in restored.kept.name
    with Library.open(filled, clock=clock) as library:
        assert canonical_dump(library) == good
        newest = audit_page(library, limit=1).entries[0]
        assert (newest.command, newest.by) == ("restore-library", "张三")
        assert newest.after == {"backup": backup.path.name}
        library.run(SetSetting("edit", 3))
    with Library.open(restored.kept, read_only=True) as old:
        assert canonical_dump(old) == bad
    assert doctor(filled).problems == ()


def test_restored_to_an_older_day_later_backups_are_no_alarm(filled: Path) -> None:
    clock = Days()
    with Library.open(filled, clock=clock) as library:
        library.run(SetSetting("edit", 1))
    clock.next()
    with Library.open(filled, clock=clock) as library:
        library.run(SetSetting("edit", 2))
        library.run(SetSetting("edit", 3))
        make_library_backup(library)
    clock.next()
    oldest = backups(filled)[-1]
    restore(filled, oldest.path, clock=clock)
    with Library.open(filled, clock=clock) as library:
        for number in range(5):
            library.run(SetSetting("edit", 10 + number))
    assert doctor(filled, clock=clock).problems == ()


@pytest.mark.parametrize("state", ["damaged", "missing", "killed", "empty"])
def test_a_library_in_any_state_can_be_replaced(filled: Path, tmp_path: Path, state: str) -> None:
    backup = tmp_path / "copy.policydesk"
    with Library.open(filled) as library:
        library.run(SetSetting("edit", 1))
        make_library_backup(library, backup)
        good = canonical_dump(library)
        library.run(SetSetting("edit", 2))
        log = Path(f"{filled}-wal").read_bytes()
    if state == "missing":
        filled.unlink()
    elif state == "empty":
        filled.write_bytes(b"")
    elif state == "damaged":
        filled.write_bytes(filled.read_bytes()[:5000])
        # A log of another file: played into the new one it would destroy it.
        Path(f"{filled}-wal").write_bytes(log)
    else:
        Path(f"{filled}-wal").write_bytes(log)
    restored = restore(filled, backup)
    assert (restored.kept is None) == (state == "missing")
    with Library.open(filled) as library:
        assert canonical_dump(library) == good
    assert doctor(filled).problems == ()


def test_an_open_library_is_not_replaced(filled: Path, tmp_path: Path) -> None:
    backup = tmp_path / "copy.policydesk"
    with Library.open(filled) as library:
        make_library_backup(library, backup)
        with pytest.raises(LibraryUnusable) as caught:
            restore(filled, backup)
        assert caught.value.code == "library-locked"
        library.run(SetSetting("edit", 1))
        assert setting(library, "edit") == 1


def test_what_is_no_sound_backup_replaces_nothing(filled: Path, tmp_path: Path) -> None:
    backup = tmp_path / "copy.policydesk"
    with Library.open(filled) as library:
        make_library_backup(library, backup)
    content, sidecar = backup.read_bytes(), sidecar_of(backup).read_bytes()
    before = filled.read_bytes()

    def code() -> str:
        with pytest.raises(LibraryUnusable) as caught:
            restore(filled, backup)
        assert filled.read_bytes() == before
        return caught.value.code

    flipped = bytearray(content)
    flipped[len(content) // 2] ^= 1
    backup.write_bytes(flipped)
    assert code() == "backup-altered"
    backup.write_bytes(b"")
    assert code() == "backup-altered"
    sidecar_of(backup).unlink()
    assert code() == "backup-not-a-library"
    backup.write_bytes(content[:9000])
    assert code() == "backup-damaged"
    backup.write_text("不是备份", encoding="utf-8")
    assert code() == "backup-damaged"
    backup.unlink()
    assert code() == "backup-missing"
    shutil.copy(filled, backup)
    backup.unlink()
    backup.hardlink_to(filled)
    assert code() == "backup-is-the-library"
    backup.unlink()
    backup.write_bytes(content)
    sidecar_of(backup).write_bytes(sidecar)
    restore(filled, backup)


def test_a_copy_without_its_description_can_be_restored(filled: Path, tmp_path: Path) -> None:
    backup = tmp_path / "copy.policydesk"
    with Library.open(filled) as library:
        make_library_backup(library, backup)
        content = canonical_dump(library)
        library.run(SetSetting("edit", 1))
    sidecar_of(backup).unlink()
    restore(filled, backup)
    with Library.open(filled) as library:
        assert canonical_dump(library) == content


def test_doctor_looks_into_the_backups(filled: Path) -> None:
    with Library.open(filled) as library:
        made = make_library_backup(library)
    assert doctor(filled).ok
    made.path.write_bytes(made.path.read_bytes()[:-1] + b"\x01")
    (folder_of(filled) / "stray.policydesk").write_bytes(b"")
    found = doctor(filled)
    assert {one.code for one in found.problems} == {"backup-altered", "backup-without-sidecar"}
    assert [one.verified for one in found.backups].count(False) == 1


def test_a_backup_never_replaces_the_library_itself(filled: Path) -> None:
    with Library.open(filled) as library, pytest.raises(LibraryUnusable) as caught:
        make_library_backup(library, filled)
    assert caught.value.code == "backup-is-the-library"


def test_a_library_open_for_reading_can_be_backed_up(filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.policydesk"
    with Library.open(filled, read_only=True) as library:
        assert make_library_backup(library, target).verified
    assert backups_in(tmp_path, ".policydesk")
