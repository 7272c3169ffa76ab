"""Tables: written with the mouse and the keyboard, as in a sheet."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.models.definitions import FieldDefinition, Json
from desktop.models.wording import Localised
from desktop.views.editors.cells.suggestions import SuggestionList
from tests import factories
from tests.models.kinds import LETTERS, definition
from tests.views.editors.grids import (
    Hand,
    Surroundings,
    application,
    clean_window,
    no_error_in_an_event,
    parsed,
)

__all__ = ["application", "clean_window", "no_error_in_an_event"]

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier

COLUMNS = (
    factories.column("name", required=True, title=Localised("名称", "Name")),
    factories.column("days", "number", title=Localised("天数", "Days")),
    factories.column("due", "date", title=Localised("到期日", "Due")),
    factories.column("who", "role", title=Localised("责任人", "Owner")),
    factories.column("kind", "choice", title=Localised("类别", "Kind"), choices=LETTERS),
    factories.column("steps", "list", title=Localised("步骤", "Steps")),
)


def table(**more: object) -> FieldDefinition:
    return definition("table", columns=COLUMNS, **more)


def three() -> list[Json]:
    return [
        {"id": "r1", "name": {"zh": "甲", "en": "First"}, "days": "5", "who": "PM"},
        {"id": "r2", "name": {"zh": "乙"}, "due": "2026-11-22", "kind": "a"},
        {"id": "r3", "name": {"en": "Third"}},
    ]


@pytest.fixture
def hand() -> Hand:
    return Hand(table(), three())


def test_what_is_shown_comes_back(hand: Hand) -> None:
    assert hand.editor.raw() == three()
    assert hand.edits == 0
    assert hand.texts("who") == ["项目经理", "", ""]
    assert hand.texts("kind") == ["", "甲", ""]
    # There is only English: it is shown, and the cell is empty as soon as it is written.
    assert hand.texts("name") == ["甲", "乙", "Third"]


def test_typing_replaces_a_cell_and_keeps_the_other_language(hand: Hand) -> None:
    hand.go(0, "name")
    hand.type("x y")
    hand.key(Qt.Key.Key_Return)
    assert hand.rows()[0]["name"] == {"zh": "x y", "en": "First"}
    assert hand.rows()[0]["id"] == "r1"
    assert hand.place == (1, "name")
    hand.go(2, "name")
    hand.type("z")
    hand.key(Qt.Key.Key_Return)
    assert hand.rows()[2]["name"] == {"zh": "z", "en": "Third"}


def test_each_letter_is_there_to_be_saved_before_the_cell_is_left(hand: Hand) -> None:
    hand.go(0, "name")
    hand.type("ab")
    assert hand.rows()[0]["name"] == {"zh": "ab", "en": "First"}
    assert hand.edits == 2


def test_f2_writes_on_and_escape_gives_the_old_text_back(hand: Hand) -> None:
    hand.go(0, "name")
    hand.key(Qt.Key.Key_F2)
    hand.type("bc")
    assert hand.open.text == "甲bc"
    hand.key(Qt.Key.Key_Escape)
    assert hand.editor.raw() == three()
    assert hand.view.hasFocus()
    assert hand.view.open_editor is None


def test_double_click_opens_a_cell(hand: Hand) -> None:
    hand.double_click(1, "name")
    hand.type("!")
    hand.key(Qt.Key.Key_Tab)
    assert hand.rows()[1]["name"] == {"zh": "乙!"}
    assert hand.place == (1, "days")


def test_tab_walks_to_the_next_cell_and_makes_a_row_at_the_end(hand: Hand) -> None:
    hand.go(2, "kind")
    hand.key(Qt.Key.Key_Tab)
    assert hand.place == (2, "steps")
    hand.key(Qt.Key.Key_Tab)
    assert hand.place == (3, "name")
    hand.type("new")
    hand.key(Qt.Key.Key_Backtab, SHIFT)
    assert hand.place == (2, "steps")
    assert hand.rows()[3]["name"] == {"zh": "new"}
    assert hand.rows()[3]["id"] not in ("r1", "r2", "r3")


def test_control_tab_leaves_the_table_from_a_cell_and_from_an_open_one(hand: Hand) -> None:
    hand.go(0, "name")
    hand.key(Qt.Key.Key_Tab, CONTROL)
    assert hand.after.hasFocus()
    hand.go(0, "name")
    hand.type("q")
    hand.key(Qt.Key.Key_Backtab, CONTROL | SHIFT)
    assert hand.before.hasFocus()
    assert hand.rows()[0]["name"] == {"zh": "q", "en": "First"}


def test_entered_left_and_the_row_are_told(hand: Hand) -> None:
    told: list[str] = []
    hand.editor.entered.connect(lambda: told.append("in"))
    hand.editor.left.connect(lambda: told.append("out"))
    hand.editor.part_entered.connect(told.append)
    hand.before.setFocus()
    hand.go(1, "name")
    hand.type("x")
    hand.key(Qt.Key.Key_Return)
    hand.after.setFocus()
    QApplication.processEvents()
    assert [one for one in told if one in ("in", "out")] == ["in", "out"]
    assert [one for one in told if one.startswith("r")][-2:] == ["r2", "r3"]


def test_a_number_is_kept_as_soon_as_it_is_one(hand: Hand) -> None:
    hand.go(0, "days")
    hand.type("-")
    assert hand.rows()[0]["days"] == "5"
    hand.type("1200")
    assert hand.rows()[0]["days"] == "-1200"
    hand.key(Qt.Key.Key_Return)
    assert hand.texts("days")[0] == "−1200"


def test_nonsense_stays_and_is_said(hand: Hand) -> None:
    hand.go(1, "due")
    hand.type("soon")
    assert not hand.editor.cells.checks.found()
    hand.key(Qt.Key.Key_Return)
    assert hand.rows()[1]["due"] == "soon"
    words = hand.editor.frame.findChildren(type(hand.editor.frame._hint_line))
    assert any(
        word.isVisible() and "2" in word.text() and "到期日" in word.text() for word in words
    )
    index = hand.cells.index(1, hand.cells.column_of("due"))
    assert "soon" in str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert parsed(hand.editor.raw(), table())[1] == ["f[2].due"]
    hand.go(1, "due")
    hand.type("20261123")
    hand.key(Qt.Key.Key_Return)
    assert hand.rows()[1]["due"] == "2026-11-23"
    assert not hand.editor.cells.checks.found()


def test_a_role_is_found_by_a_few_letters(hand: Hand) -> None:
    hand.go(2, "who")
    hand.type("rb")
    hand.until(lambda: bool(hand.open.suggestions()))
    assert [one.text for one in hand.open.suggestions()] == ["项目评审委员会"]
    hand.key(Qt.Key.Key_Return)
    assert hand.rows()[2]["who"] == "RB"
    assert hand.texts("who")[2] == "项目评审委员会"


def test_arrows_choose_from_the_list(hand: Hand) -> None:
    hand.go(2, "kind")
    hand.key(Qt.Key.Key_F2)
    hand.until(lambda: bool(hand.open.suggestions()))
    hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Tab)
    assert hand.rows()[2]["kind"] == "b"


def test_a_click_in_the_list_takes_it(hand: Hand) -> None:
    # As in the program: below the list lies something that would take the focus.
    hand.window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    hand.double_click(2, "kind")
    hand.until(lambda: bool(hand.open.suggestions()))
    (offered,) = (one for one in hand.window.findChildren(SuggestionList) if one.isVisible())
    place = offered.rect().center()
    place.setY(offered.height() // 2)
    QTest.mouseClick(offered, Qt.MouseButton.LeftButton, pos=place)
    assert hand.rows()[2]["kind"] == "b"
    assert hand.view.open_editor is None
    assert hand.view.hasFocus()


def test_alt_enter_begins_a_line_in_a_list(hand: Hand) -> None:
    hand.go(0, "steps")
    hand.type("one")
    hand.key(Qt.Key.Key_Return, ALT)
    hand.type("two")
    hand.key(Qt.Key.Key_Return)
    steps = hand.rows()[0]["steps"]
    assert isinstance(steps, list)
    first, second = steps
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    assert (first["text"], second["text"]) == ({"zh": "one"}, {"zh": "two"})
    before = first["id"]
    hand.go(0, "steps")
    hand.key(Qt.Key.Key_F2)
    hand.type("!")
    hand.key(Qt.Key.Key_Return)
    steps = hand.rows()[0]["steps"]
    assert isinstance(steps, list)
    assert steps[0] == {"id": before, "text": {"zh": "one"}}
    assert steps[1] == {"id": second["id"], "text": {"zh": "two!"}}


def test_delete_empties_the_selected_cells(hand: Hand) -> None:
    hand.go(0, "name")
    hand.key(Qt.Key.Key_Right, SHIFT)
    hand.key(Qt.Key.Key_Down, SHIFT)
    hand.key(Qt.Key.Key_Delete)
    assert hand.edits == 1
    assert hand.rows()[0] == {"id": "r1", "name": {"en": "First"}, "who": "PM"}
    assert hand.rows()[1] == {"id": "r2", "due": "2026-11-22", "kind": "a"}


def test_rows_are_added_copied_moved_and_deleted(hand: Hand) -> None:
    hand.go(0, "name")
    hand.key(Qt.Key.Key_D, CONTROL)
    assert hand.texts("name") == ["甲", "甲", "乙", "Third"]
    assert len({str(row["id"]) for row in hand.rows()}) == 4
    assert hand.place == (1, "name")
    hand.key(Qt.Key.Key_Down, ALT)
    assert hand.texts("name") == ["甲", "乙", "甲", "Third"]
    hand.key(Qt.Key.Key_Minus, CONTROL)
    assert hand.editor.raw() == three()
    hand.key(Qt.Key.Key_Up, ALT)
    assert [row["id"] for row in hand.rows()] == ["r1", "r3", "r2"]
    assert hand.edits == 4


def test_several_rows_move_together(hand: Hand) -> None:
    hand.go(1, "name")
    hand.key(Qt.Key.Key_Down, SHIFT)
    hand.key(Qt.Key.Key_Up, ALT)
    assert [row["id"] for row in hand.rows()] == ["r2", "r3", "r1"]
    assert hand.view.chosen_rows() == [0, 1]
    hand.key(Qt.Key.Key_Minus, CONTROL)
    assert [row["id"] for row in hand.rows()] == ["r1"]


def test_a_row_is_dragged_by_its_head(hand: Hand) -> None:
    head = hand.view.row_head.viewport()
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(head, left, pos=hand.grab(0))
    target = hand.grab(2)
    QTest.mouseMove(head, target)
    target.setY(target.y() + 12)
    QTest.mouseMove(head, target)
    QTest.mouseRelease(head, left, pos=target)
    assert [row["id"] for row in hand.rows()] == ["r2", "r3", "r1"]


def test_the_row_menu_adds_above(hand: Hand) -> None:
    menus = hand.editor.frame.menus
    place = menus.rect().center()
    place.setY(hand.view.horizontalHeader().height() + hand.view.rowViewportPosition(1) + 10)
    QTest.mouseClick(menus, Qt.MouseButton.LeftButton, pos=place)
    hand.choose("above")
    assert hand.place == (1, "name")
    hand.type("n")
    hand.key(Qt.Key.Key_Return)
    assert hand.texts("name") == ["甲", "n", "乙", "Third"]


def test_an_empty_table_says_what_to_do() -> None:
    hand = Hand(table())
    assert hand.editor.raw() is None
    assert "名称" in hand.editor.frame.empty.sentence.text()
    wanted: list[bool] = []
    hand.editor.sample_wanted.connect(lambda: wanted.append(True))
    QTest.mouseClick(hand.editor.frame.empty.sample, Qt.MouseButton.LeftButton)
    assert wanted == [True]
    QTest.mouseClick(hand.editor.frame.empty.add, Qt.MouseButton.LeftButton)
    assert hand.place == (0, "name")
    assert hand.editor.raw() is None
    hand.type("a")
    assert hand.rows()[0]["name"] == {"zh": "a"}
    assert not hand.editor.frame.empty.isVisible()


def test_the_first_letter_begins_the_first_row() -> None:
    hand = Hand(table())
    hand.view.setFocus()
    hand.type("ab")
    assert hand.rows()[0]["name"] == {"zh": "ab"}
    other = Hand(table())
    other.view.setFocus()
    QApplication.sendEvent(other.view, QInputMethodEvent("xiang", []))
    done = QInputMethodEvent("", [])
    done.setCommitString("项")
    QApplication.sendEvent(other.view, done)
    assert other.rows()[0]["name"] == {"zh": "项"}


def test_an_input_method_writes_into_the_current_cell(hand: Hand) -> None:
    hand.go(0, "name")
    QApplication.sendEvent(hand.view, QInputMethodEvent("xiang mu", []))
    assert hand.editor.composing
    # The form does not reload in the middle of a word.
    hand.editor.show_value([{"id": "r1", "name": {"zh": "别处"}}])
    assert hand.texts("days")[0] == "5"
    done = QInputMethodEvent("", [])
    done.setCommitString("项目")
    QApplication.sendEvent(hand.view, done)
    assert not hand.editor.composing
    assert hand.rows()[0]["name"] == {"zh": "项目", "en": "First"}


def test_a_value_from_elsewhere_keeps_the_place_and_the_open_cell(hand: Hand) -> None:
    hand.go(1, "days")
    hand.editor.show_value([{"id": "r0", "name": {"zh": "零"}}, *three()])
    assert hand.place == (2, "days")
    hand.type("7")
    hand.editor.show_value([{"id": "r0", "name": {"zh": "〇"}}, *three()])
    # What was typed here is gone elsewhere (undo): the open cell follows.
    assert hand.open.text == ""
    hand.type("8")
    hand.key(Qt.Key.Key_Return)
    assert hand.rows()[2]["days"] == "8"
    assert hand.texts("name")[0] == "〇"


def test_undo_and_redo_are_left_to_the_window(hand: Hand) -> None:
    hand.go(0, "name")
    hand.type("x")
    hand.key(Qt.Key.Key_Z, CONTROL)
    assert hand.open.text == "x"


def test_go_to_selects_the_stretch(hand: Hand) -> None:
    hand.editor.show_value([{"id": "r1", "name": {"zh": "𠮷项目经理"}}])
    hand.editor.go_to("r1/name", 1, 2)
    assert hand.open.textCursor().selectedText() == "项目"
    hand.key(Qt.Key.Key_Escape)
    hand.editor.go_to("r1")
    assert hand.place == (0, "name")


def test_go_to_counts_a_reference_as_one_character_and_finds_items() -> None:
    inline: Json = ["见", {"ref": "article:risk"}, "的规定"]
    steps: Json = [{"id": "s1", "text": {"zh": "一"}}, {"id": "s2", "text": {"zh": inline}}]
    hand = Hand(table(), [{"id": "r1", "name": {"zh": inline}, "steps": steps}])
    for part in ("r1/name", "r1/steps/s2"):
        hand.editor.go_to(part, 3, 2)
        assert hand.open.textCursor().selectedText() == "规定"


def test_styled_text_keeps_its_look_where_it_was_not_touched() -> None:
    inline: Json = ["见", {"ref": "article:risk"}, "的", {"text": "规定", "bold": True}]
    hand = Hand(table(), [{"id": "r1", "name": {"zh": inline}}])
    assert hand.texts("name") == ["见第十二条的规定"]
    hand.go(0, "name")
    hand.key(Qt.Key.Key_F2)
    hand.type("x")
    hand.key(Qt.Key.Key_Return)
    assert hand.rows()[0]["name"] == {
        "zh": ["见", {"ref": "article:risk"}, "的", {"text": "规定x", "bold": True}]
    }


def test_widths_are_kept(hand: Hand) -> None:
    hand.view.horizontalHeader().resizeSection(0, 222)
    kept = hand.around.kept["f"]
    assert kept[0] == 222
    assert len(kept) == len(COLUMNS)
    again = Hand(table(), three(), hand.around)
    assert again.view.columnWidth(0) == 222


def test_marks_of_the_form_are_shown(hand: Hand) -> None:
    index = hand.cells.index(1, 0)
    for part in ("r2/name", "[2].name"):
        hand.editor.mark_problem(frozenset())
        hand.editor.mark_problem(frozenset({part}))
        assert index.data(Qt.ItemDataRole.ToolTipRole)
    hand.editor.mark_problem(frozenset())
    assert not index.data(Qt.ItemDataRole.ToolTipRole)


def test_cells_and_heads_have_names(hand: Hand) -> None:
    index = hand.cells.index(1, hand.cells.column_of("due"))
    said = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert "2" in said
    assert "到期日" in said
    assert "2026-11-22" in said
    required = hand.cells.headerData(
        0, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole
    )
    assert "required" in str(required)
    assert hand.view.accessibleName() == "字段"


def test_control_a_and_copy_take_the_whole_table(hand: Hand) -> None:
    hand.go(0, "name")
    hand.key(Qt.Key.Key_A, CONTROL)
    hand.key(Qt.Key.Key_C, CONTROL)
    lines = QGuiApplication.clipboard().text().split("\r\n")
    assert lines[0] == "甲\t5\t\t项目经理\t\t"
    assert lines[1] == "乙\t\t2026-11-22\t\t甲\t"
    assert hand.edits == 0


def test_in_english_the_english_part_is_written() -> None:
    around = Surroundings(language="en")
    hand = Hand(table(), three(), around)
    hand.go(1, "name")
    hand.type("Second")
    hand.key(Qt.Key.Key_Return)
    assert hand.rows()[1]["name"] == {"zh": "乙", "en": "Second"}


def test_read_only_takes_nothing(hand: Hand) -> None:
    hand.go(0, "name")
    hand.editor.setEnabled(False)
    hand.view.command_wanted.emit("remove")
    assert hand.editor.raw() == three()
