"""The audit log: what is in it stays, and whoever alters it behind the program's back is found."""

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from desktop.models.canonical import canonical_json
from desktop.services.care import doctor, make_library_backup
from desktop.services.commands.rename_policy import RenamePolicy
from desktop.services.commands.set_setting import SetSetting
from desktop.services.library import Library, state_folder
from desktop.services.log_queries import audit_page
from desktop.services.queries import policy_summaries
from desktop.storage.audit import genesis
from tests.services.samples import words

GUARDS = ("audit_entry_no_update", "audit_entry_no_delete", "audit_entry_in_order")


@pytest.fixture
def edited(filled: Path) -> Path:
    """A library with ten entries that this computer has seen."""
    with Library.open(filled, daily_backup=False) as library:
        for number in range(8):
            library.run(SetSetting("edit", number), by="李四")
    return filled


def test_who_did_what_when_before_and_after(filled: Path) -> None:
    with Library.open(filled) as library:
        policy = policy_summaries(library)[0]
        library.run(RenamePolicy(policy.id, words("新名称")), by="李四")
        page = audit_page(library)
    newest, made, first = page.entries
    assert (newest.command, newest.by, newest.target) == ("rename-policy", "李四", policy.id)
    assert newest.before == {"zh": "运营制度", "en": ""}
    assert newest.after == {"zh": "新名称", "en": ""}
    assert (made.command, made.by, made.before) == ("create-policy", "张三", None)
    assert first.command == "create-library"
    assert page.total == 3
    assert [one.seq for one in page.entries] == [3, 2, 1]


def test_pages_and_targets(edited: Path) -> None:
    with Library.open(edited, read_only=True) as library:
        policy = policy_summaries(library)[0]
        assert [one.seq for one in audit_page(library, limit=2).entries] == [10, 9]
        assert [one.seq for one in audit_page(library, before=9, limit=2).entries] == [8, 7]
        assert [one.seq for one in audit_page(library, target=policy.id).entries] == [2]
        assert audit_page(library, target="policy-%").entries == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET \"by\" = '别人' WHERE seq = 3",
        "DELETE FROM audit_entry WHERE seq = 10",
        "DELETE FROM audit_entry",
        """INSERT OR REPLACE INTO audit_entry SELECT seq, at, '别人', command, target, before,
        after, previous, hash FROM audit_entry WHERE seq = 3""",
        """INSERT INTO audit_entry SELECT seq + 5, at, "by", command, target, before,
        after, previous, hash FROM audit_entry WHERE seq = 10""",
        "UPDATE library_meta SET value = 'library-000000000000000000000000'",
        "DELETE FROM library_meta",
    ],
)
def test_the_log_lets_nothing_be_changed(edited: Path, statement: str) -> None:
    with Library.open(edited) as library:
        before = audit_page(library)
        with pytest.raises(IntegrityError), library.file.writing() as session:
            session.execute(text(statement))
        assert audit_page(library) == before


def test_a_refused_command_leaves_no_entry(filled: Path) -> None:
    with Library.open(filled) as library:
        before = audit_page(library)
        policy = policy_summaries(library)[0]
        assert library.run(RenamePolicy(policy.id, policy.titles)).changes.nothing
        assert audit_page(library) == before


Row = tuple[int, str, str, str, str, str, str, str, str]


@contextlib.contextmanager
def behind_its_back(path: Path):
    """The log without its guards, which stand again afterwards as if nothing had been."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        guards = [
            connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[
                0
            ]
            for name in GUARDS
        ]
        for name in GUARDS:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for guard in guards:
            connection.execute(guard)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def rows_of(connection: sqlite3.Connection) -> list[Row]:
    return connection.execute("SELECT * FROM audit_entry ORDER BY seq").fetchall()


def chained_anew(connection: sqlite3.Connection, rows: list[Row]) -> None:
    """Writes `rows` as a log in which every hash is right."""
    library = connection.execute("SELECT value FROM library_meta WHERE key = 'id'").fetchone()[0]
    connection.execute("DELETE FROM audit_entry")
    previous = genesis(library)
    for seq, row in enumerate(rows, 1):
        body = (seq, *row[1:7])
        found = hashlib.sha256(canonical_json([*body, previous]).encode()).hexdigest()
        connection.execute(
            "INSERT INTO audit_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*body, previous, found)
        )
        previous = found


def altered(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE audit_entry SET \"by\" = '别人' WHERE seq = 4")


def altered_with_its_hash(connection: sqlite3.Connection) -> None:
    row = list(rows_of(connection)[3])
    row[2] = "别人"
    digest = hashlib.sha256(canonical_json(row[:8]).encode()).hexdigest()
    connection.execute('UPDATE audit_entry SET "by" = ?, hash = ? WHERE seq = 4', (row[2], digest))


def one_cut_out(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM audit_entry WHERE seq = 5")


def two_exchanged(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE audit_entry SET seq = 99 WHERE seq = 4")
    connection.execute("UPDATE audit_entry SET seq = 4 WHERE seq = 5")
    connection.execute("UPDATE audit_entry SET seq = 5 WHERE seq = 99")


def tail_cut_off(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM audit_entry WHERE seq > 7")


def wiped(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM audit_entry")


def wiped_but_for_the_first(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM audit_entry WHERE seq > 1")


def written_anew(connection: sqlite3.Connection) -> None:
    rows = [list(row) for row in rows_of(connection)]
    rows[3][2] = "别人"
    chained_anew(connection, [tuple(row) for row in rows])


def one_slipped_in(connection: sqlite3.Connection) -> None:
    rows = rows_of(connection)
    chained_anew(connection, [*rows[:4], rows[3], *rows[4:]])


def time_turned_back(connection: sqlite3.Connection) -> None:
    rows = [list(row) for row in rows_of(connection)]
    rows[-1][1] = "2020-01-01T00:00:00+00:00"
    chained_anew(connection, [tuple(row) for row in rows])


MANIPULATIONS = [
    altered,
    altered_with_its_hash,
    one_cut_out,
    two_exchanged,
    tail_cut_off,
    wiped,
    wiped_but_for_the_first,
    written_anew,
    one_slipped_in,
    time_turned_back,
]


@pytest.mark.parametrize("manipulate", MANIPULATIONS)
@pytest.mark.parametrize("known_by", ["this computer", "a backup"])
def test_no_manipulation_goes_unseen(
    edited: Path, manipulate: Callable[[sqlite3.Connection], None], known_by: str
) -> None:
    if known_by == "a backup":
        with Library.open(edited) as library:
            make_library_backup(library)
        for note in (state_folder() / "audit-heads").iterdir():
            note.unlink()
    assert doctor(edited).audit_chain == "ok"
    with behind_its_back(edited) as connection:
        manipulate(connection)
    found = doctor(edited)
    assert found.audit_chain == "damaged"
    assert not found.ok
    assert all(one.code.startswith("audit-entry-") for one in found.problems)


def test_it_is_still_seen_after_more_work(edited: Path) -> None:
    with behind_its_back(edited) as connection:
        written_anew(connection)
    with Library.open(edited, daily_backup=False) as library:
        for number in range(5):
            library.run(SetSetting("edit", 100 + number))
    assert doctor(edited).audit_chain == "damaged"


def test_an_older_copy_put_in_place_is_seen(edited: Path) -> None:
    older = edited.read_bytes()
    with Library.open(edited, daily_backup=False) as library:
        library.run(SetSetting("edit", 100))
    edited.write_bytes(older)
    assert [one.code for one in doctor(edited).problems] == ["audit-entry-missing"]


def test_another_computer_knows_nothing_and_raises_no_alarm(
    edited: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYDESK_DATA", str(tmp_path / "another"))
    assert doctor(edited).ok
    with Library.open(edited, daily_backup=False) as library:
        library.run(SetSetting("edit", 200))
    monkeypatch.delenv("POLICYDESK_DATA")
    # Brought back, it has gone on from what was seen here: no alarm either.
    assert doctor(edited).ok


def test_what_the_program_itself_hashes_is_what_is_written_here(edited: Path) -> None:
    """The hash that the manipulators above compute is the log's own, so that they can succeed."""
    with contextlib.closing(sqlite3.connect(edited)) as connection:
        before = rows_of(connection)
    with behind_its_back(edited) as connection:
        chained_anew(connection, before)
        assert rows_of(connection) == before
    assert doctor(edited).ok
    assert json.loads(before[-1][6]) == 7
