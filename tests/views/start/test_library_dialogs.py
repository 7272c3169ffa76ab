"""Libraries that cannot be used, backups, the audit trail and the examination."""

import re
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from desktop.services.care import make_library_backup
from desktop.services.commands.remove_policy import RemovePolicy
from desktop.services.commands.set_field_values import SetFieldValues
from desktop.services.commands.set_item_state import SetItemState
from desktop.services.commands.start_project import StartProject
from desktop.services.library import Library
from desktop.services.queries import policy_snapshot, policy_summaries
from desktop.views.dialogs.audit import AuditDialog
from desktop.views.dialogs.doctor import DoctorDialog
from desktop.views.dialogs.restore import RestoreDialog
from desktop.views.pages.library_problem_page import CHOICES, LibraryProblemPage, headline
from desktop.views.pages.start_page import StartPage
from desktop.views.start import Program
from tests.architecture.test_texts import texts
from tests.services.samples import new_policy
from tests.views.screen import until

LEFT = Qt.MouseButton.LeftButton
OF_THE_LIBRARY = {"backup-missing", "search-index-damaged", "search-index-differs"}


def problem_of(program: Program, path: Path, **how: bool) -> LibraryProblemPage:
    window = program.window
    assert window is not None
    window.open_library(path, **how)
    until(lambda: isinstance(window.page, LibraryProblemPage), "no problem is shown")
    assert isinstance(window.page, LibraryProblemPage)
    return window.page


def dialog(program: Program, command: str, kind: type) -> object:
    window = program.window
    assert window is not None
    window.command(command)
    until(lambda: any(one.isVisible() for one in window.findChildren(kind)))
    return next(one for one in window.findChildren(kind) if one.isVisible())


def damaged(library: Path) -> None:
    held = bytearray(library.read_bytes())
    held[8192:40000] = b"\x55" * (40000 - 8192)
    library.write_bytes(held)


def test_every_choice_belongs_to_a_known_trouble() -> None:
    assert set(CHOICES) <= set(texts("errors"))
    assert all(headline(code) for code in CHOICES)


def test_no_trouble_sends_anyone_to_a_command_line() -> None:
    """Who has the window has buttons and menus."""
    spoken_of = {
        code
        for code, said in texts("errors").items()
        if re.search(r"policydesk [a-z]|命令行|command line", said["zh"] + said["en"])
    }
    assert spoken_of & (set(CHOICES) | OF_THE_LIBRARY) == set()


def test_a_backup_goes_where_one_wants_it_and_replaces_nothing_unasked(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = program.window
    assert window is not None
    stick = tmp_path / "stick"
    stick.mkdir()
    kept = stick / "policies.policydesk"
    kept.write_text("of somebody else")
    told: list[str] = []
    program.desk.message.connect(lambda words, _action, _act: told.append(words))
    asked = lambda *_: (str(stick / "policies"), "")  # noqa: E731
    monkeypatch.setattr(QFileDialog, "getSaveFileName", asked)
    window.command("library.back_up_to")
    made = stick / "policies 2.policydesk"
    until(made.exists, "there is no backup on the stick")
    until(lambda: any(made.name in one for one in told), "the person is not told")
    assert kept.read_text() == "of somebody else"
    Library.open(made, read_only=True).close()


def test_a_missing_library_can_be_tried_again(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "gone.policydesk"
    page = problem_of(program, path)
    assert page.error.code == "library-missing"
    assert list(page.buttons) == list(CHOICES["library-missing"])
    Library.open(path, create=True).close()
    QTest.mouseClick(page.buttons["retry"], LEFT)
    until(lambda: program.desk.library is not None)
    assert program.desk.opened.path == path


def test_a_library_that_somebody_else_has_is_opened_for_reading(
    program: Program, tmp_path: Path
) -> None:
    path = tmp_path / "shared.policydesk"
    with Library.open(path, create=True):
        page = problem_of(program, path, read_only=False)
        assert page.error.code == "library-locked"
        QTest.mouseClick(page.buttons["read"], LEFT)
        until(lambda: program.desk.library is not None)
        assert program.desk.read_only
    window = program.window
    assert window is not None
    assert isinstance(window.page, StartPage)


@pytest.mark.parametrize("newer", [True, False])
def test_what_is_wrong_with_a_file_is_said(program: Program, tmp_path: Path, newer: bool) -> None:
    path = tmp_path / "file.policydesk"
    if newer:
        Library.open(path, create=True).close()
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.close()
    else:
        path.write_text("no library " * 1000, encoding="utf-8")
    page = problem_of(program, path)
    assert page.error.code == ("library-newer" if newer else "library-not-a-library")
    assert str(path) in page.sentence.text()
    assert page.headline.text()


def test_a_damaged_library_comes_back_from_its_backup(program: Program) -> None:
    desk = program.desk
    new_policy(desk.opened)
    make_library_backup(desk.opened)
    path = desk.opened.path
    desk.close_library()
    damaged(path)
    page = problem_of(program, path)
    QTest.mouseClick(page.buttons["restore"], LEFT)
    window = program.window
    assert window is not None
    until(lambda: any(one.isVisible() for one in window.findChildren(RestoreDialog)))
    restore = next(one for one in window.findChildren(RestoreDialog) if one.isVisible())
    until(lambda: restore.chosen() is not None, "no backup is listed")
    assert not restore.restore_button.isEnabled()
    QTest.keyClicks(restore.word, "restor")
    assert not restore.restore_button.isEnabled()
    restore.word.setText(restore.tr("restore"))
    QTest.mouseClick(restore.restore_button, LEFT)
    until(lambda: desk.library is not None, "the backup was not restored")
    assert len(policy_summaries(desk.opened)) == 1
    assert list(path.parent.glob("*.before-restore-*")), "the damaged file was not kept"


def test_the_audit_trail_says_who_did_what(program: Program) -> None:
    desk = program.desk
    desk.local.person = "Li"
    policy = new_policy(desk.opened)
    desk.carry_out(RemovePolicy(policy))
    audit = dialog(program, "library.audit", AuditDialog)
    assert isinstance(audit, AuditDialog)
    until(lambda: audit.model.rowCount() == 3)
    until(audit.chain.text, "the chain was not checked")
    assert audit.model.index(0, 2).data() == "Li"
    assert audit.details.topLevelItemCount() > 0
    audit.who.setCurrentIndex(audit.who.findData("Li"))
    audit.who.activated.emit(audit.who.currentIndex())
    until(lambda: audit.model.rowCount() == 1)


def test_the_audit_trail_goes_on_where_a_page_ends(program: Program) -> None:
    desk = program.desk
    for _ in range(55):
        desk.carry_out(RemovePolicy(new_policy(desk.opened)))
    audit = dialog(program, "library.audit", AuditDialog)
    assert isinstance(audit, AuditDialog)
    until(lambda: audit.model.rowCount() >= 100)
    audit.table.scrollToBottom()
    until(lambda: audit.model.rowCount() == 111)
    assert [one.seq for one in audit.model.records] == list(range(111, 0, -1))


def test_the_audit_trail_names_places_as_people_do(program: Program) -> None:
    desk = program.desk
    policy = new_policy(desk.opened)
    held = policy_snapshot(desk.opened, policy)
    chapter = held.chapters[0]
    field = chapter.fields[0]
    item = held.phases[0].items[0]
    desk.carry_out(SetFieldValues(policy, {field.id: "为规范项目运营"}))
    project = desk.carry_out(StartProject(policy, "园区二期")).result
    desk.carry_out(SetItemState(project, item.code, "done"))
    desk.carry_out(RemovePolicy(new_policy(desk.opened)))
    audit = dialog(program, "library.audit", AuditDialog)
    assert isinstance(audit, AuditDialog)
    until(lambda: audit.model.rowCount() == 7)
    places = [audit.model.index(row, 4).data() for row in range(7)]
    title = held.title.zh
    phase = held.phases[0].title.zh
    assert places[0] == places[1] == f"{title}（已删除）"
    assert places[2] == f"园区二期 · {phase} · {item.code} {item.text.zh}"
    written = f"{chapter.title.zh} · {field.definition.title.zh}"
    assert places[4] == f"{title} · {written}"
    assert f"/item:{item.code}" in audit.model.index(2, 4).data(Qt.ItemDataRole.ToolTipRole)

    audit.words.setText(field.definition.title.zh)
    until(lambda: audit.model.rowCount() == 1, "the entries are not filtered")
    until(lambda: audit.details.topLevelItemCount() > 0)
    line = next(iter(audit.details.findItems("为规范项目运营", Qt.MatchFlag.MatchExactly, 2)))
    assert line.text(0).startswith(written)
    assert str(field.id) in line.toolTip(0)


def test_a_filter_looks_through_the_whole_trail(program: Program) -> None:
    desk = program.desk
    project = desk.carry_out(StartProject(new_policy(desk.opened), "园区二期")).result
    for _ in range(60):
        desk.carry_out(RemovePolicy(new_policy(desk.opened)))
    audit = dialog(program, "library.audit", AuditDialog)
    assert isinstance(audit, AuditDialog)
    until(lambda: audit.model.rowCount() >= 100)
    audit.words.setText("园区二期")
    until(lambda: [one.target for one in audit.model.records] == [project])


def test_an_examination_finds_a_sound_library_sound(program: Program) -> None:
    doctor = dialog(program, "library.doctor", DoctorDialog)
    assert isinstance(doctor, DoctorDialog)
    until(doctor.verdict.isVisible)
    assert doctor.verdict.property("role") == "strip-ok"
    assert not doctor.restore.isVisible()


def test_a_search_index_is_made_anew(program: Program) -> None:
    desk = program.desk
    new_policy(desk.opened)
    with desk.opened.file.plain() as connection:
        connection.execute("DELETE FROM search_text")
        connection.commit()
    doctor = dialog(program, "library.doctor", DoctorDialog)
    assert isinstance(doctor, DoctorDialog)
    until(doctor.rebuild.isVisible)
    QTest.mouseClick(doctor.rebuild, LEFT)
    until(lambda: doctor.verdict.property("role") == "strip-ok", "the index is still wrong")
