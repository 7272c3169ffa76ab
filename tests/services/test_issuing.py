"""Issue with its finished PDFs, which are kept; and what the doctor says where they are altered."""

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from desktop.documents.catalogue import document_kind
from desktop.models.change_notes import ChangeNote
from desktop.models.entities import seal_of
from desktop.models.errors import Cancelled, Refused
from desktop.models.identity import PolicyId
from desktop.models.snapshot import Organisation
from desktop.services.care import doctor
from desktop.services.commands.approve_policy import ApprovePolicy
from desktop.services.commands.describe_change import DescribeChange
from desktop.services.commands.give_opinion import GiveOpinion
from desktop.services.commands.rename_policy import RenamePolicy
from desktop.services.commands.revise_policy import RevisePolicy
from desktop.services.commands.set_organisation import SetOrganisation
from desktop.services.commands.start_project import StartProject
from desktop.services.commands.submit_policy import SubmitPolicy
from desktop.services.issuing import finished_files, issue_revision, plan_issue
from desktop.services.library import Library
from desktop.services.life_queries import kept_file, kept_files, revision_snapshot
from desktop.services.printing import policy_order, print_document, print_order
from desktop.services.queries import policy_summaries
from desktop.services.revision_package import make_package
from desktop.writers.catalogue import writer
from tests.services.samples import new_policy, words

EFFECTIVE = date(2026, 2, 1)


class Calendar:
    def __init__(self) -> None:
        self.now = datetime(2026, 1, 16, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def library(tmp_path: Path, calendar: Calendar):  # type: ignore[no-untyped-def]
    path = tmp_path / "library.policydesk"
    with Library.open(path, create=True, clock=calendar, daily_backup=False) as opened:
        yield opened


@pytest.fixture
def policy(library: Library) -> PolicyId:
    policy = new_policy(library)
    library.run(SubmitPolicy(policy), by="王敏")
    for step, by in (("consult", "陈建国"), ("countersign", "赵颖"), ("review", "周明华")):
        library.run(GiveOpinion(policy, step, "agree"), by=by)
    return policy


@pytest.fixture
def issued(library: Library, policy: PolicyId) -> PolicyId:
    library.run(ApprovePolicy(policy), by="孙立")
    issue_revision(library, policy, "文控", EFFECTIVE)
    return policy


def test_the_finished_file_is_what_printing_gives(
    library: Library, issued: PolicyId, calendar: Calendar, tmp_path: Path
) -> None:
    languages = revision_snapshot(library, issued).languages
    assert {one.language for one in kept_files(library, issued)} == set(languages)
    for language in languages:
        kept = kept_file(library, issued, "A/0", "policy-book", language)
        for month in (1, 2):
            calendar.now = datetime(2026, month, 28, 8, 0, tzinfo=UTC)
            target = tmp_path / "book.pdf"
            printout = print_document(library, "policy-book", issued, target, language=language)
            assert target.read_bytes() == kept
            assert printout.pages > 1
            assert printout.content_hash == revision_snapshot(library, issued).frozen


def test_what_is_kept_is_the_frozen_content_as_issued(library: Library, policy: PolicyId) -> None:
    """Printed again from what is frozen, as of the same moment, it is the same to the byte."""
    library.run(ApprovePolicy(policy), by="孙立")
    plan = plan_issue(library, policy, "文控", EFFECTIVE, issue_number="启航〔2026〕1号")
    files = finished_files(plan)
    library.run(replace(plan.command, files=files), by="文控")
    order = policy_order(library, policy)
    assert order.finished == {one.language: one.data for one in files}
    for planned in plan.orders:
        again = replace(order, language=planned.language, printed=planned.printed, finished={})
        document = document_kind("policy-book").build(again)
        data = writer("pdf").write(document, lambda _done, _total: True).data
        assert planned.language is not None
        assert data == order.finished[planned.language]


def supersede(library: Library, policy: PolicyId, calendar: Calendar) -> None:
    """A/1 is issued in March, to be in force from April on."""
    calendar.now = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
    library.run(RevisePolicy(policy), by="王敏")
    library.run(RenamePolicy(policy, words("新制度")))
    library.run(SubmitPolicy(policy), by="王敏")
    for step, by in (("consult", "陈建国"), ("countersign", "赵颖"), ("review", "周明华")):
        library.run(GiveOpinion(policy, step, "agree"), by=by)
    library.run(ApprovePolicy(policy), by="孙立")
    issue_revision(library, policy, "文控", date(2026, 4, 1))


def test_what_is_over_is_printed_again_with_its_mark(
    library: Library, issued: PolicyId, calendar: Calendar
) -> None:
    supersede(library, issued, calendar)
    assert policy_order(library, issued, revision="A/0").finished
    calendar.now = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)
    order = policy_order(library, issued, revision="A/0")
    assert (order.policy.state, order.finished) == ("superseded", {})
    furniture = document_kind("policy-book").build(order).furniture
    assert furniture.footer_centre == "已被A/1替代　自2026-04-01起作废"
    assert policy_order(library, issued).finished


def test_papers_of_a_project_stay_those_of_its_revision(
    library: Library, issued: PolicyId, calendar: Calendar
) -> None:
    calendar.now = datetime(2026, 2, 2, 8, 0, tzinfo=UTC)
    project = library.run(StartProject(issued, "项目一")).result
    supersede(library, issued, calendar)
    calendar.now = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)
    kind = document_kind("checklists")
    order = print_order(library, kind, project)
    assert order.policy.facts.revision == "A/0"
    assert kind.build(order).furniture.watermark == ""
    blank = print_order(library, kind, issued, revision="A/0")
    assert kind.build(blank).furniture.watermark == "作废　OBSOLETE"
    with pytest.raises(Refused):
        print_order(library, kind, project, revision="A/1")


def test_what_was_said_of_changes_is_gathered_over_revisions(
    library: Library, issued: PolicyId, calendar: Calendar
) -> None:
    supersede(library, issued, calendar)
    calendar.now = datetime(2026, 4, 2, 8, 0, tzinfo=UTC)
    library.run(RevisePolicy(issued), by="王敏")
    library.run(RenamePolicy(issued, words("更新的制度")))
    library.run(DescribeChange(issued, "fact:title", ChangeNote("editorial", words("改名"))))
    near, far = (policy_order(library, issued, base=base) for base in ("", "A/0"))
    assert (near.base and near.base.facts.revision, far.base and far.base.facts.revision) == (
        "A/1",
        "A/0",
    )
    assert near.notes == far.notes == {"fact:title": ChangeNote("editorial", words("改名"))}
    assert policy_order(library, issued, revision="A/0", base="A/1").notes == {}


def test_nothing_long_is_done_in_vain(library: Library, policy: PolicyId) -> None:
    asked: list[int] = []

    def progress(done: int, _total: int) -> bool:
        asked.append(done)
        return True

    with pytest.raises(Refused) as refused:
        issue_revision(library, policy, "文控", EFFECTIVE, progress=progress)
    assert [one.code for one in refused.value.problems] == ["life-not-approved"]
    library.run(ApprovePolicy(policy), by="孙立")
    with pytest.raises(Refused):
        issue_revision(library, policy, " ", EFFECTIVE, progress=progress)
    assert asked == []


def test_stopping_leaves_it_approved(library: Library, policy: PolicyId) -> None:
    library.run(ApprovePolicy(policy), by="孙立")
    with pytest.raises(Cancelled):
        issue_revision(library, policy, "文控", EFFECTIVE, progress=lambda _done, _total: False)
    assert policy_summaries(library)[0].state == "approved"
    assert kept_files(library, policy) == ()


def test_a_stopped_package_leaves_nothing(
    library: Library, issued: PolicyId, tmp_path: Path
) -> None:
    for name in ("package", "package.zip"):
        with pytest.raises(Cancelled):
            make_package(
                library, issued, tmp_path / name, progress=lambda done, _total: done < 1500
            )
    assert [one.name for one in tmp_path.iterdir() if "package" in one.name] == []


# -- the doctor --------------------------------------------------------------------------------


def alter(path: Path, table: str, column: str, change: str, *, seal: bool = True) -> None:
    """Writes past the program, with the triggers off and the seal put right again."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
    ).fetchall()
    for one in triggers:
        connection.execute(f'DROP TRIGGER "{one["name"]}"')
    connection.execute(
        f"UPDATE {table} SET {column} = {change} WHERE rowid = (SELECT max(rowid) FROM {table})"
    )
    if seal:
        row = connection.execute(
            f"SELECT rowid, * FROM {table} ORDER BY rowid DESC LIMIT 1"
        ).fetchone()
        stored = {name: row[name] for name in row.keys() if name != "rowid"}  # noqa: SIM118
        connection.execute(
            f"UPDATE {table} SET seal = ? WHERE rowid = ?", (seal_of(table, stored), row["rowid"])
        )
    for one in triggers:
        connection.execute(one["sql"])
    connection.commit()
    connection.close()


def test_a_sound_library_is_sound_also_under_another_company_name(
    library: Library, issued: PolicyId
) -> None:
    library.run(SetOrganisation(Organisation(words("另一公司"))))
    library.close()
    assert doctor(library.path, clock=library.clock).problems == ()


@pytest.mark.parametrize(
    ("table", "column", "change", "code"),
    [
        ("kept_file", "data", "CAST('%PDF-' AS BLOB)", "kept-file-altered"),
        ("frozen_revision", "content_hash", "'0'", "frozen-content-altered"),
        ("field", "value", "'[]'", "working-text-altered"),
    ],
)
def test_the_doctor_finds_what_was_altered(
    library: Library, issued: PolicyId, table: str, column: str, change: str, code: str
) -> None:
    library.close()
    alter(library.path, table, column, change, seal=table != "kept_file")
    found = {one.code for one in doctor(library.path, clock=library.clock).problems}
    assert code in found
    assert found <= {code, "search-index-differs"}
