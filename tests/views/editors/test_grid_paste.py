"""Copying and pasting between a table and a spreadsheet."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.models.definitions import FieldDefinition, Json
from desktop.models.wording import Localised
from tests import factories
from tests.models.kinds import LETTERS, definition
from tests.views.editors.grids import (
    Hand,
    application,
    clean_window,
    no_error_in_an_event,
    on_clipboard,
    parsed,
)

__all__ = ["application", "clean_window", "no_error_in_an_event"]

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
COLUMNS = (
    factories.column("name", required=True, title=Localised("名称", "Name")),
    factories.column("note", title=Localised("说明", "Note")),
    factories.column("days", "number", title=Localised("天数", "Days")),
    factories.column("cost", "money", title=Localised("金额", "Cost")),
    factories.column("due", "date", title=Localised("到期日", "Due")),
    factories.column("who", "role", title=Localised("责任人", "Owner")),
    factories.column("kind", "choice", title=Localised("类别", "Kind"), choices=LETTERS),
    factories.column("steps", "list", title=Localised("步骤", "Steps")),
)


def table() -> FieldDefinition:
    return definition("table", columns=COLUMNS)


def paste(hand: Hand) -> None:
    hand.key(Qt.Key.Key_V, CONTROL)


def test_a_block_fills_to_the_right_and_down_and_adds_rows() -> None:
    hand = Hand(table(), [{"id": "r1", "name": {"zh": "甲", "en": "First"}, "who": "PM"}])
    hand.go(0, "name")
    on_clipboard("子\t丑\r\n寅\t卯\r\n")
    edits = hand.edits
    paste(hand)
    assert hand.edits == edits + 1
    assert hand.rows()[0] == {
        "id": "r1",
        "name": {"zh": "子", "en": "First"},
        "note": {"zh": "丑"},
        "who": "PM",
    }
    assert hand.texts("note") == ["丑", "卯"]
    assert hand.view.chosen_cells() == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_every_kind_of_cell_is_read_as_a_sheet_writes_it() -> None:
    hand = Hand(table())
    hand.view.setFocus()
    on_clipboard(
        '甲\t"一行\n二行"\t1,234.50\t￥20,000\t2026/3/1\t项目经理\t甲\t"先\n后"\r\n'
        "乙\t\t１２\t2万元\t2026年3月2日\tpmo\tb\t\r\n"
    )
    paste(hand)
    value, wrong = parsed(hand.editor.raw(), table())
    assert wrong == []
    assert isinstance(value, list)
    first, second = value
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    steps = first.pop("steps")
    assert isinstance(steps, list)
    assert [item["text"] for item in steps if isinstance(item, dict)] == [
        {"zh": "先"},
        {"zh": "后"},
    ]
    del first["id"], second["id"]
    assert first == {
        "name": {"zh": "甲"},
        "note": {"zh": "一行 二行"},
        "days": "1234.5",
        "cost": {"amount": "20000", "currency": "CNY"},
        "due": "2026-03-01",
        "who": "PM",
        "kind": "a",
    }
    assert second == {
        "name": {"zh": "乙"},
        "days": "12",
        "cost": {"amount": "20000", "currency": "CNY"},
        "due": "2026-03-02",
        "who": "PMO",
        "kind": "b",
    }


def test_a_row_of_titles_is_not_content_and_says_which_column_is_which() -> None:
    hand = Hand(table())
    hand.view.setFocus()
    on_clipboard("到期日\tName\r\n2026-03-01\t甲\r\n")
    paste(hand)
    assert hand.texts("name") == ["甲"]
    assert hand.texts("due") == ["2026-03-01"]


def test_what_a_column_cannot_take_stays_and_is_said() -> None:
    hand = Hand(table())
    hand.view.setFocus()
    on_clipboard("甲\t\t多\t很多钱\t下周\t张三\t丁\r\n")
    paste(hand)
    hand.settle()
    row = hand.rows()[0]
    assert [row[one] for one in ("days", "cost", "due", "who", "kind")] == [
        "多",
        "很多钱",
        "下周",
        "张三",
        "丁",
    ]
    (found,) = hand.cells.checks.found().values()
    assert set(found) == {"days", "cost", "due", "who", "kind"}
    assert len(parsed(hand.editor.raw(), table())[1]) == 5


def test_one_text_fills_the_selection() -> None:
    hand = Hand(table(), [{"id": f"r{n}", "name": {"zh": str(n)}} for n in range(3)])
    hand.go(0, "who")
    hand.key(Qt.Key.Key_Down, SHIFT)
    on_clipboard("项目经理\r\n")
    paste(hand)
    assert hand.texts("who") == ["项目经理", "项目经理", ""]


def test_columns_without_a_place_are_said_not_lost_in_silence() -> None:
    hand = Hand(table(), [{"id": "r1", "name": {"zh": "甲"}}])
    hand.go(0, "kind")
    on_clipboard("甲\t步骤一\t多余\t多余\r\n乙\t步骤二\t多余\t多余\r\n")
    paste(hand)
    assert hand.texts("kind") == ["甲", "乙"]
    assert "2" in hand.editor.frame._notice


def test_the_table_of_a_text_processor_is_taken_where_its_text_is_broken() -> None:
    hand = Hand(table())
    hand.view.setFocus()
    html = "<table><tr><td><p>甲</p></td><td><p>一</p><p>二</p></td></tr></table>"
    on_clipboard("甲\t一\n二\n", html)
    paste(hand)
    assert hand.texts("name") == ["甲"]
    assert hand.texts("note") == ["一 二"]


def test_cut_and_paste_moves_cells() -> None:
    hand = Hand(table(), [{"id": "r1", "name": {"zh": "甲"}, "due": "2026-03-01", "kind": "a"}])
    hand.go(0, "due")
    hand.key(Qt.Key.Key_X, CONTROL)
    assert hand.texts("due") == [""]
    assert "<td>2026-03-01</td>" in QGuiApplication.clipboard().mimeData().html()
    hand.go(0, "note")
    paste(hand)
    assert hand.texts("note") == ["2026-03-01"]


def test_five_hundred_rows_from_a_sheet_in_one_step_without_a_stall() -> None:
    line = '事项{n}\t"说明，第一行\n第二行"\t{n}\t{n},000\t2026/3/1\t项目经理\t甲\t"先\n后"'
    text = "\r\n".join(line.format(n=number) for number in range(100, 600)) + "\r\n"
    hand = Hand(table())
    hand.view.setFocus()
    on_clipboard(text)
    paste(hand)
    hand.settle()
    assert hand.edits == 1
    assert len(hand.rows()) == 500
    assert not hand.cells.checks.found()
    value, wrong = parsed(hand.editor.raw(), table())
    assert wrong == []
    assert isinstance(value, list)
    assert len(value) == 500
    hand.key(Qt.Key.Key_A, CONTROL)
    hand.key(Qt.Key.Key_C, CONTROL)
    again = Hand(table())
    again.view.setFocus()
    paste(again)
    assert without_ids(again.editor.raw()) == without_ids(hand.editor.raw())


def without_ids(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: without_ids(one) for key, one in value.items() if key != "id"}
    return [without_ids(one) for one in value] if isinstance(value, list) else value
