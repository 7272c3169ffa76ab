"""Icons: every name that the window asks for is there, and follows the theme."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAction, QColor, QIcon, QImage, QPainter
from PySide6.QtWidgets import QPushButton

from desktop.resource_files import resource_path
from desktop.views.theme import Theme, dress, icon, paint_icon, pixmap, tokens
from desktop.views.theme.icons import _ALIASES
from tests.architecture.source import ROOT

DRAWINGS = sorted(resource_path("icons").glob("*.svg"))

# Which argument of these names an icon.
ASKING = {
    "dress": 1,
    "icon": 0,
    "pixmap": 0,
    "paint_icon": 2,
    "IconButton": 0,
    "EmptyState": 0,
    "Button": 1,
    "PrimaryButton": 1,
    "QuietButton": 1,
    "LinkButton": 1,
    "OutlineButton": 1,
    "DangerButton": 1,
    "set_icon": 0,
}


def _asked_for() -> set[tuple[str, str]]:
    found = set()
    for path in (ROOT / "desktop" / "views").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else None
            called = node.func.id if isinstance(node.func, ast.Name) else called
            at = ASKING.get(called or "")
            if at is None or len(node.args) <= at:
                continue
            given = node.args[at]
            if isinstance(given, ast.Constant) and isinstance(given.value, str) and given.value:
                found.add((given.value, f"{path.name}:{node.lineno}"))
    return found


def test_every_icon_that_is_asked_for_is_there() -> None:
    there = {path.stem for path in DRAWINGS} | _ALIASES.keys()
    assert {path.stem for path in DRAWINGS} >= set(_ALIASES.values())
    assert sorted(f"{place} {name}" for name, place in _asked_for() if name not in there) == []


def test_every_drawing_is_named_somewhere() -> None:
    """What no code names would be carried along for nothing."""
    named = {
        node.value
        for path in (ROOT / "desktop").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(path.stem for path in DRAWINGS if path.stem not in named) == []


def test_icons_come_with_their_licence() -> None:
    licence = resource_path("icons", "LICENCE.txt").read_text("utf-8")
    assert licence.startswith("ISC License")
    assert "The MIT License" in licence


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_every_drawing_is_drawn(path: Path) -> None:
    image = pixmap(path.stem, 16).toImage()
    inked = [image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)]
    assert max(inked) > 100


def _ink(shown: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, state=QIcon.State.Off) -> str:
    """The token whose colour the strongest pixel has (soft edges blur it a little)."""
    image = shown.pixmap(QSize(16, 16), mode, state).toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    found = max(pixels, key=QColor.alpha)

    def apart(name: str) -> int:
        colour = tokens().colour(name)
        pairs = zip(found.getRgb()[:3], colour.getRgb()[:3], strict=True)
        return sum(abs(one - other) for one, other in pairs)

    return min(("text2", "blocker", "disabled", "accent_text"), key=apart)


def test_an_icon_is_grey_when_disabled_and_may_change_when_checked() -> None:
    shown = icon("square", "text2", "accent_text")
    assert _ink(shown) == "text2"
    assert _ink(shown, QIcon.Mode.Disabled) == "disabled"
    assert _ink(shown, state=QIcon.State.On) == "accent_text"


def test_what_is_dressed_follows_the_theme() -> None:
    button, action = QPushButton(), QAction()
    dress(button, "square")
    dress(action, "square", "blocker")
    light = button.icon().pixmap(16, 16).toImage()
    Theme.current().set_choice("dark")
    assert (_ink(button.icon()), _ink(action.icon())) == ("text2", "blocker")
    assert button.icon().pixmap(16, 16).toImage() != light


def test_what_was_dressed_and_is_gone_is_forgotten() -> None:
    button = QPushButton()
    dress(button, "square")
    button.deleteLater()
    del button
    Theme.current().set_choice("dark")


def test_an_icon_can_stand_away_from_the_words() -> None:
    near = icon("square").pixmap(QSize(20, 16)).toImage()
    right = icon("square", gap=4).pixmap(QSize(20, 16)).toImage()
    left = icon("square", gap=-4).pixmap(QSize(20, 16)).toImage()
    assert (near.width(), right.width(), left.width()) == (16, 20, 20)
    assert all(right.pixelColor(x, y).alpha() == 0 for x in range(16, 20) for y in range(16))
    assert all(left.pixelColor(x, y).alpha() == 0 for x in range(4) for y in range(16))


def test_thin_lines_are_painted_on_whole_pixels() -> None:
    straight, crooked = (QImage(20, 20, QImage.Format.Format_ARGB32) for _ in range(2))
    for image, at in ((straight, 2.0), (crooked, 2.3)):
        image.fill(0)
        painter = QPainter(image)
        paint_icon(painter, QRectF(at, at, 16, 16), "square")
        painter.end()
    assert straight == crooked
