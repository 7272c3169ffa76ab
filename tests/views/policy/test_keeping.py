"""What is not in the library yet is said, kept beside and not called saved; keys go to the page
wherever a field has nothing of its own to do with them."""

import json

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.models.identity import PolicyId
from desktop.models.snapshot import Field
from desktop.services.queries import policy_snapshot
from desktop.views.commands import command_specs
from desktop.views.pages.policy.page import PolicyPage
from desktop.views.places import POLICY, Place
from desktop.views.start import Program
from tests.views.policy.test_policy_page import (
    editor_of,
    holds_keyboard,
    page_at,
    policy,
    press,
    text_field,
    words_of,
    write,
)
from tests.views.programs import until

__all__ = ["policy"]
SAVING = "正在保存…"
CONTROL = Qt.KeyboardModifier.ControlModifier


def field_of(program: Program, policy: PolicyId, kind: str) -> tuple[str, Field]:
    """(article, field) of the first one of that kind."""
    return next(
        (article.id, field)
        for chapter in policy_snapshot(program.desk.opened, policy).chapters
        for article in chapter.articles
        for field in article.fields
        if field.definition.kind == kind
    )


def status(page: PolicyPage) -> list[str]:
    return [one.text for one in page.status()]


def test_no_two_commands_have_a_key_in_common_nor_one_of_writing() -> None:
    keys = [key.toString() for one in command_specs() for key in one.sequences()]
    assert len(keys) == len(set(keys))
    assert not {QKeySequence(one).toString() for one in ("Ctrl+B", "Ctrl+I")} & set(keys)


def test_italic_opens_no_properties(program: Program, policy: PolicyId) -> None:
    article, field = text_field(program, policy)
    page = page_at(program, Place(POLICY, policy, article=article, field=field))
    box = write(page, field, "plain ")
    QTest.keyClick(box, Qt.Key.Key_I, CONTROL)
    QTest.keyClicks(box, "slanted")
    assert QApplication.activeModalWidget() is None
    assert box.currentCharFormat().fontItalic()


def test_an_empty_field_to_search_in_leaves_undo_to_the_policy(
    program: Program, policy: PolicyId
) -> None:
    article, field = text_field(program, policy)
    page = page_at(program, Place(POLICY, policy, article=article, field=field))
    write(page, field, "taken back")
    press(program, "file.save")
    press(program, "edit.find")
    query = page.view.find_bar.findChild(QLineEdit)
    until(lambda: holds_keyboard(query))
    QTest.keyClick(query, Qt.Key.Key_Z, CONTROL)
    assert words_of(program, policy, field) == "None"
    QTest.keyClick(query, Qt.Key.Key_Y, CONTROL)
    assert "taken back" in words_of(program, policy, field)
    page.view.tree.field.setFocus()
    until(lambda: holds_keyboard(page.view.tree.field))
    QTest.keyClick(page.view.tree.field, Qt.Key.Key_Z, CONTROL)
    assert words_of(program, policy, field) == "None"


def test_what_was_typed_to_search_is_undone_first(program: Program, policy: PolicyId) -> None:
    article, field = text_field(program, policy)
    page = page_at(program, Place(POLICY, policy, article=article, field=field))
    write(page, field, "stays")
    press(program, "file.save")
    press(program, "edit.find")
    query = page.view.find_bar.findChild(QLineEdit)
    until(lambda: holds_keyboard(query))
    QTest.keyClicks(query, "needle")
    QTest.keyClick(query, Qt.Key.Key_Z, CONTROL)
    assert query.text() == ""
    assert "stays" in words_of(program, policy, field)


def test_a_long_paste_is_not_called_saved_before_all_of_it_is(
    program: Program, policy: PolicyId
) -> None:
    article, field = field_of(program, policy, "table")
    page = page_at(program, Place(POLICY, policy, article=article, field=field.id))
    editor = editor_of(page, field.id)
    early: list[str] = []

    def note() -> None:
        whole = not editor.busy and "row 399" in words_of(program, policy, field.id)
        early.extend(one for one in status(page) if one.startswith("已保存") and not whole)

    page.status_changed.connect(note)
    editor.cells.write_block(0, [0], [[f"row {number}"] for number in range(400)])
    assert editor.busy
    assert SAVING in status(page)
    until(lambda: not editor.busy and not page.pending)
    assert early == []
    assert "row 399" in words_of(program, policy, field.id)
    assert any(one.startswith("已保存") for one in status(page))


def test_what_cannot_be_read_is_on_the_disk_soon_and_not_called_saved(
    program: Program, policy: PolicyId
) -> None:
    article, field = field_of(program, policy, "date")
    page = page_at(program, Place(POLICY, policy, article=article, field=field.id))
    line = editor_of(page, field.id).findChild(QLineEdit)
    program._remember.stop()  # so that nobody else writes the file
    line.setFocus()
    until(lambda: holds_keyboard(line))
    QTest.keyClicks(line, "no such day")
    path = program.local.path

    def kept() -> list[str]:
        inputs = json.loads(path.read_text("utf-8"))["inputs"] if path.exists() else []
        return [one["text"] for one in inputs if one["field"] == field.id]

    until(lambda: any("no such day" in one for one in kept()), "it is not on the disk")
    assert any("暂存本机" in one for one in status(page))
    assert not any(one.startswith("已保存") for one in status(page))
    line.selectAll()
    QTest.keyClicks(line, "2027-03-01")
    until(lambda: not kept(), "it is still on the disk")
    until(lambda: any(one.startswith("已保存") for one in status(page)))
