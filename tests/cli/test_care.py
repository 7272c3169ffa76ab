"""`backup`, `restore`, `doctor`, and libraries that cannot be used."""

import sqlite3
from contextlib import closing
from pathlib import Path

from desktop.services.library import Library
from tests.cli.conftest import Run


def test_a_backup_can_be_restored_and_the_present_file_is_kept(
    office: Run, library: Path, tmp_path: Path
) -> None:
    before = office("show", "QP-PM-01", "--json").out
    copy = tmp_path / "copy.policydesk"
    backed = office("backup", "-o", copy, "--json")
    assert backed.status == 0, backed.err
    assert backed.data["verified"] is True
    assert backed.data["file"] == str(copy)
    office("new", "governance", "--title", "另一个")
    restored = office("restore", copy, "--json")
    assert restored.status == 0, restored.err
    assert Path(restored.data["kept"]).is_file()
    assert len(office("list", "--json").data) == 1
    assert office("show", "QP-PM-01", "--json").out == before
    assert office("doctor").status == 0


def test_restoring_something_else_is_refused_and_changes_nothing(
    office: Run, library: Path, tmp_path: Path
) -> None:
    before = library.read_bytes()
    other = tmp_path / "other.policydesk"
    other.write_bytes(b"no library")
    result = office("restore", other)
    assert result.status in (2, 3)
    assert "other.policydesk" in result.error_line
    assert library.read_bytes() == before


def test_a_sound_library_is_called_sound(office: Run) -> None:
    found = office("doctor", "--json")
    assert found.status == 0, found.err
    assert found.data["ok"] is True
    assert set(found.data) >= {
        "ok",
        "schema",
        "integrity",
        "audit_chain",
        "attachments",
        "backups",
        "problems",
    }


def test_a_change_behind_the_programs_back_is_found(office: Run, library: Path) -> None:
    with closing(sqlite3.connect(library)) as connection:
        connection.execute("UPDATE policy SET state = 'issued'")
        connection.commit()
    found = office("doctor", "--json")
    assert found.status == 1
    assert found.data["ok"] is False
    assert found.data["problems"]
    plain = office("doctor")
    assert plain.status == 1
    assert len(plain.out.splitlines()) >= 2


def test_a_missing_library_is_named(run: Run, tmp_path: Path) -> None:
    missing = tmp_path / "none.policydesk"
    for words in (("list",), ("show", "x"), ("doctor",), ("project", "list"), ("backup",)):
        result = run("--library", missing, *words)
        assert result.status == 3, words
        assert "none.policydesk" in result.error_line
        assert not missing.exists()


def test_a_file_that_is_no_library_is_left_alone(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear Sir\n" * 300, encoding="utf-8")
    before = other.read_bytes()
    for words in (("list",), ("new", "mechanism", "--title", "x")):
        result = run("--library", other, *words)
        assert result.status == 3
        assert "letter.txt" in result.error_line
        assert other.read_bytes() == before


def test_while_another_program_writes_one_can_read_but_not_write(
    office: Run, library: Path
) -> None:
    with Library.open(library):
        assert len(office("list", "--json").data) == 1
        result = office("new", "governance", "--title", "x")
        assert result.status == 3
        assert "office.policydesk" in result.error_line
    assert office("new", "governance", "--title", "x").status == 0


def test_a_database_address_is_refused_for_now(run: Run) -> None:
    result = run("--library", "postgresql://server/policies", "list")
    assert result.status == 2
    assert "postgresql://server/policies" in result.error_line


def test_the_library_may_be_named_by_the_environment(run: Run, library: Path, monkeypatch):
    monkeypatch.setenv("POLICYDESK_LIBRARY", str(library))
    assert len(run("list", "--json").data) == 1


def test_a_backup_can_be_taken_while_another_program_writes(
    office: Run, library: Path, tmp_path: Path
) -> None:
    with Library.open(library):
        backed = office("backup", "-o", tmp_path / "copy.policydesk", "--json")
    assert backed.status == 0, backed.err
    assert backed.data["audit_entries"] > 0


def test_a_search_index_that_lost_its_words_is_found_and_made_anew(
    office: Run, library: Path
) -> None:
    with closing(sqlite3.connect(library)) as connection:
        connection.execute(
            "DELETE FROM search_text WHERE rowid IN (SELECT max(rowid) FROM search_text)"
        )
        connection.commit()
    found = office("doctor", "--json")
    assert found.status == 1
    assert found.data["search"] == "damaged"
    assert "--rebuild-search" in office("doctor").out
    mended = office("doctor", "--rebuild-search", "--json")
    assert mended.status == 0, mended.out
    assert mended.data["search"] == "ok"
