"""The chapter tree by the keyboard: renaming, moving, with undo."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu

from desktop.models.identity import PolicyId
from desktop.services.queries import policy_snapshot
from desktop.views.item_models.chapters import CHAPTER, CLAUSE
from desktop.views.pages.policy.page import PolicyPage
from desktop.views.places import POLICY, Place
from desktop.views.start import Program
from tests.views.policy.test_policy_page import holds_keyboard, page_at, policy, press
from tests.views.programs import until

__all__ = ["policy"]
MOVE = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


def in_tree(program: Program, policy: PolicyId, kind: str, identity: str) -> PolicyPage:
    """The page with the keyboard in its tree, on that row."""
    assert program.window is not None
    program.window.resize(1366, 720)
    place = {CHAPTER: Place(POLICY, policy, chapter=identity)}
    page = page_at(program, place.get(kind, Place(POLICY, policy, article=identity)))
    until(page.view.tree.view.isVisible)
    press(program, "view.tree")
    until(lambda: holds_keyboard(page.view.tree.view))
    until(lambda: page.view.tree.current() == (kind, identity))
    return page


def titles(program: Program, policy: PolicyId) -> list[str]:
    return [one.title.zh for one in policy_snapshot(program.desk.opened, policy).chapters]


def test_f2_renames_the_chapter_of_the_tree(program: Program, policy: PolicyId) -> None:
    chapter = policy_snapshot(program.desk.opened, policy).chapters[1]
    page = in_tree(program, policy, CHAPTER, chapter.id)
    asked: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            QTimer.singleShot(5, answer)  # it comes in a moment
            return
        line = dialog.findChild(QLineEdit)
        asked.append(line.text())
        line.setText("另一个名称")
        QTest.keyClick(line, Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)
    QTest.keyClick(page.view.tree.view, Qt.Key.Key_F2)
    until(lambda: titles(program, policy)[1] == "另一个名称")
    assert asked == [chapter.title.zh]
    press(program, "edit.undo")
    assert titles(program, policy)[1] == chapter.title.zh


def test_the_menu_of_a_row_shows_its_keys(program: Program, policy: PolicyId) -> None:
    chapter = policy_snapshot(program.desk.opened, policy).chapters[1]
    page = in_tree(program, policy, CHAPTER, chapter.id)
    tree = page.view.tree.view
    tree.customContextMenuRequested.emit(tree.visualRect(tree.currentIndex()).center())
    menus = [one for one in page.view.findChildren(QMenu) if one.isVisible()]
    shown = {
        one.shortcut().toString()
        for menu in menus
        for one in menu.actions()
        if one.isShortcutVisibleInContextMenu()
    }
    assert {"F2", "Alt+Shift+Up", "Alt+Shift+Down"} <= shown
    for menu in menus:
        menu.close()


@pytest.mark.parametrize(("key", "step"), [(Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1)])
def test_a_chapter_is_moved_by_keys_and_stays_where_one_is(
    program: Program, policy: PolicyId, key: Qt.Key, step: int
) -> None:
    before = policy_snapshot(program.desk.opened, policy).chapters
    page = in_tree(program, policy, CHAPTER, before[2].id)
    QTest.keyClick(page.view.tree.view, key, MOVE)
    after = [one.id for one in policy_snapshot(program.desk.opened, policy).chapters]
    assert after.index(before[2].id) == 2 + step
    assert page.view.tree.current() == (CHAPTER, before[2].id)
    assert holds_keyboard(page.view.tree.view)
    press(program, "edit.undo")
    assert policy_snapshot(program.desk.opened, policy).chapters == before


def test_an_article_is_moved_by_keys(program: Program, policy: PolicyId) -> None:
    chapter = next(
        one
        for one in policy_snapshot(program.desk.opened, policy).chapters
        if len(one.articles) > 1
    )
    first, second = (one.id for one in chapter.articles[:2])
    page = in_tree(program, policy, CLAUSE, first)
    QTest.keyClick(page.view.tree.view, Qt.Key.Key_Down, MOVE)
    now = next(
        one for one in policy_snapshot(program.desk.opened, policy).chapters if one.id == chapter.id
    )
    assert [one.id for one in now.articles[:2]] == [second, first]
    assert page.view.tree.current() == (CLAUSE, first)


def test_what_was_taken_back_by_key_is_not_offered_any_more(
    program: Program, policy: PolicyId
) -> None:
    """The button would take back the step before."""
    chapter = policy_snapshot(program.desk.opened, policy).chapters[2]
    in_tree(program, policy, CHAPTER, chapter.id)
    press(program, "chapter.move_up")
    taken_back: list[bool] = []
    undo = QCoreApplication.translate("Announcements", "Undo")
    program.desk.say("Moved", undo, lambda: taken_back.append(True))
    assert program.window is not None
    said = program.window.said
    until(lambda: said._toasts is not None and said._toasts.offers)
    press(program, "edit.undo")
    until(lambda: not said._toasts.offers)
    assert said._toasts.shown() == ""
    assert taken_back == []
    program.desk.say("Saved", "Open", lambda: None)
    press(program, "edit.redo")
    assert said._toasts.shown() == "Saved"
