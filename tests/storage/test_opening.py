"""Opening a library: what is wrong is told by name, and nothing is changed by finding out."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
from sqlalchemy.orm.exc import StaleDataError

from desktop.models.entities import Setting
from desktop.models.errors import LibraryUnusable
from desktop.services.care import make_library_backup
from desktop.services.commands.set_setting import SetSetting
from desktop.services.library import Library, default_library
from desktop.services.log_queries import setting
from desktop.services.queries import policy_summaries
from desktop.storage import opening, schema
from desktop.storage.connection import address_of
from desktop.storage.lock import LibraryLock
from tests.storage.programs import ROOT, holding, looked


def refused(path: Path, **how: bool) -> LibraryUnusable:
    with pytest.raises(LibraryUnusable) as caught:
        Library.open(path, **how).close()
    return caught.value


def test_a_missing_library_is_made_only_where_that_was_asked(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "new.policydesk"
    assert refused(path).code == "library-missing"
    assert not path.parent.exists()
    Library.open(path, create=True).close()
    Library.open(path).close()
    assert sorted(one.name for one in path.parent.iterdir()) == [
        "new.policydesk",
        "new.policydesk.lock",
    ]


def test_reading_never_makes_a_library(tmp_path: Path) -> None:
    assert (
        refused(tmp_path / "no.policydesk", create=True, read_only=True).code == "library-missing"
    )
    assert list(tmp_path.iterdir()) == []


def test_the_users_own_library_is_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYDESK_DATA", str(tmp_path / "data"))
    assert default_library() == tmp_path / "data" / "library.policydesk"
    monkeypatch.setenv("POLICYDESK_LIBRARY", str(tmp_path / "own.policydesk"))
    with Library.open(create=True) as opened:
        assert opened.path == tmp_path / "own.policydesk"


def test_an_address_is_no_library() -> None:
    with pytest.raises(LibraryUnusable) as caught:
        Library.open("postgresql://server/policies")
    assert caught.value.code == "library-address"


def _text(path: Path) -> None:
    path.write_text("这不是制度库。" * 200, encoding="utf-8")


def _foreign(path: Path) -> None:
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (text TEXT)")
        connection.commit()


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _cut(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _header_gone(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(b"\0" * 100 + content[100:])


def _page_overwritten(path: Path) -> None:
    content = bytearray(path.read_bytes())
    middle = len(content) // 8192 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    path.write_bytes(content)


def _newer(path: Path) -> None:
    _altered(path, "UPDATE alembic_version SET version_num = '9999'")


def _planted_trigger(path: Path) -> None:
    _altered(
        path,
        "CREATE TRIGGER spy AFTER UPDATE ON field BEGIN UPDATE policy SET title = 'mine'; END",
    )


def _guard_removed(path: Path) -> None:
    _altered(path, "DROP TRIGGER audit_entry_no_update")


def _column_added(path: Path) -> None:
    _altered(path, "ALTER TABLE setting ADD COLUMN more TEXT")


def _without_revision(path: Path) -> None:
    _altered(path, "DELETE FROM alembic_version")


def _altered(path: Path, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_text, "library-not-a-library"),
        (_foreign, "library-not-a-library"),
        (_emptied, "library-empty"),
        (_cut, "library-damaged"),
        (_header_gone, "library-not-a-library"),
        (_page_overwritten, "library-damaged"),
        (_newer, "library-newer"),
        (_planted_trigger, "library-schema-altered"),
        (_guard_removed, "library-schema-altered"),
        (_column_added, "library-schema-altered"),
        (_without_revision, "library-damaged"),
    ],
)
@pytest.mark.parametrize("how", [{}, {"read_only": True}, {"create": True}])
def test_a_file_that_is_no_sound_library_is_named_and_left_alone(
    filled: Path, spoil: Callable[[Path], None], code: str, how: dict[str, bool]
) -> None:
    spoil(filled)
    before = filled.read_bytes()
    assert refused(filled, **how).code == code
    assert filled.read_bytes() == before
    # Nothing is left that would keep the next program out.
    taken = LibraryLock.take(filled)
    assert isinstance(taken, LibraryLock)
    taken.release()


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    assert refused(tmp_path, create=True).code == "library-is-a-folder"


def test_a_page_that_was_overwritten_is_seen_at_once(filled: Path) -> None:
    """All but those that hold nothing but text: these are found by the seals of their rows."""
    content = filled.read_bytes()
    pages = range(4096, len(content), 4096)
    damaged = 0
    for begin in pages:
        filled.write_bytes(content[:begin] + b"\xff" * 4096 + content[begin + 4096 :])
        try:
            Library.open(filled, read_only=True).close()
        except LibraryUnusable as error:
            damaged += error.code == "library-damaged"
    assert damaged > len(pages) * 3 / 4


def test_one_flipped_bit_anywhere_is_never_written_over(filled: Path) -> None:
    """Whatever a flipped bit does: opened or refused, but no crash of another kind."""
    content = filled.read_bytes()
    codes = set()
    for place in range(0, len(content), 1499):
        spoilt = bytearray(content)
        spoilt[place] ^= 0x10
        filled.write_bytes(spoilt)
        try:
            Library.open(filled, read_only=True).close()
            codes.add("opened")
        except LibraryUnusable as error:
            codes.add(error.code)
    assert "library-damaged" in codes
    assert codes <= {
        "opened",
        "library-damaged",
        "library-not-a-library",
        "library-schema-altered",
        "library-newer",
        "library-not-readable",
    }


def test_a_second_program_is_told_who_is_at_work_and_reads(filled: Path) -> None:
    with Library.open(filled) as first:
        first.run(SetSetting("edit", 7))
        told = looked(filled)
    assert told == {
        "read_only": True,
        "warnings": ["library-locked"],
        "refused": "library-locked",
        "policies": 1,
        "edits": 7,
        "found": told["found"],
    }
    assert told["found"] > 0


def test_who_holds_the_library_is_named(filled: Path) -> None:
    with holding(filled) as process:
        error = refused(filled, read_only=False)
        assert error.code == "library-locked"
        assert error.facts["process"] == process
        assert error.facts["user"] != "?"
        assert error.facts["computer"] != "?"
        with Library.open(filled) as second:
            assert second.read_only
            assert [one.code for one in second.warnings] == ["library-locked"]
            with pytest.raises(LibraryUnusable) as caught:
                second.run(SetSetting("edit", 1))
            assert caught.value.code == "library-locked"
    with Library.open(filled) as alone:
        assert not alone.read_only


def test_the_same_program_cannot_write_twice_at_once(filled: Path) -> None:
    with Library.open(filled) as first, Library.open(filled) as second:
        assert not first.read_only
        assert second.read_only
        first.run(SetSetting("edit", 1))
        assert setting(second, "edit") == 1


def test_opened_for_reading_it_refuses_every_command(filled: Path) -> None:
    with Library.open(filled, read_only=True) as opened:
        with pytest.raises(LibraryUnusable) as caught:
            opened.run(SetSetting("edit", 1))
        assert caught.value.code == "library-opened-read-only"
        assert len(policy_summaries(opened)) == 1


def test_a_lock_that_means_nothing_makes_it_read_only(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A share that grants every lock cannot be had here: its answer is given by hand.
    monkeypatch.setattr("desktop.storage.lock._try_lock", lambda _handle: True)
    with Library.open(filled) as opened:
        assert opened.read_only
        assert [one.code for one in opened.warnings] == ["library-locks-do-not-work"]
    assert refused(filled, read_only=False).code == "library-locks-do-not-work"


def test_without_shared_memory_the_slow_safe_journal_is_used(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "wal_works_beside", lambda _path: False)
    monkeypatch.setattr("desktop.storage.connection.BUSY_SECONDS", 0.0)
    with Library.open(filled) as opened:
        opened.run(SetSetting("edit", 1))
        with opened.file.plain() as connection:
            ask = lambda name: connection.execute(f"PRAGMA {name}").fetchone()[0]  # noqa: E731
            assert (ask("journal_mode"), ask("synchronous"), ask("locking_mode")) == (
                "delete",
                3,
                "exclusive",
            )
        assert [one.code for one in opened.warnings] == ["library-slow-journal"]
        assert refused(filled).code == "library-busy"
    with Library.open(filled) as again:
        assert setting(again, "edit") == 1


def test_how_the_one_writing_connection_is_set_up(filled: Path) -> None:
    with Library.open(filled) as opened, opened.file.plain() as connection:
        found = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "trusted_schema",
                "recursive_triggers",
                "application_id",
            )
        }
        assert connection.isolation_level is None
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "recursive_triggers": 1,
        "application_id": schema.APPLICATION_ID,
    }


def test_an_edit_in_the_log_of_a_killed_program_is_read(filled: Path, tmp_path: Path) -> None:
    """Only the library and its log are left: no lock is held, nothing is written."""
    copy = tmp_path / "copy.policydesk"
    with Library.open(filled) as opened:
        opened.run(SetSetting("edit", 42))
        for suffix in ("", "-wal"):
            shutil.copy(f"{filled}{suffix}", f"{copy}{suffix}")
    with Library.open(copy, read_only=True) as opened:
        assert setting(opened, "edit") == 42
    with Library.open(copy) as opened:
        assert setting(opened, "edit") == 42


def test_a_command_holds_the_library_from_its_first_look_on(filled: Path) -> None:
    """A transaction that only reads at first could be overtaken by another writer."""
    with (
        Library.open(filled) as opened,
        contextlib.closing(sqlite3.connect(filled, timeout=0)) as other,
        opened.file.writing() as session,
    ):
        session.get(Setting, "edit")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")


def test_a_row_that_was_changed_meanwhile_is_not_written_over(filled: Path) -> None:
    with Library.open(filled) as opened:
        opened.run(SetSetting("edit", 1))
        with opened.read() as session:
            stale = session.get_one(Setting, "edit")
            session.expunge(stale)
        opened.run(SetSetting("edit", 2))
        with contextlib.suppress(StaleDataError), opened.file.writing() as session:
            session.add(stale)
            stale.value = 3
        assert setting(opened, "edit") == 2


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (
            PurePosixPath("/data/制度 1?.policydesk"),
            "file:///data/%E5%88%B6%E5%BA%A6%201%3F.policydesk",
        ),
        (PureWindowsPath("C:\\Data\\a b.policydesk"), "file:///C:/Data/a%20b.policydesk"),
        (PureWindowsPath("\\\\server\\share\\a.policydesk"), "file:////server/share/a.policydesk"),
    ],
)
def test_how_sqlite_is_told_of_a_path(path: PurePath, address: str) -> None:
    assert address_of(path) == address


NAMES = [
    "制度 库.policydesk",
    "a?mode=memory#x.policydesk",
    "100%25.policydesk",
    "'quoted\".policydesk",
]


@pytest.mark.skipif(os.name == "nt", reason="names that Windows forbids")
@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_only_a_name(filled: Path, name: str) -> None:
    path = filled.with_name(name)
    filled.rename(path)
    with Library.open(path) as opened:
        opened.run(SetSetting("edit", 1))
        assert make_library_backup(opened).verified
    with Library.open(path, read_only=True) as opened:
        assert setting(opened, "edit") == 1


def test_opening_a_library_does_not_wait_for_alembic(filled: Path) -> None:
    """Half a second of imports that only a new or an old library needs."""
    program = (
        "import sys\n"
        "from desktop.services.library import Library\n"
        "Library.open(sys.argv[1]).close()\n"
        "print('alembic' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(filled)], stdout=subprocess.PIPE, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == b"False"


def _close_to_others(folder: Path) -> None:
    """Makes a folder one that the program in it cannot write, and its parents passable."""
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    for parent in folder.parents:
        if parent.owner() == folder.owner() and parent != Path("/"):
            with contextlib.suppress(PermissionError):
                parent.chmod(parent.stat().st_mode | 0o055)


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
class TestReadOnlyFolder:
    """In a program of its own, as a user without rights where the tests run as root."""

    def test_it_is_read_with_a_warning(self, filled: Path) -> None:
        _close_to_others(filled.parent)
        told = looked(filled, "locked-out")
        filled.parent.chmod(0o755)
        assert told["read_only"]
        assert told["warnings"] == ["library-folder-read-only"]
        assert told["refused"] == "library-folder-read-only"
        assert told["policies"] == 1

    def test_a_library_that_cannot_be_written_in_a_folder_that_can(self, filled: Path) -> None:
        _close_to_others(filled.parent)
        filled.parent.chmod(0o777)
        told = looked(filled, "locked-out")
        assert told["read_only"]
        assert told["warnings"] == ["library-file-read-only"]
        assert told["policies"] == 1

    def test_a_lock_file_left_from_earlier_changes_nothing(self, filled: Path) -> None:
        Library.open(filled).close()
        _close_to_others(filled.parent)
        filled.chmod(0o666)
        filled.with_name(f"{filled.name}.lock").chmod(0o666)
        told = looked(filled, "locked-out")
        filled.parent.chmod(0o755)
        assert told["warnings"] == ["library-folder-read-only"]

    def test_what_a_killed_program_left_in_the_log_is_not_passed_by(
        self, filled: Path, tmp_path: Path
    ) -> None:
        """`immutable=1` would silently leave out what only the log holds."""
        folder = tmp_path / "copy"
        folder.mkdir()
        with Library.open(filled) as opened:
            opened.run(SetSetting("edit", 42))
            for suffix in ("", "-wal"):
                shutil.copy(f"{filled}{suffix}", folder / f"{filled.name}{suffix}")
        assert (folder / f"{filled.name}-wal").stat().st_size > 0
        _close_to_others(folder)
        told = looked(folder / filled.name, "locked-out")
        folder.chmod(0o755)
        assert told["edits"] == 42
