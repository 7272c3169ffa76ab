"""Choices, dates, numbers, amounts, roles, references, figures: mouse and keyboard."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.models.capital_amounts import capital_amount
from desktop.models.definitions import Json
from desktop.models.wording import Localised
from desktop.models.written_signs import read_day
from desktop.views.editors.choice import ChoiceEditor
from desktop.views.editors.date import DateEditor
from desktop.views.editors.diagram import DiagramEditor
from desktop.views.editors.money import MoneyEditor
from desktop.views.editors.number import NumberEditor
from desktop.views.editors.references import ReferenceEditor
from desktop.views.editors.role import RoleEditor
from tests import factories
from tests.models.kinds import LETTERS
from tests.views.editors.texts import Stage, compose, no_error_in_an_event
from tests.views.screen import application, clean_window, until

__all__ = ["application", "clean_window", "no_error_in_an_event"]

ALT = Qt.KeyboardModifier.AltModifier
MANY = factories.choices(**{f"k{n}": f"第{n}种处理方式" for n in range(1, 6)})


def staged(kind: str, value: Json = None, **spec: object) -> Stage:
    one = Stage(kind, value, spec=spec)
    assert one.now() == one.canonical
    one.editor.go_to("")
    QApplication.processEvents()
    return one


# -- choices -----------------------------------------------------------------------------------


def test_few_short_choices_are_buttons() -> None:
    one = staged("choice", "a", choices=LETTERS)
    assert isinstance(one.editor, ChoiceEditor)
    assert one.editor.options is not None
    one.press(Qt.Key.Key_Right)
    assert one.now() == "b"
    one.press(Qt.Key.Key_Delete)
    assert one.now() is None
    QTest.mouseClick(one.editor.options.buttons["c"], Qt.MouseButton.LeftButton)
    assert one.now() == "c"
    QTest.mouseClick(one.editor.options.buttons["c"], Qt.MouseButton.LeftButton)
    assert one.now() is None
    assert one.edits == 4


def test_many_choices_drop_down() -> None:
    one = staged("choice", None, choices=MANY)
    assert isinstance(one.editor, ChoiceEditor)
    combo = one.editor.combo
    assert combo is not None
    one.press(Qt.Key.Key_Down)
    assert one.now() == "k1"
    one.press(Qt.Key.Key_Delete)
    assert one.now() is None
    assert one.edits == 2


def test_the_wheel_over_a_choice_scrolls_the_page() -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    one = staged("choice", "k2", choices=MANY)
    assert isinstance(one.editor, ChoiceEditor)
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    assert one.editor.combo is not None
    QApplication.sendEvent(one.editor.combo, event)
    assert not event.isAccepted()
    assert one.now() == "k2"


def test_a_choice_that_is_no_longer_offered_is_shown_and_given_back() -> None:
    one = staged("choice", None, choices=MANY)
    one.editor.show_value("old")
    assert one.editor.raw() == "old"
    assert isinstance(one.editor, ChoiceEditor)
    assert one.editor.combo is not None
    assert one.editor.combo.currentText() == "old"


def test_several_choices_are_ticked() -> None:
    one = staged("multi", ["b"], choices=LETTERS)
    boxes = one.editor.boxes  # type: ignore[attr-defined]
    boxes["a"].setFocus()
    one.press(Qt.Key.Key_Space)
    one.press(Qt.Key.Key_Right)
    one.press(Qt.Key.Key_Right)
    assert boxes["c"].hasFocus()
    one.press(Qt.Key.Key_Space)
    assert one.now() == ["a", "b", "c"]
    for box in boxes.values():
        box.click()
    assert one.now() is None


def test_yes_no_or_not_said() -> None:
    one = staged("bool")
    assert one.editor.raw() is None
    one.press(Qt.Key.Key_Right)
    assert one.now() is True
    one.press(Qt.Key.Key_Right)
    assert one.now() is False
    one.press(Qt.Key.Key_Backspace)
    assert one.now() is None


# -- dates -------------------------------------------------------------------------------------

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-22", "2026-11-22"),
        ("2026/1/2", "2026-01-02"),
        ("20261122", "2026-11-22"),
        ("2026年3月4日", "2026-03-04"),
        ("２０２６．３．４", "2026-03-04"),
        ("11-22", "2026-11-22"),
        ("1-5", "2027-01-05"),
        ("3月4日", "2027-03-04"),
        ("10-30", "2026-10-30"),
        ("今天", "2026-11-22"),
        ("Today", "2026-11-22"),
        ("明天", "2026-11-23"),
        ("+3", "2026-11-25"),
        ("-1", "2026-11-21"),
        ("+2w", "2026-12-06"),
        ("+3月", "2027-02-22"),
    ],
)
def test_days_as_they_are_typed(typed: str, day: str) -> None:
    assert read_day(typed, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize("typed", ["", "2-30", "13-1", "2026-13-01", "x", "11", "2026"])
def test_what_is_no_day(typed: str) -> None:
    assert read_day(typed, TODAY) is None


def test_a_month_later_is_the_last_day_where_there_is_no_such_day() -> None:
    assert read_day("+1m", date(2026, 1, 31)) == date(2026, 2, 28)


def test_a_typed_date_is_written_out_on_leaving() -> None:
    one = staged("date")
    assert isinstance(one.editor, DateEditor)
    one.type("20261122")
    assert one.now() == "2026-11-22"
    assert "2026" in one.editor.reading.text()
    one.press(Qt.Key.Key_Tab)
    assert one.editor.line.text() == "2026-11-22"


def test_what_is_no_date_stays_and_the_kind_says_so() -> None:
    one = staged("date")
    one.type("someday")
    one.after.setFocus()
    assert one.editor.raw() == "someday"


def test_arrows_go_by_days() -> None:
    one = staged("date", "2026-03-01")
    one.press(Qt.Key.Key_Down)
    assert one.now() == "2026-02-28"
    one.press(Qt.Key.Key_Up)
    assert one.now() == "2026-03-01"


def test_the_calendar_begins_on_monday_and_takes_a_day() -> None:
    one = staged("date", "2026-11-20")
    left: list[int] = []
    one.editor.left.connect(lambda: left.append(1))
    one.press(Qt.Key.Key_F4)
    popover = one.editor._calendar  # type: ignore[attr-defined]
    until(popover.isVisible)
    assert popover.calendar.firstDayOfWeek() == Qt.DayOfWeek.Monday
    one.press(Qt.Key.Key_Down)
    one.press(Qt.Key.Key_Return)
    assert one.now() == "2026-11-27"
    assert one.editor.line.hasFocus()  # type: ignore[attr-defined]
    assert left == []


def test_the_calendar_takes_the_date_away() -> None:
    one = staged("date", "2026-11-20")
    QTest.mouseClick(one.editor.button, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    popover = one.editor._calendar  # type: ignore[attr-defined]
    QTest.mouseClick(popover.clear, Qt.MouseButton.LeftButton)
    assert one.now() is None


def test_escape_closes_the_calendar_and_changes_nothing() -> None:
    one = staged("date", "2026-11-20")
    one.press(Qt.Key.Key_F4)
    one.press(Qt.Key.Key_Escape)
    assert not one.editor._calendar.isVisible()  # type: ignore[attr-defined]
    assert one.now() == "2026-11-20"
    assert one.edits == 0


# -- numbers and amounts -----------------------------------------------------------------------

DAYS = {"unit": Localised("个工作日", "days"), "minimum": Decimal(1), "maximum": Decimal(60)}


def test_a_number_has_its_unit_and_says_its_limits_while_typing() -> None:
    one = staged("number", "12", **DAYS)
    assert isinstance(one.editor, NumberEditor)
    assert one.editor.unit.text() == "个工作日"
    assert one.editor.hint.text() == "From 1 to 60"
    one.after.setFocus()
    assert not one.editor.hint.isVisible()


def test_arrows_count_inside_the_limits() -> None:
    one = staged("number", "59", **DAYS)
    for _ in range(3):
        one.press(Qt.Key.Key_Up)
    assert one.now() == "60"
    one.press(Qt.Key.Key_Down)
    assert one.now() == "59"


def test_numbers_are_grouped_on_leaving() -> None:
    one = staged("number")
    one.type("1234567.50")
    one.press(Qt.Key.Key_Tab)
    assert one.editor.line.text() == "1,234,567.5"  # type: ignore[attr-defined]
    assert one.now() == "1234567.5"


def test_what_is_no_number_is_kept_as_typed() -> None:
    one = staged("number")
    one.type("many")
    one.after.setFocus()
    assert one.editor.raw() == "many"
    one.editor.show_value("many")
    assert one.editor.raw() == "many"


def test_an_amount_is_said_in_capital_words() -> None:
    one = staged("money")
    assert isinstance(one.editor, MoneyEditor)
    one.type("20000")
    assert one.editor.hint.text() == "人民币贰万元整"
    one.press(Qt.Key.Key_Tab)
    assert one.editor.line.text() == "20,000"
    assert one.now() == {"amount": "20000", "currency": "CNY"}


@pytest.mark.parametrize(
    ("typed", "amount", "currency"),
    [("2万元", "20000", "CNY"), ("USD 300", "300", "USD"), ("$1,500.50", "1500.5", "USD")],
)
def test_amounts_with_their_currency(typed: str, amount: str, currency: str) -> None:
    one = staged("money")
    one.type(typed)
    one.press(Qt.Key.Key_Tab)
    assert one.now() == {"amount": amount, "currency": currency}


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "人民币零元整"),
        ("20000", "人民币贰万元整"),
        ("1409.50", "人民币壹仟肆佰零玖元伍角整"),
        ("6007.14", "人民币陆仟零柒元壹角肆分"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("0.05", "人民币伍分"),
        ("100010000", "人民币壹亿零壹万元整"),
        ("1000000000000", "人民币壹万亿元整"),
        ("20000000000005", "人民币贰拾万亿零伍元整"),
        ("-15", "人民币负壹拾伍元整"),
        ("0.005", ""),
        ("10000000000000000", ""),
    ],
)
def test_capital_amounts(amount: str, words: str) -> None:
    assert capital_amount(Decimal(amount)) == words


def test_no_two_amounts_read_alike() -> None:
    seen = {capital_amount(Decimal(n) / 100) for n in range(0, 2_000_000, 97)}
    assert len(seen) == len(range(0, 2_000_000, 97))


# -- roles and references ----------------------------------------------------------------------


def test_roles_are_found_by_title_or_code() -> None:
    one = staged("role", ["PM"], many=True)
    assert isinstance(one.editor, RoleEditor)
    one.type("rb")
    assert [option.key for option in one.editor.tokens.list.options()] == ["RB"]
    one.press(Qt.Key.Key_Return)
    one.type("办公室")
    one.press(Qt.Key.Key_Tab)
    assert one.now() == ["PM", "RB", "PMO"]
    assert one.editor.tokens.line.hasFocus()


def test_roles_are_taken_away_and_moved_by_keys() -> None:
    one = staged("role", ["PM", "PMO", "RB"], many=True)
    one.press(Qt.Key.Key_Left)
    one.press(Qt.Key.Key_Left)
    one.press(Qt.Key.Key_Left, ALT)
    assert one.now() == ["PMO", "PM", "RB"]
    one.press(Qt.Key.Key_Delete)
    assert one.now() == ["PM", "RB"]
    one.editor.go_to("")
    one.press(Qt.Key.Key_Backspace)
    assert one.now() == ["PM"]


def test_the_cross_of_a_token_takes_it_away() -> None:
    one = staged("role", ["PM", "PMO"], many=True)
    token = one.editor.tokens._tokens[0]  # type: ignore[attr-defined]
    QTest.mouseClick(token, Qt.MouseButton.LeftButton, pos=token.cross().center())
    assert one.now() == ["PMO"]


def test_of_one_role_the_next_takes_the_place() -> None:
    one = staged("role", "PM")
    one.type("PMO")
    one.press(Qt.Key.Key_Return)
    assert one.now() == "PMO"


def test_a_whole_name_counts_as_chosen_on_leaving() -> None:
    one = staged("role", None, many=True)
    for letter in "项目经理":
        compose(one.editor.tokens.line, "", letter)  # type: ignore[attr-defined]
    one.after.setFocus()
    assert one.now() == ["PM"]
    assert one.after.hasFocus()


def test_a_role_that_does_not_exist_is_kept_as_typed() -> None:
    one = staged("role", None, many=True)
    one.type("nobody")
    one.after.setFocus()
    assert one.editor.raw() == ["nobody"]


def test_tokens_wrap_and_the_box_grows() -> None:
    one = staged("role", ["PM"], many=True)
    low = one.editor.sizeHint().height()
    one.show(["PM", "PMO", "RB", "BD"])
    one.window.resize(320, 480)
    QApplication.processEvents()
    assert one.editor.height() > low


def test_references_are_chosen_by_title() -> None:
    one = staged("reference", ["article:purpose"], many=True)
    assert isinstance(one.editor, ReferenceEditor)
    one.type("ris")
    assert one.editor.tokens.list.options()[0].key == "article:risk"
    one.press(Qt.Key.Key_Return)
    assert one.now() == ["article:purpose", "article:risk"]
    words = [token.words() for token in one.editor.tokens._tokens]
    assert words == ["第一条 目的", "第二条 风险评估"]


def test_the_open_list_goes_with_escape() -> None:
    one = staged("reference", None)
    one.press(Qt.Key.Key_Down)
    tokens = one.editor.tokens  # type: ignore[attr-defined]
    assert tokens.list.isVisible()
    one.press(Qt.Key.Key_Escape)
    assert not tokens.list.isVisible()


# -- figures -----------------------------------------------------------------------------------


def steps() -> list[Json]:
    return [
        {"no": "1", "name": "申请", "role": "PM", "phase": "立项", "next": "2"},
        {"no": "2", "name": "评审", "role": "RB", "phase": "立项", "gate": True},
    ]


def test_a_figure_is_drawn_from_its_table() -> None:
    columns = (
        *(factories.column(name) for name in ("no", "name", "phase", "next")),
        factories.column("role", "role"),
        factories.column("gate", "bool"),
    )
    table = factories.field("steps", "table", steps(), columns=columns)
    one = figure(table)
    assert isinstance(one.editor, DiagramEditor)
    editor = one.editor
    until(lambda: editor.figure.drawing is not None)
    assert editor.figure.height() > 50
    assert not editor.figure.grab().toImage().isNull()
    wanted: list[str] = []
    editor.table_wanted.connect(wanted.append)
    QTest.mouseClick(editor.edit_table, Qt.MouseButton.LeftButton)
    assert wanted == ["steps"]
    assert one.now() == one.canonical
    one.put_cursor(0, 3)
    one.type("1")
    assert one.now() == {"caption": {"zh": "流程图1", "en": "Flow"}}


def test_an_empty_table_says_what_to_do() -> None:
    one = figure(factories.field("steps", "table", columns=(factories.column("no"),)))
    assert isinstance(one.editor, DiagramEditor)
    editor = one.editor
    until(editor.nothing.isVisible)
    assert "steps" in editor.nothing.text()


def figure(table: object) -> Stage:
    chapter = factories.chapter("c1", factories.article("flow", table))  # type: ignore[arg-type]
    return Stage(
        "diagram",
        {"caption": {"zh": "流程图", "en": "Flow"}},
        spec={"diagram": "swimlane", "source": "steps"},
        policy=factories.policy(chapter),
    )


# -- all of them -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind",
    ["rich", "list", "text", "choice", "multi", "bool", "date", "number", "money", "role"],
)
def test_every_part_that_takes_the_focus_has_a_name(kind: str) -> None:
    from PySide6.QtWidgets import QWidget

    one = Stage(kind, spec={"choices": LETTERS})
    for widget in one.editor.findChildren(QWidget):
        takes = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible()
        if takes and not widget.objectName().startswith("qt_"):
            assert widget.accessibleName(), widget


@pytest.mark.parametrize("kind", ["text", "date", "number", "money", "role", "reference"])
def test_entering_and_leaving_are_told_once(kind: str) -> None:
    one = Stage(kind)
    told: list[str] = []
    one.editor.entered.connect(lambda: told.append("in"))
    one.editor.left.connect(lambda: told.append("out"))
    one.editor.go_to("")
    one.after.setFocus()
    assert told == ["in", "out"]
