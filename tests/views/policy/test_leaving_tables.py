"""Ctrl+Tab leaves a table for the field that follows it, in whatever order fields were made."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.models.identity import PolicyId
from desktop.services.queries import policy_snapshot
from desktop.views.editors.grid_base import TableEditor
from desktop.views.places import POLICY, Place
from desktop.views.start import Program
from tests.views.policy.test_policy_page import editor_of, holds_keyboard, page_at, policy
from tests.views.programs import until

__all__ = ["policy"]


def test_a_table_that_was_made_first_is_left_for_the_next_field(
    program: Program, policy: PolicyId
) -> None:
    assert program.window is not None
    program.window.resize(1366, 720)
    chapter, at = next(
        (chapter, at)
        for chapter in policy_snapshot(program.desk.opened, policy).chapters
        for at, article in enumerate(chapter.articles[1:-1], 1)
        if article.fields and article.fields[-1].definition.kind in ("table", "kpi", "raci")
    )
    article, following = chapter.articles[at : at + 2]
    field = article.fields[-1]
    page = page_at(program, Place(POLICY, policy, article=article.id, field=field.id))
    editor = editor_of(page, field.id)
    assert isinstance(editor, TableEditor)
    until(lambda: page.view.form.row(following.fields[0].id) is not None)
    until(lambda: not page.view.form._making.busy and page.view.form._goal is None)
    editor.view.setFocus()
    until(lambda: holds_keyboard(editor.view))
    QTest.keyClick(editor.view, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.view.form.isAncestorOf(focus)
    assert not editor.isAncestorOf(focus)
