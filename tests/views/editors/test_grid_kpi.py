"""Indicators: key columns first, all fields of a row in a form, limits in words."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from desktop.models.definitions import Json
from desktop.views.editors.grid import GridEditor
from desktop.views.editors.grid_row_form import RowForm
from desktop.views.widgets.month import Month
from tests.models.kinds import COLOURS, column, definition
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
KPI = definition("kpi")


def indicator(code: str = "KPI-01", **more: Json) -> dict[str, Json]:
    return {
        "id": code.lower(),
        "code": {"zh": code},
        "name": {"zh": "按期率"},
        "unit": {"zh": "%"},
        "direction": "higher",
        "green_from": "95",
        "amber_from": "90",
        **more,
    }


@pytest.fixture
def hand() -> Hand:
    return Hand(KPI, [indicator(), indicator("KPI-02")])


def editor_of(hand: Hand) -> GridEditor:
    assert isinstance(hand.editor, GridEditor)
    return hand.editor


def form_of(hand: Hand) -> RowForm:
    form = editor_of(hand).form
    assert form is not None
    return form


def field(hand: Hand, column_id: str) -> QLineEdit | QPlainTextEdit | QTextEdit:
    """The letters of a field in the form."""
    editor = form_of(hand)._fields[column_id].editor
    for kind in (QLineEdit, QPlainTextEdit, QTextEdit):
        for child in editor.findChildren(kind):
            if child.isVisible():
                return child
    raise AssertionError(column_id)


def test_key_columns_first_and_all_on_demand(hand: Hand) -> None:
    seen = [hand.cells.columns[place].id for place in hand.view.visible_columns()]
    assert seen == ["code", "name", "formula", "target", "limits", "frequency", "owner"]
    editor_of(hand).show_all(True)
    assert len(hand.view.visible_columns()) == 20
    hand.editor.go_to("kpi-02/green_from")
    assert hand.place == (1, "green_from")


def test_limits_are_said_in_words_while_they_are_typed(hand: Hand) -> None:
    assert hand.texts("limits")[0] == "Green ≥95%\nAmber 90%～<95%\nRed <90%"
    hand.go(0, "code")
    hint = hand.editor.frame._hint_line
    assert hint.text() == "Green ≥95%，Amber 90%～<95%，Red <90%"
    hand.editor.go_to("kpi-01/green_from")
    hand.key(Qt.Key.Key_Delete)
    hand.type("97")
    assert hint.text() == "Green ≥97%，Amber 90%～<97%，Red <90%"


def test_crossed_limits_are_named_by_their_titles(hand: Hand) -> None:
    hand.editor.go_to("kpi-01/green_from")
    hand.type("80")
    hand.key(Qt.Key.Key_Return)
    (sentence,) = hand.cells.checks.found()["kpi-01"].values()
    assert "关注下限" in sentence
    assert "amber_from" not in sentence
    assert hand.rows()[0]["green_from"] == "80"


def test_all_fields_of_a_row_in_a_form(hand: Hand) -> None:
    head = hand.view.row_head.viewport()
    QTest.mouseClick(head, Qt.MouseButton.LeftButton, pos=hand.grab(1))
    QTest.mouseDClick(head, Qt.MouseButton.LeftButton, pos=hand.grab(1))
    assert form_of(hand).row_id == "kpi-02"
    letters = field(hand, "amber_from")
    letters.setFocus()
    letters.selectAll()
    QTest.keyClicks(letters, "85")
    assert hand.rows()[1]["amber_from"] == "85"
    assert hand.edits >= 1
    hand.after.setFocus()
    QApplication.processEvents()
    assert parsed(hand.editor.raw(), KPI)[1] == []


def test_the_form_follows_the_table_and_closes(hand: Hand) -> None:
    hand.go(0, "code")
    hand.key(Qt.Key.Key_F2, SHIFT)
    assert form_of(hand).row_id == "kpi-01"
    hand.key(Qt.Key.Key_PageDown, CONTROL)
    assert form_of(hand).row_id == "kpi-02"
    hand.go(0, "name")
    assert form_of(hand).row_id == "kpi-01"
    assert hand.view.hasFocus()
    hand.editor.show_value([indicator(name={"zh": "新名"})])
    assert "新名" in str(
        field(hand, "name").property("plainText") or field(hand, "name").property("text")
    )
    hand.editor.show_value([])
    assert editor_of(hand).form is None


def test_the_form_says_what_is_wrong_on_leaving_a_field(hand: Hand) -> None:
    hand.go(0, "code")
    hand.key(Qt.Key.Key_F2, SHIFT)
    letters = field(hand, "baseline")
    letters.setFocus()
    QTest.keyClicks(letters, "viel")
    assert "baseline" not in hand.rows()[0]
    field(hand, "code").setFocus()
    QApplication.processEvents()
    assert hand.rows()[0]["baseline"] == "viel"
    assert "viel" in form_of(hand)._fields["baseline"]._wrong.text()


def test_a_sheet_with_all_columns_finds_their_places() -> None:
    hand = Hand(KPI)
    hand.view.setFocus()
    on_clipboard("编号\t指标\t方向\t达标下限\t关注下限\t责任\r\nK1\t甲\t越高越好\t95%\t90\tPM\r\n")
    hand.key(Qt.Key.Key_V, CONTROL)
    hand.settle()
    row = hand.rows()[0]
    assert row["code"] == {"zh": "K1"}
    assert row["direction"] == "higher"
    assert (row["amber_from"], row["owner"]) == ("90", "PM")
    assert hand.view.visible_columns() == [
        place for place, one in enumerate(hand.cells.columns) if one.id != "limits"
    ]


def test_space_turns_yes_into_no_into_nothing() -> None:
    spec = definition(
        "table", columns=(column("y", "bool"), column("c", "choice", choices=COLOURS))
    )
    hand = Hand(spec, [{"id": "r1", "c": "green"}])
    hand.go(0, "y")
    seen = []
    for _ in range(3):
        hand.key(Qt.Key.Key_Space)
        seen.append(hand.rows()[0].get("y"))
    assert seen == [True, False, None]
    hand.go(0, "c")
    hand.key(Qt.Key.Key_Space)
    hand.until(lambda: bool(hand.open.suggestions()))
    assert [one.text for one in hand.open.suggestions()] == ["绿", "黄", "红"]


def test_the_calendar_fills_a_date() -> None:
    spec = definition("table", columns=(column("d", "date"),))
    hand = Hand(spec, [{"id": "r1", "d": "2026-11-22"}])
    hand.go(0, "d")
    hand.key(Qt.Key.Key_Space)
    hand.key(Qt.Key.Key_F4)
    days = hand.window.findChild(Month)  # the one of every other date
    assert days is not None
    assert days.isVisible()
    assert hand.editor._inside
    hand.key(Qt.Key.Key_Right)
    hand.key(Qt.Key.Key_Return)
    assert hand.rows()[0]["d"] == "2026-11-23"
    hand.key(Qt.Key.Key_Return)
    assert hand.view.hasFocus()


def test_the_form_of_a_row_comes_into_sight_and_the_row_again_after_it(
    application: QApplication,
) -> None:
    """Below a table of twelve high rows nobody would see it."""
    hand = Hand(
        KPI, [indicator(code=f"kpi-{row:02}", name={"zh": "名称" * 30}) for row in range(12)]
    )
    area = QScrollArea()
    area.setWidget(hand.window)
    area.setWidgetResizable(True)
    area.resize(900, 320)
    area.show()
    area.activateWindow()
    hand.settle()
    hand.go(0, "code")

    def seen(widget: QWidget) -> bool:
        place = widget.mapTo(area.viewport(), QPoint(4, 4))
        return bool(area.viewport().rect().contains(place))

    assert not seen(hand.editor.frame.add_button)
    hand.key(Qt.Key.Key_F2, SHIFT)
    hand.until(lambda: seen(form_of(hand).title))
    hand.key(Qt.Key.Key_Escape)
    hand.until(lambda: seen(hand.view.viewport()))
    hand.until(lambda: editor_of(hand).form is None)
