"""Chips, rings and marks: what they show, how they are painted, what the keyboard does."""

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from desktop.views.texts import set_window_language
from desktop.views.theme import Theme, tokens
from desktop.views.widgets.chips import (
    StateChip,
    TagChip,
    Token,
    chip_size,
    count_chip,
    note_chip,
    paint_chip,
    state_chip,
    tag_chip,
)
from desktop.views.widgets.marks import Mark, paint_gate, paint_mark, paint_tick_box
from desktop.views.widgets.rings import ProgressRing, paint_ring

STATES = (
    "draft",
    "consultation",
    "countersign",
    "review",
    "approval",
    "approved",
    "issued",
    "effective",
    "expired",
    "withdrawn",
)


def canvas(width: int = 200, height: int = 40) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(0, 0, 0, 0))
    return image


def painted(paint) -> QImage:
    image = canvas(24, 24)
    painter = QPainter(image)
    paint(painter, QRectF(2, 2, 20, 20))
    painter.end()
    return image


def inked(image: QImage) -> QRect:
    """The rectangle that holds everything painted."""
    points = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 8
    ]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    return QRect(QPoint(left, top), QPoint(right, bottom))


@pytest.mark.parametrize("state", STATES)
def test_a_state_has_icon_word_and_colour_of_its_own(state: str) -> None:
    look = state_chip(state)
    assert look.icon
    assert look.text
    others = [state_chip(one) for one in STATES if one != state]
    assert look.text not in [one.text for one in others]
    assert chip_size(look).height() == 20


def test_only_the_policy_in_force_has_a_filled_chip() -> None:
    filled = [
        state for state in STATES if tokens().colour(state_chip(state).background).lightness() < 128
    ]
    assert filled == ["effective"]
    assert state_chip("issued") != state_chip("effective")


def test_days_are_counted_in_both_languages(application: QApplication) -> None:
    assert tag_chip("overdue", days=1).text == "1 day overdue"
    assert tag_chip("overdue", days=3).text == "3 days overdue"
    assert tag_chip("due", days=0).text == "Due today"
    set_window_language(application, "zh")
    assert tag_chip("overdue", days=3).text == "逾期 3 天"
    assert tag_chip("due", days=4).text == "剩 4 天"
    assert tag_chip("gate").text == "关口"


def test_chips_speak_the_language_that_the_window_changes_to(application: QApplication) -> None:
    state, tag = StateChip("draft"), TagChip("mandatory")
    set_window_language(application, "zh")
    QApplication.processEvents()
    assert (state.accessibleName(), tag.accessibleName()) == ("草稿", "必做")
    state.set_state("approved")
    assert state.accessibleName() == "已批准"


def test_a_chip_takes_the_room_that_it_says_and_not_more() -> None:
    look = note_chip("kickoff meeting.docx", "paperclip")
    size = chip_size(look)
    image = canvas()
    painter = QPainter(image)
    assert paint_chip(painter, QRect(0, 0, 200, 40), look) == size.width()
    painter.end()
    assert inked(image).size() == size
    assert inked(image).top() == (40 - size.height()) // 2

    narrow = canvas()
    painter = QPainter(narrow)
    assert paint_chip(painter, QRect(0, 0, 60, 40), look) == 60
    painter.end()
    assert inked(narrow).right() < 60


def test_painting_leaves_the_painter_as_it_was() -> None:
    image = canvas()
    painter = QPainter(image)
    painter.setPen(QColor("#123456"))
    before = painter.font(), painter.pen(), painter.renderHints()
    rect = QRectF(0, 0, 16, 16)
    for look in (state_chip("draft"), tag_chip("gate"), tag_chip("optional"), count_chip(3)):
        paint_chip(painter, QRect(0, 0, 100, 30), look)
    for fraction in (0, 0.5, 1):
        paint_ring(painter, rect, fraction)
    for severity in ("blocker", "warn", "sugg", "ok"):
        paint_mark(painter, rect, severity)
    for gate in ("passed", "conditional", "pending", "unreached"):
        paint_gate(painter, rect, gate)
    for tick in ("open", "done", "na", "failed"):
        paint_tick_box(painter, rect, tick)
    assert (painter.font(), painter.pen(), painter.renderHints()) == before
    painter.end()


def test_marks_differ_by_more_than_their_colour() -> None:
    """Severities, gates and ticks are told apart by those who see no colour, too."""

    def shape(image: QImage) -> QImage:
        return image.convertToFormat(QImage.Format.Format_Alpha8)

    severities = [
        painted(lambda p, r, one=one: paint_mark(p, r, one)) for one in ("blocker", "warn", "sugg")
    ]
    gates = [
        painted(lambda p, r, one=one: paint_gate(p, r, one))
        for one in ("passed", "pending", "unreached")
    ]
    for images in (severities, gates):
        shapes = [shape(one) for one in images]
        assert all(one != other for at, one in enumerate(shapes) for other in shapes[:at])
    grey = [
        painted(lambda p, r, one=one: paint_tick_box(p, r, one)).convertToFormat(
            QImage.Format.Format_Grayscale8
        )
        for one in ("open", "done", "na", "failed")
    ]
    assert all(one != other for at, one in enumerate(grey) for other in grey[:at])


def test_a_ring_grows_and_is_filled_at_the_end() -> None:
    def accent_pixels(fraction: float) -> int:
        image = painted(lambda p, r: paint_ring(p, r, fraction))
        return sum(image.pixelColor(x, y) == tokens().accent for x in range(24) for y in range(24))

    quarter, half, most = (accent_pixels(one) for one in (0.25, 0.5, 0.9))
    assert 0 == accent_pixels(0) < quarter < half < most
    full = painted(lambda p, r: paint_ring(p, r, 1))
    assert full.pixelColor(12, 4) == tokens().ok_fill
    empty = painted(lambda p, r: paint_ring(p, r, 0))
    assert empty.pixelColor(12, 12).alpha() == 0


def test_a_ring_and_a_mark_say_what_they_mean() -> None:
    ring = ProgressRing(48)
    ring.set_progress(5, 8, "5 of 8 filled in", "5")
    assert ring.fraction() == 5 / 8
    assert ring.accessibleName() == "5 of 8 filled in"
    ring.set_progress(0, 0, "nothing to fill in")
    assert ring.fraction() == 0
    assert Mark("warn", "Look again").accessibleName() == "Look again"
    Theme.current().set_zoom(2.0)
    assert ring.width() == 96


def test_a_token_is_taken_away_by_key_and_by_its_cross() -> None:
    token = Token("Project office")
    token.show()
    removed, opened = QSignalSpy(token.removed), QSignalSpy(token.opened)
    token.setFocus()
    QTest.keyClick(token, Qt.Key.Key_Delete)
    QTest.keyClick(token, Qt.Key.Key_Backspace)
    QTest.keyClick(token, Qt.Key.Key_Return)
    assert (removed.count(), opened.count()) == (2, 1)
    cross = QPoint(token.width() - 12, token.height() // 2)
    QTest.mouseClick(token, Qt.MouseButton.LeftButton, pos=cross)
    QTest.mouseClick(token, Qt.MouseButton.LeftButton, pos=QPoint(10, token.height() // 2))
    assert (removed.count(), opened.count()) == (3, 2)
    fixed = Token("Owner", removable=False)
    kept = QSignalSpy(fixed.removed)
    QTest.keyClick(fixed, Qt.Key.Key_Delete)
    assert kept.count() == 0
    assert fixed.sizeHint().width() < Token("Owner").sizeHint().width()
