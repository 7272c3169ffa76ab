"""The policy page with real widgets: what is typed is kept, undone, and found again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from desktop.models.identity import PolicyId
from desktop.models.wording import Localised
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.queries import policy_snapshot
from desktop.services.templates import template_of
from desktop.views.pages.policy.page import PolicyPage
from desktop.views.places import POLICY, Place
from desktop.views.start import Program
from tests.views.programs import activate, until


@pytest.fixture
def policy(program: Program) -> PolicyId:
    """A policy with nothing filled in."""
    command = CreatePolicy(template_of("mechanism"), Localised(zh="项目管理办法"))
    return program.desk.opened.run(command).result


def page_at(program: Program, place: Place) -> PolicyPage:
    program.desk.go_to(place)
    assert program.window is not None
    page = program.window.page
    assert isinstance(page, PolicyPage)
    until(lambda: page.view is not None, "the policy was not opened")
    activate(program.window)
    return page


def text_field(program: Program, policy: PolicyId) -> tuple[str, str]:
    """(article, field) of the first field of rich text."""
    snapshot = policy_snapshot(program.desk.opened, policy)
    return next(
        (article.id, field.id)
        for chapter in snapshot.chapters
        for article in chapter.articles
        for field in article.fields
        if field.definition.kind == "rich"
    )


def editor_of(page: PolicyPage, field: str) -> QWidget:
    until(lambda: page.view.form.row(field), "the field was not made")
    return page.view.form.row(field).editor


def words_of(program: Program, policy: PolicyId, field: str) -> str:
    snapshot = policy_snapshot(program.desk.opened, policy)
    return str(next(one.value for one in snapshot.fields if one.id == field))


def press(program: Program, command: str) -> None:
    action: QAction = program.desk.actions[command]
    assert action.isEnabled(), command
    action.trigger()


def holds_keyboard(widget: QWidget) -> bool:
    """Whether keys go there. A window can lose the keyboard while others close."""
    activate(widget.window())
    focus = QApplication.focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))


def write(page: PolicyPage, field: str, text: str) -> QTextEdit:
    editor = editor_of(page, field)
    box = editor.findChild(QTextEdit)
    box.setFocus()
    until(lambda: holds_keyboard(box), "the text was not entered")
    QTest.keyClicks(box, text)
    return box


def test_what_is_typed_is_in_the_library_soon_without_any_button(
    program: Program, policy: PolicyId
) -> None:
    article, field = text_field(program, policy)
    page = page_at(program, Place(POLICY, policy, article=article, field=field))
    write(page, field, "Projects begin here")
    until(lambda: "Projects begin here" in words_of(program, policy, field))


def test_undo_takes_typing_back_and_redo_brings_it_again(
    program: Program, policy: PolicyId
) -> None:
    article, field = text_field(program, policy)
    page = page_at(program, Place(POLICY, policy, article=article, field=field))
    box = write(page, field, "first and last")
    press(program, "file.save")
    until(lambda: "last" in words_of(program, policy, field))
    stack = page.undo_stack
    while stack.canUndo():
        press(program, "edit.undo")
    assert "first" not in words_of(program, policy, field)
    assert "first" not in box.toPlainText()
    while stack.canRedo():
        press(program, "edit.redo")
    assert "first and last" in words_of(program, policy, field)
    assert "first and last" in box.toPlainText()


def test_leaving_the_page_keeps_what_was_typed_at_once(program: Program, policy: PolicyId) -> None:
    article, field = text_field(program, policy)
    page = page_at(program, Place(POLICY, policy, article=article, field=field))
    write(page, field, "quickly")
    program.desk.go_to(Place("start"))
    assert "quickly" in words_of(program, policy, field)


def test_ctrl_z_in_the_text_is_the_policys_undo(program: Program, policy: PolicyId) -> None:
    article, field = text_field(program, policy)
    page = page_at(program, Place(POLICY, policy, article=article, field=field))
    box = write(page, field, "gone again")
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert "gone" not in box.toPlainText()
    assert "gone" not in words_of(program, policy, field)


def test_the_sample_of_an_empty_field_can_be_inserted_and_taken_back(
    program: Program, policy: PolicyId
) -> None:
    article, field = text_field(program, policy)
    page = page_at(program, Place(POLICY, policy, article=article, field=field))
    editor_of(page, field).findChild(QTextEdit).setFocus()
    until(lambda: page.view.in_hand.samples is not None)
    until(lambda: page.view.field == field)
    press(program, "chapter.insert_sample")
    assert words_of(program, policy, field) != "None"
    press(program, "edit.undo")
    assert words_of(program, policy, field) == "None"


def test_chapters_can_be_moved_and_the_tree_follows(program: Program, policy: PolicyId) -> None:
    snapshot = policy_snapshot(program.desk.opened, policy)
    second = snapshot.chapters[1]
    page = page_at(program, Place(POLICY, policy, chapter=second.id))
    press(program, "chapter.move_up")
    moved = policy_snapshot(program.desk.opened, policy)
    assert moved.chapters[0].id == second.id
    assert page.view.tree.model.index(0, 0).data().endswith(second.title.zh)
    press(program, "edit.undo")
    assert policy_snapshot(program.desk.opened, policy).chapters[1].id == second.id


def test_find_and_replace_all_is_one_step_of_undo(program: Program, policy: PolicyId) -> None:
    article, field = text_field(program, policy)
    page = page_at(program, Place(POLICY, policy, article=article, field=field))
    write(page, field, "a needle and a needle")
    press(program, "edit.replace")
    bar = page.view.find_bar
    assert bar.isVisible()
    QTest.keyClicks(bar._query, "needle")
    QTest.keyClick(bar._query, Qt.Key.Key_Return)
    until(lambda: len(bar._hits) == 2, "the two were not found")
    QTest.keyClicks(bar._words, "thread")
    QTest.mouseClick(bar._all, Qt.MouseButton.LeftButton)
    assert "a thread and a thread" in words_of(program, policy, field)
    press(program, "edit.undo")
    assert "a needle and a needle" in words_of(program, policy, field)


def test_an_article_dropped_on_another_chapter_begins_it(
    program: Program, policy: PolicyId
) -> None:
    """The drag itself is the system's; what the drop does is ours."""
    snapshot = policy_snapshot(program.desk.opened, policy)
    first, second = snapshot.chapters[0], snapshot.chapters[1]
    moved = first.articles[-1]
    page = page_at(program, Place(POLICY, policy, chapter=first.id))
    tree = page.view.tree
    rows = tree.model.chapters()
    tree.view.dropped.emit(rows[0].below[-1], rows[1], True)
    after = policy_snapshot(program.desk.opened, policy)
    assert after.chapters[1].articles[0].id == moved.id
    rows = tree.model.chapters()
    tree.view.dropped.emit(rows[1], rows[0], False)
    assert policy_snapshot(program.desk.opened, policy).chapters[0].id == second.id
    press(program, "edit.undo")
    press(program, "edit.undo")
    assert policy_snapshot(program.desk.opened, policy) == snapshot


def test_enter_in_the_tree_writes_in_the_article_that_is_marked(
    program: Program, policy: PolicyId
) -> None:
    """Not in the field where one wrote before: that one is out of sight."""
    snapshot = policy_snapshot(program.desk.opened, policy)
    chapter = next(one for one in snapshot.chapters if len(one.articles) > 1)
    first, second = chapter.articles[:2]
    page = page_at(program, Place(POLICY, policy, article=first.id, field=first.fields[0].id))
    editor = editor_of(page, first.fields[0].id)
    until(lambda: page.view.form._goal is None)
    editor.go_to("")
    until(lambda: holds_keyboard(editor))
    until(lambda: page.view.field == first.fields[0].id, "the first field was not entered")
    press(program, "view.tree")
    QTest.keyClick(page.view.tree.view, Qt.Key.Key_Down)
    assert page.view.tree.current()[1] == second.id
    QTest.keyClick(page.view.tree.view, Qt.Key.Key_Return)
    other = editor_of(page, second.fields[0].id)
    until(lambda: holds_keyboard(other), "the second field was not entered")
    assert page.view.tree.current()[1] == second.id


def test_the_next_chapter_is_entered_where_the_first_was_written(
    program: Program, policy: PolicyId
) -> None:
    article, field = text_field(program, policy)
    page = page_at(program, Place(POLICY, policy, article=article, field=field))
    write(page, field, "here")
    before = page.view.chapter
    press(program, "chapter.next")
    chapter = page.view.present_chapter()
    assert chapter.id != before
    first = next(one for one in chapter.articles if one.fields).fields[0].id
    until(lambda: holds_keyboard(editor_of(page, first)), "nothing was entered")
    assert page.view.structure.chapter_of(page.view.article).id == chapter.id


def test_tab_goes_through_the_articles_as_they_stand(program: Program, policy: PolicyId) -> None:
    """Also where the one that was asked for was made first."""
    snapshot = policy_snapshot(program.desk.opened, policy)
    chapter = next(one for one in snapshot.chapters if len(one.articles) > 2)
    asked = chapter.articles[2]
    page = page_at(program, Place(POLICY, policy, article=asked.id, field=asked.fields[0].id))
    form = page.view.form
    until(lambda: all(form.row(one.fields[0].id) for one in chapter.articles[:3]))
    until(lambda: not form._making.busy)
    chain, at = [], form.nextInFocusChain()
    while at is not form:
        chain.append(at)
        at = at.nextInFocusChain()
    places = [
        min(chain.index(one) for one in [row, *row.findChildren(QWidget)] if one in chain)
        for row in (form.row(one.fields[0].id).editor for one in chapter.articles[:3])
    ]
    assert places == sorted(places)
