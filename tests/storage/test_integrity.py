"""What doctor finds inside a library that opens without complaint."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from desktop.models.errors import LibraryUnusable
from desktop.services.care import doctor, rebuild_search
from desktop.services.commands.set_field_values import SetFieldValues
from desktop.services.library import Library
from desktop.services.queries import policy_summaries
from desktop.services.search import search
from desktop.storage.schema import SCHEMA_REVISION


def behind_its_back(path: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def codes(path: Path) -> set[str]:
    return {one.code for one in doctor(path).problems}


def test_a_sound_library(filled: Path) -> None:
    found = doctor(filled)
    assert found.ok
    assert (found.integrity, found.audit_chain, found.search, found.schema) == (
        "ok",
        "ok",
        "ok",
        SCHEMA_REVISION,
    )
    assert (found.audit_entries, found.attachments) == (2, 0)


def test_a_missing_library_cannot_be_examined(tmp_path: Path) -> None:
    with pytest.raises(LibraryUnusable) as caught:
        doctor(tmp_path / "no.policydesk")
    assert caught.value.code == "library-missing"


def test_a_library_that_cannot_be_opened_is_still_examined(filled: Path) -> None:
    with Library.open(filled):
        pass
    filled.write_bytes(filled.read_bytes()[:9000])
    found = doctor(filled)
    assert not found.ok
    assert found.problems[0].code == "library-damaged"
    assert found.integrity == "damaged"
    assert [one.kind for one in found.backups] == ["daily"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE field SET value = replace(value, '运营', '运維') WHERE id = 'purpose'",
        "UPDATE policy SET state = 'issued'",
        "UPDATE chapter SET position = 7 WHERE id = 'risk'",
        "UPDATE checklist_item SET definition = '{' WHERE code = 'IN-01'",
        "UPDATE policy_role SET seal = '' WHERE code = 'PM'",
    ],
)
def test_a_row_that_the_program_did_not_write(filled: Path, statement: str) -> None:
    behind_its_back(filled, statement)
    assert "row-altered" in codes(filled)


def test_a_text_in_which_one_bit_is_flipped_on_the_disk(filled: Path) -> None:
    """SQLite calls the file sound: only the seal of the row tells."""
    content = filled.read_bytes()
    words = "为规范运营".encode()
    places = [n for n in range(len(content)) if content.startswith(words, n)]
    assert places
    found = []
    for place in places:
        flipped = bytearray(content)
        flipped[place + 2] ^= 1
        filled.write_bytes(flipped)
        found.append(codes(filled))
    assert all(one & {"row-altered", "search-index-differs", "library-damaged"} for one in found)
    assert any("row-altered" in one for one in found)


def test_a_row_that_points_nowhere(filled: Path) -> None:
    behind_its_back(filled, "DELETE FROM article WHERE id = 'purpose'")
    assert "row-points-nowhere" in codes(filled)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM search_entry WHERE anchor = 'field:purpose'",
        "DELETE FROM search_text WHERE rowid = 3",
        "UPDATE search_text SET body = 'else' WHERE rowid = 5",
        "INSERT INTO search_entry (kind, owner, anchor) VALUES ('field', 'p', 'field:ghost')",
        "INSERT INTO search_text (rowid, title, body) VALUES (9999, '', 'ghost')",
    ],
)
def test_an_index_that_does_not_fit_is_found_and_made_anew(filled: Path, statement: str) -> None:
    behind_its_back(filled, statement)
    found = doctor(filled)
    assert {one.code for one in found.problems} == {"search-index-differs"}
    assert found.search == "damaged"
    with Library.open(filled) as library:
        rebuild_search(library)
        assert search(library, "规范")
    assert doctor(filled).ok


def test_an_index_that_is_broken_inside(filled: Path) -> None:
    behind_its_back(filled, "UPDATE search_text_content SET c1 = 'else' WHERE id = 5")
    assert "search-index-damaged" in codes(filled)


def test_the_index_follows_every_edit(filled: Path) -> None:
    with Library.open(filled) as library:
        policy = policy_summaries(library)[0].id
        done = library.run(SetFieldValues(policy, {"purpose": "鹤立鸡群"}))
        assert [one.anchor for one in search(library, "鹤立")] == ["field:purpose"]
        library.run(done.inverse)
        assert search(library, "鹤立") == ()
    assert doctor(filled).ok


def test_doctor_examines_what_another_program_has_open(filled: Path) -> None:
    with Library.open(filled) as library:
        policy = policy_summaries(library)[0].id
        library.run(SetFieldValues(policy, {"purpose": "正在编辑"}))
        assert doctor(filled).ok
