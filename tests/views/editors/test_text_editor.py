"""Rich text: parts keep their ids through everything that a person does to them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.models.definitions import Json
from desktop.views.editors.prose.margin import reference_at
from desktop.views.editors.prose.numbering import printed_numbers
from desktop.views.theme import Theme
from tests.views.editors.texts import Stage, a_policy, compose, no_error_in_an_event
from tests.views.screen import application, clean_window, until

__all__ = ["application", "clean_window", "no_error_in_an_event"]

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
THREE: Json = [
    {"id": "a", "zh": "第一段", "en": "First"},
    {"id": "b", "item": {"zh": "第一项", "en": "Item"}},
    {"id": "c", "subitem": {"zh": "第一目"}},
]


def stage(value: Json = None, **more: object) -> Stage:
    made = Stage("rich", value, **more)  # type: ignore[arg-type]
    made.focus()
    return made


def test_what_is_shown_comes_back() -> None:
    one = stage(THREE)
    assert one.now() == one.canonical
    assert one.edits == 0


def test_enter_splits_a_part_and_each_half_is_a_part() -> None:
    one = stage(THREE)
    one.put_cursor(1, 2)
    one.press(Qt.Key.Key_Return)
    assert one.texts() == ["第一段", "第一", "项", "第一目"]
    assert one.ids()[:2] == ["a", "b"]
    assert one.ids()[3] == "c"
    assert one.levels() == [0, 1, 1, 2]
    assert one.now()[1]["text"] == {"zh": "第一", "en": "Item"}  # type: ignore[index,call-overload]


def test_enter_before_the_first_letter_leaves_the_text_its_id() -> None:
    one = stage(THREE)
    one.put_cursor(0, 0)
    one.press(Qt.Key.Key_Return)
    one.press(Qt.Key.Key_Up)
    one.type("x")
    assert one.texts()[:2] == ["x", "第一段"]
    assert one.ids()[1] == "a"
    assert one.ids()[0] != "a"


def test_enter_in_an_empty_item_ends_the_list() -> None:
    one = stage(THREE)
    one.put_cursor(2, 3)
    one.press(Qt.Key.Key_Return)
    assert one.levels() == [0, 1, 2, 2]
    one.press(Qt.Key.Key_Return)
    one.press(Qt.Key.Key_Return)
    assert one.levels() == [0, 1, 2, 0]


def test_joined_parts_keep_the_words_of_the_other_language() -> None:
    one = stage([{"id": "a", "zh": "甲", "en": "One"}, {"id": "b", "zh": "乙", "en": "Two"}])
    one.put_cursor(1, 0)
    one.press(Qt.Key.Key_Backspace)
    assert one.now() == [{"id": "a", "level": 0, "text": {"zh": "甲乙", "en": "One Two"}}]
    assert one.edit.textCursor().position() == 1


def test_delete_at_the_end_joins_the_next_part() -> None:
    one = stage(THREE)
    one.put_cursor(0, 3)
    one.press(Qt.Key.Key_Delete)
    assert one.texts() == ["第一段第一项", "第一目"]
    assert one.ids() == ["a", "c"]


def test_a_selection_over_parts_is_replaced_by_what_is_typed() -> None:
    one = stage(THREE)
    one.put_cursor(0, 1, to=(2, 1))
    one.type("x")
    assert one.texts() == ["第x一目"]
    assert one.ids() == ["a"]


def test_a_part_that_was_selected_whole_goes_with_its_id() -> None:
    one = stage(THREE)
    one.put_cursor(0, 0, to=(1, 0))
    one.press(Qt.Key.Key_Delete)
    assert one.ids() == ["b", "c"]
    assert one.levels() == [1, 2]


def test_tab_changes_the_level_of_an_item_and_leaves_everywhere_else() -> None:
    one = stage(THREE)
    one.put_cursor(1, 0)
    one.press(Qt.Key.Key_Tab)
    assert one.levels() == [0, 2, 2]
    one.press(Qt.Key.Key_Backtab, SHIFT)
    one.press(Qt.Key.Key_Backtab, SHIFT)
    assert one.levels() == [0, 0, 2]
    one.put_cursor(1, 2)
    one.press(Qt.Key.Key_Tab)
    assert one.after.hasFocus()
    assert one.ids() == ["a", "b", "c"]


def test_who_passes_through_with_tab_changes_nothing() -> None:
    one = stage(THREE)
    one.put_cursor(1, 0)
    one.before.setFocus()
    one.press(Qt.Key.Key_Tab)
    assert one.edit.hasFocus()
    one.press(Qt.Key.Key_Tab)
    assert one.after.hasFocus()
    assert one.levels() == [0, 1, 2]


def test_control_tab_always_leaves() -> None:
    one = stage(THREE)
    one.put_cursor(1, 0)
    one.press(Qt.Key.Key_Tab, CONTROL)
    assert one.after.hasFocus()
    one.put_cursor(1, 0)
    one.press(Qt.Key.Key_Backtab, CONTROL | SHIFT)
    assert one.before.hasFocus()


def test_backspace_before_an_item_takes_its_number_first() -> None:
    one = stage(THREE)
    one.put_cursor(1, 0)
    one.press(Qt.Key.Key_Backspace)
    assert one.levels() == [0, 0, 2]
    assert one.ids() == ["a", "b", "c"]


def test_parts_move_with_their_ids() -> None:
    one = stage(THREE)
    one.put_cursor(2, 1)
    one.press(Qt.Key.Key_Up, CONTROL | SHIFT)
    one.press(Qt.Key.Key_Up, CONTROL | SHIFT)
    assert one.ids() == ["c", "a", "b"]
    assert one.edit.textCursor().blockNumber() == 0
    one.press(Qt.Key.Key_Down, CONTROL | SHIFT)
    assert one.ids() == ["a", "c", "b"]


def test_bold_and_italic_by_keys_and_by_buttons() -> None:
    one = stage([{"id": "a", "zh": "重点内容"}])
    one.put_cursor(0, 0, to=(0, 2))
    one.press(Qt.Key.Key_B, CONTROL)
    bar = one.editor.toolbar  # type: ignore[attr-defined]
    assert bar.bold.isChecked()
    QTest.mouseClick(bar.italic, Qt.MouseButton.LeftButton)
    assert one.now() == [
        {
            "id": "a",
            "level": 0,
            "text": {"zh": [{"text": "重点", "bold": True, "italic": True}, "内容"]},
        }
    ]
    assert one.edit.hasFocus()
    one.press(Qt.Key.Key_B, CONTROL)
    one.press(Qt.Key.Key_I, CONTROL)
    assert one.now() == [{"id": "a", "level": 0, "text": {"zh": "重点内容"}}]


def test_the_toolbar_shows_and_changes_the_level() -> None:
    one = stage(THREE)
    bar = one.editor.toolbar  # type: ignore[attr-defined]
    one.put_cursor(2, 0)
    assert "1．" in bar.level.text()
    assert not bar.deeper.isEnabled()
    QTest.mouseClick(bar.higher, Qt.MouseButton.LeftButton)
    assert one.levels() == [0, 1, 1]
    assert "（一）" in bar.level.text()


def test_the_height_follows_what_is_written() -> None:
    one = stage()
    low = one.editor.sizeHint().height()
    one.type("a")
    one.press(Qt.Key.Key_Return)
    one.type("b")
    assert one.edit.height() > 40
    assert one.editor.sizeHint().height() > low
    assert one.edit.verticalScrollBar().maximum() == 0


def test_while_an_input_method_composes_nothing_is_saved_or_reloaded() -> None:
    one = stage([{"id": "a", "zh": "制度"}])
    one.put_cursor(0, 2)
    compose(one.edit, "guan li")
    assert one.editor.composing
    assert one.edits == 0
    assert one.now() == one.canonical
    one.editor.show_value(one.parse([{"id": "a", "zh": "新制度"}]))
    assert one.texts() == ["制度"]
    compose(one.edit, "", "管理")
    assert not one.editor.composing
    assert one.texts() == ["新制度管理"]
    assert one.edits > 0


def test_composing_over_a_selection_of_parts_leaves_the_right_part() -> None:
    one = stage(THREE)
    one.put_cursor(0, 0, to=(1, 1))
    compose(one.edit, "x")
    compose(one.edit, "", "新")
    assert one.texts() == ["新一项", "第一目"]
    assert one.ids() == ["b", "c"]


def test_a_value_from_elsewhere_leaves_the_cursor_where_it_was() -> None:
    one = stage([{"id": "a", "zh": "甲乙丙"}, {"id": "b", "zh": "丁"}])
    one.put_cursor(1, 1)
    one.editor.show_value(
        one.parse([{"id": "n", "zh": "新"}, {"id": "a", "zh": "甲丙"}, {"id": "b", "zh": "丁"}])
    )
    assert one.edit.textCursor().blockNumber() == 2
    assert one.edit.textCursor().positionInBlock() == 1
    assert one.edits == 0


def test_a_space_that_is_being_typed_is_not_taken_away() -> None:
    one = stage([{"id": "a", "zh": "word"}])
    one.put_cursor(0, 4)
    one.type(" ")
    one.editor.show_value(one.now())
    assert one.texts() == ["word "]


def test_astral_characters_keep_their_places() -> None:
    one = stage([{"id": "a", "zh": ["𠮷𠮷", {"ref": "article:risk"}, "野家"]}])
    assert one.now() == one.canonical
    one.editor.go_to("a", 2, 2)
    assert one.edit.textCursor().selectedText() == "\ufffc野"
    one.put_cursor(0, 4)
    one.type("x")
    assert one.texts() == ["𠮷𠮷x[article:risk]野家"]


@pytest.mark.parametrize("sign", ["@", "见", "见《"])
def test_a_reference_is_put_in_while_typing(sign: str) -> None:
    one = stage()
    one.type(f"按{sign}风险")
    listed = one.edit.citing.list_shown()
    assert listed is not None
    assert listed.options()[0].key == "article:risk"
    one.press(Qt.Key.Key_Return)
    kept = "按" if sign == "@" else "按见"
    assert one.texts() == [f"{kept}[article:risk]"]
    assert one.edit.citing.list_shown() is None
    one.type("执行")
    assert one.texts() == [f"{kept}[article:risk]执行"]


def test_see_begins_a_reference_in_english() -> None:
    one = stage(language="en")
    one.type("see ris")
    one.press(Qt.Key.Key_Tab)
    assert one.texts() == ["see [article:risk]"]


def test_a_number_finds_the_article() -> None:
    one = stage()
    one.type("@2")
    one.press(Qt.Key.Key_Return)
    assert one.texts() == ["[article:risk]"]


@pytest.mark.parametrize("word", ["意见", "可见", "a@b"])
def test_words_that_only_look_like_it_open_no_list(word: str) -> None:
    one = stage()
    one.type(word)
    assert one.edit.citing.list_shown() is None


def test_escape_leaves_the_text_as_typed() -> None:
    one = stage()
    one.type("@ris")
    one.press(Qt.Key.Key_Escape)
    one.press(Qt.Key.Key_Return)
    one.type("b")
    assert one.texts() == ["@ris", "b"]


def test_arrows_choose_another_place() -> None:
    one = stage()
    one.type("@")
    listed = one.edit.citing.list_shown()
    assert listed is not None
    wanted = listed.options()[2].key
    one.press(Qt.Key.Key_Down)
    one.press(Qt.Key.Key_Down)
    one.press(Qt.Key.Key_Return)
    assert one.texts() == [f"[{wanted}]"]


def test_words_that_fit_nothing_close_the_list() -> None:
    one = stage()
    one.type("@zzz")
    assert one.edit.citing.list_shown() is None
    one.press(Qt.Key.Key_Return)
    assert len(one.texts()) == 2


def test_backspace_deletes_a_reference_as_a_whole() -> None:
    one = stage([{"id": "a", "zh": ["见", {"ref": "article:risk"}]}])
    one.put_cursor(0, 2)
    one.press(Qt.Key.Key_Backspace)
    assert one.texts() == ["见"]


def test_a_broken_reference_says_so_and_a_click_mends_it() -> None:
    one = stage([{"id": "a", "zh": ["按照", {"ref": "article:gone"}, "办理"]}])
    words, known = one.edit.reads("article:gone")
    assert not known
    assert words
    one.put_cursor(0, 2)
    place = one.edit.cursorRect().center() + QPoint(20, 0)
    assert reference_at(one.edit, place) is not None
    QTest.mouseClick(one.edit.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert one.edit.citing.list_shown() is not None
    one.type("风险")
    one.press(Qt.Key.Key_Return)
    assert one.texts() == ["按照[article:risk]办理"]


def test_references_read_anew_when_numbers_change() -> None:
    one = stage([{"id": "a", "zh": [{"ref": "article:risk"}]}])
    one.window.grab()
    assert one.edit.reads("article:risk")[0] == "第二条"
    one.mentions["article:risk"] = "第二百二十二条第三款"
    before = one.edit.cursorRect().x()
    one.put_cursor(0, 1)
    narrow = one.edit.cursorRect().x() - before
    one.editor.refresh_references()  # type: ignore[attr-defined]
    assert one.edit.reads("article:risk")[0] == "第二百二十二条第三款"
    assert one.edit.cursorRect().x() - before > narrow
    assert one.edits == 0


def test_another_zoom_is_no_edit() -> None:
    one = stage(THREE)
    low = one.edit.height()
    Theme.current().set_zoom(1.5)
    until(lambda: one.edit.height() > low)
    assert one.edits == 0
    assert one.now() == one.canonical


def test_undo_keys_are_left_to_the_window() -> None:
    from PySide6.QtGui import QKeySequence, QShortcut

    one = stage([{"id": "a", "zh": "甲"}])
    undone: list[int] = []
    shortcut = QShortcut(QKeySequence("Ctrl+Z"), one.window)
    shortcut.activated.connect(lambda: undone.append(1))
    one.type("x")
    QTest.keyClick(one.window.windowHandle(), Qt.Key.Key_Z, CONTROL)
    QApplication.processEvents()
    assert undone == [1]
    assert one.texts() == ["甲x"]


def test_the_part_under_the_cursor_is_told() -> None:
    one = stage(THREE)
    told: list[str] = []
    one.editor.part_entered.connect(told.append)
    one.put_cursor(1, 0)
    one.press(Qt.Key.Key_Down)
    assert told == ["b", "c"]


def test_an_empty_part_with_a_translation_stays() -> None:
    one = stage([{"id": "a", "zh": "甲", "en": "One"}])
    one.put_cursor(0, 1)
    one.press(Qt.Key.Key_Backspace)
    assert one.now() == [{"id": "a", "level": 0, "text": {"en": "One"}}]


def test_numbers_are_those_of_print() -> None:
    levels = (0, 1, 2, 2, 1, 0, 1)
    assert printed_numbers(levels, "article", "zh") == [
        "",
        "（一）",
        "1．",
        "2．",
        "（二）",
        "",
        "（一）",
    ]
    assert printed_numbers(levels, "article", "en") == ["", "(1)", "a)", "b)", "(2)", "", "(1)"]
    assert printed_numbers(levels, "decimal", "zh") == ["", "a）", "1）", "2）", "b）", "", "a）"]


def test_a_disabled_editor_shows_and_takes_nothing() -> None:
    one = stage(THREE)
    one.editor.setEnabled(False)
    QTest.keyClicks(one.edit, "x")
    assert one.now() == one.canonical


def test_every_button_has_a_name_and_says_its_keys() -> None:
    bar = stage(policy=a_policy(numbering="decimal")).editor.toolbar  # type: ignore[attr-defined]
    for button in (bar.level, bar.bold, bar.italic, bar.higher, bar.deeper, bar.cite):
        assert button.accessibleName()
        assert button.toolTip()
    assert "Ctrl+B" in bar.bold.toolTip()
