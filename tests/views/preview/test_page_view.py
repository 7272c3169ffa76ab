"""The column of pages as a person scrolls, zooms and clicks it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from desktop.services.page_facts import Region
from desktop.views.preview.page_view import PageView
from desktop.views.preview.pictures import MOST_PAGES
from desktop.views.theme import Theme, tokens
from tests.views.preview.fake_paper import SIZE
from tests.views.screen import until


def picture(scale: float, colour: str = "#808080") -> QImage:
    image = QImage(round(SIZE[0] * scale), round(SIZE[1] * scale), QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


@pytest.fixture
def view() -> Iterator[PageView]:
    made = PageView()
    made.resize(428, 620)
    made.show()
    made.set_pages(100, SIZE)
    return made


def wheel(view: PageView, steps: int, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
    event = QWheelEvent(
        at,
        QPointF(view.viewport().mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_only_what_is_in_sight_and_its_neighbours_is_asked_for(view: PageView) -> None:
    wishes = QSignalSpy(view.pages_wanted)
    until(lambda: wishes.count() == 1)
    pages, scale = wishes.at(0)
    assert set(pages) <= {0, 1, 2}
    assert pages[0] == 0
    assert scale == view.device_scale
    view.go_to_page(50)
    until(lambda: wishes.count() == 2)
    assert {49, 50, 51} <= set(wishes.at(1)[0]) <= {49, 50, 51, 52}
    view.go_to_page(50)
    QTest.qWait(20)
    assert wishes.count() == 2, "the same wish was sent again"


def test_the_old_picture_stays_until_the_new_one_has_come(view: PageView) -> None:
    view.take(0, view.device_scale, picture(view.device_scale, "#336699"))
    middle = view.viewport().rect().center()
    assert view.viewport().grab().toImage().pixelColor(middle) == QColor("#336699")
    view.zoom(1)
    assert view.viewport().grab().toImage().pixelColor(middle) == QColor("#336699")
    view.take(0, view.device_scale, picture(view.device_scale, "#993333"))
    assert view.viewport().grab().toImage().pixelColor(middle) == QColor("#993333")


def test_a_late_picture_of_another_size_does_not_replace_a_sharp_one(view: PageView) -> None:
    view.take(0, view.device_scale, picture(view.device_scale, "#336699"))
    view.take(0, 0.2, picture(0.2, "#993333"))
    middle = view.viewport().rect().center()
    assert view.viewport().grab().toImage().pixelColor(middle) == QColor("#336699")


def test_pictures_that_are_kept_are_few(view: PageView) -> None:
    for page in range(100):
        view.take(page, view.device_scale, picture(view.device_scale))
    kept = [page for page in range(100) if view.has_picture(page)]
    assert len(kept) == MOST_PAGES
    assert 0 in kept, "what is in sight was thrown away"


def test_no_picture_of_a_page_that_is_gone_is_kept(view: PageView) -> None:
    view.take(9, 1.0, picture(1.0))
    view.set_pages(5, SIZE)
    assert not view.has_picture(9)
    view.take(9, 1.0, picture(1.0))
    assert not view.has_picture(9)


def test_keys_lead_through_the_pages(view: PageView) -> None:
    view.setFocus()
    bar = view.verticalScrollBar()
    QTest.keyClick(view, Qt.Key.Key_End)
    until(lambda: bar.value() == bar.maximum())
    assert view.page == 99
    QTest.keyClick(view, Qt.Key.Key_Home)
    until(lambda: bar.value() == 0)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    until(lambda: bar.value() == 2 * (bar.pageStep() - 32))
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    until(lambda: bar.value() == bar.pageStep() - 32)


def test_the_page_that_is_looked_at_is_told(view: PageView) -> None:
    told = QSignalSpy(view.page_changed)
    view.go_to_page(7)
    assert told.at(told.count() - 1) == [7]
    assert view.page == 7


def test_zooming_with_the_wheel_keeps_what_lies_under_the_mouse(view: PageView) -> None:
    view.go_to_page(10)
    at = QPointF(200, 300)
    before = view._point(at)
    wheel(view, 2, at, Qt.KeyboardModifier.ControlModifier)
    assert view.fit == "free"
    after = view._point(at)
    assert after == pytest.approx(before, abs=1.5)
    wheel(view, -2, at, Qt.KeyboardModifier.ControlModifier)
    assert view._point(at) == pytest.approx(before, abs=1.5)


def test_the_wheel_alone_scrolls(view: PageView) -> None:
    wheel(view, -1, QPointF(200, 300), Qt.KeyboardModifier.NoModifier)
    assert view.verticalScrollBar().value() > 0
    assert view.fit == "width"


def test_fitting_follows_the_window(view: PageView) -> None:
    width = view.percent
    view.resize(700, 620)
    assert view.percent > width
    view.set_fit("page")
    assert view._column.page_size.height() <= view.viewport().height()
    view.set_percent(100)
    view.resize(500, 620)
    assert view.percent == 100


def test_resizing_stays_on_the_page(view: PageView) -> None:
    view.go_to_page(42)
    view.resize(800, 620)
    assert view.page == 42
    view.resize(400, 620)
    assert view.page == 42


def test_a_click_says_where_and_a_drag_scrolls_instead(view: PageView) -> None:
    clicks = QSignalSpy(view.point_clicked)
    viewport = view.viewport()
    page = view._column.page(0)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=page.center())
    assert clicks.at(0) == pytest.approx([0, 300, 400], abs=2)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(3, 100))
    assert clicks.count() == 1, "a click beside the page leads nowhere"
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(200, 300))
    QTest.mouseMove(viewport, QPoint(200, 250))
    QTest.mouseMove(viewport, QPoint(200, 200))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert clicks.count() == 1
    assert view.verticalScrollBar().value() == 100


def test_the_marker_lies_behind_the_text(view: PageView) -> None:
    scale = view.device_scale
    view.take(0, scale, picture(scale, "#ffffff"))
    view.mark([Region(0, 100, 100, 500, 200)])
    at = view._column.place(0, 100, 100, 500, 200).center().toPoint()
    shown = view.viewport().grab().toImage()
    assert shown.pixelColor(at) == tokens().mark
    assert shown.pixelColor(at + QPoint(0, 100)) == QColor("white")
    view.take(0, scale, picture(scale, "#000000"))
    assert view.viewport().grab().toImage().pixelColor(at) == QColor("black")


def test_paper_is_not_white_in_the_dark(view: PageView) -> None:
    scale = view.device_scale
    view.take(0, scale, picture(scale, "#ffffff"))
    Theme.current().set_choice("dark")
    middle = view.viewport().rect().center()
    assert view.viewport().grab().toImage().pixelColor(middle) == tokens().paper
    beside = view.viewport().grab().toImage().pixelColor(QPoint(3, 300))
    assert beside == tokens().desk


def test_what_can_be_seen_is_not_scrolled_to(view: PageView) -> None:
    assert view.in_view(Region(0, 60, 100, 540, 150))
    assert not view.in_view(Region(3, 60, 100, 540, 150))
    view.reveal(Region(3, 60, 100, 540, 150))
    until(lambda: not view.moving)
    assert view.in_view(Region(3, 60, 100, 540, 150))


def test_without_animations_it_jumps(view: PageView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.views.preview.gliding.animations_on", lambda _: False)
    view.reveal(Region(30, 60, 100, 540, 150))
    assert not view.moving
    assert view.in_view(Region(30, 60, 100, 540, 150))


def test_sheets_stand_there_while_pages_are_set(view: PageView) -> None:
    wishes = QSignalSpy(view.pages_wanted)
    view.wait()
    QTest.qWait(20)
    assert wishes.count() == 0
    middle = QPoint(view.viewport().width() // 2, view.viewport().height() - 40)
    assert view.viewport().grab().toImage().pixelColor(middle) != tokens().desk
    view.clear()
    assert view.viewport().grab().toImage().pixelColor(middle) == tokens().desk
