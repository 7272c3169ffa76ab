"""The responsibility matrix, filled by letter keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from desktop.models.definitions import Json
from desktop.views.editors.raci import RaciEditor
from desktop.views.editors.raci_roles import RolePicker
from desktop.views.theme import tokens
from tests.models.kinds import definition
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
ALT = Qt.KeyboardModifier.AltModifier
RACI = definition("raci")


def matrix() -> dict[str, Json]:
    return {
        "roles": ["PM", "PMO"],
        "rows": [
            {
                "id": "r1",
                "activity": {"zh": "立项", "en": "Start"},
                "cells": {"PM": "R", "PMO": "A"},
            },
            {"id": "r2", "activity": {"zh": "验收"}, "cells": {}},
        ],
    }


@pytest.fixture
def hand() -> Hand:
    return Hand(RACI, matrix())


def cells_of(hand: Hand, row: int) -> Json:
    return hand.rows()[row]["cells"]


def roles_of(hand: Hand) -> Json:
    raw = hand.editor.raw()
    assert isinstance(raw, dict)
    return raw["roles"]


def picker() -> RolePicker:
    found = QApplication.activePopupWidget()
    assert isinstance(found, RolePicker)
    return found


def test_what_is_shown_comes_back(hand: Hand) -> None:
    assert hand.editor.raw() == matrix()
    assert parsed(hand.editor.raw(), RACI) == (matrix(), [])
    assert hand.edits == 0


def test_every_role_that_comes_is_seen_where_the_note_was_hidden() -> None:
    row = {"id": "r1", "activity": {"zh": "立项"}, "cells": {"PM": "A"}}
    hand = Hand(RACI, {"roles": ["PM", "PMO"], "rows": [row]})
    editor = hand.editor
    assert isinstance(editor, RaciEditor)
    editor.set_roles(["PM", "PMO", "QA", "FIN"])
    hidden = [
        column.id
        for place, column in enumerate(editor.cells.columns)
        if editor.view.isColumnHidden(place)
    ]
    assert hidden == ["note"]


def test_letters_are_set_joined_and_taken_away_by_their_keys(hand: Hand) -> None:
    hand.go(1, "role:PM")
    hand.type("c")
    assert cells_of(hand, 1) == {"PM": "C"}
    hand.type("r")
    hand.type("a")
    assert cells_of(hand, 1) == {"PM": "AR"}
    assert hand.texts("role:PM")[1] == "A/R"
    hand.type("a")
    assert cells_of(hand, 1) == {"PM": "R"}
    hand.type("r")
    assert cells_of(hand, 1) == {}
    hand.type("i")
    hand.key(Qt.Key.Key_Delete)
    assert cells_of(hand, 1) == {}


def test_a_letter_fills_all_selected_cells(hand: Hand) -> None:
    hand.go(0, "role:PM")
    hand.key(Qt.Key.Key_Right, SHIFT)
    hand.key(Qt.Key.Key_Down, SHIFT)
    edits = hand.edits
    hand.type("i")
    assert hand.edits == edits + 1
    assert cells_of(hand, 0) == cells_of(hand, 1) == {"PM": "I", "PMO": "I"}


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_small_list_says_what_the_letters_mean(hand: Hand, key: Qt.Key) -> None:
    hand.go(1, "role:PMO")
    hand.key(key)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[1].trigger()
    menu.close()
    assert cells_of(hand, 1) == {"PMO": "A"}


def test_the_activity_is_written_in_place(hand: Hand) -> None:
    hand.go(0, "activity")
    hand.type("x")
    hand.key(Qt.Key.Key_Tab)
    assert hand.rows()[0]["activity"] == {"zh": "x", "en": "Start"}
    assert hand.place == (0, "role:PM")


def test_a_row_without_one_accountable_role_says_so_and_blocks_nothing(hand: Hand) -> None:
    assert hand.texts("note") == ["", "No A yet"]
    hand.go(1, "role:PM")
    hand.type("a")
    assert hand.texts("note") == ["", ""]
    # The words are gone; their column goes when the matrix is shown the next time.
    note = hand.cells.column_of("note")
    assert not hand.view.isColumnHidden(note)
    hand.go(1, "role:PMO")
    hand.type("a")
    assert hand.texts("note") == ["", "2 × A"]
    assert parsed(hand.editor.raw(), RACI)[1] == []
    hand.type("a")
    assert Hand(RACI, hand.editor.raw()).view.isColumnHidden(note)


def test_roles_are_ticked_and_ordered(hand: Hand) -> None:
    assert isinstance(hand.editor, RaciEditor)
    hand.editor.pick_roles()
    hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Space)
    assert roles_of(hand) == ["PM", "PMO", "RB"]
    hand.key(Qt.Key.Key_Up, ALT)
    assert roles_of(hand) == ["PM", "RB", "PMO"]
    hand.key(Qt.Key.Key_Escape)
    assert cells_of(hand, 0) == {"PM": "R", "PMO": "A"}
    assert parsed(hand.editor.raw(), RACI)[1] == []


def test_a_role_that_goes_takes_its_letters_and_brings_them_back(hand: Hand) -> None:
    assert isinstance(hand.editor, RaciEditor)
    hand.editor.set_roles(["PM"])
    assert cells_of(hand, 0) == {"PM": "R"}
    assert parsed(hand.editor.raw(), RACI)[1] == []
    hand.editor.set_roles(["PMO", "PM"])
    assert cells_of(hand, 0) == {"PMO": "A", "PM": "R"}


def test_a_column_moves_by_key(hand: Hand) -> None:
    hand.go(0, "role:PM")
    hand.key(Qt.Key.Key_Right, ALT)
    assert roles_of(hand) == ["PMO", "PM"]
    assert hand.place == (0, "role:PM")


def test_a_sheet_is_pasted_with_its_heads_and_new_roles(hand: Hand) -> None:
    hand.go(0, "activity")
    on_clipboard("活动\tPMO\t商务经理\r\n策划\tＡ／Ｒ\tc\r\n执行\tA\tx\r\n")
    hand.key(Qt.Key.Key_V, CONTROL)
    hand.settle()
    assert roles_of(hand) == ["PM", "PMO", "BD"]
    assert hand.texts("activity") == ["策划", "执行"]
    assert cells_of(hand, 0) == {"PM": "R", "PMO": "AR", "BD": "C"}
    # What is no letter stays, and is said.
    assert cells_of(hand, 1) == {"PMO": "A", "BD": "x"}
    assert "role:BD" in hand.cells.checks.found()["r2"]


def test_copy_gives_letters(hand: Hand) -> None:
    hand.go(0, "activity")
    hand.key(Qt.Key.Key_Right, SHIFT)
    hand.key(Qt.Key.Key_Right, SHIFT)
    hand.key(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "立项\tR\tA"


def test_an_empty_matrix_begins_with_roles_of_the_policy() -> None:
    hand = Hand(RACI)
    assert hand.editor.raw() is None
    hand.view.setFocus()
    hand.key(Qt.Key.Key_Return)
    hand.type("x")
    hand.key(Qt.Key.Key_Tab)
    hand.type("a")
    value, wrong = parsed(hand.editor.raw(), RACI)
    assert wrong == []
    assert isinstance(value, dict)
    assert value["roles"] == ["PM", "PMO", "RB", "BD"]
    assert cells_of(hand, 0) == {"PM": "A"}


def test_a_value_from_elsewhere_with_other_roles(hand: Hand) -> None:
    hand.go(1, "role:PMO")
    changed = matrix() | {"roles": ["PMO", "RB"]}
    changed["rows"] = [{"id": "r2", "activity": {"zh": "验收"}, "cells": {"RB": "A"}}]
    hand.editor.show_value(changed)
    assert hand.editor.raw() == changed
    assert hand.place == (0, "role:PMO")
    hand.editor.go_to("r2/RB")
    assert hand.place == (0, "role:RB")


def test_the_letter_of_the_current_cell_can_be_read(hand: Hand) -> None:
    """The ring around the cell is a ring, not a block in the colour of the mark."""
    hand.go(0, "role:PMO")
    view = hand.editor.view
    assert view.hasFocus()
    cell = view.visualRect(view.currentIndex())
    picture = view.viewport().grab(cell).toImage()
    mark = tokens().accent.rgb()
    inside = [
        picture.pixel(x, y) for x in range(4, picture.width() - 4) for y in (3, 4)
    ]  # below the ring, above the mark
    assert mark not in inside


def test_the_head_is_as_high_as_the_longest_name_of_a_role_needs(hand: Hand) -> None:
    """Whatever the width of its column: a name is wrapped, not cut."""
    head = hand.view.column_head
    place = next(at for at, one in enumerate(hand.cells.columns) if one.id == "role:PMO")
    hand.view.setColumnWidth(place, 90)
    hand.settle()
    before = head.height()
    hand.view.setColumnWidth(place, 32)
    hand.settle()
    assert head.height() > before
    below = head.mapTo(hand.editor, head.rect().bottomLeft()).y()
    assert hand.view.viewport().mapTo(hand.editor, hand.view.viewport().pos()).y() >= below
