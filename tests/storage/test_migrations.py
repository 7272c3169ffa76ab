"""From the very first schema on: a migration is whole or not at all, and takes its backup first."""

import contextlib
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from desktop.models.canonical import canonical_json
from desktop.models.entities import Base
from desktop.models.errors import LibraryUnusable
from desktop.services.care import backups, doctor
from desktop.services.commands.set_setting import SetSetting
from desktop.services.commands.submit_policy import SubmitPolicy
from desktop.services.dump import canonical_dump
from desktop.services.library import Library
from desktop.services.life_queries import policy_life
from desktop.services.log_queries import audit_page, setting
from desktop.services.project_queries import project_snapshot
from desktop.services.queries import policy_snapshot, policy_summaries
from desktop.storage import migrate, schema
from desktop.storage.connection import connect
from tests.storage.programs import ROOT

VERSIONS = migrate.MIGRATIONS / "versions"
TODAY, LATER = schema.SCHEMA_REVISION, "9999"
NEXT = '''
"""A later schema, for trying."""

from alembic import op

revision = "{later}"
down_revision = "{today}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE person ADD COLUMN post TEXT NOT NULL DEFAULT ''")
    op.execute("CREATE TABLE half_way (id INTEGER PRIMARY KEY) STRICT")
    {middle}
    op.execute("DROP TABLE half_way")
    op.execute("CREATE TABLE remark (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT")
'''


def _next(middle: str) -> str:
    text = NEXT.replace("{middle}", middle)
    return text.replace("{later}", LATER).replace("{today}", TODAY)


def test_the_newest_revision_is_the_schema_that_the_program_knows() -> None:
    numbers = sorted(path.name[1:5] for path in VERSIONS.glob("v*.py"))
    assert numbers[-1] == schema.SCHEMA_REVISION
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_migrations_import_nothing_of_todays_models() -> None:
    for path in migrate.MIGRATIONS.rglob("*.py"):
        assert not re.search(r"^\s*(from|import) desktop", path.read_text("utf-8"), re.MULTILINE)


def test_the_migrated_schema_is_the_one_the_entities_describe(filled: Path) -> None:
    with contextlib.closing(connect(filled)) as connection:
        engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
        with engine.connect() as unit:
            context = MigrationContext.configure(
                unit,
                opts={
                    "compare_type": True,
                    "include_name": lambda name, kind, _: not str(name).startswith("search_text"),
                },
            )
            assert compare_metadata(context, Base.metadata) == []


def test_checks_and_strictness_are_the_entities_too(filled: Path) -> None:
    """What Alembic does not compare."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
        Base.metadata.create_all(engine)
        made = {table: schema._structure(connection, table) for table in Base.metadata.tables}
        engine.dispose()
    with contextlib.closing(connect(filled)) as connection:
        for table, structure in made.items():
            assert schema._structure(connection, table) == structure


def test_the_fingerprint_is_the_programs(filled: Path) -> None:
    with contextlib.closing(connect(filled)) as connection:
        assert schema.fingerprint(connection) == schema.SCHEMA_FINGERPRINT


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON field BEGIN SELECT 1; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE INDEX i ON field (value)",
        "CREATE TABLE more (id INTEGER)",
        "DROP INDEX ix_field_article",
        "ALTER TABLE field ADD COLUMN more TEXT",
        "ALTER TABLE field RENAME COLUMN value TO worth",
        "DROP TRIGGER audit_entry_no_delete",
    ],
)
def test_the_fingerprint_sees_every_change_of_the_schema(filled: Path, statement: str) -> None:
    with contextlib.closing(connect(filled)) as connection:
        connection.execute(statement)
        assert schema.fingerprint(connection) != schema.SCHEMA_FINGERPRINT


def test_the_fingerprint_does_not_depend_on_how_the_sql_is_laid_out(tmp_path: Path) -> None:
    found = set()
    for number, sql in enumerate(
        (
            "CREATE TABLE a (x TEXT NOT NULL, CONSTRAINT c CHECK (x <> 'y')) STRICT",
            "CREATE TABLE a (\n\tx TEXT NOT NULL,\n\tCONSTRAINT c CHECK (x <> 'y')\n)\n STRICT",
        )
    ):
        with contextlib.closing(sqlite3.connect(tmp_path / str(number))) as connection:
            connection.execute(sql)
            found.add(schema.fingerprint(connection))
    assert len(found) == 1


@pytest.fixture
def later(tmp_path: Path, filled: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of the future: with a second revision. Gives its folder of migrations."""
    return _future(tmp_path / "migrations", "pass", filled, monkeypatch)


def _future(folder: Path, middle: str, library: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(migrate.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    revision = folder / "versions" / "v9999_later.py"
    revision.write_text(_next("pass"), encoding="utf-8")
    monkeypatch.setattr(migrate, "MIGRATIONS", folder)
    monkeypatch.setattr(schema, "SCHEMA_REVISION", LATER)
    copy = folder / "copy.policydesk"
    shutil.copy(library, copy)
    with contextlib.closing(connect(copy)) as connection:
        engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
        with engine.begin() as unit:
            migrate.upgrade(unit)
        monkeypatch.setattr(schema, "SCHEMA_FINGERPRINT", schema.fingerprint(connection))
    revision.write_text(_next(middle), encoding="utf-8")
    return folder


def test_an_older_library_is_brought_up_to_date_after_a_backup(filled: Path, later: Path) -> None:
    with Library.open(filled) as library:
        newest = audit_page(library, limit=1).entries[0]
        assert newest.command == "migrate-library"
        assert (newest.before, newest.after) == ({"schema": TODAY}, {"schema": LATER})
        library.run(SetSetting("edit", 1))
    kept = [one for one in backups(filled) if one.kind == "before-schema"]
    assert len(kept) == 1
    with contextlib.closing(connect(kept[0].path)) as connection:
        assert schema.revision(connection) == TODAY
    assert doctor(filled).ok


def test_reading_an_older_library_does_not_migrate_it(filled: Path, later: Path) -> None:
    before = filled.read_bytes()
    with pytest.raises(LibraryUnusable) as caught:
        Library.open(filled, read_only=True)
    assert caught.value.code == "library-older"
    assert filled.read_bytes() == before


def test_a_new_library_has_the_newest_schema(tmp_path: Path, later: Path) -> None:
    with Library.open(tmp_path / "new.policydesk", create=True) as library:
        library.run(SetSetting("edit", 1))
    with contextlib.closing(connect(tmp_path / "new.policydesk")) as connection:
        assert schema.revision(connection) == LATER


@pytest.mark.parametrize(
    ("middle", "error"),
    [
        ("raise RuntimeError('half way')", RuntimeError),
        ("op.execute('CREATE TABLE surplus (id INTEGER)')", LibraryUnusable),
        (
            "op.execute(\"INSERT INTO project_phase VALUES ('no', 'P1', 0, '', 1, '')\")",
            LibraryUnusable,
        ),
    ],
)
def test_a_migration_that_fails_leaves_the_library_as_it_was(
    tmp_path: Path,
    filled: Path,
    monkeypatch: pytest.MonkeyPatch,
    middle: str,
    error: type[Exception],
) -> None:
    old = (schema.SCHEMA_REVISION, schema.SCHEMA_FINGERPRINT)
    with Library.open(filled, daily_backup=False) as library:
        library.run(SetSetting("edit", 5))
    _future(tmp_path / "migrations", middle, filled, monkeypatch)
    with pytest.raises(error) as caught:
        Library.open(filled)
    if isinstance(caught.value, LibraryUnusable):
        assert caught.value.code == "library-not-migrated"
    monkeypatch.setattr(schema, "SCHEMA_REVISION", old[0])
    monkeypatch.setattr(schema, "SCHEMA_FINGERPRINT", old[1])
    with Library.open(filled, daily_backup=False) as library:
        assert setting(library, "edit") == 5
    assert doctor(filled).ok


RELEASED = sorted((ROOT / "tests" / "fixtures" / "libraries").glob("*.policydesk"))


def test_a_library_of_every_schema_is_kept() -> None:
    numbers = [path.name[1:5] for path in sorted(VERSIONS.glob("v*.py"))]
    assert [path.stem for path in RELEASED] == numbers


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_a_library_of_every_schema_opens_with_all_that_is_in_it(
    tmp_path: Path, released: Path
) -> None:
    path = tmp_path / "library.policydesk"
    shutil.copy(released, path)
    with Library.open(path) as library:
        content = canonical_dump(library)
        policy = policy_snapshot(library, "运营制度")
        project = project_snapshot(library, "项目一")
    if released.stem == schema.SCHEMA_REVISION:
        assert content == released.with_suffix(".dump").read_text(encoding="utf-8")
    assert policy.organisation.name.zh == "启航公司"
    assert {one.id for one in policy.fields if one.value is not None} == {
        "purpose",
        "scope",
        "level",
        "score",
        "categories",
    }
    record = project.records[0]
    assert (record.state, record.note, record.by) == ("na", "不适用的理由", "李四")
    assert record.evidence == ("a.pdf",)
    assert doctor(path).ok


def test_policies_of_before_revisions_are_drafts_of_a_0_with_all_their_text(
    tmp_path: Path,
) -> None:
    path = tmp_path / "library.policydesk"
    shutil.copy(RELEASED[0], path)
    with contextlib.closing(connect(path)) as connection:
        texts = connection.execute("SELECT id, value FROM field ORDER BY id").fetchall()
    with Library.open(path) as library:
        (summary,) = policy_summaries(library)
        life = policy_life(library, summary.id)
        policy = policy_snapshot(library, summary.id)
        assert library.run(SubmitPolicy(summary.id), by="王敏").result.revision == "A/0"
    assert (summary.state, summary.revision) == ("draft", "A/0")
    assert ([one.revision for one in life.revisions], life.events) == (["A/0"], ())
    assert sorted((one.id, canonical_json(one.value)) for one in policy.fields) == texts
    (kept,) = [one for one in backups(path) if one.kind == "before-schema"]
    with contextlib.closing(connect(kept.path)) as connection:
        assert schema.revision(connection) == "0001"
        assert connection.execute("SELECT id, value FROM field ORDER BY id").fetchall() == texts


MIGRATING = """
import os, sys
from pathlib import Path
from desktop.services.dump import canonical_dump
from desktop.services.library import Library
from desktop.services.project_queries import project_snapshot
from desktop.services.queries import policy_snapshot
from desktop.storage import migrate, schema

schema.SCHEMA_REVISION = sys.argv[4]
schema.SCHEMA_FINGERPRINT = sys.argv[3]
migrate.MIGRATIONS = Path(sys.argv[2])
Library.open(Path(sys.argv[1])).close()
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
@pytest.mark.parametrize("moment", ["in the middle", "at the end"])
def test_killed_half_way_it_is_as_it_was_and_can_be_migrated_again(
    tmp_path: Path, filled: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    old = (schema.SCHEMA_REVISION, schema.SCHEMA_FINGERPRINT)
    killing = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    folder = _future(tmp_path / "migrations", killing, filled, monkeypatch)
    if moment == "at the end":
        revision = folder / "versions" / "v9999_later.py"
        text = revision.read_text(encoding="utf-8").replace(killing, "pass")
        revision.write_text(text + textwrap.indent(killing, "    ") + "\n", encoding="utf-8")
    program = [sys.executable, "-c", MIGRATING, filled, folder, schema.SCHEMA_FINGERPRINT, LATER]
    for _ in range(3):
        done = subprocess.run([str(word) for word in program], cwd=ROOT)
        assert done.returncode == -signal.SIGKILL
        with contextlib.closing(connect(filled)) as connection:
            assert schema.revision(connection) == TODAY
            assert schema.fingerprint(connection) == old[1]
    revision = folder / "versions" / "v9999_later.py"
    revision.write_text(_next("pass"), encoding="utf-8")
    with Library.open(filled) as library:
        assert audit_page(library, limit=1).entries[0].command == "migrate-library"
    assert doctor(filled).ok
