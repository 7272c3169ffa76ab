"""The theme on real widgets: light, dark, zoom, language; focus that the keyboard brought."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from desktop.views.theme import Theme, font, line_height, px, tokens
from desktop.views.theme.fonts import _ROLES
from desktop.views.theme.sheet import style_sheet
from desktop.views.theme.tokens import palette_tokens
from desktop.views.widgets.labels import Label
from tests.views.screen import until


def test_dark_and_light_are_told_and_reach_palette_and_tokens(application: QApplication) -> None:
    theme = Theme.current()
    told = QSignalSpy(theme.changed)
    theme.set_choice("dark")
    assert theme.dark
    assert told.count() == 1
    dark = palette_tokens(dark=True)
    assert application.palette().color(QPalette.ColorRole.Window) == dark.window
    assert tokens() is dark
    theme.set_choice("dark")
    assert told.count() == 1
    theme.set_choice("light")
    assert tokens() is palette_tokens(dark=False)


def test_zoom_makes_fonts_and_sizes_larger_but_keeps_hairlines(application: QApplication) -> None:
    theme = Theme.current()
    theme.set_zoom(2.0)
    assert font("body").pixelSize() == 26
    assert application.font().pixelSize() == 26
    assert (px(30), px(1), px(2)) == (60, 1, 2)
    assert line_height("policy") == 48
    theme.set_zoom(9)
    assert theme.zoom == 2.0
    theme.set_zoom(0.1)
    assert theme.zoom == 0.8


def test_nothing_chinese_is_smaller_than_twelve_px() -> None:
    assert all(font(role).pixelSize() >= 12 for role in _ROLES)


@pytest.mark.parametrize("zoom", [0.8, 1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("dark", [False, True])
def test_the_style_sheet_is_understood_at_every_zoom(zoom: float, dark: bool) -> None:
    Theme.current().set_zoom(zoom)
    sheet = style_sheet(palette_tokens(dark=dark))
    assert "@" not in sheet
    widget = QWidget()
    widget.setStyleSheet(sheet)  # what Qt cannot read it complains about: conftest fails on it
    widget.show()


def test_heights_are_those_of_the_look() -> None:
    field, button = QLineEdit(), QPushButton("OK")
    assert field.sizeHint().height() == 32
    assert button.sizeHint().height() == 30
    field.show()
    field.activateWindow()
    field.setFocus()
    until(field.hasFocus)
    assert field.sizeHint().height() == 32


@pytest.mark.parametrize("zoom", [1.0, 1.1, 1.25, 1.5, 1.75, 2.0])
def test_radio_buttons_stay_round_at_every_zoom(zoom: float) -> None:
    Theme.current().set_zoom(zoom)
    radio = QRadioButton("")
    radio.resize(radio.sizeHint())
    image = radio.grab().toImage()
    inked = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha()
    ]
    left, top = min(x for x, _ in inked), min(y for _, y in inked)
    assert image.pixelColor(left + 1, top + 1).alpha() < 40


def test_a_label_follows_theme_and_zoom_and_never_reads_markup() -> None:
    label = Label("<b>2 < 3</b>", "section", "warn")
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.palette().color(QPalette.ColorRole.WindowText) == tokens().warn
    Theme.current().set_choice("dark")
    assert label.palette().color(QPalette.ColorRole.WindowText) == palette_tokens(dark=True).warn
    Theme.current().set_zoom(1.5)
    assert label.font().pixelSize() == 21
    label.set_role("label")
    label.set_tone("text3")
    assert label.font().pixelSize() == 18
    assert label.palette().color(QPalette.ColorRole.WindowText) == tokens().text3


def test_labels_that_are_gone_do_not_hear_of_the_theme() -> None:
    parent = QWidget()
    for _ in range(20):
        Label("x", parent=parent)
    parent.deleteLater()
    del parent
    QApplication.sendPostedEvents()
    Theme.current().set_zoom(1.2)


def test_the_latin_face_leads_in_an_english_window() -> None:
    theme = Theme.current()
    theme.set_language("en")
    english = font().families()
    theme.set_language("zh")
    assert set(english) == set(font().families())
    assert font().families() != english
    assert font("page").weight() == QFont.Weight.Bold


def test_a_button_shows_its_ring_only_when_the_keyboard_came_to_it() -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    first, second = QPushButton("1"), QPushButton("2")
    row.addWidget(first)
    row.addWidget(second)
    window.show()
    window.activateWindow()
    until(window.isActiveWindow)
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert second.hasFocus()
    assert not second.property("ring")
    QTest.keyClick(second, Qt.Key.Key_Tab)
    assert first.hasFocus()
    assert first.property("ring") is True
