"""Two revisions compared as a person does it: read, found, weighed, explained and handed on."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.models.change_notes import ChangeNote
from desktop.models.identity import FieldId, PolicyId
from desktop.models.wording import Localised
from desktop.services.commands.discard_revision import DiscardRevision
from desktop.services.commands.revise_policy import RevisePolicy
from desktop.services.commands.set_field_values import SetFieldValues
from desktop.services.commands.submit_policy import SubmitPolicy
from desktop.services.life_queries import change_notes
from desktop.views.desk import Desk
from desktop.views.dialogs.printing import PrintDialog
from desktop.views.pages.compare.change_list import ROW
from desktop.views.pages.compare.page import ComparePage
from desktop.views.pages.compare.view import CompareView
from desktop.views.places import COMPARE, POLICY, Place
from desktop.views.texts import set_window_language
from tests.services.samples import new_policy
from tests.views.compare.conftest import ready
from tests.views.preview.fake_paper import FakePaper
from tests.views.screen import until


@pytest.fixture
def view(page: ComparePage) -> CompareView:
    assert page.view is not None
    return page.view


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)


def titles(view: CompareView) -> list[str]:
    return [one.title for one in view.changes.model.rows]


def label(view: CompareView) -> str:
    return str(view.changes.view.currentIndex().data(ROW).title)


def choose(view: CompareView, title: str, number: int = 0) -> None:
    """Clicks the change of that name in the list."""
    rows = [at for at, one in enumerate(view.changes.model.rows) if one.title == title]
    index = view.changes.model.index(rows[number])
    view.changes.view.scrollTo(index)
    middle = view.changes.view.visualRect(index).center()
    QTest.mouseClick(view.changes.view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert label(view) == title


def pick(box: QWidget, words: str) -> None:
    """Chooses in a list that opens, as the wheel or a click does."""
    at = box.findText(words)  # type: ignore[attr-defined]
    assert at >= 0, words
    box.setCurrentIndex(at)  # type: ignore[attr-defined]
    box.activated.emit(at)  # type: ignore[attr-defined]


def notes(desk: Desk, policy: PolicyId) -> dict[str, ChangeNote]:
    return change_notes(desk.opened, policy, "A/1")


def looks(view: CompareView, words: str) -> tuple[bool, bool]:
    """Whether these words are struck through and underlined."""
    cursor: QTextCursor = view.text.document().find(words)
    assert not cursor.isNull(), words
    made = cursor.charFormat()
    return made.fontStrikeOut(), made.fontUnderline()


# -- what is shown


def test_the_newest_is_compared_with_what_it_was_begun_from(view: CompareView) -> None:
    assert view.choices.pair[:2] == ("A/0", "A/1")
    assert view.choices.old.currentText() == "A/0 (In force)" or "A/0" in view.heads.text()
    assert titles(view) == [
        "第一章 总则",
        "第一条",
        "第二条第一款",
        "第二条第二款",
        "第二章 风险",
        "第四条第（三）项",
        "第五条",
        "第三章 收尾",
        "第五条",
    ]
    assert view.changes.count.text() == "3 changed, 1 inserted, 1 deleted, 1 moved"
    kinds = [one.kind for one in view.changes.model.rows if one.at >= 0]
    assert kinds == ["changed", "changed", "changed", "moved", "inserted", "deleted"]


def test_merged_strikes_what_went_and_underlines_what_came(view: CompareView) -> None:
    assert looks(view, "！") == (False, True)
    assert looks(view, "附加") == (False, True)
    assert looks(view, "条文dates") == (True, False)
    assert looks(view, "为规范运营") == (False, False)
    said = view.text.toPlainText()
    assert "Moved from 第四条第（一）项 to 第四条第（三）项" in said
    assert "第四条第（二）项" in said  # what stands unchanged before it


def test_side_by_side_has_the_old_at_the_left_and_stays_chosen(
    view: CompareView, desk: Desk, policy: PolicyId
) -> None:
    click(view.choices.layouts.parts()["beside"])
    until(lambda: view.text.is_set)
    tables = [
        one for one in view.text.document().rootFrame().childFrames() if isinstance(one, QTextTable)
    ]
    assert len(tables) == 6

    def cell(table: QTextTable, column: int) -> str:
        spot = table.cellAt(0, column)
        cursor = spot.firstCursorPosition()
        cursor.setPosition(spot.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    assert cell(tables[0], 0) == "为规范运营，制定本制度。"
    assert cell(tables[0], 1) == "为规范运营，制定本制度！"
    assert cell(tables[4], 0) == "(none)"
    assert cell(tables[5], 1) == "(deleted)"
    assert "Left A/0" in view.heads.text()
    again = ComparePage(desk)
    again.show_place(Place(COMPARE, policy))
    assert again.view is not None
    assert again.view.choices.layouts.key() == "beside"
    again.let_go()


def test_what_a_person_wrote_is_shown_as_it_is(
    view: CompareView, page: ComparePage, desk: Desk, policy: PolicyId
) -> None:
    bold = {"zh": "<b>全部</b>&amp;<img src=x>", "en": "All"}
    desk.opened.run(SetFieldValues(policy, {FieldId("scope"): bold}))  # type: ignore[dict-item]
    until(lambda: "<b>全部</b>&amp;<img src=x>" in "".join(view.text.toPlainText()))


def test_the_other_language_and_the_other_way_round(view: CompareView, page: ComparePage) -> None:
    click(view.choices.language.parts()["en"])
    until(lambda: "All class A projects" in view.text.toPlainText())
    ready(page)
    assert view.compared is not None
    assert view.compared.pair.language == "en"
    click(view.choices.swap)
    until(lambda: view.compared is not None and view.compared.pair.old == "A/1")
    ready(page)
    assert view.choices.pair == ("A/1", "A/0", "en")
    assert looks(view, "class A ") == (True, False)
    assert view.note.field("en").isReadOnly()
    assert "newest revision" in view.note.hint.text()


def test_a_revision_is_not_compared_with_itself(view: CompareView, page: ComparePage) -> None:
    at = view.choices.old.findData("A/1")
    view.choices.old.setCurrentIndex(at)
    view.choices.old.activated.emit(at)
    assert view.choices.pair[:2] == ("A/1", "A/0")
    until(lambda: view.compared is not None and view.compared.pair.old == "A/1")


# -- finding one's way


def test_keys_step_through_the_changes_and_the_text_follows(view: CompareView) -> None:
    view.changes.view.setFocus()
    assert label(view) == "第一条"
    press(view.changes.view, Qt.Key.Key_Down)
    assert label(view) == "第二条第一款"
    view.text.setFocus()
    press(view.text, Qt.Key.Key_F8)
    press(view.text, Qt.Key.Key_F8)
    assert label(view) == "第四条第（三）项"  # over the heading of the chapter
    assert view.text.chosen == view.changes.chosen == 3
    press(view.text, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert label(view) == "第二条第二款"
    assert view.note.title.text() == "Changed: 第二条第二款"


def test_a_click_in_the_text_chooses_the_change(view: CompareView) -> None:
    cursor = view.text.document().find("条文dates")
    point = view.text.cursorRect(cursor).center()
    if not view.text.viewport().rect().contains(point):
        view.text.verticalScrollBar().setValue(point.y())
        point = view.text.cursorRect(cursor).center()
    QTest.mouseClick(view.text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(point))
    assert view.change is not None
    assert view.change.kind == "deleted"


def test_the_filter_and_the_way_back(view: CompareView) -> None:
    pick(view.changes.kind, "Moved")
    assert titles(view) == ["第二章 风险", "第四条第（三）项"]
    assert view.changes.count.text() == "1 of 6 changes shown"
    assert "附加" not in view.text.toPlainText()
    pick(view.changes.weight, "Editorial")
    assert titles(view) == []
    assert view.note.isEnabled() is False
    view.changes.clear_filter()
    assert len(view.changes.order) == 6
    pick(view.changes.weight, "Editorial")
    assert titles(view) == ["第一章 总则", "第一条"]
    pick(view.changes.weight, "Any weight")
    QTest.keyClicks(view.changes.words, "scope")
    press(view.changes.words, Qt.Key.Key_Return)
    assert titles(view) == ["第一章 总则", "第二条第一款"]


def test_larger_words_are_remembered(view: CompareView, desk: Desk) -> None:
    before = view.text.document().find("附加").charFormat().font().pixelSize()
    click(view.choices.larger)
    click(view.choices.larger)
    until(lambda: view.text.is_set)
    assert view.text.document().find("附加").charFormat().font().pixelSize() > before
    assert desk.local.choices["compare.percent"] == "120"


def test_copied_words_say_what_went_and_what_came(view: CompareView) -> None:
    choose(view, "第二条第二款")
    view.text.select_change()
    view.text.copy()
    copied = QGuiApplication.clipboard().text().split("\n")
    assert copied[1] == "字段level：[deleted: 高][inserted: 低]"
    assert "<b>" not in "".join(copied)


def test_many_changes_stand_there_page_by_page(view: CompareView) -> None:
    compared = view.compared
    assert compared is not None
    assert compared.comparison is not None
    changes = compared.comparison.changes * 20
    many = replace(
        compared,
        comparison=replace(compared.comparison, changes=changes),
        contexts=compared.contexts * 20,
    )
    text = view.text
    text.show_changes(many, tuple(range(120)))
    until(lambda: text.is_set)
    assert text.toPlainText().count("附加") == 6  # of the first forty
    assert "80 changes below" in text.toPlainText()
    text.choose(119)
    until(lambda: text.is_set)
    assert text.toPlainText().startswith("80 changes above")
    assert text.toPlainText().rstrip().endswith("（本条尚未填写）")
    text.choose(40)
    until(lambda: text.is_set)
    assert "40 changes above" in text.toPlainText()
    assert "40 changes below" in text.toPlainText()


# -- weight and reason


def test_the_weight_is_kept_and_taken_back(view: CompareView, desk: Desk, policy: PolicyId) -> None:
    choose(view, "第二条第一款")
    assert view.note.weight.key() == "substantive"
    assert view.note.hint.text() == "As the program suggests"
    click(view.note.weight.parts()["editorial"])
    assert notes(desk, policy) == {"value:scope": ChangeNote("editorial")}
    assert view.note.hint.text() == "The program suggests: Substantive"
    assert view.changes.view.currentIndex().data(ROW).weight == "editorial"
    click(view.note.suggestion)
    assert notes(desk, policy)["value:scope"].kind == "substantive"
    desk.stack(policy).undo()
    desk.stack(policy).undo()
    assert notes(desk, policy) == {}
    until(lambda: view.note.hint.text() == "As the program suggests")
    assert view.note.weight.key() == "substantive"


def test_a_reason_in_both_languages(
    view: CompareView, page: ComparePage, desk: Desk, policy: PolicyId
) -> None:
    choose(view, "第二条第一款")
    press(view.changes.view, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is view.note.field("zh")
    view.note.field("zh").insert("审计意见")
    assert view.note.pending
    press(view.note.field("zh"), Qt.Key.Key_Return)
    assert not page.pending
    view.note.field("en").insert("Audit finding")
    choose(view, "第一条")  # going elsewhere keeps what was typed
    reason = Localised("审计意见", "Audit finding")
    assert notes(desk, policy) == {"value:scope": ChangeNote("substantive", reason)}
    assert view.note.field("zh").text() == ""
    assert "Reasons 1 / 6" in [one.text for one in page.status()]
    pick(view.changes.weight, "Without a reason")
    assert "第二条第一款" not in titles(view)
    desk.stack(policy).undo()
    assert notes(desk, policy)["value:scope"].reason == Localised("审计意见")


def test_one_reason_for_the_whole_article(view: CompareView, desk: Desk, policy: PolicyId) -> None:
    choose(view, "第二条第二款")
    assert not view.note.for_article.isEnabled()
    view.note.field("zh").insert("年度评审")
    press(view.note.field("zh"), Qt.Key.Key_Return)
    assert view.note.for_article.isEnabled()
    click(view.note.for_article)
    reason = Localised("年度评审")
    assert notes(desk, policy) == {
        "value:level": ChangeNote("substantive", reason),
        "value:scope": ChangeNote("substantive", reason),
    }
    desk.stack(policy).undo()
    assert set(notes(desk, policy)) == {"value:level"}
    choose(view, "第一条")
    assert view.note.for_article.isHidden()  # alone in its article


def test_what_was_submitted_is_only_read(
    view: CompareView, page: ComparePage, desk: Desk, policy: PolicyId
) -> None:
    desk.opened.run(SubmitPolicy(policy), by="王敏")
    until(lambda: view.compared is not None and not view.compared.draft)
    assert view.note.field("zh").isReadOnly()
    assert "once it has been returned" in view.note.hint.text()
    choose(view, "第二条第一款")
    assert not view.note.weight.parts()["editorial"].isEnabled()
    assert notes(desk, policy) == {}


def test_a_change_elsewhere_is_compared_and_the_place_is_kept(
    view: CompareView, desk: Desk, policy: PolicyId
) -> None:
    choose(view, "第二条第二款")
    scope = {"zh": "全部乙类项目", "en": "All class B projects"}
    desk.opened.run(SetFieldValues(policy, {FieldId("scope"): scope}))  # type: ignore[dict-item]
    until(lambda: "全部乙类项目" in view.text.toPlainText())
    assert label(view) == "第二条第二款"


# -- nothing to compare


def test_equal_revisions_say_so(
    view: CompareView, desk: Desk, policy: PolicyId, page: ComparePage
) -> None:
    desk.opened.run(DiscardRevision(policy, "重来"), by="王敏")
    desk.opened.run(RevisePolicy(policy, "重来"), by="王敏")
    until(view.nothing.isVisible)
    assert view.nothing.accessibleName() == "Both revisions say the same."
    assert not page.print_button.isEnabled()


def test_a_first_revision_says_what_is_missing(desk: Desk) -> None:
    alone = new_policy(desk.opened)
    page = ComparePage(desk)
    page.show()
    page.show_place(Place(COMPARE, alone))
    view = page.view
    assert view is not None
    until(view.nothing.isVisible)
    assert view.nothing.accessibleName().startswith("A/0 is the only revision so far.")
    assert not view.choices.swap.isEnabled()
    page.let_go()


def test_comparing_can_be_stopped_and_begun_again(
    desk: Desk, policy: PolicyId, page: ComparePage, view: CompareView
) -> None:
    view.compare("A/0", "A/1")
    click(view.busy.cancel_button())
    until(view.nothing.isVisible)
    assert view.nothing.accessibleName() == "Comparing was stopped."
    view.nothing.button_clicked.emit()
    ready(page)
    assert len(view.changes.order) == 6


# -- handing on


def test_the_list_goes_to_a_spreadsheet(
    view: CompareView, page: ComparePage, desk: Desk, said: list[str]
) -> None:
    pick(view.changes.kind, "Changed")
    choose(view, "第二条第一款")
    view.note.field("zh").insert("=1+1")
    click(page.copy)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 4
    assert lines[0].split("\t")[4:6] == ["Before (A/0)", "After (A/1)"]
    row = lines[2].split("\t")
    assert row[:4] == ["Changed", "第一章 总则", "第二条第一款", "第二条第一款"]
    assert row[4:6] == ["字段scope：全部项目", "字段scope：全部甲类项目"]
    assert said == ["Copied 3 changes as a table"]


def test_to_the_clause_itself(view: CompareView, desk: Desk, policy: PolicyId) -> None:
    places: list[Place] = []
    desk.place_wanted.connect(places.append)
    choose(view, "第二条第一款")
    click(view.note.to_place)
    assert places == [Place(POLICY, policy, "general", "scope", "scope")]
    choose(view, "第五条", 1)  # deleted: the chapter that it stood in
    click(view.note.to_place)
    assert places[1:] == [Place(POLICY, policy, "closing")]


def test_table_and_marked_up_copy_are_printed(
    view: CompareView, page: ComparePage, desk: Desk
) -> None:
    paper = FakePaper()
    desk._paper = paper  # type: ignore[assignment]
    click(page.print_button)
    (dialog,) = page.window().findChildren(PrintDialog)
    until(dialog.options.print_button.isEnabled)
    document, order, _path = paper.asked.written[-1]
    assert document == "comparison"
    assert (order.base.facts.revision, order.policy.facts.revision) == ("A/0", "A/1")
    dialog.documents.choose("marked-up")
    until(lambda: paper.asked.written[-1][0] == "marked-up")
    dialog.close()


def test_in_chinese(desk: Desk, policy: PolicyId, application: QApplication) -> None:
    set_window_language(application, "zh")
    page = ComparePage(desk)
    page.show()
    page.show_place(Place(COMPARE, policy))
    ready(page)
    assert page.view is not None
    assert page.view.changes.count.text() == "修改 3 条，新增 1 条，删除 1 条，移动 1 条"
    assert page.view.note.title.text() == "修改：第一条"
    assert "由第四条第（一）项移至第四条第（三）项" in page.view.text.toPlainText()
    page.let_go()


@pytest.fixture
def said(desk: Desk) -> list[str]:
    heard: list[str] = []
    keep: Callable[[str, str, object], None] = lambda text, _action, _call: heard.append(text)  # noqa: E731
    desk.message.connect(keep)
    return heard
