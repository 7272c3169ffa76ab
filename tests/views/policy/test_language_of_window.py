"""The window in another language: made anew at the same place, with nothing lost on the way."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from shiboken6 import isValid

from desktop.models.identity import PolicyId
from desktop.views.main_window import MainWindow
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


@pytest.fixture(autouse=True)
def free_to_choose(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program was started in Chinese by choice, not by an option of the command line."""
    monkeypatch.setattr(program, "_asked_language", None)
    program.local.language = "zh"


def window_of(program: Program) -> MainWindow:
    assert program.window is not None
    return program.window


def new_window(program: Program, old: MainWindow) -> MainWindow:
    until(lambda: program.window is not old, "the window was not made anew")
    return window_of(program)


def test_the_new_window_is_at_the_same_place_and_goes_on_writing(
    program: Program, policy: PolicyId
) -> None:
    article, field = text_field(program, policy)
    page = page_at(program, Place(POLICY, policy, article=article, field=field))
    write(page, field, "in the old one")
    old = window_of(program)
    old.command("language=en")
    new = new_window(program, old)
    assert new.menus.actions["file.print"].text().startswith("&Print")
    page = new.page
    assert isinstance(page, PolicyPage)
    assert page.place().field == field
    box = write(page, field, " and in the new one")
    until(lambda: holds_keyboard(box))
    until(lambda: "in the new one" in words_of(program, policy, field))
    assert "in the old one" in words_of(program, policy, field)
    until(lambda: not program.changing and not isValid(old), "the old window stays")
    press(program, "edit.undo")
    assert "in the new one" not in words_of(program, policy, field)
    new.command("language=zh")
    assert new_window(program, new).tr("Start") == "开始"


def test_what_is_typed_while_the_window_is_made_is_kept(program: Program, policy: PolicyId) -> None:
    article, field = text_field(program, policy)
    page = page_at(program, Place(POLICY, policy, article=article, field=field))
    box = write(page, field, "before ")
    old = window_of(program)
    old.language_chosen.connect(lambda _: QTest.keyClicks(box, "and meanwhile"))
    old.command("language=en")
    new = new_window(program, old)
    assert "before and meanwhile" in words_of(program, policy, field)
    assert isinstance(new.page, PolicyPage)
    assert "before and meanwhile" in str(editor_of(new.page, field).raw())


def test_a_window_that_cannot_be_saved_stays(
    program: Program, policy: PolicyId, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, field = text_field(program, policy)
    page = page_at(program, Place(POLICY, policy, article=article, field=field))
    box = write(page, field, "not to be lost")
    old = window_of(program)
    tries: list[bool] = []

    def fail_at_last() -> bool:
        tries.append(len(tries) == 0)
        return tries[-1]

    monkeypatch.setattr(old, "save", fail_at_last)
    old.command("language=en")
    until(lambda: tries == [True, False])
    until(lambda: program.desk.language == "zh")
    for _ in range(5):
        QCoreApplication.processEvents()
    assert program.window is old
    assert old.isVisible()
    assert "not to be lost" in box.toPlainText()
    assert program.desk.actions is old.menus.actions


def test_another_choice_on_the_way_is_the_one_that_holds(
    program: Program, policy: PolicyId
) -> None:
    page_at(program, Place(POLICY, policy))
    old = window_of(program)
    old.command("language=en")
    QCoreApplication.processEvents()
    old.command("language=zh")
    until(lambda: program.desk.language == "zh" and not program.changing)
    assert window_of(program).isVisible()
    assert window_of(program).tr("Start") == "开始"
