"""Lists: an item a line, by mouse and by keyboard."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.models.definitions import Json
from desktop.views.editors.list_editor import ItemsEdit
from desktop.views.editors.prose.margin import box_of
from tests.views.editors.texts import Stage, drag, no_error_in_an_event
from tests.views.screen import application, clean_window

__all__ = ["application", "clean_window", "no_error_in_an_event"]

ALT = Qt.KeyboardModifier.AltModifier
THREE: Json = [
    {"id": "a", "zh": "甲", "en": "One"},
    {"id": "b", "zh": "乙"},
    {"id": "c", "zh": "丙"},
]


def stage(value: Json = None) -> Stage:
    made = Stage("list", value)
    made.focus()
    return made


def items(one: Stage) -> ItemsEdit:
    assert isinstance(one.edit, ItemsEdit)
    return one.edit


def height_of(one: Stage, item: int) -> int:
    block = one.edit.document().findBlockByNumber(item)
    return int(box_of(one.edit, block).center().y())


def test_what_is_shown_comes_back() -> None:
    one = stage(THREE)
    assert one.now() == one.canonical
    assert one.edits == 0


def test_enter_begins_the_next_item_and_backspace_joins() -> None:
    one = stage()
    one.type("甲")
    one.press(Qt.Key.Key_Return)
    one.type("乙")
    assert one.texts() == ["甲", "乙"]
    one.press(Qt.Key.Key_Home)
    one.press(Qt.Key.Key_Backspace)
    assert one.texts() == ["甲乙"]


def test_enter_in_an_empty_item_makes_no_second_one() -> None:
    one = stage(THREE)
    one.put_cursor(2, 1)
    one.press(Qt.Key.Key_Return)
    one.press(Qt.Key.Key_Return)
    assert len(one.texts()) == 4
    assert len(one.now()) == 3  # type: ignore[arg-type]


def test_alt_and_arrows_move_an_item() -> None:
    one = stage(THREE)
    one.put_cursor(0, 0)
    one.press(Qt.Key.Key_Down, ALT)
    assert one.ids() == ["b", "a", "c"]
    one.press(Qt.Key.Key_Up, ALT)
    one.press(Qt.Key.Key_Up, ALT)
    assert one.ids() == ["a", "b", "c"]
    assert one.now() == one.canonical


def test_the_grip_drags_an_item_to_another_place() -> None:
    one = stage(THREE)
    drag(one.edit.viewport(), QPoint(6, height_of(one, 0)), QPoint(6, height_of(one, 2) + 6))
    assert one.ids() == ["b", "c", "a"]
    assert one.edits > 0


def test_the_cross_removes_the_item_under_the_mouse() -> None:
    one = stage(THREE)
    edit = items(one)
    QTest.mouseMove(edit.viewport(), QPoint(80, height_of(one, 1)))
    assert edit.cross.isVisible()
    assert edit.cross.accessibleName()
    QTest.mouseClick(edit.cross, Qt.MouseButton.LeftButton)
    assert one.ids() == ["a", "c"]


def test_the_last_item_leaves_an_empty_line() -> None:
    one = stage([{"id": "a", "zh": "甲"}])
    items(one).remove_item(0)
    assert one.now() is None
    one.type("新")
    assert one.texts() == ["新"]
    assert one.ids() != ["a"]


def test_add_an_item_begins_a_new_one() -> None:
    one = stage(THREE)
    QTest.mouseClick(one.editor.add, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    one.type("x")
    assert one.texts() == ["甲", "乙", "丙", "x"]


def test_tab_leaves_to_the_button_and_on() -> None:
    one = stage(THREE)
    one.put_cursor(1, 0)
    one.press(Qt.Key.Key_Tab)
    assert one.editor.add.hasFocus()  # type: ignore[attr-defined]
    one.press(Qt.Key.Key_Tab)
    assert one.after.hasFocus()


def test_references_can_be_put_into_items() -> None:
    one = stage()
    one.type("@ris")
    one.press(Qt.Key.Key_Return)
    assert one.texts() == ["[article:risk]"]


def test_a_fault_is_shown_beside_its_item() -> None:
    one = stage(THREE)
    before = one.edit.grab().toImage()
    one.editor.mark_problem(frozenset({"b"}))
    assert one.edit.grab().toImage() != before
    one.editor.mark_problem(frozenset())
    assert one.edit.grab().toImage() == before
